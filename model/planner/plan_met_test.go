package planner

import (
	"math"
	"testing"

	"catchment/model"
	"catchment/model/disclosure"
)

// The children whom a plan meets more are told in whole and by tier, in every
// run of need, and add up; what changes adds up to the plan.
func TestChildrenMetMoreAddUp(t *testing.T) {
	p := region(t)
	for _, name := range p.Scenarios() {
		changes, err := p.Scenario(name)
		if err != nil {
			t.Fatal(err)
		}
		try := func(changes []model.ScenarioChange) *disclosure.Comparison {
			c, err := p.WhatIf(t.Context(), planDay, disclosure.Commissioner, changes)
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
		whole := try(changes)
		met, sum := whole.Met(), 0.0
		for tier, m := range met {
			if m.Tier != tier || m.Low.Value > m.Central.Value || m.Central.Value > m.High.Value {
				t.Errorf("%s, tier %d: %+v", name, tier, m)
			}
			if tier > 0 {
				sum += m.Central.Value
			}
		}
		if total := whole.Headline().Met.Value; met[0].Central.Value != total || math.Abs(sum-total) > 1e-9 || total == 0 {
			t.Errorf("%s: %g in all, %g by tier, the headline says %g", name, met[0].Central.Value, sum, total)
		}
		var before disclosure.MetChange
		sum = 0
		for i := range changes {
			after := try(changes[:i+1]).Met()[0]
			sum += after.Beyond(before).Central.Value
			before = after
		}
		if math.Abs(sum-met[0].Central.Value) > 1e-9 {
			t.Errorf("%s: its changes add %g, the whole %g", name, sum, met[0].Central.Value)
		}
		touched := map[string]bool{}
		for _, tier := range whole.Tiers(model.LocalAuthority) {
			touched[tier.Code] = true
		}
		if got := whole.Touched(model.LocalAuthority); len(got) != len(touched) || len(got) == 0 || !touched[got[0].Code] || len(whole.Touched()) > 0 {
			t.Errorf("%s touches %v, figures differ in %v", name, got, touched)
		}
	}
}
