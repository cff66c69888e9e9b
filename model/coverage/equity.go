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
		out = append(out, r.equityOf(tier, r.spread(r, tier)))
	}
	return out
}

// weighted is the coverage of a base area, weighted by the need there.
type weighted struct {
	coverage, need float64
	base           int32
}

// compare puts the lowest coverage first, equals in order of base area.
func (a weighted) compare(b weighted) int {
	return cmp.Or(cmp.Compare(a.coverage, b.coverage), cmp.Compare(a.base, b.base))
}

// tiers is where a reported area's tier stands.
type tiers interface {
	Tier(reported, tier int) TierFigure
}

// spread lists the base areas that have a coverage in a tier, lowest first.
func (r *Result) spread(from tiers, tier int) []weighted {
	var areas []weighted
	for base := range r.Day.Base {
		if a, ok := r.weightedAt(from, int32(base), tier); ok {
			areas = append(areas, a)
		}
	}
	slices.SortFunc(areas, weighted.compare)
	return areas
}

func (r *Result) weightedAt(from tiers, base int32, tier int) (weighted, bool) {
	reported, _ := r.Day.ReportedPlace(r.Day.Base[base])
	coverage := from.Tier(int(reported), tier).Coverage
	return even(coverage, r.Needs[need.Central][base].Sum(tier), base)
}

func even(coverage, need float64, base int32) (weighted, bool) {
	return weighted{coverage, need, base}, !math.IsNaN(coverage) && need > 0
}

func (r *Result) equityOf(tier int, areas []weighted) EquityFigure {
	worst := fifth(areas)
	slices.Reverse(areas)
	best := fifth(areas)
	slices.Reverse(areas)
	return EquityFigure{r.Day.BaseKind(), tier, gini(areas), best, worst}
}

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
