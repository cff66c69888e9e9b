package compare

import (
	"math"
	"slices"
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

// sheets keeps the figures of the views asked for last, by kind of area.
type sheets struct {
	mutex sync.Mutex
	last  []*sheet
}

type sheet struct {
	view  *disclosure.View
	kinds map[model.AreaKind]func() []area
}

const sheetsKept = 4

func (x *sheets) of(view *disclosure.View) *sheet {
	x.mutex.Lock()
	defer x.mutex.Unlock()
	if i := slices.IndexFunc(x.last, func(known *sheet) bool { return known.view == view }); i >= 0 {
		return x.last[i]
	}
	made := &sheet{view: view, kinds: map[model.AreaKind]func() []area{}}
	for _, kind := range view.Kinds() {
		made.kinds[kind] = sync.OnceValue(func() []area { return areasOf(view, kind) })
	}
	x.last = append([]*sheet{made}, x.last[:min(len(x.last), sheetsKept-1)]...)
	return made
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
