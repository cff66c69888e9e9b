package siting

import (
	"strings"
	"testing"
)

func TestAdvise(t *testing.T) {
	cases := []struct {
		name      string
		today     Today
		places    float64 // of the candidate in the east
		binding   Binding
		objective Objective
		warns     Objective // for which there is a warning
	}{
		{"most are out of reach", Today{Demand: 70, Unreached: 40, Best: 10}, 30, ByLocation, Reach, Met},
		{"most are not accepted", Today{Demand: 70, NotEligible: 40, Best: 10}, 30, ByEligibility, Reach, Met},
		{"places bind, and any site adds the same", Today{Demand: 70, Best: 10}, 30, ByCapacity, WorstOff, Reach},
		{"places bind, and some sites add less", Today{Demand: 70, Best: 10}, 300, ByCapacity, Met, Reach},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := town()
			p.Candidates[1].Places = c.places
			a := Advise(p, c.today)
			if a.Binding != c.binding || a.Objective != c.objective {
				t.Errorf("%+v; %s and %s are expected", a, c.binding, c.objective)
			}
			if a.Warning(c.warns).Empty() || !a.Warning(c.objective).Empty() {
				t.Errorf("warnings %q and %q", a.Warning(c.warns), a.Warning(c.objective))
			}
			if said := a.Warning(c.warns).String(); strings.HasPrefix(said, "Eligibility binds") != (c.binding == ByEligibility) {
				t.Errorf("%q, and %s binds", said, c.binding)
			}
		})
	}
	if a := Advise(town(), Today{Demand: 70, Best: 70, Met: 50}); a.Binding != ByNothing || a.Referral != 20 {
		t.Errorf("%+v; nothing binds, and referral could meet 20 more", a)
	}
}
