package coverage

import (
	"slices"

	"catchment/model/atlas"
	"catchment/model/need"
	"catchment/model/practice"
)

// Criteria lists the criteria in the order of Standings.
func (r *Result) Criteria() *practice.Criteria { return r.marks.register.Criteria }

// StandingsOf gives a service's criteria as they stand on the day, its own or
// its provider's, whether it counts or not. What partnerships say of their
// areas is not in them.
func (r *Result) StandingsOf(service int32) practice.Standings {
	s := &r.Day.Services[service]
	return r.marks.register.Of(s.Key, s.Service.Provider)
}

// MetBy lists the services that meet children of a row, over all base areas,
// by rising service. The sum over services is the children met.
func (r *Result) MetBy(row int) []Given {
	m, i := r.marketOf[row], r.rowOf[row]
	sum := make([]float64, len(m.services))
	g := m.ground()
	for base := range r.Day.Base {
		g.at(int32(base))
		g.given(i, func(k int32, children float64) { sum[k] += children })
	}
	var out []Given
	for k, children := range sum {
		if children > 0 {
			out = append(out, Given{m.services[k], children})
		}
	}
	return out
}

// DemandFor is the children of each reported area, all tiers together, whom a
// service would accept if it reached everywhere.
func (r *Result) DemandFor(s *atlas.Service) []float64 {
	base := make([]float64, len(r.Day.Base))
	for _, m := range r.markets {
		if m.number == s.Type {
			whom := *m // its rules may grow, those of m do not
			whom.rules, whom.alone = slices.Clip(m.rules), slices.Clip(m.alone)
			rule := whom.ruleNumber(RuleOf(s, &r.Day.Profile))
			for place := range base {
				base[place] = whom.acceptedBy(rule, need.Central, int32(place))
			}
		}
	}
	return rollUp(r.Day, base, func(sum, part *float64) { *sum += *part })
}
