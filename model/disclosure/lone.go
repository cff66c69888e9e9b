package disclosure

import (
	"slices"

	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/gap"
)

// nowhere is a tier that no figure is asked for.
const nowhere = 0

// leaveOutLone leaves out the figures of the service types that are lone on any
// of the days, and finds those of tiers without them, which are all that is
// published of tiers. A tier's figure with them, set beside the figures of its
// other types, would give theirs back.
func (v *View) leaveOutLone(days []model.Date) {
	v.rare = v.rarityOn(days)
	day, records := *v.result.Day, *v.result.Day.Atlas
	day.Atlas, records.Expected = &records, slices.Clone(records.Expected)
	var left [5]bool
	for row, e := range v.result.Day.Expected {
		if v.rare.lone[e.Type] {
			v.closed[e.Tier] = true
			records.Expected[row].Tier = nowhere
		} else {
			left[e.Tier] = true
		}
	}
	for tier := range v.closed {
		v.closed[tier] = v.closed[tier] && !left[tier]
	}
	open := *v.result
	open.Day = &day
	v.open = &open
}

// isLone says whether the figures of a service type are withheld.
func (v *View) isLone(kind int32) bool { return v.rare.lone != nil && v.rare.lone[kind] }

// ofLone says whether a gap is of a lone type. It is left out: its kind alone
// would say where the services reach, and whether they are full.
func (v *View) ofLone(g *gap.Gap) bool {
	kind, known := v.result.Day.Type(g.Type.Key)
	return known && v.isLone(kind)
}

// withheld is the figures of a lone type behind its demand, which is modelled
// from the people alone: unreached to coverage.
func (v *View) withheld() []any {
	return []any{v.policy.Symbol, v.policy.Symbol, v.policy.Symbol, v.policy.Symbol, v.policy.Symbol, v.policy.Symbol}
}

// veils says whether a tier's figures other than need are withheld: those of a
// small count, and those of a tier in which lone types alone are expected.
func (v *View) veils(reported, tier int) bool { return v.hides(reported, tier) || v.closed[tier] }

// tierOf, and all that stands on tiers, leaves lone types out.
func (v *View) tierOf(reported, tier int) coverage.TierFigure { return v.open.Tier(reported, tier) }
