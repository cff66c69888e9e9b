package scenario

import (
	"cmp"
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

// Timeline computes the first of each month over the horizon of the settings,
// from dates alone. Where the people, the areas or a partnership's practice of
// a month are others than before, everything is computed anew from there on.
func (b Baseline) Timeline() []Month {
	var out []Month
	counted := b.Day.Counting
	for n := 1; n <= b.Day.Settings.HorizonMonths; n++ {
		date := firstOfMonth(b.Day.Date).AddMonths(n)
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

func firstOfMonth(date model.Date) model.Date { return date[:len("2026-04")] + "-01" }

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

// Edge is a cliff edge: a service that counts on the day and ceases to within
// the horizon, and who is no longer met without it, all else being equal.
type Edge struct {
	Service int32      // place in Day.Services
	LastDay model.Date // on which it still counts
	EndsBy  string     // contract, licence or service
	ByTier  [4]float64 // children a year, over all base areas
	Lost    []Loss
}

// Loss is the children of a reported area and tier who are met no longer.
type Loss struct {
	Area, Tier int
	Children   float64
}

// Edges lists the cliff edges by day, then by key.
func (b Baseline) Edges() []Edge {
	until := b.Day.Date.AddMonths(b.Day.Settings.HorizonMonths)
	var out []Edge
	for _, service := range b.Day.Counting {
		s := &b.Day.Services[service]
		if last := atlas.LastDay(s); last != "" && last < until {
			out = append(out, Edge{Service: service, LastDay: last, EndsBy: atlas.EndsBy(s)})
		}
	}
	slices.SortStableFunc(out, func(x, y Edge) int { return cmp.Compare(x.LastDay, y.LastDay) })
	for i := range out {
		b.lose(&out[i])
	}
	return out
}

// lose finds who is met no longer without the service of an edge.
func (b Baseline) lose(e *Edge) {
	w := b.WhatIf([]atlas.Changed{{Place: e.Service}})
	lost := map[[2]int]float64{}
	w.Touched(func(row int, areas []int32) {
		tier := b.Day.Expected[row].Tier
		for _, place := range areas {
			children := b.FiguresAt(row, int(place)).Bands[need.Central].Met - w.FiguresAt(row, int(place)).Bands[need.Central].Met
			lost[[2]int{int(place), tier}] += children
			if _, base := b.Day.BasePlace(b.Day.Reported[place]); base {
				e.ByTier[tier-1] += children
			}
		}
	})
	for _, at := range slices.SortedFunc(maps.Keys(lost), func(x, y [2]int) int { return slices.Compare(x[:], y[:]) }) {
		if children := lost[at]; math.Abs(children) >= leastChild {
			e.Lost = append(e.Lost, Loss{at[0], at[1], children})
		}
	}
}
