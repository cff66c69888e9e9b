package disclosure

import (
	"cmp"
	"iter"
	"slices"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/gap"
)

// english is what files speak.
var english = words.In(words.English)

var gapColumns = []string{"rank", "kind", "area_code", "tier", "service_type", "children_low", "children", "children_high", "why", "since", "closes_with"}

func (v *View) gaps(kinds []model.AreaKind) ([]string, iter.Seq[[]any]) {
	register := v.registerOf(kinds)
	return gapColumns,
		func(yield func([]any) bool) {
			for i := range register.Len() {
				g := register.gap(i)
				if !yield(v.gapCells(&g)) {
					return
				}
			}
		}
}

// Gaps gives the register as the audience may see it, for areas of some kinds
// (none: all kinds).
func (v *View) Gaps(kinds []model.AreaKind) []gap.Gap {
	register := v.registerOf(kinds)
	gaps := make([]gap.Gap, register.Len())
	for i := range gaps {
		gaps[i] = register.gap(i)
	}
	return gaps
}

// ordered is where a gap stands in a list, and its rank for an audience; 0 for
// none.
type ordered struct{ at, rank int32 }

// suppressedLast puts gaps whose count must not be shown behind the others,
// in order of area, without a rank: their place among the others would bound
// the count.
func (v *View) suppressedLast(list *gap.List) []ordered {
	shown, hidden := make([]ordered, 0, list.Len()), []ordered(nil)
	for i := range list.Len() {
		g := list.Bare(i)
		switch {
		case v.ofLone(&g):
		case v.hides(list.Place(i), g.Tier):
			hidden = append(hidden, ordered{at: int32(i)})
		default:
			shown = append(shown, ordered{int32(i), int32(len(shown) + 1)})
		}
	}
	slices.SortStableFunc(hidden, func(a, b ordered) int {
		x, y := list.Bare(int(a.at)), list.Bare(int(b.at))
		return cmp.Or(cmp.Compare(x.Area.Code, y.Area.Code), cmp.Compare(x.Tier, y.Tier), cmp.Compare(x.Type.Key, y.Type.Key), cmp.Compare(x.Kind, y.Kind))
	})
	return append(shown, hidden...)
}

func (v *View) placeOf(code string) int {
	i, _ := v.result.Day.Area(code)
	place, _ := v.result.Day.ReportedPlace(i)
	return int(place)
}

func (v *View) gapCells(g *gap.Gap) []any {
	var rank, tier, since any = g.Rank, g.Tier, string(g.Since)
	if g.Rank == 0 {
		rank = nil
	}
	if g.Tier == 0 {
		tier = nil
	}
	if g.Since == "" {
		since = nil
	}
	place := v.placeOf(g.Area.Code)
	why, closes := g.Why(english), g.ClosesWith(english)
	if v.hides(place, g.Tier) {
		rank, since, why, closes = v.policy.Symbol, v.policy.Symbol, v.policy.Symbol, v.policy.Symbol
	}
	show := func(n float64) any { return v.children(place, g.Tier, n) }
	return []any{rank, string(g.Kind), g.Area.Code, tier, g.Type.Key, show(g.Low), show(g.Central), show(g.High), why, since, closes}
}
