package disclosure

import (
	"slices"

	"catchment/model"
	"catchment/model/need"
)

// MetChange is how many more children a year a plan meets, or fewer, in the
// low, central and high run of need: Low and High are the least and the most of
// the three. Tier 0 is all tiers together.
type MetChange struct {
	Tier               int
	Low, Central, High Figure
	runs               [need.Runs]float64
}

func metChange(tier int, runs [need.Runs]float64) MetChange {
	return MetChange{tier, figureOf(number(slices.Min(runs[:]))), figureOf(number(runs[need.Central])), figureOf(number(slices.Max(runs[:]))), runs}
}

// Beyond is what a change adds to another of its tier, run by run.
func (m MetChange) Beyond(other MetChange) MetChange {
	for run := range m.runs {
		m.runs[run] -= other.runs[run]
	}
	return metChange(m.Tier, m.runs)
}

// Met is MetChange over all base areas and service types: of all tiers, then
// of tiers 1 to 4.
func (c *Comparison) Met() [5]MetChange {
	var sums [5][need.Runs]float64
	day := c.before.result.Day
	for i := range c.outcome.Difference.Cells {
		cell := &c.outcome.Difference.Cells[i]
		if _, base := day.BasePlace(day.Reported[cell.Area]); !base {
			continue
		}
		for run := range sums[0] {
			more := cell.After.Bands[run].Met - cell.Before.Bands[run].Met
			sums[0][run] += more
			sums[day.Expected[cell.Row].Tier][run] += more
		}
	}
	var out [5]MetChange
	for tier, runs := range sums {
		out[tier] = metChange(tier, runs)
	}
	return out
}

// Touched lists the areas of some kinds in which any figure of a tier differs,
// by kind and code.
func (c *Comparison) Touched(kinds ...model.AreaKind) []Place {
	var out []Place
	seen := map[int]bool{}
	for i := range c.outcome.Difference.Tiers {
		at := c.outcome.Difference.Tiers[i].Area
		if a := c.before.area(at); !seen[at] && slices.Contains(kinds, a.Kind) {
			seen[at] = true
			out = append(out, placeFrom(a))
		}
	}
	slices.SortFunc(out, func(x, y Place) int { return comparePlaces(&x, &y) })
	return out
}
