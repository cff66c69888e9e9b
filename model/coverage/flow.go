package coverage

import (
	"math"

	"catchment/model/need"
)

// Flow is one service type with places over all areas and tiers: what is
// met, and what the best referral could meet without one more place.
type Flow struct {
	ServiceType    string
	Capacity       float64 // known places a year
	Demand         float64
	Met            float64
	BestAchievable float64
	Binding        string // reach, eligibility, capacity or none
}

func (m *market) flow(sum Bands) Flow {
	f := Flow{ServiceType: m.kind.Key, Binding: "none", Demand: sum.Demand, Met: sum.Met}
	if m.presence() {
		return f
	}
	for _, c := range m.access.Capacity {
		if !math.IsNaN(c) {
			f.Capacity += c
		}
	}
	market := m.wide()
	f.BestAchievable = market.Best()
	f.BestAchievable = max(f.BestAchievable, f.Met)
	largest := leastDemand
	for _, limit := range []struct {
		name     string
		children float64
	}{{"reach", sum.Unreached}, {"eligibility", sum.NotEligible}, {"capacity", sum.Met + sum.Waiting - f.BestAchievable}} {
		if limit.children > largest*(1+1e-9) {
			f.Binding, largest = limit.name, limit.children
		}
	}
	return f
}

// Supply is one service's row of the export "services": METHOD 4, steps 1
// and 2. Figures are NaN where they are not known, and for presence and
// perpetrator types.
type Supply struct {
	Service                         int32 // place in Day.Services
	Capacity, Pull, Ratio, Stranded float64
}

// Supplies lists every service that counts, in order of key.
func (r *Result) Supplies() []Supply {
	out := make([]Supply, len(r.Day.Counting))
	for place, service := range r.Day.Counting {
		out[place] = *nothingOf(service)
	}
	for _, m := range r.markets {
		for k, place := range m.counting {
			out[place] = *m.supplyRow(m.services[k], int32(k))
		}
	}
	return out
}

// nothingOf is the row of a service that hands out nothing.
func nothingOf(service int32) *Supply {
	nan := math.NaN()
	return &Supply{service, nan, nan, nan, nan}
}

func (m *market) supplyRow(service, k int32) *Supply {
	s := nothingOf(service)
	if m.presence() {
		return s
	}
	s.Capacity, s.Pull = m.access.Capacity[k], m.pull[need.Central][k]
	if !math.IsNaN(s.Capacity) {
		s.Ratio, s.Stranded = m.ratio[k][need.Central], 0
		if s.Pull == 0 {
			s.Stranded = s.Capacity
		}
	}
	return s
}

// NeedOf is children in need of a reported area and tier, 1 to 4, in a run.
func (r *Result) NeedOf(run need.Run, reported int, tier int) float64 {
	sum := 0.0
	for _, base := range r.Day.Within[reported] {
		sum += r.Needs[run][base].Sum(tier)
	}
	return sum
}
