package plans_test

import (
	"math"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model/disclosure"
	"catchment/server/page/trial"
)

const east, keep = "/plans/Counselling%20for%20the%20east", "/plans/Keep%20and%20widen"

func TestPages(t *testing.T) {
	for _, c := range []struct {
		name, url  string
		status     int
		must, none []string
	}{
		{"all scenarios", "/plans", 200, []string{"Counselling for the east", "Keep and widen", "£85,000", `name="with"`, "/new/plan", "/import"}, nil},
		{"in Welsh", "/cy/plans", 200, []string{"Cynlluniau", "Senario newydd", "£85,000"}, []string{"New scenario"}},
		{"one", east, 200, []string{"Llwyfain children&#39;s counselling", "£54,000 a year", "Gaps closed", `id="bands"`, "<svg", "Worst-off fifth", "→"}, []string{"⟦"}},
		{"one in Welsh", "/cy" + east, 200, []string{"Cwnsela plant Llwyfain", "Bylchau a gaeir", "Agor"}, []string{"Gaps closed"}},
		{"on another day", keep + "?on=2027-01-01", 200, []string{"on=2027-01-01"}, nil},
		{"small areas", east + "?kind=small_area&tier=3", 200, []string{"Where coverage changes: tier 3, by small area"}, nil},
		{"an area", east + "?area=X06000001", 200, []string{"City of Elwigmouth"}, nil},
		{"an unknown kind", east + "?kind=village", 400, []string{"village"}, nil},
		{"an unknown area", east + "?area=X99", 404, nil, nil},
		{"an unknown tier", east + "?tier=5", 400, nil, nil},
		{"an unknown scenario", "/plans/none", 404, []string{"no scenario of this name"}, nil},
		{"two side by side", "/compare/plans?with=Keep+and+widen&with=Counselling+for+the+east", 200, []string{"Keep and widen", "Counselling for the east", "Cost per additional child met"}, nil},
		{"five side by side", "/compare/plans?with=a&with=b&with=c&with=d&with=e", 400, []string{"At most 4 scenarios"}, nil},
		{"one that is not there, side by side", "/compare/plans?with=none", 404, nil, nil},
		{"nothing side by side", "/compare/plans", 303, nil, nil},
		{"where they once stood side by side", "/plans/compare?with=Keep+and+widen&with=none", 303, nil, nil},
		{"a scenario of the name of a page", "/plans/compare", 404, []string{"no scenario of this name"}, nil},
		{"a new one", "/new/plan", 200, []string{"Name of the scenario", `value="renew"`}, nil},
		{"a new one that closes", "/new/plan?change=close&scenario=Less&service=coda-isles", 200, []string{`value="Less"`, `value="coda-isles" selected`}, nil},
		{"a new one of no kind", "/new/plan?change=burn", 400, nil, nil},
		{"to close", east + "/changes/new?change=close", 200, []string{"Close a service", "opened by this scenario"}, nil},
		{"to open", east + "/changes/new?change=open", 200, []string{"Name in Welsh", "Programme"}, nil},
		{"to resize in Welsh", "/cy" + east + "/changes/new?change=resize", 200, []string{"Cadw a gweld"}, nil},
		{"to move", east + "/changes/new?change=move", 200, []string{"Longitude"}, nil},
		{"to serve", east + "/changes/new?change=serve", 200, []string{"Local authorities served"}, nil},
		{"to accept", east + "/changes/new?change=accept", 200, []string{"Does not take"}, nil},
		{"to renew", east + "/changes/new?change=renew&service=coda-isles", 200, []string{"Last day of the contract", `value="coda-isles" selected`}, nil},
		{"a change as it is", east + "/changes/1", 200, []string{"Llwyfain children&#39;s counselling", `value="54000"`}, nil},
		{"a change that is not there", east + "/changes/9", 404, []string{"no such change"}, nil},
		{"a change of no kind", east + "/changes/new?change=burn", 400, nil, nil},
		{"adopting", east + "/adopt", 200, []string{"What it does", "New: Llwyfain children&#39;s counselling", `name="base"`}, nil},
		{"adopting what is not there", "/plans/none/adopt", 404, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, body := region.Ask(c.url)
			if status != c.status {
				t.Fatalf("status %d, want %d: %s", status, c.status, body)
			}
			trial.Contains(t, c.url, body, c.must, c.none)
			if status == 200 {
				trial.WellFormed(t, c.url, body)
			}
		})
	}
}

// The public sees nothing of any scenario.
func TestThePublicIsRefused(t *testing.T) {
	for _, url := range []string{"/plans", east, "/plans/none", "/compare/plans?with=Keep+and+widen", "/plans/compare?with=Keep+and+widen", "/new/plan", east + "?version=2", east + "/owner", east + "/comments", east + "/comments/1/withdraw", east + "/changes/1", east + "/adopt", "/cy/plans"} {
		mark := map[bool]string{true: "&", false: "?"}[strings.Contains(url, "?")]
		status, body := region.Ask(url + mark + "for=public")
		if status != 403 {
			t.Errorf("%s: status %d", url, status)
		}
		trial.Lacks(t, url, body, "Llwyfain children", "£54,000")
	}
}

// No page offers to show for the public what the public is refused.
func TestNoPageLeadsToARefusal(t *testing.T) {
	for _, url := range []string{"/plans", east, east + "?version=2", "/compare/plans?with=Keep+and+widen", keep + "/adopt", "/cy/plans"} {
		trial.Lacks(t, url, region.Page(t, url), "for=public")
	}
}

// The figures of a page are those of the planner's what-if, rounded: what
// catchment whatif prints.
func TestFiguresAreThoseOfTheWhatIf(t *testing.T) {
	voice := words.In(words.English)
	for name, url := range map[string]string{"Counselling for the east": east, "Keep and widen": keep} {
		changes, err := region.Planner.Scenario(name)
		if err != nil {
			t.Fatal(err)
		}
		c, err := region.Planner.WhatIf(t.Context(), trial.Today, disclosure.Commissioner, changes)
		if err != nil {
			t.Fatal(err)
		}
		head, said := c.Headline(), trial.Said(region.Page(t, url))
		met := "+" + voice.Children(head.Met.Value)
		if head.Met.Value < 2.5 {
			met = "under 5 more"
		}
		trial.Says(t, url, said, met, voice.Money(math.Round(head.Cost.Value)), voice.Money(math.Round(head.PerChild.Value)))
		for _, s := range c.Services() {
			trial.Says(t, url, said, s.Name)
		}
		for _, tier := range c.Tiers("local_authority") {
			trial.Says(t, url, said, tier.Name, voice.Percent(tier.After.Coverage.Value))
		}
		for _, tier := range c.Tiers("nation") {
			for _, cell := range tier.Cube {
				trial.Says(t, url, said, voice.PercentRange(cell.After.Low.Value, cell.After.High.Value))
			}
		}
		rows, err := c.Rows(whole(region.View(t, disclosure.Commissioner)))
		if err != nil {
			t.Fatal(err)
		}
		for i := range rows {
			trial.Says(t, url, said, rows[i].After.Type.Label(), voice.Children(rows[i].After.Met.Value))
		}
	}
}
