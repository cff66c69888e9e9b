package compare

import (
	"math"
	"sync"

	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/model/practice"
)

// line is one tier of one area.
type line struct {
	need       float64
	needState  disclosure.State
	coverage   figure
	weakest    *model.ServiceType
	indicators [practice.Indicators]figure
}

// figure is a range from low to high, NaN where there is none, with its word:
// "" where it is suppressed.
type figure struct {
	low, high float64
	status    coverage.Status
}

// area is a row of a sheet: its tiers 1 to 4.
type area struct {
	disclosure.Place
	tiers [4]line
}

// sheet is the figures of a view by kind of area.
type sheet map[model.AreaKind]func() []area

type sheetKey struct{}

// sheetOf is kept as long as its view is, and no longer.
func sheetOf(view *disclosure.View) sheet {
	return view.Keep(sheetKey{}, func() any {
		s := sheet{}
		for _, kind := range view.Kinds() {
			s[kind] = sync.OnceValue(func() []area { return areasOf(view, kind) })
		}
		return s
	}).(sheet)
}

func areasOf(view *disclosure.View, kind model.AreaKind) []area {
	places := view.Places(kind)
	out := make([]area, len(places))
	for i, p := range places {
		out[i].Place = p
		for tier := range out[i].tiers {
			out[i].tiers[tier] = lineOf(view, p.Code, tier+1)
		}
	}
	return out
}

// lineOf reads a tier of a reported area, for which the view has no error.
func lineOf(view *disclosure.View, code string, tier int) line {
	f, _ := view.Tier(code, tier)
	cells, _ := view.Cube(code, tier)
	l := line{need: f.Need.Value, needState: f.Need.State, coverage: figure{f.Coverage.Value, f.CoverageHigh.Value, f.Status}, weakest: f.Weakest}
	for i, c := range cells {
		l.indicators[i] = figure{c.Low.Value, c.High.Value, c.Status}
	}
	return l
}

// at is the coverage of a tier (indicator 0) or one of its indicators.
func (a *area) at(tier, indicator int) figure {
	l := &a.tiers[tier-1]
	if indicator == 0 {
		return l.coverage
	}
	return l.indicators[indicator-1]
}

// none says whether there is no figure, or none that may be shown.
func (f figure) none() bool { return math.IsNaN(f.low) }
