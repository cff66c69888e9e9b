package disclosure

import (
	"slices"

	"catchment/model"
	"catchment/model/need"
	"catchment/model/scenario"
)

// Timeline is what the dates of contracts, licences and services make of the
// figures, month by month. Like a plan it is a commissioner's: for the public
// there is none. The end of a protected service is named to nobody.
type Timeline struct {
	Months []TimelineMonth
	Edges  []Edge // of the Endings before the last month
}

// TimelineMonth is the figures of the first of a month.
type TimelineMonth struct {
	Date           model.Date
	Begins, Ceases []ServiceName // since the month before; protected services are not among them
	month          *scenario.Month
	view           *View
}

// ServiceName is what a service is called.
type ServiceName struct{ Key, Name, NameCy string }

// Edge is a cliff edge: a service that ceases to count, and the children a year
// who are met no longer without it, all else being equal.
type Edge struct {
	Ending
	ByTier [4]Range // over all areas
	Lost   []Loss
}

// Range is a figure with the low and the high that the runs of need give.
type Range struct{ Low, Central, High Figure }

// Loss is the children of an area and tier who are met no longer.
type Loss struct {
	Place
	Tier     int
	Children Range
}

// LostIn gives the children of an area who are met no longer, by tier.
func (e *Edge) LostIn(code string) (by [4]Range) {
	for i := range by {
		by[i] = rangeOf(scenario.Children{})
	}
	for _, l := range e.Lost {
		if l.Code == code {
			by[l.Tier-1] = l.Children
		}
	}
	return by
}

// TimelineOf makes the timeline of the figures of a view; without finds who is
// met no longer without a service.
func TimelineOf(v *View, months []scenario.Month, without func(service int32) scenario.Edge) (*Timeline, error) {
	if !v.full() {
		return nil, &model.Error{Code: model.Forbidden, Field: "for", Sentence: model.Say("Plans are shown to commissioners alone.")}
	}
	t := &Timeline{}
	for i := range months {
		m := &months[i]
		t.Months = append(t.Months, TimelineMonth{m.Date, v.named(m.Begins), v.named(m.Ceases), m, v})
	}
	for _, ending := range v.Endings(v.Horizon(len(months))) {
		t.Edges = append(t.Edges, v.edge(ending, without(ending.Service.place)))
	}
	return t, nil
}

// Horizon is the first of the month so many months ahead: the day before which
// something ends within them. It stays in the calendar.
func (v *View) Horizon(months int) model.Date { return scenario.MonthAfter(v.Date(), months) }

func (v *View) named(services []int32) (out []ServiceName) {
	for _, service := range services {
		if !v.secret[service] {
			out = append(out, v.nameOf(service))
		}
	}
	return out
}

func (v *View) nameOf(service int32) ServiceName {
	s := &v.result.Day.Services[service]
	return ServiceName{s.Key, s.Name, s.NameCy}
}

func (v *View) edge(ending Ending, e scenario.Edge) Edge {
	out := Edge{Ending: ending}
	for t, children := range e.ByTier {
		out.ByTier[t] = rangeOf(children)
	}
	for _, l := range e.Lost {
		out.Lost = append(out.Lost, Loss{placeFrom(v.area(l.Area)), l.Tier, rangeOf(l.Children)})
	}
	slices.SortStableFunc(out.Lost, func(x, y Loss) int { return comparePlaces(&x.Place, &y.Place) })
	return out
}

func rangeOf(children scenario.Children) Range {
	return Range{figureOf(slices.Min(children[:])), figureOf(children[need.Central]), figureOf(slices.Max(children[:]))}
}

// Tier gives a tier's coverage and status, 1 to 4, of a reported area on the
// first of the month; Empty where the area is not reported on then. Need is not
// among the figures of a month.
func (m *TimelineMonth) Tier(code string, tier int) (Tier, error) {
	place, err := m.place(code)
	if err != nil || place < 0 {
		return Tier{Tier: tier, Coverage: figureOf(nil), CoverageHigh: figureOf(nil)}, err
	}
	f := m.month.WhatIf.TierAt(place, tier)
	return Tier{Tier: tier, Coverage: figureOf(number(f.Coverage)), CoverageHigh: figureOf(number(f.CoverageHigh)),
		Status: f.Status, Weakest: m.view.typeOf(f.Weakest), Present: f.Present, Expected: f.Expected}, nil
}

// Coverage gives a tier's coverage alone.
func (m *TimelineMonth) Coverage(code string, tier int) (Figure, error) {
	t, err := m.Tier(code, tier)
	return t.Coverage, err
}

// Waterfalls gives the service types that are expected in a tier, as View does
// for the day.
func (m *TimelineMonth) Waterfalls(code string, tier int) ([]Waterfall, error) {
	place, err := m.place(code)
	if err != nil || place < 0 {
		return nil, err
	}
	var out []Waterfall
	for row, e := range m.month.Baseline.Day.Expected {
		if e.Tier == tier {
			out = append(out, m.view.stepsOf(row, m.month.WhatIf.FiguresAt(row, place)))
		}
	}
	return out, nil
}

// place is the reported place of an area on the first of the month, -1 where it
// is not reported on then.
func (m *TimelineMonth) place(code string) (int, error) {
	if _, err := m.view.reported(code); err != nil {
		return -1, err
	}
	day := m.month.Baseline.Day
	area, _ := day.Area(code)
	if place, ok := day.ReportedPlace(area); ok {
		return int(place), nil
	}
	return -1, nil
}
