package openreferral

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"catchment/server/page/shell"
	"catchment/server/page/trial"
)

var site *trial.Site

func TestMain(m *testing.M) {
	os.Exit(trial.Run(m, &site, func(e *echo.Echo, house *shell.House) { Mount(e, house.Planner) }))
}

type anyRecord = map[string]any

// envelope is a page as a reader sees it.
type envelope struct {
	TotalItems int         `json:"total_items"`
	TotalPages int         `json:"total_pages"`
	Number     int         `json:"page_number"`
	Size       int         `json:"size"`
	First      bool        `json:"first_page"`
	Last       bool        `json:"last_page"`
	Empty      bool        `json:"empty"`
	Contents   []anyRecord `json:"contents"`
}

func read[T any](t *testing.T, url string) T {
	t.Helper()
	var out T
	if err := json.Unmarshal([]byte(site.Body(t, url)), &out); err != nil {
		t.Fatalf("%s: %v", url, err)
	}
	return out
}

// pagesOf reads all pages of a list.
func pagesOf(t *testing.T, url string) []envelope {
	t.Helper()
	join := "?"
	if strings.Contains(url, "?") {
		join = "&"
	}
	var out []envelope
	for number := 1; ; number++ {
		page := read[envelope](t, fmt.Sprintf("%s%spage=%d", url, join, number))
		out = append(out, page)
		if page.Last {
			return out
		}
	}
}

func recordsOf(t *testing.T, url string) []anyRecord {
	t.Helper()
	var out []anyRecord
	for _, page := range pagesOf(t, url) {
		out = append(out, page.Contents...)
	}
	return out
}

var collections = []string{"services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"}

func TestAbout(t *testing.T) {
	for _, url := range []string{"/oruk/v3", "/oruk/v3/"} {
		about := read[map[string]string](t, url)
		if about["version"] != "HSDS-UK-3.0" || about["openapi_url"] != "http://example.com/oruk/v3/openapi.json" || about["profile"] == "" {
			t.Errorf("%s: %v", url, about)
		}
	}
}

// The pages of a list are whole: each record stands on one of them, and the
// seven members say so.
func TestPages(t *testing.T) {
	for _, name := range collections {
		whole := recordsOf(t, "/oruk/v3/"+name+"?per_page=100")
		for _, size := range []int{1, 7, 100} {
			if name == "services" && size == 1 {
				size = 5 // a page for each takes long
			}
			pages, at := pagesOf(t, fmt.Sprintf("/oruk/v3/%s?per_page=%d", name, size)), 0
			for i, page := range pages {
				if page.TotalItems != len(whole) || page.TotalPages != len(pages) || page.Number != i+1 || page.Size != len(page.Contents) ||
					page.First != (i == 0) || page.Last != (i == len(pages)-1) || page.Empty || page.Size > size || page.Size < size && !page.Last {
					t.Errorf("%s by %d: %+v", name, size, page)
				}
				for _, record := range page.Contents {
					if record["id"] != whole[at]["id"] {
						t.Errorf("%s by %d: record %d is %v", name, size, at, record["id"])
					}
					at++
				}
			}
		}
	}
}

func TestAnEmptyListHasAnEmptyFirstPage(t *testing.T) {
	body := site.Body(t, "/oruk/v3/services?search=nothing+has+these+words")
	if want := `{"total_items":0,"total_pages":0,"page_number":1,"size":0,"first_page":true,"last_page":true,"empty":true,"contents":[]}`; strings.TrimSpace(body) != want {
		t.Errorf("%s", body)
	}
}

func TestFilters(t *testing.T) {
	all := recordsOf(t, "/oruk/v3/services?full=true")
	of := func(record anyRecord, member string) []anyRecord {
		var out []anyRecord
		list, _ := record[member].([]any)
		for _, one := range list {
			out = append(out, one.(anyRecord))
		}
		return out
	}
	term := of(all[0], "attributes")[0]["taxonomy_term"].(anyRecord)
	organization := all[0]["organization_id"].(string)
	count := func(wants func(anyRecord) bool) (n int) {
		for _, s := range all {
			if wants(s) {
				n++
			}
		}
		return n
	}
	hasTerm := func(s anyRecord) bool {
		for _, a := range of(s, "attributes") {
			if a["taxonomy_term_id"] == term["id"] {
				return true
			}
		}
		return false
	}
	isOf := func(s anyRecord) bool { return s["organization_id"] == organization }
	both := count(func(s anyRecord) bool { return hasTerm(s) && isOf(s) })
	for query, want := range map[string]int{
		"taxonomy_term_id=" + term["id"].(string):                                      count(hasTerm),
		"taxonomy_term_id=" + strings.ToUpper(term["id"].(string)):                     count(hasTerm),
		"organization_id=" + organization:                                              count(isOf),
		"organization_id=" + organization + "&taxonomy_term_id=" + term["id"].(string): both,
		"taxonomy_id=" + term["taxonomy_id"].(string):                                  len(all),
		"organization_id=" + term["id"].(string):                                       0,
		"search=" + strings.ReplaceAll(all[0]["name"].(string), " ", "+"):              count(func(s anyRecord) bool { return strings.Contains(s["name"].(string), all[0]["name"].(string)) }),
	} {
		if got := len(recordsOf(t, "/oruk/v3/services?"+query)); got != want {
			t.Errorf("%s: %d services, want %d", query, got, want)
		}
	}
	if both == 0 || both == count(isOf) && both == count(hasTerm) || count(hasTerm) == len(all) {
		t.Errorf("the filters of the test tell nothing apart: %d, %d, %d of %d", both, count(isOf), count(hasTerm), len(all))
	}
}

var refusals = []struct {
	url    string
	status int
	field  string
	words  string
}{
	{"/services?page=0", 400, "page", "from 1"},
	{"/services?page=-1", 400, "page", "from 1"},
	{"/services?page=two", 400, "page", `"two"`},
	{"/services?page=1.5", 400, "page", "whole number"},
	{"/services?page=99999999999999999999", 400, "page", "whole number"},
	{"/services?page=%2B1", 400, "page", "whole number"},
	{"/services?per_page=01", 400, "per_page", "from 1 to 100"},
	{"/services?page=", 400, "page", ""},
	{"/services?page=1&page=2", 400, "page", ""},
	{"/services?page=999", 404, "page", "There is no page 999"},
	{"/services?per_page=0", 400, "per_page", "from 1 to 100"},
	{"/services?per_page=101", 400, "per_page", "from 1 to 100"},
	{"/services?taxonomy_term_id=refuge", 400, "taxonomy_term_id", "an id like"},
	{"/services?taxonomy_id=1", 400, "taxonomy_id", "an id like"},
	{"/services?organization_id=1%27%20or%201=1", 400, "organization_id", "an id like"},
	{"/services?full=yes", 400, "full", "true, false"},
	{"/services?format=xml", 400, "format", "json"},
	{"/services?postcode=CF10", 400, "postcode", "There is no parameter"},
	{"/services?proximity=1000", 400, "proximity", "There is no parameter"},
	{"/services?minimal=true", 400, "minimal", "There is no parameter"},
	{"/services?modified_after=2024-01-01", 400, "modified_after", "There is no parameter"},
	{"/services?for=commissioner", 400, "for", "There is no parameter"},
	{"/services?on=2026-04-01", 400, "on", "There is no parameter"},
	{"/services?search=" + strings.Repeat("a", 101), 400, "search", "101"},
	{"/services?%zz=1", 400, "", ""},
	{"/organizations?taxonomy_id=6b1f0c52-9d3e-4c88-a417-2e60d3957ab1", 400, "taxonomy_id", "There is no parameter"},
	{"/taxonomies?full=true", 400, "full", "There is no parameter"},
	{"/taxonomy_terms?top_only=1", 400, "top_only", "true, false"},
	{"/taxonomy_terms?parent_id=x", 400, "parent_id", "an id like"},
	{"/service_at_locations?postcode=CF10", 400, "postcode", "There is no parameter"},
	{"/services/6b1f0c52-9d3e-4c88-a417-2e60d3957ab1", 404, "id", "There is no record"},
	{"/services/able", 404, "id", "There is no record"},
	{"/services/able?full=true", 400, "full", "takes no"},
	{"/organizations/none", 404, "id", "There is no record"},
	{"/organizations/none?full_service=2", 400, "full_service", "true, false"},
	{"/service_at_locations/none", 404, "id", "There is no record"},
	{"/taxonomies/none", 404, "id", "There is no record"},
	{"/taxonomy_terms/none", 404, "id", "There is no record"},
	{"/services/a/b", 404, "", ""},
	{"/schedules", 404, "", ""},
	{"?full=true", 400, "full", ""},
	{"/openapi.json?full=true", 400, "full", ""},
}

func TestRefusals(t *testing.T) {
	for _, r := range refusals {
		answer := site.Get("/oruk/v3" + r.url)
		var problem struct{ Detail, Field string }
		if err := json.Unmarshal(answer.Body.Bytes(), &problem); err != nil {
			t.Errorf("%s: %v in %s", r.url, err, answer.Body)
			continue
		}
		if answer.Code != r.status || problem.Field != r.field || !strings.Contains(problem.Detail, r.words) || answer.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: status %d, %q, %q, %s", r.url, answer.Code, problem.Field, problem.Detail, answer.Header().Get("Content-Type"))
		}
		if strings.Contains(problem.Detail, "⟦") {
			t.Errorf("%s: %s", r.url, problem.Detail)
		}
	}
}

// Whatever is asked, pages of other sites may read the answer: also that there
// is nothing, or that it is refused before a route has it.
func TestOtherSitesMayRead(t *testing.T) {
	for _, r := range []struct {
		method, url string
		status      int
	}{{"GET", "/oruk/v3/services", 200}, {"GET", "/oruk/v3/services/none", 404}, {"GET", "/oruk/v3/services?x=1", 400}, {"GET", "/cy/oruk/v3/services/", 200},
		{"GET", "/oruk", 404}, {"GET", "/oruk/", 404}, {"GET", "/oruk/v3/schedules", 404}, {"GET", "/oruk/v2/services", 404}, {"GET", "/oruk/v3//services", 404}, {"GET", "/oruk/v3/services/a/b/", 404},
		{"POST", "/oruk/v3/services", 405}, {"DELETE", "/oruk/v3/nothing", 405},
		{"OPTIONS", "/oruk/v3", 204}, {"OPTIONS", "/oruk/v3/services", 204}, {"OPTIONS", "/oruk/v3/services/x/", 204}, {"OPTIONS", "/oruk/v3/nothing", 204}, {"OPTIONS", "/oruk", 204}} {
		answer := httptest.NewRecorder()
		site.ServeHTTP(answer, httptest.NewRequest(r.method, r.url, nil))
		if answer.Code != r.status || answer.Header().Get("Access-Control-Allow-Origin") != "*" || answer.Header().Get("Cross-Origin-Resource-Policy") != "cross-origin" {
			t.Errorf("%s %s: %d %v", r.method, r.url, answer.Code, answer.Header())
		}
		if r.method == "OPTIONS" && answer.Header().Get("Access-Control-Allow-Methods") != "GET, HEAD, OPTIONS" {
			t.Errorf("%s %s: %v", r.method, r.url, answer.Header())
		}
		if r.status == 404 && answer.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %s: %v", r.method, r.url, answer.Header())
		}
	}
	if other := site.Get("/orukel"); other.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("what is not the directory is open: %v", other.Header())
	}
	for _, method := range []string{"POST", "PUT", "DELETE"} {
		answer := httptest.NewRecorder()
		site.ServeHTTP(answer, httptest.NewRequest(method, "/oruk/v3/services", nil))
		if answer.Code != 405 {
			t.Errorf("%s: status %d", method, answer.Code)
		}
	}
}

// UUIDs are compared without regard to case, in paths as in parameters.
func TestIDsInCapitals(t *testing.T) {
	for _, name := range collections {
		id := recordsOf(t, "/oruk/v3/"+name)[0]["id"].(string)
		for _, end := range []string{"", "/"} {
			if got := read[anyRecord](t, "/oruk/v3/"+name+"/"+strings.ToUpper(id)+end)["id"]; got != id {
				t.Errorf("%s: %v, want %v", name, got, id)
			}
		}
	}
}

// The description lists what is mounted, and each parameter that a list takes
// is described.
func TestDescription(t *testing.T) {
	doc := read[struct {
		Paths map[string]struct {
			Get struct {
				Parameters []struct{ Name, Description string }
			}
		}
	}](t, "/oruk/v3/openapi.json")
	if len(doc.Paths) != 11 {
		t.Errorf("%d paths", len(doc.Paths))
	}
	for path, item := range doc.Paths {
		for _, p := range item.Get.Parameters {
			if p.Description == "" {
				t.Errorf("%s: %s is not described", path, p.Name)
			}
			if answer := site.Get("/oruk/v3" + strings.Replace(path, "{id}", "none", 1) + "?" + p.Name + "=%00"); answer.Code == 400 && strings.Contains(answer.Body.String(), "There is no parameter") {
				t.Errorf("%s does not take %s", path, p.Name)
			}
		}
	}
}
