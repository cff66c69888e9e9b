package plans

import (
	"context"
	"math"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// costs is what each change adds, after those above it, so that the rows add up
// to the scenario.
type costs struct {
	Rows  []costRow
	Scale string // what the marks are drawn on
	Note  string
}

type costRow struct {
	Change                  string
	Cost, Met, MetRange     string
	PerChild, PerChildRange string
	Mark                    parts.RangeMark
	Total                   bool
}

// mostPriced is up to how many changes each is tried on its own.
const mostPriced = 40

// pricedKey is what a view keeps the shares of changes by.
type pricedKey struct{ tryKey }

// priced is what one change adds.
type priced struct {
	cost float64
	met  disclosure.MetChange
}

// costsOf are the shares of the changes, nil where there are too many.
func (d *door) costsOf(c echo.Context, visit *shell.Visit, key tryKey, changes []model.ScenarioChange, whole *tried) *costs {
	if len(changes) > mostPriced {
		return nil
	}
	ctx := context.WithoutCancel(c.Request().Context())
	shares := visit.View.Keep(pricedKey{key}, func() any { return d.shares(ctx, visit, changes, whole) }).([]priced)
	total := priced{wholeCost(whole.Headline()), whole.Met()[0]}
	out, largest := &costs{Note: visit.Say("plans.costs_note")}, scaleOf(append(shares, total))
	if largest > 0 {
		out.Scale = visit.Say("plans.costs_scale", "Most", money(visit, largest))
	}
	for i, share := range shares {
		out.Rows = append(out.Rows, costRowOf(visit, d.lineName(visit, i+1, changes[i].Change, changes[i].Service, changes), share, largest))
	}
	row := costRowOf(visit, visit.Say("plans.all_changes"), total, largest)
	row.Total, row.Cost = true, visit.Say("not_stated")
	if cost := whole.Headline().Cost; cost.IsShown() {
		row.Cost = money(visit, cost.Value)
	}
	if n := unstated(changes); n > 0 && n < len(changes) {
		out.Note += " " + visit.Say("plans.costs_unstated", "Number", number(n))
	}
	out.Rows = append(out.Rows, row)
	return out
}

// unstated is how many changes do not state what they cost.
func unstated(changes []model.ScenarioChange) (n int) {
	for i := range changes {
		if changes[i].Cost == nil {
			n++
		}
	}
	return n
}

// shares tries the scenario change by change. One that cannot be tried without
// those below it has its share with them.
func (d *door) shares(ctx context.Context, visit *shell.Visit, changes []model.ScenarioChange, whole *tried) []priced {
	var out []priced
	var before disclosure.MetChange
	for i := range changes {
		share := priced{cost: none, met: disclosure.MetChange{Low: noFigure, Central: noFigure, High: noFigure}}
		if changes[i].Cost != nil {
			share.cost = *changes[i].Cost
		}
		now := whole
		if i+1 < len(changes) {
			now = d.tryNow(ctx, visit, changes[:i+1])
		}
		if now.Comparison != nil {
			after := now.Met()[0]
			share.met = after.Beyond(before)
			before = after
		}
		out = append(out, share)
	}
	return out
}

var noFigure = disclosure.Figure{Value: none}

// perChild is what each additional child costs, NaN where none is met more.
func (p *priced) perChild() float64 {
	if !(p.met.Central.Value >= leastShown) {
		return none
	}
	return p.cost / p.met.Central.Value
}

// scaleOf is the end of the scale on which costs of a child are drawn, 0 where
// none has a range.
func scaleOf(all []priced) float64 {
	largest := 0.0
	for i := range all {
		if p := &all[i]; p.cost > 0 && p.met.Low.Value >= leastShown {
			largest = max(largest, p.cost/p.met.Low.Value)
		}
	}
	if largest == 0 {
		return 0
	}
	unit := math.Pow(10, math.Floor(math.Log10(largest)))
	return math.Ceil(largest/unit) * unit
}

func costRowOf(visit *shell.Visit, change string, p priced, largest float64) costRow {
	row := costRow{Change: change, Cost: visit.Say("not_stated"), Met: children(visit, p.met.Central.Value), MetRange: rangeOf(visit, p.met),
		PerChild: money(visit, p.perChild()), PerChildRange: perChildRange(visit, p.cost, p.met), Mark: parts.RangeMark{Empty: true}}
	if !math.IsNaN(p.cost) {
		row.Cost = money(visit, p.cost)
	}
	if p.cost > 0 && p.met.Low.Value >= leastShown {
		row.Mark = parts.NewRangeMark(parts.Estimate{Low: p.cost / p.met.High.Value, Central: p.perChild(), High: p.cost / p.met.Low.Value}, largest)
	}
	return row
}
