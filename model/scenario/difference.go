package scenario

import (
	"math"
	"sync"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/need"
	"catchment/model/practice"
)

// Baseline is the figures of a day that scenarios are tried on.
type Baseline struct{ *coverage.Baseline }

// On prepares figures for scenarios. It can be used by many at a time.
func On(r *coverage.Result) Baseline { return Baseline{r.Baseline()} }

// Outcome is what a list of changes makes of the figures.
type Outcome struct {
	Baseline   Baseline
	WhatIf     *coverage.WhatIf
	Difference Difference
	Warnings   []atlas.Fault
}

// Try computes a list of changes. With faults there is no outcome.
func (b Baseline) Try(changes []model.ScenarioChange) (*Outcome, []atlas.Fault) {
	changed, faults := Apply(b.Day.Atlas, changes)
	if failed(faults) {
		return nil, faults
	}
	o := &Outcome{Baseline: b, WhatIf: b.WhatIf(changed), Warnings: faults}
	o.Difference = differenceOf(b.Baseline, o.WhatIf)
	o.Difference.price(changes)
	return o, nil
}

// Difference is every figure that a what-if gives otherwise than its
// baseline. Areas are places in Day.Reported, rows in Day.Expected.
type Difference struct {
	Cells    []Cell
	Tiers    []Tier
	Services []Service
	Equity   [4]Evenness
	Met      float64 // children a year met more, over all base areas and rows
	Cost     float64 // a year, of all changes that state one; NaN where none does
	PerChild float64 // cost for each additional child met; NaN where none is, or where a change does not state what it costs
}

// Cell is a row and area whose figures differ.
type Cell struct {
	Row, Area     int
	Before, After coverage.Figures
}

// Tier is an area and tier, 1 to 4, whose figures differ.
type Tier struct {
	Area, Tier    int
	Before, After TierFigures
}

// TierFigures are those of one tier of an area. They are shared and must not
// be changed.
type TierFigures struct {
	*coverage.TierFigure
	Cube *[practice.Indicators]coverage.CubeFigure
}

// Service is a changed service: its places a year, its pull and its places
// per child; nil where it does not count on the day.
type Service struct {
	Key           string
	Before, After *coverage.Supply
}

// Evenness is how evenly one tier's coverage is spread.
type Evenness struct{ Before, After coverage.EquityFigure }

func differenceOf(b *coverage.Baseline, w *coverage.WhatIf) Difference {
	var d Difference
	var after []coverage.EquityFigure
	var equity sync.WaitGroup
	equity.Go(func() { after = w.Equity() })
	w.Touched(func(row int, areas []int32) { d.Cells = append(d.Cells, cellsThatDiffer(b, w, row, areas)...) })
	for tier := 1; tier <= 4; tier++ {
		cubes := w.Cubes(tier)
		for n, area := range w.TouchedAreas(tier) {
			area := int(area)
			t := Tier{area, tier, TierFigures{b.TierAt(area, tier), b.CubeAt(area, tier)}, TierFigures{w.TierAt(area, tier), &cubes[n]}}
			if !t.Before.same(&t.After) {
				d.Tiers = append(d.Tiers, t)
			}
		}
	}
	for i := range w.Changed {
		before, after := w.Supplies(i)
		d.Services = append(d.Services, Service{w.Changed[i].Key(b.Day.Atlas), before, after})
	}
	d.add(b)
	equity.Wait()
	for t, before := range b.Evenly() {
		d.Equity[t] = Evenness{before, after[t]}
	}
	return d
}

// cellsThatDiffer are those of a row, in the order of areas.
func cellsThatDiffer(b *coverage.Baseline, w *coverage.WhatIf, row int, areas []int32) []Cell {
	all, differ := make([]Cell, len(areas)), make([]bool, len(areas))
	coverage.Blocks(len(areas), func(from, to int) {
		for n, area := range areas[from:to] {
			c := Cell{row, int(area), b.FiguresAt(row, int(area)), w.FiguresAt(row, int(area))}
			all[from+n], differ[from+n] = c, !c.Before.Equal(c.After)
		}
	})
	out := all[:0]
	for n, c := range all {
		if differ[n] {
			out = append(out, c)
		}
	}
	return out
}

// add adds up base areas.
func (d *Difference) add(b *coverage.Baseline) {
	for i := range d.Cells {
		c := &d.Cells[i]
		if _, base := b.Day.BasePlace(b.Day.Reported[c.Area]); base {
			d.Met += c.After.Bands[need.Central].Met - c.Before.Bands[need.Central].Met
		}
	}
}

// same compares figures, where nothing is as good as nothing.
func (f *TierFigures) same(g *TierFigures) bool {
	if !equal(f.Coverage, g.Coverage) || !equal(f.CoverageHigh, g.CoverageHigh) || f.Weakest != g.Weakest || f.Present != g.Present || f.Status != g.Status {
		return false
	}
	for i := range f.Cube {
		x, y := &f.Cube[i], &g.Cube[i]
		if !equal(x.Low, y.Low) || !equal(x.High, y.High) || !equal(x.Assessed, y.Assessed) || x.Status != y.Status {
			return false
		}
	}
	return true
}

func equal(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) }

// price adds up what changes cost.
func (d *Difference) price(changes []model.ScenarioChange) {
	d.Cost, d.PerChild = math.NaN(), math.NaN()
	unstated := false
	for _, c := range changes {
		switch {
		case c.Cost == nil:
			unstated = true // which is never nothing
		case math.IsNaN(d.Cost):
			d.Cost = *c.Cost
		default:
			d.Cost += *c.Cost
		}
	}
	if d.Met >= leastChild && !unstated {
		d.PerChild = d.Cost / d.Met
	}
}

// leastChild is the least part of a child that counts as one met more.
const leastChild = 1e-6
