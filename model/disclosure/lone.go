package disclosure

import (
	"slices"

	"catchment/model/coverage"
	"catchment/model/gap"
)

// nowhere is a tier that no figure is asked for.
const nowhere = 0

// leaveOutLone finds the service types that are lone, and the figures of tiers
// without them, which are all that is published of tiers. A tier's figure with
// them, set beside the figures of its other types, would give theirs back.
func (v *View) leaveOutLone() {
	day, records := *v.result.Day, *v.result.Day.Atlas
	day.Atlas, records.Expected = &records, slices.Clone(records.Expected)
	v.loneTypes, v.scarceTypes = make([]bool, len(day.Types)), make([]bool, len(day.Types))
	for i := range day.Types {
		v.scarceTypes[i] = v.scarce(day.Types[i].Key)
		v.loneTypes[i] = v.scarceTypes[i] || v.reachesAlone(day.Types[i].Key)
	}
	var left [5]bool
	for row, e := range v.result.Day.Expected {
		if v.loneTypes[e.Type] {
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

// reachesAlone says whether the protected services of a type that reach some
// area are fewer than three, or of one provider. One such area is enough for
// all: what is shown of the others leads to it.
func (v *View) reachesAlone(serviceType string) bool {
	if !slices.ContainsFunc(v.result.Day.Counting, func(k int32) bool { return v.secret[k] && v.result.Day.Services[k].ServiceType == serviceType }) {
		return false
	}
	for row, e := range v.result.Day.Expected {
		if v.result.Day.Types[e.Type].Key == serviceType && slices.ContainsFunc(v.result.Reaching(row), v.few) {
			return true
		}
	}
	return false
}

// scarce says whether the protected services of a type are fewer than three, or
// of one provider, in all: then not even where they are none is told.
func (v *View) scarce(serviceType string) bool {
	var all []int32
	for _, k := range v.result.Day.Counting {
		if v.result.Day.Services[k].ServiceType == serviceType {
			all = append(all, k)
		}
	}
	return v.few(all)
}

// few says whether there are protected services among some, but fewer than
// three, or of one provider.
func (v *View) few(services []int32) bool {
	protected, providers := 0, map[string]bool{}
	for _, k := range services {
		if v.secret[k] {
			protected++
			providers[v.result.Day.Services[k].Service.Provider] = true
		}
	}
	return protected > 0 && (protected < 3 || len(providers) < 2)
}

// isLone says whether the figures of a service type are withheld.
func (v *View) isLone(kind int32) bool { return v.loneTypes != nil && v.loneTypes[kind] }

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
