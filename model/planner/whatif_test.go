package planner

import (
	"errors"
	"strings"
	"testing"

	"catchment/model"
	"catchment/model/disclosure"
)

// A plan is compared for a commissioner, refused to the public, and leaves no
// trace.
func TestWhatIf(t *testing.T) {
	p := open(t)
	take(t, p, batch(provider("One")))
	revision := p.Atlas().Revision
	change := model.ScenarioChange{Scenario: "more", Place: 1, Change: "open", Service: "new",
		Sets: map[string]string{"provider": "p1", "name": "New", "service_type": p.Atlas().Types[0].Key, "mode": "outreach", "capacity": "5"}, Cost: new(700.0)}
	c, err := p.WhatIf(t.Context(), "2026-04-01", disclosure.Commissioner, []model.ScenarioChange{change})
	if err != nil {
		t.Fatal(err)
	}
	if s := c.Services(); len(s) != 1 || s[0].Before != nil || s[0].After == nil || c.Headline().Cost.Value != 700 {
		t.Errorf("%+v, %+v", s, c.Headline())
	}
	if _, err := p.WhatIf(t.Context(), "2026-04-01", disclosure.Public, []model.ScenarioChange{change}); model.CodeOf(err) != model.Forbidden {
		t.Errorf("the public is answered with %v", err)
	}
	if p.Atlas().Revision != revision {
		t.Error("there is a new revision")
	}
}

func TestWhatIfRefuses(t *testing.T) {
	p := open(t)
	_, err := p.WhatIf(t.Context(), "2026-04-01", disclosure.Commissioner, []model.ScenarioChange{
		{Scenario: "s", Place: 1, Change: "close", Service: "nobody"}, {Scenario: "s", Place: 2, Change: "resize", Service: "nothing"}})
	faults := new(Unworkable)
	if !errors.As(err, &faults) || len(faults.Problems) != 2 || !strings.Contains(err.Error(), "2 faults were found in the plan") {
		t.Fatalf("%v", err)
	}
	if told := faults.Problems[0].Sentence(); !strings.Contains(told, `In the plan, scenario "s / 1"`) {
		t.Error(told)
	}
	if _, err := p.Scenario("none"); model.CodeOf(err) != model.NotFound {
		t.Errorf("%v", err)
	}
}
