package scenario

import (
	"cmp"
	"slices"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/need"
)

// Constraint is what keeps children from being met.
type Constraint string

// The constraints that advice relaxes, each by one step.
const (
	Places    Constraint = "places"    // one place a year more
	Reach     Constraint = "reach"     // one area more: served, or with a site at its point
	Exclusion Constraint = "exclusion" // one exclusion less
	Age       Constraint = "age"       // one year of age more, below or above
	Dates     Constraint = "date"      // a service that does not count on the day counts
)

// Advice is one constraint relaxed by one, and the children whom that would
// release. Best is its shadow price: how many more the best referral could
// meet, by the maximum flow solved anew with the constraint relaxed. Met is how
// many more are met as the method hands out places.
type Advice struct {
	Constraint Constraint
	Service    int32   // place in Day.Services
	Area       int32   // of reach: place in Day.Areas; else -1
	Attribute  string  // of an exclusion
	From, To   *int    // of age: the new bound
	Best, Met  float64 // children a year
	Changed    atlas.Changed
}

// Advise tries every relaxation of the services of a type with places, and
// gives those that release anybody, the most first. Areas of one kind are
// tried for reach where somebody in them is not reached. Where all places of
// the type are used at best, only places and dates can release anybody; where
// everybody whom a service accepts is met at best, places cannot.
func (b Baseline) Advise(kind int32, areas model.AreaKind) []Advice {
	best, ok := b.WhatIf(nil).Best(kind)
	if !ok {
		return nil
	}
	a := adviser{Baseline: b, kind: kind, best: best}
	a.candidates(areas)
	coverage.Each(len(a.found), func(i int) { a.try(&a.found[i]) })
	a.found = slices.DeleteFunc(a.found, func(x Advice) bool { return x.Best < leastChild && x.Met < leastChild })
	slices.SortStableFunc(a.found, func(x, y Advice) int {
		return cmp.Or(cmp.Compare(y.Best, x.Best), cmp.Compare(y.Met, x.Met), cmp.Compare(x.Service, y.Service))
	})
	return a.found
}

type adviser struct {
	Baseline
	kind  int32
	best  float64
	found []Advice
}

func (a *adviser) candidates(areas model.AreaKind) {
	flow := a.Flows[slices.IndexFunc(a.Flows, func(f coverage.Flow) bool { return f.ServiceType == a.Day.Types[a.kind].Key })]
	spare := flow.Capacity - a.best
	unreached := a.unreached(areas)
	for place := range a.Day.Services {
		s := &a.Day.Services[place]
		switch {
		case s.Type != a.kind:
		case !s.Counts(a.Day.Date):
			a.date(int32(place), s)
		default:
			a.place(int32(place), s)
			if spare > leastChild || !coverage.CapacityOf(s, &a.Day.Types[a.kind]).Known() {
				a.ages(int32(place), s)
				a.exclusions(int32(place), s)
				a.reach(int32(place), s, unreached)
			}
		}
	}
}

// unreached lists the areas of a kind in which the type reaches not everybody.
func (a *adviser) unreached(kind model.AreaKind) (out []int32) {
	for place, area := range a.Day.Reported {
		if a.Day.Areas[area].Kind != kind {
			continue
		}
		for row, e := range a.Day.Expected {
			if e.Type == a.kind && a.Bands[need.Central][row][place].Unreached > leastChild {
				out = append(out, area)
				break
			}
		}
	}
	return out
}

// add notes a relaxation of a service that is changed so.
func (a *adviser) add(x Advice, place int32, change func(*model.Service) []*model.Site) {
	s := *a.Day.Services[place].Service
	x.Service = place
	resolved, _ := a.Day.Resolve(&s, change(&s))
	x.Changed = atlas.Changed{Place: place, Service: &resolved}
	a.found = append(a.found, x)
}

func (a *adviser) place(place int32, s *atlas.Service) {
	capacity := coverage.CapacityOf(s, &a.Day.Types[a.kind])
	if !capacity.Known() {
		return
	}
	a.add(Advice{Constraint: Places, Area: -1}, place, func(changed *model.Service) []*model.Site {
		changed.Capacity, changed.CapacityUnit = new(capacity.Places+1), ""
		return s.Sites
	})
}

// date lets a service count that has ended, or not begun.
func (a *adviser) date(place int32, s *atlas.Service) {
	a.add(Advice{Constraint: Dates, Area: -1}, place, func(changed *model.Service) []*model.Site {
		changed.Start, changed.End, changed.ContractEnd, changed.LicenceStart, changed.LicenceEnd = "", "", "", "", ""
		return s.Sites
	})
}

func (a *adviser) ages(place int32, s *atlas.Service) {
	from, to := coverage.AgeBounds(s)
	if from != nil && *from > 0 {
		lower := new(*from - 1)
		a.add(Advice{Constraint: Age, Area: -1, From: lower}, place, func(changed *model.Service) []*model.Site {
			changed.AgeMin = lower
			return s.Sites
		})
	}
	if to != nil && *to < model.AgeCount-1 {
		higher := new(*to + 1)
		a.add(Advice{Constraint: Age, Area: -1, To: higher}, place, func(changed *model.Service) []*model.Site {
			changed.AgeMax = higher
			return s.Sites
		})
	}
}

func (a *adviser) exclusions(place int32, s *atlas.Service) {
	for _, attribute := range s.Excludes {
		a.add(Advice{Constraint: Exclusion, Area: -1, Attribute: attribute}, place, func(changed *model.Service) []*model.Site {
			changed.Excludes = slices.DeleteFunc(slices.Clone(s.Excludes), func(x string) bool { return x == attribute })
			return s.Sites
		})
	}
}

// reach lets a service reach an area: where it names areas served one more is
// named; where it is travelled to it has a site more, at the area's point. What
// is protected has no sites that may be shown, and serves authorities or larger.
func (a *adviser) reach(place int32, s *atlas.Service, unreached []int32) {
	protected := a.Day.IsProtected(s)
	for _, area := range unreached {
		code := a.Day.Areas[area].Code
		if protected && !a.Day.Areas[area].Kind.AuthorityOrLarger() || slices.Contains(s.AreasServed, code) {
			continue
		}
		a.add(Advice{Constraint: Reach, Area: area}, place, func(changed *model.Service) []*model.Site {
			sites := slices.Clone(s.Sites)
			if len(s.AreasServed) > 0 {
				changed.AreasServed = append(slices.Clone(s.AreasServed), code)
			}
			if !protected && len(s.Sites) > 0 {
				sites = append(sites, &model.Site{Key: s.Key + " in " + code, Service: s.Key, Disclosure: model.AreaOnly, AreaCode: code})
			}
			return sites
		})
	}
}

func (a *adviser) try(x *Advice) {
	w := a.WhatIf([]atlas.Changed{x.Changed})
	best, _ := w.Best(a.kind)
	x.Best = max(0, best-a.best)
	w.Touched(func(row int, areas []int32) {
		for _, place := range areas {
			if _, base := a.Day.BasePlace(a.Day.Reported[place]); base {
				x.Met += w.FiguresAt(row, int(place)).Bands[need.Central].Met - a.FiguresAt(row, int(place)).Bands[need.Central].Met
			}
		}
	})
}
