package timeline

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/seed"
	"catchment/server/page/trial"
)

// fresh is a demonstration of its own, which a test may change.
func fresh(t *testing.T) *trial.Site {
	t.Helper()
	site := trial.Open(t.TempDir()+"/renew.db", seed.Demonstration(trial.Today.Time()), Mount)
	t.Cleanup(func() { site.Planner.Close() })
	return site
}

func post(site *trial.Site, path string, form url.Values) *httptest.ResponseRecorder {
	request := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer := httptest.NewRecorder()
	site.ServeHTTP(answer, request)
	return answer
}

// One POST writes what was chosen into a scenario, and leads to the first day
// on which it makes a difference; the next goes into the same one.
func TestRenewing(t *testing.T) {
	site := fresh(t)
	edges := ahead(t, 0).Edges
	first, second := edges[0], edges[len(edges)-1]
	answer := post(site, "/cy/timeline?lead=6", url.Values{"only": {first.Service.Key}, "service": {second.Service.Key}, "plan": {""}, "name": {" Adnewyddu "}, "longer": {"24"}})
	if want := "/cy/plans/Adnewyddu?on=" + string(first.LastDay.AddDays(1)) + "&saved="; answer.Code != http.StatusSeeOther || !strings.HasPrefix(answer.Header().Get("Location"), want) {
		t.Fatalf("status %d, to %s, want %s", answer.Code, answer.Header().Get("Location"), want)
	}
	changes, err := site.Planner.Scenario("Adnewyddu")
	if err != nil || len(changes) != 1 || changes[0].Change != "renew" || changes[0].Service != first.Service.Key {
		t.Fatalf("%+v, %v", changes, err)
	}
	tried, err := site.Planner.WhatIf(t.Context(), first.LastDay.AddDays(1), disclosure.Commissioner, changes)
	if err != nil || !(tried.Headline().Met.Value > 0) {
		t.Errorf("the renewal makes no difference: %v", err)
	}
	if body := site.Body(t, "/timeline"); !strings.Contains(body, `<option value="Adnewyddu">`) {
		t.Error("the scenario is not offered")
	}
	answer = post(site, "/timeline", url.Values{"service": {first.Service.Key, second.Service.Key}, "plan": {"Adnewyddu"}, "name": {"not used"}, "longer": {"12"}})
	if want := "/plans/Adnewyddu?on=" + string(second.LastDay.AddDays(1)) + "&saved="; answer.Code != http.StatusSeeOther || !strings.HasPrefix(answer.Header().Get("Location"), want) {
		t.Fatalf("status %d, to %s, want %s", answer.Code, answer.Header().Get("Location"), want)
	}
	if changes, _ = site.Planner.Scenario("Adnewyddu"); len(changes) != 2 || first.Service.Key == second.Service.Key {
		t.Errorf("renewed again, the scenario holds %+v", changes)
	}
}

// A new scenario has a name at once; made so, it is offered first.
func TestTheDaysScenarioIsOffered(t *testing.T) {
	site, name := fresh(t), words.In(words.English).Say("timeline.new_name", "Date", trial.Today)
	if body := site.Page(t, "/timeline"); !strings.Contains(body, `value="`+name+`" id="name"`) && !strings.Contains(body, `value="`+name+`"`) {
		t.Fatalf("%s is not offered", name)
	}
	key := ahead(t, 0).Edges[0].Service.Key
	if answer := post(site, "/timeline", url.Values{"only": {key}, "name": {name}, "longer": {"12"}}); answer.Code != http.StatusSeeOther {
		t.Fatalf("status %d", answer.Code)
	}
	if body := site.Body(t, "/timeline"); !strings.Contains(body, `<option value="`+name+`" selected>`) {
		t.Error("it is not offered first")
	}
}

func TestRenewalRefusals(t *testing.T) {
	key := ahead(t, 0).Edges[0].Service.Key
	view := demonstration.View(t, disclosure.Commissioner)
	protected := ""
	for _, s := range view.Services() {
		if s.Protected && s.Counts && s.LastDay != "" {
			protected = s.Key
		}
	}
	good := func(pairs ...string) url.Values {
		form := url.Values{"service": {key}, "plan": {""}, "name": {"A plan"}, "longer": {"12"}}
		for i := 0; i < len(pairs); i += 2 {
			form.Set(pairs[i], pairs[i+1])
		}
		return form
	}
	before := demonstration.Planner.Revision().Revision
	for _, c := range []struct {
		name, path string
		form       url.Values
		status     int
		says       string
	}{
		{"nothing is chosen", "/timeline", url.Values{"name": {"A plan"}, "longer": {"12"}}, 422, "Choose at least one service"},
		{"in Welsh", "/cy/timeline", url.Values{"name": {"A plan"}, "longer": {"12"}}, 422, "Dewiswch o leiaf un gwasanaeth"},
		{"no name", "/timeline", good("name", " "), 422, "Give the new scenario a name"},
		{"a name that is a page", "/timeline", good("name", "compare"), 422, "Give the new scenario a name"},
		{"a name that is taken", "/timeline", good("name", demonstration.Planner.Scenarios()[0]), 422, "no other scenario has"},
		{"a scenario that is nowhere", "/timeline", good("plan", "nowhere"), 422, "There is no scenario"},
		{"a service that is nowhere", "/timeline", good("service", "nobody"), 422, "not among those that end"},
		{"a protected service", "/timeline", good("service", protected), 422, "not among those that end"},
		{"no length", "/timeline", good("longer", "1000"), 422, "Choose for how much longer"},
		{"the public", "/timeline?for=public", good(), 403, "commissioners alone"},
	} {
		answer := post(demonstration, c.path, c.form)
		if body := answer.Body.String(); answer.Code != c.status || !strings.Contains(body, c.says) || answer.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: status %d: %.400s", c.name, answer.Code, body)
		}
	}
	if protected == "" {
		t.Error("no protected service ends: nothing was tried")
	}
	if demonstration.Planner.Revision().Revision != before {
		t.Error("something was written")
	}
	if body := post(demonstration, "/timeline", good("name", "")).Body.String(); !strings.Contains(body, `value="`+key+`" checked`) {
		t.Error("what was chosen is forgotten")
	}
}

// What was adopted stays as it is.
func TestAdoptedScenariosAreLeftAlone(t *testing.T) {
	site, key := fresh(t), ahead(t, 0).Edges[0].Service.Key
	if answer := post(site, "/timeline", url.Values{"only": {key}, "name": {"Done"}, "longer": {"12"}}); answer.Code != http.StatusSeeOther {
		t.Fatalf("status %d", answer.Code)
	}
	if _, err := site.Planner.Adopt(t.Context(), planner.Adoption{Scenario: "Done", Day: trial.Today, Base: site.Planner.Revision().Revision, Actor: "tests"}); err != nil {
		t.Fatal(err)
	}
	if body := site.Body(t, "/timeline"); strings.Contains(body, `<option value="Done"`) {
		t.Error("it is offered")
	}
	answer := post(site, "/timeline", url.Values{"only": {ahead(t, 0).Edges[1].Service.Key}, "plan": {"Done"}, "longer": {"12"}})
	if answer.Code != http.StatusConflict || !strings.Contains(answer.Body.String(), "was adopted and stays as it is") {
		t.Errorf("status %d", answer.Code)
	}
}
