package scenario

import (
	"maps"
	"math"
	"slices"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/need"
)

// Month is the figures of the first of a month, as those of a what-if over
// Baseline: the services that begin or cease to count since its day, and those
// whose assessments lapse. They are what a computation for the date gives.
type Month struct {
	Date     model.Date
	Baseline Baseline
	WhatIf   *coverage.WhatIf
	Begins   []int32 // services that count and did not the month before, as places
	Ceases   []int32 // services that did and do not
}

// Timeline computes the first of each of so many months, from dates alone.
// Where the people, the areas or a partnership's practice of a month are others
// than before, everything is computed anew from there on. It ends with the
// calendar, if that is sooner.
func (b Baseline) Timeline(months int) []Month {
	var out []Month
	counted := b.Day.Counting
	for n := 1; n <= months; n++ {
		date := MonthAfter(b.Day.Date, n)
		if date == model.LastDate {
			break
		}
		m := Month{Date: date, Baseline: b}
		if len(out) > 0 {
			m.Baseline = out[len(out)-1].Baseline
		}
		m.WhatIf = m.Baseline.onDate(date)
		if m.WhatIf == nil {
			m.Baseline = On(coverage.Score(b.Day.On(date)))
			m.WhatIf = m.Baseline.WhatIf(nil)
		}
		counting := countingOn(b.Day.Atlas, date)
		m.Begins, m.Ceases = missing(counting, counted), missing(counted, counting)
		counted = counting
		out = append(out, m)
	}
	return out
}

// MonthAfter is the first of the month so many months after that of a date.
func MonthAfter(date model.Date, months int) model.Date {
	return (date[:len("2026-04")] + "-01").AddMonths(months)
}

// onDate is the what-if of a later date; nil where more than services is
// other.
func (b Baseline) onDate(date model.Date) *coverage.WhatIf {
	moved, ok := b.Day.Assessed(date)
	if !ok || !b.Day.SameGround(date) {
		return nil
	}
	counting := countingOn(b.Day.Atlas, date)
	for _, service := range slices.Concat(missing(counting, b.Day.Counting), missing(b.Day.Counting, counting)) {
		moved[service] = true
	}
	var changed []atlas.Changed
	for _, service := range slices.Sorted(maps.Keys(moved)) {
		changed = append(changed, atlas.Changed{Place: service, Service: &b.Day.Services[service]})
	}
	return b.WhatIfOn(date, changed)
}

func countingOn(a *atlas.Atlas, date model.Date) (out []int32) {
	for i := range a.Services {
		if a.Services[i].Counts(date) {
			out = append(out, int32(i))
		}
	}
	return out
}

// missing lists what of one ascending list is not in another.
func missing(of, from []int32) (out []int32) {
	for _, x := range of {
		if _, found := slices.BinarySearch(from, x); !found {
			out = append(out, x)
		}
	}
	return out
}

// Edge is who is met no longer without a service, all else being equal.
type Edge struct {
	ByTier [4]Children // over all base areas
	Lost   []Loss
}

// Loss is those of a reported area and tier.
type Loss struct {
	Area, Tier int
	Children   Children
}

// Children is children a year, by the runs of need.
type Children [need.Runs]float64

// Without finds who is met no longer without a service that counts, by its
// place.
func (b Baseline) Without(service int32) Edge {
	var e Edge
	w := b.WhatIf([]atlas.Changed{{Place: service}})
	lost := map[[2]int]*Children{}
	w.Touched(func(row int, areas []int32) {
		tier := b.Day.Expected[row].Tier
		for _, place := range areas {
			at := [2]int{int(place), tier}
			if lost[at] == nil {
				lost[at] = &Children{}
			}
			before, after := b.FiguresAt(row, int(place)), w.FiguresAt(row, int(place))
			_, base := b.Day.BasePlace(b.Day.Reported[place])
			for run := range lost[at] {
				children := before.Bands[run].Met - after.Bands[run].Met
				lost[at][run] += children
				if base {
					e.ByTier[tier-1][run] += children
				}
			}
		}
	})
	for _, at := range slices.SortedFunc(maps.Keys(lost), func(x, y [2]int) int { return slices.Compare(x[:], y[:]) }) {
		if children := lost[at]; slices.ContainsFunc(children[:], func(x float64) bool { return math.Abs(x) >= leastChild }) {
			e.Lost = append(e.Lost, Loss{at[0], at[1], *children})
		}
	}
	return e
}
