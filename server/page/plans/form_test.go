package plans_test

import (
	"context"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"catchment/model/disclosure"
	"catchment/seed"
	"catchment/server/page/plans"
	"catchment/server/page/trial"
)

// own is the demonstration region in a database that a test may change.
func own(t *testing.T) *trial.Site {
	t.Helper()
	site := trial.Open(filepath.Join(t.TempDir(), "plans.db"), seed.Demonstration(trial.Today.Time()), plans.Mount)
	t.Cleanup(func() { site.Planner.Close() })
	return site
}

// send sends a form, made from the latest revision where it does not say.
func send(t *testing.T, s *trial.Site, address string, pairs ...string) *httptest.ResponseRecorder {
	t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	if !form.Has("base") {
		form.Set("base", strconv.Itoa(s.Planner.Revision().Revision))
	}
	r := httptest.NewRequest("POST", address, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if strings.Contains(w.Body.String(), "<main") {
		trial.WellFormed(t, address, w.Body.String())
	}
	return w
}

// A scenario is built of every kind of change, each of which stands on its
// page, is edited, and taken away again.
func TestAScenarioIsBuilt(t *testing.T) {
	s := own(t)
	if w := send(t, s, "/new/plan", "change", "resize", "scenario", "Mine", "service", "counsel-elwig", "capacity", "90", "cost", "12000"); w.Code != 303 || !strings.HasPrefix(w.Header().Get("Location"), "/plans/Mine?saved=") {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	for _, pairs := range [][]string{
		{"change", "open", "name", "Harbour group", "name_cy", "Grŵp yr harbwr", "provider", "ot-ffynnon", "service_type", "counselling", "mode", "outreach", "capacity", "30", "areas_served", "X06000001"},
		{"change", "close", "service", "coda-isles", "end_day", "1", "end_month", "3", "end_year", "2026"},
		{"change", "renew", "service", "coda-erfin", "contract_end_day", "31", "contract_end_month", "3", "contract_end_year", "2029"},
		{"change", "accept", "service", "counsel-isles", "age_min", "4", "age_max", "17", "excludes", ";"},
		{"change", "serve", "service", "outreach-bay", "areas_served", "X06000002", "areas_served_other", "X06000001"},
		{"change", "move", "service", "supervised-bay", "disclosure", "area_only", "area_code", "X06000001"},
		{"change", "resize", "service", "harbour-group", "capacity", "35"},
	} {
		if w := send(t, s, "/plans/Mine/changes/new?change="+pairs[1], pairs...); w.Code != 303 {
			t.Fatalf("%v: %d %s", pairs, w.Code, trial.Said(w.Body.String()))
		}
	}
	body := s.Body(t, "/plans/Mine?saved=3")
	trial.WellFormed(t, "/plans/Mine", body)
	trial.Says(t, "/plans/Mine", trial.Said(body), "Capacity stated: 90", "£12,000 a year", "Harbour group", "Last day: 1 March 2026", "Last day of the contract: 31 March 2029", "Highest age: 17", "Nobody is turned away", "8. Change the size", "The scenario is saved")
	if w := send(t, s, "/plans/Mine/changes/1", "service", "counsel-elwig", "capacity", "95", "cost", "12000"); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	trial.Says(t, "/plans/Mine", trial.Said(s.Body(t, "/plans/Mine")), "Capacity stated: 95", "Versions", "11 1 April 2026")
	if w := send(t, s, "/plans/Mine/changes/2/remove"); w.Code != 422 || !strings.Contains(w.Body.String(), "another change needs it") {
		t.Errorf("a service that another line changes is removed: %d %s", w.Code, w.Body)
	}
	for n := 8; n >= 1; n-- {
		w := send(t, s, "/plans/Mine/changes/"+strconv.Itoa(n)+"/remove")
		if to := w.Header().Get("Location"); w.Code != 303 || n == 1 && !strings.HasPrefix(to, "/plans?removed=") {
			t.Fatalf("line %d: %d to %s: %s", n, w.Code, to, w.Body)
		}
	}
	if slices.Contains(s.Planner.Scenarios(), "Mine") {
		t.Error("the scenario stays without a change")
	}
	latest := s.Planner.Revision().Revision
	if _, err := s.Planner.Undo(context.Background(), latest, "test"); err != nil {
		t.Error(err)
	}
	trial.Says(t, "/plans/Mine", trial.Said(s.Body(t, "/plans/Mine")), "Capacity stated: 95")
}

// What an import would refuse a form refuses at its field, in both languages;
// above all a protected service gets no place, and it is not typed back.
func TestFormsRefuse(t *testing.T) {
	s := own(t)
	before := s.Planner.Revision().Revision
	for _, c := range []struct {
		name, url     string
		status        int
		pairs         []string
		english, cymr string
	}{
		{"no service", east + "/changes/new?change=close", 422, []string{"change", "close"}, "Service: this is needed", "Gwasanaeth: mae angen hwn"},
		{"a service that is nowhere", east + "/changes/new?change=close", 422, []string{"change", "close", "service", "nobody"}, "the key of a known service", "allwedd gwasanaeth hysbys"},
		{"a capacity that is none", east + "/changes/2", 422, []string{"service", "counsel-elwig", "capacity", "many"}, "Capacity stated: ", "Capasiti"},
		{"ages the wrong way round", east + "/changes/new?change=accept", 422, []string{"change", "accept", "service", "counsel-isles", "age_min", "12", "age_max", "5"}, "a number not above", "rhif nad yw’n uwch"},
		{"somebody and nobody refused", east + "/changes/new?change=accept", 422, []string{"change", "accept", "service", "counsel-isles", "excludes", ";", "excludes", "high_trauma"}, "Tick either", "Ticiwch naill"},
		{"a place for a refuge", east + "/changes/new?change=move", 422, []string{"change", "move", "service", "refuge-elwig", "lon", "-3.91234", "lat", "52.1"}, "a protected service has no coordinates", "nid oes gan wasanaeth gwarchodedig gyfesurynnau"},
		{"a refuge called public", east + "/changes/new?change=move", 422, []string{"change", "move", "service", "refuge-elwig", "disclosure", "public"}, "stays so", "yn aros felly"},
		{"nothing set", east + "/changes/new?change=resize", 422, []string{"change", "resize", "service", "counsel-elwig"}, "at least one field besides the service", "o leiaf un maes heblaw"},
		{"opening without a name", "/new/plan", 422, []string{"change", "open", "scenario", "Mine"}, "Provider: this is needed", "Darparwr: mae angen hwn"},
		{"without a name of the scenario", "/new/plan", 422, []string{"change", "close", "service", "coda-isles"}, "Name of the scenario: this is needed", "Enw’r senario: mae angen hwn"},
		{"a cost that is none", east + "/changes/2", 422, []string{"service", "counsel-elwig", "capacity", "9", "cost", "dear"}, "Cost a year: a number", "Cost y flwyddyn: "},
		{"a name that is taken", "/new/plan", 422, []string{"change", "close", "scenario", "Keep and widen", "service", "coda-isles"}, "a name that no other scenario has", "enw nad oes gan yr un senario arall"},
		{"of no kind", "/new/plan", 400, []string{"change", "burn"}, "", ""},
		{"without a base", east + "/changes/2", 400, []string{"base", "x"}, "which revision", "diwygiad"},
		{"of a scenario that is not there", "/plans/none/changes/new?change=close", 404, nil, "", ""},
		{"a change that is not there", east + "/changes/9", 404, nil, "", ""},
		{"for the public", east + "/changes/2?for=public", 403, []string{"capacity", "9"}, "", ""},
		{"adopting without a base", east + "/adopt", 400, []string{"base", ""}, "", ""},
		{"adopting for the public", east + "/adopt?for=public", 403, nil, "", ""},
	} {
		for prefix, words := range map[string]string{"": c.english, "/cy": c.cymr} {
			w := send(t, s, prefix+c.url, c.pairs...)
			said := trial.Said(w.Body.String())
			if w.Code != c.status || !strings.Contains(strings.ToLower(said), strings.ToLower(words)) {
				t.Errorf("%s %s: status %d, %q is not in %.700s", prefix, c.name, w.Code, words, said)
			}
			trial.Lacks(t, c.url, w.Body.String(), "3.91234", "52.1")
		}
	}
	if s.Planner.Revision().Revision != before {
		t.Error("something was saved")
	}
}

// Whoever was faster is not overwritten.
func TestSomebodyWasFaster(t *testing.T) {
	s := own(t)
	old := strconv.Itoa(s.Planner.Revision().Revision)
	if w := send(t, s, east+"/changes/2", "service", "counsel-elwig", "capacity", "75"); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	for _, url := range []string{east + "/changes/2", "/cy" + east + "/changes/2", east + "/changes/2/remove", east + "/adopt"} {
		if w := send(t, s, url, "base", old, "service", "counsel-elwig", "capacity", "80"); w.Code != 409 {
			t.Errorf("%s: status %d: %s", url, w.Code, trial.Said(w.Body.String()))
		}
	}
	trial.Says(t, east, trial.Said(s.Body(t, east)), "Capacity stated: 75")
}

var svg = regexp.MustCompile(`(?s)<svg.*?</svg>`)

// Adopting makes the records what the page said; the scenario stays, marked,
// until the revision is undone.
func TestAdopting(t *testing.T) {
	s := own(t)
	changes, _ := s.Planner.Scenario("Keep and widen")
	c, err := s.Planner.WhatIf(t.Context(), trial.Today, disclosure.Commissioner, changes)
	if err != nil {
		t.Fatal(err)
	}
	said := svg.ReplaceAllString(s.Body(t, keep), "")
	if w := send(t, s, keep+"/adopt"); w.Code != 303 || w.Header().Get("Location") != keep {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	for tier := 1; tier <= 4; tier++ {
		code := whole(c.After())
		after, err := c.After().Tier(code, tier)
		now, err2 := s.View(t, disclosure.Commissioner).Tier(code, tier)
		if err != nil || err2 != nil || after.Coverage != now.Coverage {
			t.Errorf("tier %d: coverage is %v, the what-if said %v", tier, now.Coverage, after.Coverage)
		}
	}
	adopted := s.Body(t, keep)
	trial.WellFormed(t, keep, adopted)
	trial.Contains(t, keep, adopted, []string{"Adopted in revision 3", "/import/revisions/3", "/import/revisions/2", "Adoption of a scenario"}, []string{keep + "/adopt", "/changes/new", "/remove"})
	trial.Contains(t, "/plans", s.Body(t, "/plans"), []string{"Adopted in revision 3"}, nil)
	for _, url := range []string{keep + "/adopt", keep + "/changes/1", keep + "/changes/1/remove"} {
		if w := send(t, s, url); w.Code != 409 {
			t.Errorf("%s: status %d", url, w.Code)
		}
	}
	if _, err := s.Planner.Undo(t.Context(), 3, "test"); err != nil {
		t.Fatal(err)
	}
	if again := trial.Said(svg.ReplaceAllString(s.Body(t, keep), "")); between(again) != between(trial.Said(said)) {
		t.Errorf("after the undo the page says\n%s\nand said\n%s", between(again), between(trial.Said(said)))
	}
}

// A place that is replaced is not kept: nobody is promised that it comes back.
func TestAdoptingAMoveCannotBeUndone(t *testing.T) {
	s := own(t)
	if page := trial.Said(s.Body(t, keep+"/adopt")); !strings.Contains(page, "which can be undone") {
		t.Errorf("%s", page)
	}
	if w := send(t, s, east+"/changes/new?change=move", "change", "move", "service", "coda-sarnwy", "disclosure", "area_only", "area_code", "X06000001"); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	trial.Contains(t, east, trial.Said(s.Body(t, east+"/adopt")), []string{"this change cannot be undone", "It is one revision, which cannot be undone"}, []string{"which can be undone"})
	cy := trial.Said(s.Body(t, "/cy"+east+"/adopt"))
	trial.Contains(t, east, cy, []string{"Cwnsela plant Ffynnon"}, []string{"Ffynnon children", "“stated”", "“”"})
	if w := send(t, s, east+"/adopt"); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if _, err := s.Planner.Undo(t.Context(), s.Planner.Revision().Revision, "test"); err == nil {
		t.Error("it was undone")
	}
}

// between is what a page says of the scenario, without its history.
func between(said string) string {
	_, said, _ = strings.Cut(said, "Keep and widen")
	said, _, _ = strings.Cut(said, "Versions")
	return said
}
