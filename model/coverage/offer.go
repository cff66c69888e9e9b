package coverage

import (
	"math"
	"slices"

	"catchment/model"
	"catchment/model/need"
	"catchment/model/practice"
)

// Offer is one counting service with its terms: whom it accepts, what it can
// take, what its catchment draws on, and the children that it meets.
// TurnedAway speaks of the children of its type in reach whom a rule of its
// own refuses; a child can be turned away by two rules. Standings are in the
// order of Criteria, as they hold in the first base area that it reaches.
type Offer struct {
	Service                  int32 // place in Day.Services
	Rule                     Rule
	Capacity                 Capacity
	Pull, Ratio              float64 // NaN for presence types
	Demand, Accepted, Given  float64 // children in reach: of the type, whom it accepts, met by it
	TooYoung, TooOld, ByYear float64 // turned away by an age bound, or by the school year alone
	ByAttribute              []float64
	Areas                    []OfferArea
	Criteria                 []model.Criterion
	Standings                practice.Standings
	Partnership              []bool // per criterion: a partnership's level holds
	Marks                    practice.Marks
	FallThrough              Refusal // turned away here, and accepted by no other service of the type in reach
}

// OfferArea is one base area in reach of a service, W > 0.
type OfferArea struct {
	Area                            model.Area
	Weight, Demand, Accepted, Given float64
	Legs                            []Leg
}

// Offer gives the terms of a service; false where it does not count on the
// day, or is of a type for perpetrators.
func (r *Result) Offer(service int32) (*Offer, bool) {
	for _, m := range r.markets {
		if k, ok := slices.BinarySearch(m.services, service); ok {
			return r.offer(m, int32(k)), true
		}
	}
	return nil, false
}

func (r *Result) offer(m *market, k int32) *Offer {
	o := &Offer{
		Service: m.services[k], Rule: m.rules[m.access.Rule[k]], Capacity: m.capacities[k],
		Pull: math.NaN(), Ratio: math.NaN(), ByAttribute: make([]float64, len(r.Day.Profile.Attributes)),
		Criteria: r.marks.register.List,
	}
	if !m.presence() {
		o.Pull, o.Ratio = m.pull[need.Central][k], m.ratio[k][need.Central]
	}
	to, weights := m.access.Reach.Row(int(k))
	for n, base := range to {
		area := OfferArea{Area: r.Day.Areas[r.Day.Base[base]], Weight: weights[n], Legs: r.reached.legsTo(m.counting[k], base)}
		r.offerAt(o, m, k, int(base), &area)
		o.Areas = append(o.Areas, area)
	}
	r.offerPractice(o, to)
	return o
}

// offerAt adds one base area to an offer.
func (r *Result) offerAt(o *Offer, m *market, k int32, base int, area *OfferArea) {
	g := m.ground()
	g.at(int32(base))
	accepts := g.cells.accepts[g.ruleOf(k)]
	refusing := make([]int, len(o.ByAttribute))
	rules := m.rulesReaching(base)
	var all Refusal
	all.ByAttribute = make([]float64, len(o.ByAttribute))
	for i, row := range m.rows {
		g.given(i, func(other int32, children float64) {
			if other == k {
				area.Given += children
			}
		})
		for group, d := range g.demand {
			area.Demand += d
			if accepts[group] {
				area.Accepted += d
			}
		}
		e := r.Day.Expected[row]
		for age, children := range r.Needs[need.Central][base][e.Tier-1] {
			r.turnAway(o, age, children*e.Uptake, e.Tier)
			m.refuse(&all, refusing, rules, age, children*e.Uptake, e.Tier)
		}
	}
	o.Demand, o.Accepted, o.Given = o.Demand+area.Demand, o.Accepted+area.Accepted, o.Given+area.Given
	o.FallThrough.add(&all)
}

// turnAway counts the children of one age whom the service's own rules refuse.
func (r *Result) turnAway(o *Offer, age int, children float64, tier int) {
	from, to := AgeBounds(&r.Day.Services[o.Service])
	switch {
	case from != nil && age < *from:
		o.TooYoung += children
	case to != nil && age > *to:
		o.TooOld += children
	case age < o.Rule.From:
		o.ByYear += children
	}
	for _, x := range o.Rule.Refuses {
		o.ByAttribute[x] += children * r.Day.Profile.Share[tier-1][x]
	}
}

func (r *Result) offerPractice(o *Offer, to []int32) {
	o.Standings = r.marks.own[o.Service]
	o.Partnership = make([]bool, len(o.Criteria))
	if len(to) == 0 {
		o.Marks = r.marks.marks[0][o.Service]
		return
	}
	partnership := r.marks.partnerships[r.marks.partnershipOf[to[0]]]
	o.Standings = o.Standings.In(partnership)
	for i := range partnership {
		o.Partnership[i] = partnership[i].Assessment != nil
	}
	o.Marks = *r.marks.of(o.Service, int(to[0]))
}

// Evidence counts the criteria of the services that reach a reported area, as
// they hold there in its first base area: those that apply, those with a level
// in date, and those that lapse after the day and not after another.
type Evidence struct {
	Services, Criteria, InDate, Lapsing int
	FirstLapse                          model.Date
}

// Evidence computes a reported area's evidence; lapse up to a day, inclusive.
func (r *Result) Evidence(reported int, until model.Date) Evidence {
	var out Evidence
	members := r.Day.Within[reported]
	inside := make([]bool, len(r.Day.Base))
	for _, base := range members {
		inside[base] = true
	}
	for _, m := range r.markets {
		for k, service := range m.services {
			to, _ := m.access.Reach.Row(k)
			at := slices.IndexFunc(to, func(base int32) bool { return inside[base] })
			if at < 0 {
				continue
			}
			out.Services++
			partnership := r.marks.partnerships[r.marks.partnershipOf[to[at]]]
			out.add(r.marks.own[service].In(partnership), until)
		}
	}
	return out
}

func (e *Evidence) add(standings practice.Standings, until model.Date) {
	for _, s := range standings {
		if !s.Applies() {
			continue
		}
		e.Criteria++
		if !s.Known() {
			continue
		}
		e.InDate++
		if by := s.Assessment.ReviewBy; by != "" && by <= until {
			e.Lapsing++
			if e.FirstLapse == "" || by < e.FirstLapse {
				e.FirstLapse = by
			}
		}
	}
}
