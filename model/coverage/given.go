package coverage

import (
	"catchment/model/need"
	"catchment/model/practice"
)

// share computes the part that turns a service's strength into children met by
// it, per rule: Σ over the groups that the rule accepts of met / supply
// (METHOD 5, given), for the row whose demand stands.
func (g *ground) share() {
	clear(g.parts)
	for group, d := range g.demand {
		if g.places[group] <= 0 || d == 0 {
			continue
		}
		part := g.met(group) / g.places[group]
		for rule, accepts := range g.cells.accepts {
			if accepts[group] {
				g.parts[rule] += part
			}
		}
	}
}

// Given is the children of an area, tier and service type met by one service.
type Given struct {
	Service  int32 // place in Day.Services
	Children float64
}

// given lists who gives what in one of the market's rows; k is the number in
// the market.
func (g *ground) given(i int, each func(k int32, children float64)) {
	g.supply(need.Central)
	g.need(i, need.Central)
	g.share()
	for n, k := range g.services {
		if children := g.strength(n, need.Central) * g.parts[g.ruleOf(k)]; children > 0 {
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

// heldByRule is Σ strength × Q over the services of a rule. Those of which
// nothing is known, most often many, are summed apart: blank counts as High.
type heldByRule struct {
	sum   Held
	blank float64
	any   bool
}

// give adds a service; marks are nil where nothing is known of it.
func (h *heldByRule) give(strength float64, marks *practice.Marks) {
	if marks == nil {
		h.blank += strength
		return
	}
	h.any = true
	h.sum.give(strength, marks)
}

// hold is quality summed over services, in the row whose demand stands.
func (g *ground) hold(out *Held) {
	g.share()
	*out = Held{}
	for rule := range g.brought {
		h, part := &g.brought[rule].held, g.parts[rule]
		for indicator := range out {
			if h.any {
				out[indicator].Low += part * h.sum[indicator].Low
				out[indicator].Known += part * h.sum[indicator].Known
			}
			out[indicator].High += part * (h.sum[indicator].High + h.blank)
		}
	}
}

// marksOf gives the indicators of a service as they hold in a base area; nil
// where nothing is known of any.
func (m *market) marksOf(k, base int32) *practice.Marks {
	if m.patch != nil && int(k) >= len(m.services) {
		return m.patch.marksOf(k, m.marks.partnershipOf[base])
	}
	return m.marks.known(m.services[k], base)
}
