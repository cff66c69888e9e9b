package coverage

import (
	"catchment/model/practice"
)

// ruleGiven computes, for one row and base area, the part that turns a
// service's weight × ratio into children met by it, per rule:
// Σ over the groups that the rule accepts of met / supply (METHOD 5, given).
func (m *market) ruleGiven(out []float64, row, base int) {
	groups := m.cells.groups
	demand := m.demand[row][base*groups : (base+1)*groups]
	places := m.supply.Places[base*groups : (base+1)*groups]
	clear(out)
	for g, d := range demand {
		if places[g] <= 0 || d == 0 {
			continue
		}
		part := d / places[g]
		if !m.presence() {
			part = d * min(1, places[g]) / places[g]
		}
		for rule, accepts := range m.cells.accepts {
			if accepts[g] {
				out[rule] += part
			}
		}
	}
}

// strength is what a service brings to a base area: W × ratio, or 1 where
// presence is split equally.
func (m *market) strength(k int32, weight float64) float64 {
	if m.presence() {
		return 1
	}
	return weight * m.supply.Ratio[k]
}

// Given is the children of an area, tier and service type met by one service.
type Given struct {
	Service  int32 // place in Day.Services
	Children float64
}

// givenAt lists who gives what in one row and base area; k is the place in
// the market's services.
func (m *market) givenAt(row, base int, parts []float64, each func(k int32, children float64)) {
	m.ruleGiven(parts, row, base)
	reaching, weights := m.access.ByArea.Row(base)
	for n, k := range reaching {
		if children := m.strength(k, weights[n]) * parts[m.access.Rule[k]]; children > 0 {
			each(k, children)
		}
	}
}

// Held is Σ given × Q over services, in children: met on evidence at least
// (Low), at most (High), and met where practice is known (Known).
type Held [practice.Indicators]practice.Mark

func (h *Held) add(other *Held) {
	for g := range h {
		h[g].Low += other[g].Low
		h[g].High += other[g].High
		h[g].Known += other[g].Known
	}
}

func (h *Held) give(children float64, marks *practice.Marks) {
	for g := range h {
		h[g].Low += children * marks[g].Low
		h[g].High += children * marks[g].High
		h[g].Known += children * marks[g].Known
	}
}

// heldOf sums quality over services, per row and base area.
func (m *market) heldOf(marks *marksByArea) [][]Held {
	out := make([][]Held, len(m.rows))
	parts := make([]float64, len(m.cells.rules))
	for row := range m.rows {
		out[row] = make([]Held, len(m.day.Base))
		for base := range m.day.Base {
			m.givenAt(row, base, parts, func(k int32, children float64) {
				out[row][base].give(children, marks.of(m.services[k], base))
			})
		}
	}
	return out
}
