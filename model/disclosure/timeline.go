package disclosure

import (
	"slices"

	"catchment/model"
	"catchment/model/scenario"
)

// Timeline is what the dates of contracts, licences and services make of the
// figures, month by month. Like a plan it is a commissioner's: for the public
// there is none. The end of a protected service is named to nobody.
type Timeline struct {
	view   *View
	Months []TimelineMonth
	Edges  []Edge
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

// Edge is a cliff edge: a service that ceases to count, and the children who
// are met no longer without it, all else being equal.
type Edge struct {
	ServiceName
	Type    *model.ServiceType
	LastDay model.Date // on which it still counts
	EndsBy  string     // contract, licence or service
	ByTier  [4]Figure  // children a year, over all areas
	Lost    []Loss
}

// Loss is the children of an area and tier who are met no longer.
type Loss struct {
	Place
	Tier     int
	Children Figure
}

// TimelineOf makes the timeline of the figures of a view.
func TimelineOf(v *View, months []scenario.Month, edges []scenario.Edge) (*Timeline, error) {
	if !v.full() {
		return nil, &model.Error{Code: model.Forbidden, Field: "for", Sentence: model.Say("Plans are shown to commissioners alone.")}
	}
	t := &Timeline{view: v}
	for i := range months {
		m := &months[i]
		t.Months = append(t.Months, TimelineMonth{m.Date, v.named(m.Begins), v.named(m.Ceases), m, v})
	}
	for i := range edges {
		if e := &edges[i]; !v.secret[e.Service] {
			t.Edges = append(t.Edges, v.edge(e))
		}
	}
	return t, nil
}

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

func (v *View) edge(e *scenario.Edge) Edge {
	day := v.result.Day
	out := Edge{ServiceName: v.nameOf(e.Service), Type: &day.Types[day.Services[e.Service].Type], LastDay: e.LastDay, EndsBy: e.EndsBy}
	for t, children := range e.ByTier {
		out.ByTier[t] = figureOf(children)
	}
	for _, l := range e.Lost {
		out.Lost = append(out.Lost, Loss{placeFrom(v.area(l.Area)), l.Tier, figureOf(l.Children)})
	}
	slices.SortStableFunc(out.Lost, func(x, y Loss) int { return comparePlaces(&x.Place, &y.Place) })
	return out
}

// Coverage gives a tier's coverage, 1 to 4, of a reported area on the first of
// the month; Empty where the area is not reported on then.
func (m *TimelineMonth) Coverage(code string, tier int) (Figure, error) {
	if _, err := m.view.reported(code); err != nil {
		return Figure{}, err
	}
	day := m.month.Baseline.Day
	area, _ := day.Area(code)
	place, ok := day.ReportedPlace(area)
	if !ok {
		return figureOf(nil), nil
	}
	return figureOf(number(m.month.WhatIf.Tier(int(place), tier).Coverage)), nil
}

// Advice is one constraint relaxed by one, and the children a year whom that
// would release: at best by referral, and as places are handed out.
type Advice struct {
	ServiceName
	Constraint scenario.Constraint
	Place      *Place // of reach
	Attribute  string // of an exclusion
	From, To   *int   // of age: the new bound
	Best, Met  Figure
}

// AdviceOf gives the advice on the figures of a view, the most children first.
func AdviceOf(v *View, advice []scenario.Advice) ([]Advice, error) {
	if !v.full() {
		return nil, &model.Error{Code: model.Forbidden, Field: "for", Sentence: model.Say("Plans are shown to commissioners alone.")}
	}
	var out []Advice
	for i := range advice {
		a := &advice[i]
		if v.secret[a.Service] && a.Constraint == scenario.Dates {
			continue // the end of a secret service is not told
		}
		x := Advice{ServiceName: v.nameOf(a.Service), Constraint: a.Constraint, Attribute: a.Attribute, From: a.From, To: a.To, Best: figureOf(a.Best), Met: figureOf(a.Met)}
		if a.Area >= 0 {
			place := placeFrom(&v.result.Day.Areas[a.Area])
			x.Place = &place
		}
		out = append(out, x)
	}
	return out, nil
}
