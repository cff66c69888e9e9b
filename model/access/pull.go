package access

import (
	"cmp"
	"slices"
)

// linksABlock is about how many rows of links one worker takes at a time.
const linksABlock = 64

// pull is step 1 for every service: Σ over its areas of W × the demand there
// that its rule accepts, in ascending order of areas.
func (m *Market) pull(v variant) []float64 {
	pull := make([]float64, m.Reach.Rows())
	groups := m.groupsOf()
	order := m.byRule()
	inBlocks(len(order), linksABlock, func() func(first, end int) {
		var accepted acceptedDemand
		return func(first, end int) {
			for _, k := range order[first:end] {
				accepted.of(m, v, m.Rule[k], groups[m.Rule[k]])
				to, weights := m.Reach.Row(int(k))
				pull[k] = accepted.sum(to, weights, v.squarePull)
			}
		}
	})
	return pull
}

// byRule gives the services in order of rule, so that a worker computes the
// demand that a rule accepts once.
func (m *Market) byRule() []int32 {
	order := make([]int32, m.Reach.Rows())
	for k := range order {
		order[k] = int32(k)
	}
	if len(m.Accepts) > 1 {
		slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(m.Rule[a], m.Rule[b]) })
	}
	return order
}

// acceptedDemand is the demand of each area that one rule accepts, divided by
// the variant's total; computed when an area is first asked for, for a
// service reaches few of them.
type acceptedDemand struct {
	market *Market
	total  []float64
	groups []int32
	rule   int32
	demand []float64 // per area
	known  []int32   // per area: rule + 1 for which demand holds
	plain  bool      // demand is the market's own: nothing to compute
}

// of turns to a rule, which accepts the given groups.
func (d *acceptedDemand) of(m *Market, v variant, rule int32, groups []int32) {
	if d.market != nil && d.rule == rule {
		return
	}
	d.market, d.total, d.rule, d.groups = m, v.total, rule, groups
	d.plain = m.Groups == 1 && len(groups) == 1 && v.total == nil
	if !d.plain && d.known == nil {
		d.demand, d.known = make([]float64, m.ByArea.Rows()), make([]int32, m.ByArea.Rows())
	}
}

// sum is Σ weight × demand over the areas of a service.
func (d *acceptedDemand) sum(areas []int32, weights []float64, square bool) float64 {
	demand := d.market.Demand
	if !d.plain {
		d.learn(areas)
		demand = d.demand
	}
	total := 0.0
	if square {
		for k, area := range areas {
			total += weights[k] * weights[k] * demand[area]
		}
		return total
	}
	for k, area := range areas {
		total += weights[k] * demand[area]
	}
	return total
}

// learn computes the demand of those areas that are not known yet.
func (d *acceptedDemand) learn(areas []int32) {
	for _, area := range areas {
		if d.known[area] == d.rule+1 {
			continue
		}
		row := d.market.Demand[int(area)*d.market.Groups:]
		sum := 0.0
		for _, g := range d.groups {
			sum += row[g]
		}
		if d.total != nil {
			sum /= d.total[area]
		}
		d.demand[area], d.known[area] = sum, d.rule+1
	}
}
