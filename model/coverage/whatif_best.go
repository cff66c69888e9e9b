package coverage

import (
	"catchment/model/access"
	"catchment/model/need"
)

// Best is the best achievable of a service type with places: the children
// whom the best referral could meet, over all areas and tiers. ok is false
// where the type has no places or does not take part.
func (w *WhatIf) Best(kind int32) (children float64, ok bool) {
	for _, d := range w.deltas {
		if d.market.number == kind && !d.market.presence() {
			market := d.wide()
			return market.Best(), true
		}
	}
	return w.Baseline.best(kind)
}

func (b *Baseline) best(kind int32) (children float64, ok bool) {
	for i := range b.Flows {
		if b.Flows[i].ServiceType == b.Day.Types[kind].Key {
			return b.Flows[i].BestAchievable, true
		}
	}
	return 0, false
}

// wide is the market for the flow, with who reaches each area as it is now.
func (d *delta) wide() access.Market {
	m := d.market
	all := cellsOf(m.rules, m.profile)
	market := access.Market{Groups: all.groups, Accepts: all.accepts, Rule: m.access.Rule, Capacity: m.access.Capacity,
		ByArea: access.Links{Start: make([]int, 1, len(m.day.Base)+1)}, Demand: make([]float64, len(m.day.Base)*all.groups)}
	g := m.ground()
	for base := range m.day.Base {
		g.base = int32(base)
		m.patch.at(g)
		market.ByArea.To = append(market.ByArea.To, g.services...)
		market.ByArea.Value = append(market.ByArea.Value, g.weights...)
		market.ByArea.Start = append(market.ByArea.Start, len(market.ByArea.To))
		if len(g.services) == 0 {
			continue // what nobody reaches is in no flow
		}
		for _, row := range m.rows {
			e := &m.day.Expected[row]
			all.demand(market.Demand[base*all.groups:(base+1)*all.groups], &m.needs[need.Central][base][e.Tier-1], e.Uptake, e.Tier)
		}
	}
	return market
}
