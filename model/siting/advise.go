package siting

import (
	"math"

	"catchment/model"
)

// Today is children of a service type, or of several, over all areas and
// tiers, and the best that referral could do with the places of today
// (access.Market.Best: the maximum flow from places to children).
type Today struct {
	Demand, Unreached, NotEligible float64
	Best                           float64 // best achievable without one more place
	Met                            float64
}

// Binding is what stands in the way of most children.
type Binding string

const (
	ByLocation    Binding = "location"    // no service reaches them
	ByEligibility Binding = "eligibility" // none that reaches them accepts them
	ByCapacity    Binding = "capacity"    // there is no place, however well children are referred
	ByNothing     Binding = "none"
)

// Advice says which constraint binds, and which objective that asks for.
type Advice struct {
	Binding   Binding
	Children  float64 // for whom it stands in the way
	Referral  float64 // children whom better referral alone could meet
	Objective Objective
	Alike     bool    // any candidate adds the same for each of its places
	Least     float64 // children whom a candidate adds per place, the least and the most
	Most      float64
}

// Advise takes the largest of the children out of reach, not accepted, and
// accepted but without a place whatever the referral:
//
//	location or eligibility   Reach: bring a service that accepts them to where there is none
//	capacity                  Met: more places where they are short
//	capacity, and any         WorstOff: the sum would be the same anywhere, so that only
//	candidate adds the same   who gets the places differs
//
// Candidates add the same where children met per place differ by less than a
// twentieth.
func Advise(p *Problem, today Today) Advice {
	a := Advice{Binding: ByNothing, Objective: Met, Referral: max(0, today.Best-today.Met)}
	accepted := today.Demand - today.Unreached - today.NotEligible
	for _, limit := range []struct {
		binding  Binding
		children float64
	}{{ByLocation, today.Unreached}, {ByEligibility, today.NotEligible}, {ByCapacity, accepted - today.Best}} {
		if limit.children > a.Children*(1+1e-9)+1e-9 {
			a.Binding, a.Children = limit.binding, limit.children
		}
	}
	a.Least, a.Most = p.perPlace()
	a.Alike = a.Most > 0 && a.Most-a.Least < a.Most/20
	switch {
	case a.Binding == ByLocation || a.Binding == ByEligibility:
		a.Objective = Reach
	case a.Binding == ByCapacity && a.Alike:
		a.Objective = WorstOff
	}
	return a
}

// perPlace is the children whom single candidates with places would newly
// meet for each of these, the least and the most.
func (p *Problem) perPlace() (least, most float64) {
	by := *p
	by.Objective = Met
	have := make([]float64, len(p.Children))
	for i := range have {
		have[i] = by.supplied(i)
	}
	least = math.Inf(1)
	for k := range p.Candidates {
		c := &p.Candidates[k]
		if places := c.Places; c.Standing != Closable && places > 0 && !math.IsInf(places, 1) {
			each := by.adds(have, k, 1) / places
			least, most = min(least, each), max(most, each)
		}
	}
	return min(least, most), most
}

// Warning says in a sentence why an objective does not fit what binds,
// empty if it does.
func (a Advice) Warning(o Objective) model.Sentence {
	switch {
	case a.Binding == ByCapacity && o == Reach:
		return model.Say("Places bind, not distance: about %d children in reach of a service have no place however they are referred, and a plan for reach adds none for them; plan for children met.", nearest5(a.Children))
	case a.Binding == ByEligibility && o == Met:
		return model.Say("Eligibility binds, not places: no service that reaches them accepts about %d children; a plan for children met may add places where there are some already.", nearest5(a.Children))
	case a.Binding == ByLocation && o == Met:
		return model.Say("Reach binds, not places: no service reaches and accepts about %d children; a plan for children met may add places where there are some already.", nearest5(a.Children))
	case a.Alike && o == Met:
		return model.Say("Any candidate meets about the same number of children for each place, so the plan could as well be another; plan for the worst off first.")
	}
	return model.Sentence{}
}

// nearest5 rounds children as they are shown.
func nearest5(children float64) int { return 5 * int(math.Round(children/5)) }
