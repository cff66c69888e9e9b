package coverage

import (
	"cmp"
	"math"
	"slices"

	"catchment/model"
	"catchment/model/need"
)

// EquityFigure says how evenly one tier's coverage is spread over the base
// areas that have any, weighted by need. NaN where none has.
type EquityFigure struct {
	Kind                        model.AreaKind
	Tier                        int
	Gini, BestFifth, WorstFifth float64
}

// Equity computes the four tiers (METHOD 6).
func (r *Result) Equity() []EquityFigure {
	out := make([]EquityFigure, 0, 4)
	for tier := 1; tier <= 4; tier++ {
		var areas []weighted
		for base, area := range r.Day.Base {
			reported, _ := r.Day.ReportedPlace(area)
			coverage := r.Tier(int(reported), tier).Coverage
			if d := r.Needs[need.Central][base].Sum(tier); !math.IsNaN(coverage) && d > 0 {
				areas = append(areas, weighted{coverage, d})
			}
		}
		slices.SortStableFunc(areas, func(x, y weighted) int { return cmp.Compare(x.coverage, y.coverage) })
		worst := fifth(areas)
		slices.Reverse(areas)
		best := fifth(areas)
		slices.Reverse(areas)
		out = append(out, EquityFigure{r.Day.BaseKind(), tier, gini(areas), best, worst})
	}
	return out
}

type weighted struct{ coverage, need float64 }

// gini is Σi Σj di dj |ci − cj| / (2 (Σd)² mean), for areas by rising
// coverage; NaN where the mean is 0, for which it is not defined.
func gini(areas []weighted) float64 {
	// With coverage rising, Σi Σj di dj |ci − cj| = 2 Σj dj (cj Dj − Sj), where
	// Dj and Sj sum d and d × c over the areas before j.
	var sum, before, held float64
	for _, a := range areas {
		sum += a.need * (a.coverage*before - held)
		before += a.need
		held += a.need * a.coverage
	}
	if held == 0 {
		return math.NaN()
	}
	return max(0, sum) / (before * held)
}

// fifth is the mean coverage of the first fifth of need; the area where the
// fifth ends is split.
func fifth(areas []weighted) float64 {
	total := 0.0
	for _, a := range areas {
		total += a.need
	}
	if total <= 0 {
		return math.NaN()
	}
	left, sum := total/5, 0.0
	for _, a := range areas {
		part := min(left, a.need)
		sum += part * a.coverage
		left -= part
		if left <= 0 {
			break
		}
	}
	return sum / (total / 5)
}
