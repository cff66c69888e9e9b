package scenario

import (
	"slices"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
)

// candidates notes the relaxations of the services of the type, each with what
// it can release at best.
func (a *adviser) candidates() {
	for place := range a.Day.Services {
		s := &a.Day.Services[place]
		kind := &a.Day.Types[a.Type]
		capacity := coverage.CapacityOf(s, kind)
		near := a.Within < 0 || slices.Contains(a.reaching[a.Within], int32(place))
		switch {
		case s.Type != a.Type || !capacity.Known():
		case !s.Counts(a.Day.Date):
			a.date(int32(place), s, capacity.Places)
		default:
			if near {
				a.place(int32(place), s, capacity.Places)
			}
			most := a.boundless(int32(place), s)
			if most >= leastTie && near {
				a.ages(int32(place), s, most)
				a.exclusions(int32(place), s, most)
			}
			if most >= leastTie {
				a.reach(int32(place), s, most)
			}
		}
	}
}

// boundless is what the best referral would gain if a service took everybody
// everywhere: more than reach, age or exclusions can give by themselves.
func (a *adviser) boundless(place int32, s *atlas.Service) float64 {
	if a.out.Spare < leastTie {
		return 0 // every place is used: whom else it takes, it takes from others
	}
	free := *s.Service
	free.Mode, free.Programme, free.AreasServed, free.Excludes = model.Outreach, "", nil, nil
	free.AgeMin, free.AgeMax, free.SchoolYearMin = nil, nil, nil
	free.Capacity, free.CapacityUnit = new(coverage.CapacityOf(s, &a.Day.Types[a.Type]).Places), ""
	resolved, ok := a.Day.Resolve(&free, nil)
	if !ok {
		return 0
	}
	best, _ := a.WhatIf([]atlas.Changed{{Place: place, Service: &resolved}}).Best(a.Type)
	return min(a.out.Spare, max(0, best-a.best))
}

// add notes a relaxation of a service that is changed so.
func (a *adviser) add(x Advice, place int32, change func(*model.Service) []*model.Site) {
	s := *a.Day.Services[place].Service
	x.Service = place
	resolved, ok := a.Day.Resolve(&s, change(&s))
	if !ok {
		return
	}
	x.Changed = atlas.Changed{Place: place, Service: &resolved}
	a.found = append(a.found, x)
}

func (a *adviser) place(place int32, s *atlas.Service, capacity float64) {
	a.add(Advice{Constraint: Places, Area: -1, Capacity: capacity, bound: 1}, place, func(changed *model.Service) []*model.Site {
		changed.Capacity, changed.CapacityUnit = new(capacity+1), ""
		return s.Sites
	})
}

// date lets a service count that has ended, or not begun.
func (a *adviser) date(place int32, s *atlas.Service, capacity float64) {
	a.add(Advice{Constraint: Dates, Area: -1, bound: capacity}, place, func(changed *model.Service) []*model.Site {
		changed.Start, changed.End, changed.ContractEnd, changed.LicenceStart, changed.LicenceEnd = "", "", "", "", ""
		return s.Sites
	})
}

// ages lets a service take children a year younger, or older. A school year is
// lowered where it is what binds.
func (a *adviser) ages(place int32, s *atlas.Service, most float64) {
	rule := coverage.RuleOf(s, &a.Day.Profile)
	if from := rule.From; from > 0 && from <= rule.To {
		lower := new(from - 1)
		a.add(Advice{Constraint: Age, Area: -1, From: lower, bound: most}, place, func(changed *model.Service) []*model.Site {
			if least, _ := coverage.AgeBounds(s); least != nil && *least >= from {
				changed.AgeMin = lower
			}
			if year := changed.SchoolYearMin; year != nil && *year+yearsBefore >= from {
				if changed.SchoolYearMin = nil; from-1 >= yearsBefore {
					changed.SchoolYearMin = new(from - 1 - yearsBefore)
				}
			}
			return s.Sites
		})
	}
	if rule.To < model.AgeCount-1 {
		higher := new(rule.To + 1)
		a.add(Advice{Constraint: Age, Area: -1, To: higher, bound: most}, place, func(changed *model.Service) []*model.Site {
			changed.AgeMax = higher
			return s.Sites
		})
	}
}

// yearsBefore is the age of school year 0 (METHOD 4).
const yearsBefore = 4

func (a *adviser) exclusions(place int32, s *atlas.Service, most float64) {
	for _, attribute := range s.Excludes {
		a.add(Advice{Constraint: Exclusion, Area: -1, Attribute: attribute, bound: most}, place, func(changed *model.Service) []*model.Site {
			changed.Excludes = slices.DeleteFunc(slices.Clone(s.Excludes), func(x string) bool { return x == attribute })
			return s.Sites
		})
	}
}

// reach lets a service reach an area: where it names areas served one more is
// named; where it is travelled to it has a site more, at the area's point. What
// is protected has no sites that may be shown, and serves authorities or larger.
// Areas are tried in which it does not reach somebody whom it would accept.
func (a *adviser) reach(place int32, s *atlas.Service, most float64) {
	protected, accepted := a.Day.IsProtected(s), a.DemandFor(s)
	visited := !protected && !s.Mode.ComesToChild() && len(s.Sites) > 0
	for reported, area := range a.Day.Reported {
		code := a.Day.Areas[area].Code
		switch {
		case a.Day.Areas[area].Kind != a.Areas || !visited && slices.Contains(s.AreasServed, code):
			continue
		case protected && !a.Day.Areas[area].Kind.AuthorityOrLarger():
			continue
		case a.Within >= 0 && !a.shares(reported):
			continue
		}
		bound := a.newly(place, reported, accepted)
		if bound < leastChild {
			continue
		}
		if bound = min(most, bound); visited {
			bound = most // from the area's point it reaches others too
		}
		a.add(Advice{Constraint: Reach, Area: area, bound: bound}, place, func(changed *model.Service) []*model.Site {
			sites := slices.Clone(s.Sites)
			if len(s.AreasServed) > 0 && !slices.Contains(s.AreasServed, code) {
				changed.AreasServed = append(slices.Clone(s.AreasServed), code)
			}
			if visited {
				sites = append(sites, &model.Site{Key: s.Key + " in " + code, Service: s.Key, Disclosure: model.AreaOnly, AreaCode: code})
			}
			return sites
		})
	}
}

// newly is those of an area whom a service would accept and does not reach.
func (a *adviser) newly(place int32, reported int, accepted []float64) (children float64) {
	for _, base := range a.Day.Within[reported] {
		if own, _ := a.Day.ReportedPlace(a.Day.Base[base]); !slices.Contains(a.reaching[own], place) {
			children += accepted[own]
		}
	}
	return children
}

// shares says whether an area has a base area in common with the one asked
// about.
func (a *adviser) shares(reported int) bool {
	within := a.Day.Within[a.Within]
	return slices.ContainsFunc(a.Day.Within[reported], func(base int32) bool { return slices.Contains(within, base) })
}
