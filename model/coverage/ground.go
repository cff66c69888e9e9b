package coverage

import (
	"math"

	"catchment/model/need"
)

// ground is one base area as a market meets it: who reaches it, in order of
// key, and by group of cells the demand there and the places per child. It is
// working memory that moves from area to area.
type ground struct {
	*market
	base     int32
	services []int32
	weights  []float64
	cells    *cells
	places   []float64  // per group: places per child in need
	demand   []float64  // per group
	unknown  []bool     // per group: someone who accepts has not said how many it can take
	sums     []float64  // per rule: places per child
	parts    []float64  // per rule: what a service's strength is to be multiplied with
	brought  []ruleSum  // per rule
	merged   reachedBy  // of a what-if: who reaches it
	finder   *setFinder // of a what-if
}

// ruleSum is what the services of one rule bring to the area.
type ruleSum struct {
	strength perRun
	held     heldByRule
}

func (m *market) ground() *ground { return &ground{market: m} }

// at moves to a base area.
func (g *ground) at(base int32) {
	g.base = base
	if g.patch == nil {
		g.services, g.weights = g.access.ByArea.Row(int(base))
		g.cells = g.setOf[base]
	} else {
		g.patch.at(g)
	}
	rules, groups := len(g.cells.rules), g.cells.groups
	g.sums, g.parts, g.brought = sized(g.sums, rules), sized(g.parts, rules), sized(g.brought, rules)
	g.places, g.demand, g.unknown = sized(g.places, groups), sized(g.demand, groups), sized(g.unknown, groups)
	clear(g.unknown)
	if g.presence() {
		return
	}
	for _, k := range g.services {
		if math.IsNaN(g.access.Capacity[k]) {
			for group, accepts := range g.cells.accepts[g.ruleOf(k)] {
				g.unknown[group] = g.unknown[group] || accepts
			}
		}
	}
}

func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, 2*n)
	}
	return s[:n]
}

// ruleOf is the place of a service's rule among those that reach the area.
func (g *ground) ruleOf(k int32) int32 { return g.cells.place[g.access.Rule[k]] }

// strength is what a service brings to the area by the method itself: W ×
// ratio, or 1 where presence is split equally.
func (g *ground) strength(n int, run need.Run) float64 {
	if g.presence() {
		return 1
	}
	return g.weights[n] * g.ratio[g.services[n]][run]
}

// supply computes places per child by group: Σ over the rules, in order of
// value, of Σ over their services, in order of key.
func (g *ground) supply(run need.Run) { g.supplyBut(run, func(int32) bool { return false }) }

// supplyBut leaves services out, by their number in the market.
func (g *ground) supplyBut(run need.Run, without func(k int32) bool) {
	clear(g.sums)
	for n, k := range g.services {
		if !without(k) {
			g.sums[g.ruleOf(k)] += g.strength(n, run)
		}
	}
	g.addRules()
}

func (g *ground) addRules() {
	clear(g.places)
	for rule, sum := range g.sums {
		for group, accepts := range g.cells.accepts[rule] {
			if accepts {
				g.places[group] += sum
			}
		}
	}
}

// need computes the demand of one of the market's rows, by group.
func (g *ground) need(i int, run need.Run) {
	clear(g.demand)
	e := &g.day.Expected[g.rows[i]]
	g.cells.demand(g.demand, &g.needs[run][g.base][e.Tier-1], e.Uptake, e.Tier)
}

// met is the children met of a group: by presence whoever is accepted, else
// as far as places go.
func (g *ground) met(group int) float64 {
	if g.presence() {
		return g.demand[group]
	}
	return g.demand[group] * min(1, g.places[group])
}

// Bands is the demand of one area, tier and service type, and the four bands
// that add up to it, in children. MetHigh is what would be met if every
// service of unknown capacity met all that it reaches and accepts.
type Bands struct {
	Demand, Unreached, NotEligible, Waiting, Met, MetHigh float64
}

func (b *Bands) add(other *Bands) {
	b.Demand += other.Demand
	b.Unreached += other.Unreached
	b.NotEligible += other.NotEligible
	b.Waiting += other.Waiting
	b.Met += other.Met
	b.MetHigh += other.MetHigh
}

// bands sorts the demand of the row into bands.
func (g *ground) bands() Bands {
	var b Bands
	for group, d := range g.demand {
		b.Demand += d
		switch {
		case len(g.services) == 0:
			b.Unreached += d
		case !g.cells.taken[group]:
			b.NotEligible += d
		default:
			met := g.met(group)
			b.Met += met
			b.Waiting += d - met
			if g.unknown[group] {
				met = d
			}
			b.MetHigh += met
		}
	}
	return b
}

// figures is what a market computes of one base area, by its rows.
type figures struct {
	bands [need.Runs][]Bands
	held  []Held
}

func newFigures(rows int) *figures {
	f := &figures{held: make([]Held, rows)}
	for run := range f.bands {
		f.bands[run] = make([]Bands, rows)
	}
	return f
}

// compute fills in the figures of a base area.
func (g *ground) compute(base int32, f *figures) {
	g.at(base)
	g.gather()
	for run := range f.bands {
		if !g.presence() || need.Run(run) == need.Central { // what presence brings is the same in each run, and only practice asks
			for rule := range g.brought {
				g.sums[rule] = g.brought[rule].strength[run]
			}
			g.addRules()
		}
		for i := range g.rows {
			g.need(i, need.Run(run))
			f.bands[run][i] = g.bands()
			if need.Run(run) == need.Central {
				g.hold(&f.held[i])
			}
		}
	}
}

// gather sums strength and practice by rule, for all runs and rows.
func (g *ground) gather() {
	clear(g.brought)
	for n, k := range g.services {
		sum := &g.brought[g.ruleOf(k)]
		for run := range sum.strength {
			sum.strength[run] += g.strength(n, need.Run(run))
		}
		sum.held.give(g.strength(n, need.Central), g.marksOf(k, g.base))
	}
}
