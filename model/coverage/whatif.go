package coverage

import (
	"cmp"
	"slices"
	"sync"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/need"
	"catchment/model/practice"
)

// Baseline is a result that what-ifs start from, with what they share. It can
// be used by many at a time.
type Baseline struct {
	*Result
	own    []int32                // per base place: its own reported place
	baseOf []int32                // per reported place: its base place, -1 for none
	nested bool                   // some base area holds another: its figures are not its own alone
	tiers  func() [][4]TierFigure // per reported place
	cubes  func() [][4][practice.Indicators]CubeFigure
	needs  [4][]float64 // per base place: children in need, central run
	evens  [4]func() []weighted
	Evenly func() []EquityFigure // Equity of the baseline, computed once
}

// Baseline prepares a result for what-ifs.
func (r *Result) Baseline() *Baseline {
	b := &Baseline{Result: r, own: make([]int32, len(r.Day.Base))}
	for place, area := range r.Day.Reported {
		b.baseOf = append(b.baseOf, -1)
		if base, ok := r.Day.BasePlace(area); ok {
			b.baseOf[place] = base
		}
	}
	for base, area := range r.Day.Base {
		b.own[base], _ = r.Day.ReportedPlace(area)
		b.nested = b.nested || len(r.Day.Within[b.own[base]]) > 1
	}
	b.tiers, b.cubes = sync.OnceValue(r.allTiers), sync.OnceValue(r.allCubes)
	for t := range b.needs {
		b.needs[t] = make([]float64, len(r.Day.Base))
		for base := range b.needs[t] {
			b.needs[t][base] = r.Needs[need.Central][base].Sum(t + 1)
		}
	}
	for t := range b.evens {
		b.evens[t] = sync.OnceValue(func() []weighted { return b.spread(b, t+1) })
	}
	b.Evenly = sync.OnceValue(func() []EquityFigure {
		out := make([]EquityFigure, 4)
		for t := range out {
			out[t] = r.equityOf(t+1, slices.Clone(b.evens[t]()))
		}
		return out
	})
	return b
}

func (r *Result) allTiers() [][4]TierFigure {
	out := make([][4]TierFigure, len(r.Day.Reported))
	for place := range out {
		for t := range out[place] {
			out[place][t] = r.Tier(place, t+1)
		}
	}
	return out
}

func (r *Result) allCubes() [][4][practice.Indicators]CubeFigure {
	out := make([][4][practice.Indicators]CubeFigure, len(r.Day.Reported))
	for place := range out {
		for t := range out[place] {
			out[place][t] = r.Cube(place, t+1)
		}
	}
	return out
}

// TierAt gives a reported area's tier, computed once for all what-ifs: it must
// not be changed.
func (b *Baseline) TierAt(reported, tier int) *TierFigure { return &b.tiers()[reported][tier-1] }

// CubeAt gives the indicators of a reported area's tier, likewise.
func (b *Baseline) CubeAt(reported, tier int) *[practice.Indicators]CubeFigure {
	return &b.cubes()[reported][tier-1]
}

// Tier computes a reported area's tier, 1 to 4.
func (b *Baseline) Tier(reported, tier int) TierFigure { return *b.TierAt(reported, tier) }

// WhatIf is the figures of a baseline with some services changed. They are
// recomputed in the areas that the changed services reach, before or after,
// and in those above them, for the types concerned; all others are the
// baseline's. They are, to the last bit, what Score gives for the day with
// the services changed.
type WhatIf struct {
	*Baseline
	Date     model.Date // by which services count
	Changed  []atlas.Changed
	deltas   []*delta           // per type concerned, in order of key
	byRow    []*delta           // per row; nil where no figure of it can differ
	whole    *Result            // where everything had to be computed
	register *practice.Register // of the date
	touched  [4]touchedTier
}

// touchedTier is the reported areas in which any figure of a tier can differ,
// ascending, and the tier's figures there.
type touchedTier struct {
	areas   []int32
	figures []TierFigure
}

// WhatIf computes the figures with some services changed. Each service is
// named once.
func (b *Baseline) WhatIf(changed []atlas.Changed) *WhatIf { return b.WhatIfOn(b.Day.Date, changed) }

// WhatIfOn takes the changed services as they count, and are assessed, on
// another day. The others, people, areas and method are those of the
// baseline's own day: who asks for another has made sure that they are the same.
func (b *Baseline) WhatIfOn(date model.Date, changed []atlas.Changed) *WhatIf {
	w := &WhatIf{Baseline: b, Date: date, byRow: make([]*delta, len(b.Day.Expected)), register: b.marks.register}
	if date != b.Day.Date {
		w.register = practice.RegisterOn(w.register.Criteria, b.Day.Records.Assessments, date)
	}
	w.Changed = slices.Clone(changed)
	slices.SortFunc(w.Changed, func(x, y atlas.Changed) int { return cmp.Compare(x.Key(b.Day.Atlas), y.Key(b.Day.Atlas)) })
	if b.nested {
		w.whole = Score(b.Day.WithOn(date, w.Changed))
	}
	for _, m := range b.markets {
		if w.concerns(m) {
			d := w.deltaOf(m)
			w.deltas = append(w.deltas, d)
			for _, row := range m.rows {
				w.byRow[row] = d
			}
		}
	}
	for tier := 1; tier <= 4; tier++ {
		w.touchTier(tier)
	}
	return w
}

// touchTier computes the tier where it is touched.
func (w *WhatIf) touchTier(tier int) {
	var areas []int32
	for row, d := range w.byRow {
		if d != nil && w.Day.Expected[row].Tier == tier {
			areas = append(areas, d.areas...)
		}
	}
	slices.Sort(areas)
	t := &w.touched[tier-1]
	t.areas = slices.Compact(areas)
	t.figures = make([]TierFigure, len(t.areas))
	Blocks(len(t.areas), func(from, to int) {
		for n := from; n < to; n++ {
			t.figures[n] = tierOf(w.Day, w, int(t.areas[n]), tier)
		}
	})
}

// concerns says whether a changed service is, or was, of a market's type.
func (w *WhatIf) concerns(m *market) bool {
	return slices.ContainsFunc(w.Changed, func(c atlas.Changed) bool {
		return c.Place >= 0 && w.Day.Services[c.Place].Type == m.number || c.Service != nil && c.Service.Type == m.number
	})
}

func (w *WhatIf) bandsAt(run need.Run, row, reported int) *Bands {
	if w.whole != nil {
		return w.whole.bandsAt(run, row, reported)
	}
	if d := w.byRow[row]; d != nil && d.at[reported] >= 0 {
		return &d.bands[run][w.rowOf[row]][d.at[reported]]
	}
	return w.Result.bandsAt(run, row, reported)
}

func (w *WhatIf) heldAt(row, reported int) *Held {
	if w.whole != nil {
		return w.whole.heldAt(row, reported)
	}
	if d := w.byRow[row]; d != nil && d.at[reported] >= 0 {
		return &d.held[w.rowOf[row]][d.at[reported]]
	}
	return w.Result.heldAt(row, reported)
}

func (w *WhatIf) servicesAt(row, reported int) int {
	if w.whole != nil {
		return w.whole.servicesAt(row, reported)
	}
	if d := w.byRow[row]; d != nil && d.at[reported] >= 0 {
		return d.counts[d.at[reported]]
	}
	return w.Result.servicesAt(row, reported)
}

// Figures are those of one service type and tier in one area. They are shared
// and must not be changed.
type Figures struct {
	Bands    [need.Runs]*Bands
	Held     *Held
	Services int // that reach
}

// Equal says whether all figures are the same to the last bit.
func (f Figures) Equal(g Figures) bool {
	for run := range f.Bands {
		if *f.Bands[run] != *g.Bands[run] {
			return false
		}
	}
	return f.Services == g.Services && *f.Held == *g.Held
}

// FiguresAt gives the figures of a row, a place in Day.Expected, in a reported
// area.
func (r *Result) FiguresAt(row, reported int) Figures { return figuresOf(r, row, reported) }

// FiguresAt gives the figures of a row in a reported area.
func (w *WhatIf) FiguresAt(row, reported int) Figures { return figuresOf(w, row, reported) }

func figuresOf(r rows, row, reported int) Figures {
	f := Figures{Held: r.heldAt(row, reported), Services: r.servicesAt(row, reported)}
	for run := range f.Bands {
		f.Bands[run] = r.bandsAt(need.Run(run), row, reported)
	}
	return f
}

// Tier computes a reported area's tier, 1 to 4.
func (w *WhatIf) Tier(reported, tier int) TierFigure { return *w.TierAt(reported, tier) }

// TierAt gives it where it stands: it must not be changed.
func (w *WhatIf) TierAt(reported, tier int) *TierFigure {
	t := &w.touched[tier-1]
	if n, ok := slices.BinarySearch(t.areas, int32(reported)); ok {
		return &t.figures[n]
	}
	return w.Baseline.TierAt(reported, tier)
}

// Cube computes the eight indicators of a reported area's tier, 1 to 4.
func (w *WhatIf) Cube(reported, tier int) [practice.Indicators]CubeFigure {
	return cubeOf(w.Day, w, reported, tier)
}

// Cubes computes them for all TouchedAreas of a tier.
func (w *WhatIf) Cubes(tier int) [][practice.Indicators]CubeFigure {
	areas := w.touched[tier-1].areas
	out := make([][practice.Indicators]CubeFigure, len(areas))
	Blocks(len(areas), func(from, to int) {
		for n := from; n < to; n++ {
			out[n] = w.Cube(int(areas[n]), tier)
		}
	})
	return out
}

// Touched visits the rows and reported areas whose figures can differ from
// the baseline's: areas ascending within each row.
func (w *WhatIf) Touched(visit func(row int, reported []int32)) {
	for row, d := range w.byRow {
		if d != nil {
			visit(row, d.areas)
		}
	}
}

// TouchedAreas lists the reported areas in which any figure of a tier can
// differ, ascending.
func (w *WhatIf) TouchedAreas(tier int) []int32 { return w.touched[tier-1].areas }

// Equity computes the four tiers; those that nothing touched are the
// baseline's.
func (w *WhatIf) Equity() []EquityFigure {
	out := make([]EquityFigure, 4)
	Each(4, func(t int) {
		if out[t] = w.Baseline.Evenly()[t]; len(w.touched[t].areas) > 0 {
			out[t] = w.equityOf(t+1, w.evenly(t+1))
		}
	})
	return out
}

// Supplies gives the row of the export "services" of a changed service, before
// and after; nil where it does not count. One for those who harm counts, and
// has no figures.
func (w *WhatIf) Supplies(i int) (before, after *Supply) {
	c := &w.Changed[i]
	for _, m := range w.markets {
		if k, ok := slices.BinarySearch(m.services, c.Place); ok {
			before = m.supplyRow(c.Place, int32(k))
		}
	}
	key := c.Key(w.Day.Atlas)
	for _, d := range w.deltas {
		if k, ok := slices.BinarySearch(d.market.services, c.Place); ok && !d.market.patch.gone[k] {
			after = before
		}
		for j := range d.market.patch.come {
			if come := &d.market.patch.come[j]; come.key == key {
				after = d.market.supplyRow(c.Place, come.number)
			}
		}
	}
	if _, counts := slices.BinarySearch(w.Day.Counting, c.Place); before == nil && counts {
		before = nothingOf(c.Place)
	}
	if after == nil && c.Service != nil && c.Service.Counts(w.Day.Date) {
		after = nothingOf(c.Place)
	}
	return before, after
}
