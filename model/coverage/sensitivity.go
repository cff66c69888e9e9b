package coverage

import (
	"math"

	"catchment/model/need"
)

// SensitivityFigure is one service type with places, computed by one variant
// of access (METHOD 4), over all areas and tiers. HandedOut is Σ demand ×
// supply and InReach the known capacity with any demand in reach, both in
// places a year; they agree wherever the variant conserves places, which
// M2SFCA does not.
type SensitivityFigure struct {
	ServiceType string
	Variant     Variant
	Met         float64
	HandedOut   float64
	InReach     float64
}

// Sensitivity computes every service type with places by the method itself
// and by its six variants, in order of key, then variant.
func (r *Result) Sensitivity() []SensitivityFigure {
	var places []*market
	for _, m := range r.markets {
		if !m.presence() {
			places = append(places, m)
		}
	}
	out := make([]SensitivityFigure, len(places)*int(Variants))
	Each(len(out), func(i int) {
		out[i] = r.sensitivityOf(places[i/int(Variants)], Variant(i%int(Variants)))
	})
	return out
}

func (r *Result) sensitivityOf(m *market, v Variant) SensitivityFigure {
	varied := m.varied(r.reached, v)
	f := SensitivityFigure{ServiceType: m.kind.Key, Variant: v}
	varied.eachGround(v, func(g *ground) {
		for i := range m.rows {
			g.need(i, need.Central)
			for group, d := range g.demand {
				f.Met += d * min(1, g.places[group])
				f.HandedOut += d * g.places[group]
			}
		}
	})
	for k, capacity := range m.access.Capacity {
		if varied.pull[need.Central][k] > 0 && !math.IsNaN(capacity) {
			f.InReach += capacity
		}
	}
	return f
}
