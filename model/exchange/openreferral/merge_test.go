package openreferral

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"catchment/model"
)

// A list has services in brief, and a record alone has them in full: all that
// is said of one is taken, whichever stands first.
func TestPiecesAreJoined(t *testing.T) {
	const brief = `{"contents": [{"id": "s1", "name": "MARAC", "description": "d", "status": "active", "organization": {"id": "o1", "name": "Families"}}]}`
	const full = `{"id": "s1", "name": "MARAC", "description": "d", "status": "active", "minimum_age": 5, "maximum_age": "x", "organization_id": "o1", "service_areas": [{"id": "a", "uri": "W06000099"}],
		"languages": [{"code": "cy"}], "service_at_locations": [{"id": "x", "location": {"id": "l", "name": "Hall", "latitude": 51.5, "longitude": -3.5}}]}`
	const organization = `{"id": "o1", "name": "Families", "website": "https://a.example/", "services": [{"id": "s1", "name": "MARAC"}, {"id": "s2"}]}`
	for _, order := range [][]string{{"a.json", brief, "b.json", full, "c.json", organization}, {"a.json", full, "b.json", organization, "c.json", brief}, {"a.json", organization, "b.json", brief, "c.json", full}} {
		batch := laid(files(order...), Options{})
		s, p, at := rowsOf[model.Service](batch, "services"), rowsOf[model.Provider](batch, "providers"), rowsOf[model.Site](batch, "sites")
		if len(s) != 1 || s[0].AgeMin == nil || *s[0].AgeMin != 5 || !slices.Equal(s[0].AreasServed, []string{"W06000099"}) || !slices.Equal(s[0].Languages, []string{"cy"}) {
			t.Errorf("%v: %+v", order, s)
		}
		if len(p) != 1 || p[0].Website != "https://a.example/" || len(at) != 1 || at[0].AreaCode != "W06000099" {
			t.Errorf("%v: %+v %+v", order, p, at)
		}
		file := order[slices.Index(order, full)-1]
		if !slices.ContainsFunc(batch.Problems, func(p model.Problem) bool { return p.File == file && p.Row == 1 && p.Column == "maximum_age" }) {
			t.Errorf("the fault is not told where it is: %+v", batch.Problems)
		}
		for _, problem := range batch.Problems {
			if strings.Contains(problem.Expected.String(), "once") {
				t.Errorf("%v: pieces that agree: %+v", order, problem)
			}
		}
	}
	differ := laid(files("a.json", brief, "b.json", strings.Replace(full, "MARAC", "Marac, the second", 1)), Options{})
	if s := rowsOf[model.Service](differ, "services"); len(s) != 1 || s[0].Name != "MARAC" || !slices.ContainsFunc(differ.Problems, func(p model.Problem) bool {
		return p.File == "b.json" && p.Row == 1 && p.Column == "id" && strings.Contains(p.Expected.String(), "what stood first holds")
	}) {
		t.Errorf("%+v %+v", s, differ.Problems)
	}
}

// Locations and terms may stand alone, and are named by their ids.
func TestWhatStandsAloneIsFound(t *testing.T) {
	const text = `[{"id": "s1", "name": "Talking", "status": "active", "organization": {"id": "o", "name": "Org"}, "attributes": [{"id": "1", "link_id": "s1", "taxonomy_term_id": "t1"}],
		"service_at_locations": [{"id": "x", "service_id": "s1", "location_id": "l1"}]},
		{"id": "y", "service_id": "s1", "location_id": "l2"},
		{"id": "l1", "name": "Hall", "latitude": 51.5, "longitude": -3.5}, {"id": "l2", "name": "Clinic", "latitude": 51.2, "longitude": -3.2},
		{"id": "t", "name": "Types", "description": "Types", "version": "1", "taxonomy_terms": [{"id": "t1", "name": "CAMHS", "description": "x"}]}]`
	batch := laid(files("all.json", text), Options{Public: true})
	s, at := rowsOf[model.Service](batch, "services"), rowsOf[model.Site](batch, "sites")
	if len(s) != 1 || s[0].ServiceType != "camhs" || len(at) != 2 || at[0].Name != "Hall" || *at[0].Lat != 51.5 || at[1].Name != "Clinic" || *at[1].Lat != 51.2 {
		t.Errorf("%+v %+v %+v", s, at, batch.Problems)
	}
}

// Nothing of a protected service is kept with another one: not in the record
// of its organisation, not with services at the same place, and not where the
// words of a service leave it open.
func TestNothingProtectedIsKeptWithOthers(t *testing.T) {
	const refuge = `{"id": "r", "name": "Refuge", "description": "Canary words", "status": "active", "service_areas": [{"uri": "W06000099"}],
		"service_at_locations": [{"id": "x", "location": {"id": "canary-1", "name": "Canary house", "latitude": 51.512345, "longitude": -3.543210, "physical_addresses": [{"address_1": "7 Canary Lane", "postal_code": "CF99 9CC"}]}}]}`
	marac := func(rest string) string {
		return `{"id": "m", "name": "MARAC", "description": "d", "status": "active", "service_areas": [{"uri": "W06000099"}]` + rest + `}`
	}
	place := func(id, rest string) string {
		return marac(`, "service_at_locations": [{"id": "` + id + `", "location": {"id": "` + id + `"` + rest + `}}]`)
	}
	for name, text := range map[string]string{
		"in its organisation":   marac(""),
		"at the same place":     place("canary-1", `, "name": "Canary office", "latitude": 51.512345, "longitude": -3.543210`),
		"by its id":             marac(`, "service_at_locations": [{"id": "y", "location_id": "canary-1"}]`),
		"next door":             place("l2", `, "name": "Canary office", "latitude": 51.51240, "longitude": -3.54310`),
		"at the same postcode":  place("l3", `, "name": "Canary office", "physical_addresses": [{"postal_code": "cf999cc"}]`),
		"services in a service": marac(`, "program": {"services": [` + refuge + `]}, "x": [{"service": ` + refuge + `}]`),
	} {
		organization := `{"id": "o", "name": "Org", "services": [` + text + `, ` + refuge + `]}`
		batch := laid(files("o.json", organization), Options{Public: true})
		kept, err := json.Marshal(batch)
		if err != nil {
			t.Fatal(err)
		}
		if len(batch.Rows["services"]) != 2 || len(batch.Rows["sites"]) > 0 {
			t.Errorf("%s: %+v", name, batch.Rows)
		}
		for _, canary := range []string{"anary", "51.512", "-3.543", "CF99", "cf999", "9CC"} {
			if strings.Contains(string(kept), canary) {
				t.Errorf("%s: %s is kept: %s", name, canary, kept)
			}
		}
	}
	for words, hidden := range map[string]bool{"We run a refuge too.": true, "We run <b>Refuges</b>": true, "Help for families": false} {
		text := `{"id": "m", "name": "MARAC", "description": "` + words + `", "status": "active", "organization": {"id": "o", "name": "Org"},
			"service_at_locations": [{"id": "x", "location": {"id": "l", "name": "Hall", "latitude": 51.512345, "longitude": -3.543210}}]}`
		batch := laid(files("o.json", text), Options{Public: true, Rules: append(slices.Clone(rulesOfTest), Rule{Type: "refuge", words: [][]string{{"refuges"}}})})
		kept, _ := json.Marshal(batch)
		if at := rowsOf[model.Site](batch, "sites"); len(at) != 1 || (at[0].Disclosure == model.AreaOnly) != hidden || strings.Contains(string(kept), "51.512345") == hidden || tells(batch, 1, "locations", "speak of what is protected") != hidden {
			t.Errorf("%q: %+v %s", words, at, kept)
		}
	}
}

// The rules that come along know what is protected, in both languages.
func TestTheRulesKnowWhatIsProtected(t *testing.T) {
	for name, want := range map[string]string{"North Refuge": "refuge", "Refuges in the county": "refuge", "Lloches y Gogledd": "refuge", "Llochesi": "refuge", "Safe house": "refuge",
		"Safe accommodation with support": "alternative_housing", "Dispersed accommodation": "alternative_housing", "Llety diogel": "alternative_housing", "Refugee advice": ""} {
		got := ""
		if rule := BuiltIn().typeOf(&service{name: name}); rule != nil {
			got = rule.Type
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
