package disclosure

import (
	"iter"
	"slices"

	"catchment/model"
	"catchment/model/gap"
)

var gapColumns = []string{"rank", "kind", "area_code", "tier", "service_type", "children_low", "children", "children_high", "why", "since", "closes_with"}

func (v *View) gaps(kinds []model.AreaKind) ([]string, iter.Seq[[]any]) {
	gaps := v.Gaps(kinds)
	return gapColumns,
		func(yield func([]any) bool) {
			for i := range gaps {
				if !yield(v.gapCells(&gaps[i])) {
					return
				}
			}
		}
}

// Gaps gives the register as the audience may see it, for areas of some kinds
// (none: all kinds).
func (v *View) Gaps(kinds []model.AreaKind) []gap.Gap {
	return gap.Register(v.result,
		func(a *model.Area) bool { return len(kinds) == 0 || slices.Contains(kinds, a.Kind) },
		func(service int32) string {
			if !v.full() && v.secret[service] {
				return "a protected service"
			}
			return v.result.Day.Services[service].Name
		})
}

func (v *View) gapCells(g *gap.Gap) []any {
	var tier, since any = g.Tier, string(g.Since)
	if g.Tier == 0 {
		tier = nil
	}
	if g.Since == "" {
		since = nil
	}
	area, _ := v.result.Day.Area(g.Area.Code)
	place, _ := v.result.Day.ReportedPlace(area)
	why, closes := g.Why(), g.ClosesWith()
	if v.hides(int(place), g.Tier) {
		why, closes = v.policy.Symbol, v.policy.Symbol
	}
	show := func(n float64) any { return v.children(int(place), g.Tier, n) }
	return []any{g.Rank, string(g.Kind), g.Area.Code, tier, g.Type.Key, show(g.Low), show(g.Central), show(g.High), why, since, closes}
}
