package server

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	"catchment/model/exchange"
	"catchment/model/planner"
)

// withCanaries adds a refuge whose every text is a canary, and whose provider
// runs nothing else.
func withCanaries(t *testing.T) *planner.Planner {
	t.Helper()
	p := ownDemonstration(t)
	batch, err := exchange.ReadFiles(map[string][]byte{
		"providers.csv": []byte("provider,name,name_cy,sector,website,charity_number\ncanary-provider,Canary provider,Canary darparwr,womens_aid,https://canary.example/,canary1\n"),
		"services.csv": []byte("service,provider,name,name_cy,service_type,mode,areas_served,bed_spaces,average_stay_days,start,contract_end,funder,annual_cost\n" +
			"canary-refuge,canary-provider,Canary house,Canary tŷ,refuge,residential,X06000003,7,90,2024-01-01,2026-08-31,Canary funder,424242\n"),
		"sites.csv": []byte("site,service,name,disclosure\ncanary-site,canary-refuge,Canary lane,protected\n"),
	}, exchange.Options{})
	if err == nil {
		_, err = p.Import(t.Context(), batch, "canary-actor")
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// lists are the addresses from which a program reaches everything.
var lists = []string{
	"areas", "coverage", "tiers", "practice", "need", "ranks", "flow", "equity", "flags", "gaps", "providers", "services", "sites",
	"programmes", "service-types", "indicators",
}

// Nothing of a protected place reaches the public: in no row of any list, in
// no export, and in neither language.
func TestNoCanaryReachesThePublic(t *testing.T) {
	e := mustNew(t, Config{}, withCanaries(t))
	look := func(url string) string {
		w := get(t, e, url, "")
		if at := strings.Index(strings.ToLower(w.Body.String()), "canary"); at >= 0 || w.Code != 200 {
			t.Errorf("%s: status %d, a canary in %q", url, w.Code, w.Body.String()[max(0, at-100):min(w.Body.Len(), max(0, at)+100)])
		}
		return w.Body.String()
	}
	for _, name := range lists {
		for url := "/api/v1/" + name + "?for=public&limit=1000"; url != ""; {
			url = nextOf(t, look(url))
		}
	}
	for _, language := range []string{"", "/cy"} {
		look(language + "/api/v1/method?for=public")
		look(language + "/api/v1/areas/X06000003?for=public")
		look(language + "/api/v1/gaps?area=X06000003&for=public&limit=1000")
	}
	for _, table := range disclosure.Tables {
		for _, format := range []string{"csv", "json", "gpkg", "geojson"} {
			if format != "geojson" || get(t, e, "/export/"+table+".geojson?kind=nation", "").Code == 200 {
				look("/export/" + table + "." + format + "?for=public")
			}
		}
	}
	for _, url := range []string{"/api/v1/services/canary-refuge", "/api/v1/providers/canary-provider", "/api/v1/explain?area=X06000003&tier=4&type=refuge", "/api/v1/revisions", "/api/v1/imports"} {
		if w := get(t, e, url+map[bool]string{true: "&", false: "?"}[strings.Contains(url, "?")]+"for=public", ""); w.Code != 403 && w.Code != 404 {
			t.Errorf("%s for the public: status %d", url, w.Code)
		}
	}
}

func nextOf(t *testing.T, body string) string {
	t.Helper()
	var page struct{ Next string }
	if err := json.Unmarshal([]byte(body), &page); err != nil {
		t.Fatal(err)
	}
	return page.Next
}

// The canaries are there: a commissioner sees them. But not where the refuge
// is: that is nowhere.
func TestCanariesReachCommissioners(t *testing.T) {
	e := mustNew(t, Config{}, withCanaries(t))
	for _, url := range []string{"/api/v1/services/canary-refuge", "/api/v1/providers/canary-provider", "/api/v1/gaps?area=X06000003&gap=continuity&limit=1000"} {
		if w := get(t, e, url, ""); w.Code != 200 || !strings.Contains(strings.ToLower(w.Body.String()), "canary") {
			t.Errorf("%s: status %d", url, w.Code)
		}
	}
	site := get(t, e, "/api/v1/sites?service=canary-refuge", "").Body.String()
	if !strings.Contains(site, `"disclosure":"protected","lon":null,"lat":null,"postcode":"","area_code":""`) {
		t.Errorf("the site of the refuge: %s", site)
	}
}

// A place that a file states of a protected site is refused, and not repeated.
func TestAPlaceIsNotEchoed(t *testing.T) {
	server := httptest.NewServer(mustNew(t, Config{}, withCanaries(t)))
	defer server.Close()
	body, headers := form(t, "sites.csv|site,service,name,disclosure,lon,lat,postcode\ncanary-site,canary-refuge,Canary lane,protected,-7.123456,50.654321,CF10 9ZZ\n")
	s := scenario{method: echo.POST, url: "/api/v1/imports", headers: headers, body: body}
	status, header, answer := s.ask(t, server)
	if status != 422 || !strings.Contains(answer, "sites.csv row 2") {
		t.Errorf("status %d: %s", status, answer)
	}
	for _, place := range []string{"7.123456", "50.654321", "CF10", "9ZZ"} {
		if strings.Contains(header+answer, place) {
			t.Errorf("%s is repeated: %s", place, answer)
		}
	}
}
