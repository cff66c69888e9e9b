package directory

import (
	"cmp"
	"slices"

	"catchment/model/disclosure"
	"catchment/server/page/shell"
)

// sort puts services into the order asked for; those without the value last.
func (q *query) sort(visit *shell.Visit, found []disclosure.Service) {
	name := func(s *disclosure.Service) string { return visit.Text(s.Name, s.NameCy) }
	slices.SortStableFunc(found, func(x, y disclosure.Service) int {
		order := 0
		switch q.column {
		case "type":
			order = visit.Compare(visit.TypeName(x.Type), visit.TypeName(y.Type))
		case "takes":
			order = cmp.Compare(lowest(&x), lowest(&y))
		case "places":
			if order = known(hasNoFigure(&x), hasNoFigure(&y)); order != 0 {
				return order
			}
			order = cmp.Compare(x.Capacity.Places, y.Capacity.Places)
		case "until":
			if order = known(x.LastDay == "", y.LastDay == ""); order != 0 {
				return order
			}
			order = cmp.Compare(x.LastDay, y.LastDay)
		case "state":
			order = known(!x.Counts, !y.Counts)
		}
		if q.column == "name" {
			order = visit.Compare(name(&x), name(&y))
		}
		if q.falling {
			order = -order
		}
		return cmp.Or(order, visit.Compare(name(&x), name(&y)), cmp.Compare(x.Key, y.Key))
	})
}

// known puts what has no value behind what has one, however it is sorted.
func known(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return 1
	}
	return -1
}

func hasNoFigure(s *disclosure.Service) bool { return !hasPlaces(s) || !s.Capacity.Known() }

func lowest(s *disclosure.Service) int {
	if s.AgeFrom == nil {
		return 0
	}
	return *s.AgeFrom
}
