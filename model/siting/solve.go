package siting

import (
	"math"
	"slices"
)

// Options says how to search.
type Options struct {
	Seed         uint64
	Limit        float64        // seconds; 0: until it ends by itself
	Clock        func() float64 // seconds since any moment; nil: no limit, and seconds are not known
	Stop         func() bool    // asked often; true ends the search with the best so far; nil: never
	Progress     func(Progress) // told of every better plan and bound; nil: nobody
	Alternatives int            // most alternatives to give; 0: 5
}

// Progress is how far a search has come. The unit is that of the result.
type Progress struct {
	Value, Bound, Seconds float64
	Share                 bool // value and bound are shares
}

// Ending says why a search ended.
type Ending string

const (
	Proven  Ending = "proven"  // no plan is better
	Spent   Ending = "effort"  // it has done what it does without a time limit
	TimeUp  Ending = "time"    // the time limit
	Stopped Ending = "stopped" // Stop said so
)

// Result is a plan, and what is known of it. The same problem and seed give
// the same result, unless time or Stop ended the search.
type Result struct {
	Objective    Objective
	Share        bool    // Value and Bound are shares of 0 to 1 (WorstOff where everyone in reach gets something), else children
	Value        float64 // what the plan adds to today
	Bound        float64 // no plan adds more
	Gap          float64 // (Bound − Value) / Value
	Proven       bool    // no plan is better
	Chosen       []Choice
	Closed       []int // closable candidates that the plan closes
	Cost         float64
	Children     float64 // children reached or met with the plan
	Today        float64 // and today
	OutOfReach   float64 // children whom neither a service that stays nor a candidate reaches
	Method       string  // that found the plan
	Methods      []string
	Ending       Ending
	Seed         uint64
	Seconds      float64
	Alternatives []Alternative
	Recurrence   []Recurrence // most frequent first
	Compared     int          // near-optimal plans that Recurrence counts
}

// Choice is a candidate of the plan.
type Choice struct {
	Candidate int
	Adds      float64 // children, counted once, by the candidate that gives most of those still left
	Only      float64 // children who would be lost without it
}

// Alternative is another plan that is nearly as good.
type Alternative struct {
	Value   float64
	Cost    float64
	Chosen  []int
	Differs int // candidates that are not in the plan
}

// Recurrence is in how many near-optimal plans a candidate is.
type Recurrence struct {
	Candidate int
	Plans     int
}

// Solve chooses. What cannot be wished for is refused with a model.Error.
func Solve(p *Problem, o Options) (*Result, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	s := &solver{problem: p, options: o}
	if o.Clock != nil {
		s.begun = o.Clock()
	}
	if p.Objective == WorstOff {
		return s.worstOff(), nil
	}
	return s.cover(p), nil
}

// solver is one call of Solve.
type solver struct {
	problem *Problem
	options Options
	begun   float64
	ending  Ending
}

func (s *solver) seconds() float64 {
	if s.options.Clock == nil {
		return 0
	}
	return s.options.Clock() - s.begun
}

// stop says whether time or the caller end the search; once true it stays so.
func (s *solver) stop() bool {
	switch {
	case s.ending != "":
	case s.options.Stop != nil && s.options.Stop():
		s.ending = Stopped
	case s.options.Limit > 0 && s.seconds() >= s.options.Limit:
		s.ending = TimeUp
	}
	return s.ending != ""
}

func (s *solver) progress(value, bound float64, share bool) {
	if s.options.Progress != nil {
		s.options.Progress(Progress{value, max(value, bound), s.seconds(), share})
	}
}

// cover solves for Reach or Met.
func (s *solver) cover(p *Problem) *Result {
	core := newCore(p, 1)
	today := p.children(p.standing(Closable), 1)
	var search *search
	search = newSearch(core, s.options.Seed, s.stop, func() {
		s.progress(search.value+core.fixed-today, search.bound+core.fixed-today, false)
	})
	search.run()
	r := s.result(p, search)
	s.compare(r, p, search)
	r.Value, r.Bound, r.Today = search.value+core.fixed-today, search.bound+core.fixed-today, today
	r.Children = search.value + core.fixed
	r.Proven = search.proven()
	s.finish(r)
	return r
}

// finish says how it ended, from value, bound and whether that is proven.
func (s *solver) finish(r *Result) {
	r.Bound = max(r.Bound, r.Value)
	r.Ending, r.Seed, r.Seconds = s.ending, s.options.Seed, s.seconds()
	if r.Proven {
		r.Bound, r.Ending = r.Value, Proven
	}
	if r.Ending == "" {
		r.Ending = Spent
	}
	if r.Gap = 0; r.Bound > r.Value {
		r.Gap = (r.Bound - r.Value) / max(0, r.Value)
	}
}

// result tells of the best plan of a search and of those near it.
func (s *solver) result(p *Problem, search *search) *Result {
	r := &Result{Objective: s.problem.Objective, Method: search.method, OutOfReach: p.outOfReach()}
	for _, method := range methods {
		if search.used[method] {
			r.Methods = append(r.Methods, method)
		}
	}
	chosen := p.names(search)
	r.Chosen = p.choices(chosen)
	for _, k := range chosen {
		r.Cost += p.price(k)
	}
	for _, k := range p.standing(Closable) {
		if !slices.Contains(chosen, k) {
			r.Closed = append(r.Closed, k)
		}
	}
	return r
}

// methods is all that a search does, in order.
var methods = []string{"best single", "lazy greedy by gain", "lazy greedy by gain per cost", "iterated exchange", "Lagrangian bound", "Lagrangian repair", "branch and bound"}

// price is the cost of a candidate, 0 where it is not stated.
func (p *Problem) price(k int) float64 {
	if cost := p.Candidates[k].Cost; !math.IsNaN(cost) {
		return cost
	}
	return 0
}

// outOfReach adds up children whom nobody reaches or could.
func (p *Problem) outOfReach() float64 {
	reached := make([]bool, len(p.Children))
	for _, i := range p.Reach.To {
		reached[i] = true
	}
	sum := 0.0
	for i, children := range p.Children {
		if !reached[i] && p.supplied(i) == 0 {
			sum += children
		}
	}
	return sum
}

// choices orders a plan by what each candidate adds to those before it.
func (p *Problem) choices(chosen []int) []Choice {
	have := make([]float64, len(p.Children))
	for i := range have {
		have[i] = p.supplied(i)
	}
	rest := slices.Clone(chosen)
	slices.Sort(rest)
	var out []Choice
	for len(rest) > 0 {
		best, most := 0, -1.0
		for at, k := range rest {
			if adds := p.adds(have, k, 1); adds > most*(1+1e-12) {
				best, most = at, adds
			}
		}
		k := rest[best]
		p.give(have, k, 1)
		out = append(out, Choice{Candidate: k, Adds: most})
		rest = slices.Delete(rest, best, best+1)
	}
	for at := range out {
		p.give(have, out[at].Candidate, -1)
		out[at].Only = p.adds(have, out[at].Candidate, 1)
		p.give(have, out[at].Candidate, 1)
	}
	return out
}

// adds is the children whom a candidate adds to what points have.
func (p *Problem) adds(have []float64, k int, share float64) float64 {
	to, _ := p.Reach.Row(k)
	sum := 0.0
	for l, a := range p.amounts(k) {
		i := to[l]
		sum += p.Children[i] * (min(share, max(0, have[i])+a) - min(share, max(0, have[i])))
	}
	return sum
}

func (p *Problem) give(have []float64, k int, times float64) {
	to, _ := p.Reach.Row(k)
	for l, a := range p.amounts(k) {
		have[to[l]] += times * a
	}
}
