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
	gaps := gap.Register(v.result,
		func(a *model.Area) bool { return len(kinds) == 0 || slices.Contains(kinds, a.Kind) },
		func(service int32) bool { return !v.full() && v.secret[service] })
	return v.suppressedLast(gaps)
}

// suppressedLast moves gaps whose count must not be shown behind the others,
// in order of area, without a rank and without a date: their place among the
// others would bound the count.
func (v *View) suppressedLast(gaps []gap.Gap) []gap.Gap {
	shown, hidden := gaps[:0], []gap.Gap(nil) // in place: there may be many
	for _, g := range gaps {
		if g.Discreet {
			g.Since = ""
		}
		if v.hides(v.placeOf(g.Area.Code), g.Tier) {
			g.Rank, g.Since = 0, ""
			hidden = append(hidden, g)
			continue
		}
		g.Rank = len(shown) + 1
		shown = append(shown, g)
	}
	slices.SortStableFunc(hidden, func(x, y gap.Gap) int {
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
