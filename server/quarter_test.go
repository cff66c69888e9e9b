package server

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/disclosure"
	"catchment/model/exchange"
)

// loneServices lists the protected services of types of which there are few in
// the demonstration.
func loneServices(r *model.Records) []*model.Service {
	protected, of := atlas.ProtectedServices(r), map[string][]*model.Service{}
	for i := range r.Services {
		if s := &r.Services[i]; protected[s.Key] {
			of[s.ServiceType] = append(of[s.ServiceType], s)
		}
	}
	var out []*model.Service
	for _, services := range of {
		if len(services) < 3 {
			out = append(out, services...)
		}
	}
	slices.SortFunc(out, func(x, y *model.Service) int { return strings.Compare(x.Key, y.Key) })
	return out
}

// openBetween serves the demonstration where the protected services of lone
// types are open between two days.
func openBetween(t *testing.T, from, to model.Date) *echo.Echo {
	t.Helper()
	p := ownDemonstration(t)
	lone := loneServices(p.Atlas().Records)
	if len(lone) == 0 {
		t.Fatal("the demonstration has no lone type")
	}
	var file bytes.Buffer
	write := csv.NewWriter(&file)
	_ = write.Write([]string{"service", "provider", "name", "service_type", "mode", "areas_served", "start", "end", "funder"}) // to memory
	for _, s := range lone {
		_ = write.Write([]string{s.Key, s.Provider, s.Name, s.ServiceType, string(s.Mode), strings.Join(s.AreasServed, ";"), string(from), string(to), "Another"})
	}
	write.Flush()
	batch, err := exchange.ReadFiles(map[string][]byte{"services.csv": file.Bytes()}, exchange.Options{})
	if err == nil {
		_, err = p.Import(t.Context(), batch, "test")
	}
	if err != nil {
		t.Fatal(err)
	}
	return mustNew(t, Config{}, p)
}

// publicAddresses are what an observer reads of a day: pages in both languages,
// the API, exports, and the doors of other programs.
func publicAddresses(day model.Date) []string {
	query := "for=public&on=" + string(day)
	var out []string
	for _, page := range []string{
		"/?", "/areas?", "/areas/X06000004?tier=4&", "/areas/X06000003/profile?", "/compare?kind=local_authority&tier=4&", "/gaps?tier=4&", "/falls-through?",
		"/services?", "/providers?", "/programmes?", "/method?", "/sources?",
	} {
		out = append(out, page+query, "/cy"+page+query)
	}
	out = append(out, "/public/X06000004?on="+string(day))
	for _, name := range lists {
		out = append(out, "/api/v1/"+name+"?limit=1000&"+query)
	}
	for _, table := range disclosure.Tables {
		out = append(out, "/export/"+table+".csv?"+query, "/export/"+table+".json?"+query)
		if slices.Contains(disclosure.Layered, table) {
			out = append(out, "/export/"+table+".geojson?kind=local_authority&"+query)
		}
	}
	for _, collection := range []string{"coverage", "tiers", "gaps", "sites", "areas-local_authority"} {
		out = append(out, "/ogc/collections/"+collection+"/items?limit=1000&"+query, "/ogc/collections/"+collection+"?"+query)
	}
	return append(out, "/ogc/collections?"+query, "/oruk/v3/services?per_page=100", "/api/v1/method?"+query)
}

// An observer who sets the public answers of quarters side by side cannot tell
// when a service of a lone type opens or closes.
func TestNoQuarterTellsOfALoneType(t *testing.T) {
	worlds := map[string]*echo.Echo{
		"always":                      openBetween(t, "", ""),
		"opened in the spring":        openBetween(t, "2025-05-17", ""),
		"closed in the autumn before": openBetween(t, "", "2024-10-30"),
	}
	days := disclosure.PublishedDays(today)
	for _, day := range []model.Date{days[0], days[7]} {
		for _, url := range publicAddresses(day) {
			want := get(t, worlds["always"], url, "")
			if want.Code != http.StatusOK {
				t.Errorf("%s: status %d", url, want.Code)
			}
			for name, e := range worlds {
				if got := get(t, e, url, ""); got.Code != want.Code || unsealed(got.Body.String()) != unsealed(want.Body.String()) {
					t.Errorf("%s: where it is %s the answer differs: %s", url, name, firstDifference(unsealed(want.Body.String()), unsealed(got.Body.String())))
				}
			}
		}
	}
}

// sealed is where an answer names the next page: each server seals it with a
// key of its own.
var sealed = regexp.MustCompile(`after=[^"&]*`)

func unsealed(answer string) string { return sealed.ReplaceAllString(answer, "after=") }

// firstDifference shows where two answers part.
func firstDifference(a, b string) string {
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	around := func(s string) string { return s[max(0, min(at, len(s))-60):min(len(s), at+60)] }
	return around(a) + " ≠ " + around(b)
}

// The difference is there: a commissioner sees it.
func TestQuartersTellCommissioners(t *testing.T) {
	here, gone := openBetween(t, "", ""), openBetween(t, "", "2024-10-30")
	for _, url := range []string{"/api/v1/coverage?kind=nation&limit=1000", "/api/v1/services?limit=1000", "/export/gaps.csv"} {
		if get(t, here, url, "").Body.String() == get(t, gone, url, "").Body.String() {
			t.Errorf("%s is the same", url)
		}
	}
}
