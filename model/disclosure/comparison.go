package disclosure

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/gap"
	"catchment/model/need"
	"catchment/model/practice"
	"catchment/model/scenario"
)

// Comparison is what a plan would make of the figures of a day, as an audience
// may see it. Plans are a commissioner's: the difference that one service makes
// is that of one house, so that the public is shown nothing of them, and for
// the public there is no Comparison.
type Comparison struct {
	before  *View
	outcome *scenario.Outcome
	after   func() *View
}

// Compare sets a plan beside the view of the figures that it was tried on.
func Compare(before *View, outcome *scenario.Outcome) (*Comparison, error) {
	if !before.full() {
		return nil, &model.Error{Code: model.Forbidden, Field: "for", Sentence: model.Say("Plans are shown to commissioners alone.")}
	}
	return &Comparison{before, outcome, sync.OnceValue(func() *View { return Of(outcome.WhatIf.Score(), before.audience) })}, nil
}

// Before is the figures as they stand.
func (c *Comparison) Before() *View { return c.before }

// After is the figures with the plan, for whoever needs more than what
// differs: it computes the service types concerned whole, once.
func (c *Comparison) After() *View { return c.after() }

// Headline is what a plan comes to: children a year met more, over all areas,
// tiers and service types; its cost a year; and the cost of each additional
// child met. A figure that there is none of is Empty.
type Headline struct{ Met, Cost, PerChild Figure }

// Headline gives what the plan comes to.
func (c *Comparison) Headline() Headline {
	d := &c.outcome.Difference
	return Headline{figureOf(number(d.Met)), figureOf(number(d.Cost)), figureOf(number(d.PerChild))}
}

// number is a cell: nil for NaN.
func number(x float64) any {
	if x != x {
		return nil
	}
	return x
}

// TierChange is an area and tier whose figures differ.
type TierChange struct {
	Place
	Before, After Tier
	Cube          [practice.Indicators]CellChange
}

// CellChange is one indicator of it, 1 to 8.
type CellChange struct{ Before, After Cell }

// Tiers lists the tiers that differ in areas of some kinds (none: all), by
// area, then tier.
func (c *Comparison) Tiers(kinds ...model.AreaKind) []TierChange {
	var out []TierChange
	for i := range c.outcome.Difference.Tiers {
		t := &c.outcome.Difference.Tiers[i]
		if a := c.before.area(t.Area); len(kinds) == 0 || slices.Contains(kinds, a.Kind) {
			change := TierChange{Place: placeFrom(a), Before: c.tier(t.Area, t.Tier, &t.Before), After: c.tier(t.Area, t.Tier, &t.After)}
			for g := range change.Cube {
				change.Cube[g] = CellChange{indicatorOf(g, &t.Before.Cube[g]), indicatorOf(g, &t.After.Cube[g])}
			}
			out = append(out, change)
		}
	}
	slices.SortStableFunc(out, func(x, y TierChange) int { return comparePlaces(&x.Place, &y.Place) })
	return out
}

func comparePlaces(x, y *Place) int {
	return cmp.Or(cmp.Compare(x.Kind.Order(), y.Kind.Order()), cmp.Compare(x.Code, y.Code))
}

func (c *Comparison) tier(place, tier int, f *scenario.TierFigures) Tier {
	out := Tier{Tier: tier, Coverage: figureOf(number(f.Coverage)), CoverageHigh: figureOf(number(f.CoverageHigh)),
		Status: f.Status, Weakest: c.before.typeOf(f.Weakest), Present: f.Present, Expected: f.Expected}
	for run, to := range []*Figure{&out.NeedLow, &out.Need, &out.NeedHigh} {
		*to = figureOf(c.before.result.NeedOf(need.Run(run), place, tier))
	}
	return out
}

func indicatorOf(indicator int, f *coverage.CubeFigure) Cell {
	return Cell{indicator + 1, figureOf(number(f.Low)), figureOf(number(f.High)), figureOf(number(f.Assessed)), f.Status}
}

// RowDifference is an area, tier and service type whose figures differ.
type RowDifference struct {
	Place
	Before, After Waterfall
}

// Rows lists the service types that differ in an area, tier by tier.
func (c *Comparison) Rows(code string) ([]RowDifference, error) {
	place, err := c.before.reported(code)
	if err != nil {
		return nil, err
	}
	var out []RowDifference
	for i := range c.outcome.Difference.Cells {
		if cell := &c.outcome.Difference.Cells[i]; cell.Area == place {
			out = append(out, RowDifference{placeFrom(c.before.area(place)), c.waterfall(cell.Row, cell.Before), c.waterfall(cell.Row, cell.After)})
		}
	}
	return out, nil
}

func (c *Comparison) waterfall(row int, f coverage.Figures) Waterfall {
	return c.before.stepsOf(row, f)
}

func (v *View) stepsOf(row int, f coverage.Figures) Waterfall {
	day := v.result.Day
	e, b := day.Expected[row], f.Bands[need.Central]
	shown := func(x float64) Figure { return figureOf(number(x)) }
	return Waterfall{Type: &day.Types[e.Type], Tier: e.Tier, Uptake: e.Uptake, Weight: e.Weight,
		Demand: shown(b.Demand), DemandLow: shown(f.Bands[need.Low].Demand), DemandHigh: shown(f.Bands[need.High].Demand),
		Unreached: shown(b.Unreached), NotEligible: shown(b.NotEligible), Waiting: shown(b.Waiting), Met: shown(b.Met), MetHigh: shown(b.MetHigh),
		Coverage: shown(ratio(b.Met, b.Demand)), Services: shown(float64(f.Services)),
		Status: coverage.StatusOf(ratio(b.Met, b.Demand), ratio(b.MetHigh, b.Demand), &day.Settings)}
}

// ServiceChange is a service that the plan changes: places a year, the
// children who are drawn to it, and places for each of them.
type ServiceChange struct {
	Key, Name, NameCy string
	Type              *model.ServiceType
	Before, After     *Supply // nil where it does not count on the day
}

// Supply is what one service hands out. Figures of presence types are Empty.
type Supply struct{ Capacity, Pull, Ratio, Stranded Figure }

// Services lists the services that the plan changes, by key.
func (c *Comparison) Services() []ServiceChange {
	var out []ServiceChange
	for i, d := range c.outcome.Difference.Services {
		changed := &c.outcome.WhatIf.Changed[i]
		s := changed.Service
		if s == nil {
			s = &c.before.result.Day.Services[changed.Place]
		}
		out = append(out, ServiceChange{d.Key, s.Name, s.NameCy, &c.before.result.Day.Types[s.Type], supplyOf(d.Before), supplyOf(d.After)})
	}
	return out
}

func supplyOf(s *coverage.Supply) *Supply {
	if s == nil {
		return nil
	}
	return &Supply{figureOf(number(s.Capacity)), figureOf(number(s.Pull)), figureOf(number(s.Ratio)), figureOf(number(s.Stranded))}
}

// EquityChange is how evenly a tier's coverage is spread over the base areas.
type EquityChange struct {
	Tier                                           int
	GiniBefore, GiniAfter                          Figure
	WorstBefore, WorstAfter, BestBefore, BestAfter Figure
}

// Equity gives the four tiers.
func (c *Comparison) Equity() []EquityChange {
	var out []EquityChange
	for _, e := range c.outcome.Difference.Equity {
		shown := func(x float64) Figure { return figureOf(number(x)) }
		out = append(out, EquityChange{e.Before.Tier, shown(e.Before.Gini), shown(e.After.Gini),
			shown(e.Before.WorstFifth), shown(e.After.WorstFifth), shown(e.Before.BestFifth), shown(e.After.BestFifth)})
	}
	return out
}

// Gaps lists the gaps of areas of some kinds (none: all) that the plan would
// open and those that it would close, the worst first.
func (c *Comparison) Gaps(kinds []model.AreaKind) (opened, closed []gap.Gap) {
	before, after := c.before.Gaps(kinds), c.after().Gaps(kinds)
	return without(after, before), without(before, after)
}

// gapKey is what a gap is known by, as in the register.
type gapKey struct {
	kind             gap.Kind
	area, of, beside string
	tier             int
}

func keyOf(g *gap.Gap) gapKey {
	key := gapKey{kind: g.Kind, area: g.Area.Code, of: g.Type.Key, tier: g.Tier}
	if g.Kind == gap.Parallel && len(g.Facts.Services) > 0 {
		key.beside = g.Facts.Services[0].Key // two programmes of a type can lie in one area
	}
	return key
}

func without(of, not []gap.Gap) (out []gap.Gap) {
	known := map[gapKey]bool{}
	for i := range not {
		known[keyOf(&not[i])] = true
	}
	for i := range of {
		if !known[keyOf(&of[i])] {
			out = append(out, of[i])
		}
	}
	return out
}

// Warnings says what is odd in the plan, though it could be tried.
func (c *Comparison) Warnings() model.Problems { return PlanProblems(c.outcome.Warnings) }

// PlanProblems says of faults in a plan where they stand.
func PlanProblems(faults []atlas.Fault) (out model.Problems) {
	for _, f := range faults {
		out = append(out, model.Problem{Where: model.Say("In the plan, %s %s", strings.TrimSuffix(f.Table, "_changes"), model.Quoted(f.Key)),
			Column: f.Column, Expected: f.Expected, Found: f.Found, Warning: f.Warning})
	}
	return out
}
