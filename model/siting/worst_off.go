package siting

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// worstOff lifts those who have least. A share τ can be had everywhere in
// reach if and only if some plan fills every point up to τ of its children:
//
//	max Σ_i children[i] · min(τ, places per child) = τ · Σ_i children[i]
//
// which is a problem of the common form, so that its value shows that τ can
// be had and its bound that it cannot (after Krause et al. 2008, Journal of
// Machine Learning Research 9, 2761–2801). The greatest τ is sought by
// halving. Where not even everyone can be given something, the plan is the
// one that lifts the most children from nothing.
func (s *solver) worstOff() *Result {
	p := s.inReach()
	from := *p
	from.lift = true
	nothing := newCore(&from, 1)
	lift := s.level(nothing, wholeEffort, s.stop)
	r := &Result{}
	if lift.value >= lift.enough {
		r = s.raise(p, lift)
	} else {
		r = s.fromNothing(p, &from, lift)
	}
	r.OutOfReach = s.problem.outOfReach()
	s.finish(r)
	return r
}

// inReach is the problem without the children whom nobody could reach.
func (s *solver) inReach() *Problem {
	p := *s.problem
	p.Children = make([]float64, len(s.problem.Children))
	for i, children := range s.problem.Children {
		if p.supplied(i) > 0 {
			p.Children[i] = children
		}
	}
	for k := range p.Candidates {
		to, _ := p.Reach.Row(k)
		for l, a := range s.problem.amounts(k) {
			if a > 0 {
				p.Children[to[l]] = s.problem.Children[to[l]]
			}
		}
	}
	if p.Pulls == nil {
		p.Pulls = s.problem.Children
	}
	return &p
}

// level searches until all points are full, or cannot be.
func (s *solver) level(c *core, effort int, stop func() bool) *search {
	search := newSearch(c, s.options.Seed, stop, func() {})
	search.enough = c.wanted * (1 - 1e-9)
	search.refute = search.enough
	search.effort = effort
	search.run()
	return search
}

// fromNothing is the plan that lifts most children from nothing, the places
// that then are left going to wherever they meet most.
func (s *solver) fromNothing(p, from *Problem, lift *search) *Result {
	lift.refute, lift.enough = math.Inf(-1), math.Inf(1)
	lift.tell = func() { s.progress(lift.value, lift.bound, false) }
	lift.run()
	r := s.result(from, s.fill(p, lift))
	s.compare(r, from, lift)
	today := from.children(p.standing(Closable), 1)
	r.Children, r.Today = lift.value+lift.fixed, today
	r.Value, r.Bound, r.Proven = r.Children-today, lift.bound+lift.fixed-today, lift.proven()
	return r
}

// halvings is how often the range of shares is halved.
const halvings = 14

// raise seeks the greatest share that everyone in reach can have, from a plan
// that gives everyone something.
func (s *solver) raise(p *Problem, lift *search) *Result {
	best, used := lift, maps.Clone(lift.used)
	low := s.leastShare(p, lift)
	high, bound := 1.0, 1.0
	cut := false
	for range halvings {
		if cut = s.late(); cut || s.stop() || high-low < 1e-4*high {
			break
		}
		share := (low + high) / 2
		trial := s.level(newCore(p, share), wholeEffort/40, func() bool { return s.late() || s.stop() })
		maps.Copy(used, trial.used)
		switch {
		case trial.value >= trial.enough:
			best, low = trial, max(share, s.leastShare(p, trial))
		case trial.bound < trial.enough:
			high, bound = share, share
		default:
			high = share
		}
		s.progress(low, bound, true)
	}
	best.used = used
	filled, plans := s.around(p, s.fill(p, best))
	if cut && s.ending == "" {
		s.ending = TimeUp
	}
	r := s.result(p, filled)
	r.Share, r.Value, r.Bound = true, plans[0].value, max(bound, plans[0].value)
	s.among(r, p, filled, plans, 0)
	r.Proven = bound-r.Value < 1e-3
	r.Today = p.least(p.standing(Closable))
	r.Children = p.children(p.names(filled), 1)
	return r
}

// late says whether the time that is left is for plans around the best.
func (s *solver) late() bool {
	return s.options.Limit > 0 && s.seconds() >= 0.8*s.options.Limit
}

// around looks for plans that give everyone nearly as much as a plan does, which
// stands first; where one of them gives more, it takes its place.
func (s *solver) around(p *Problem, filled *search) (*search, []foundPlan) {
	plans := []foundPlan{{chosen: filled.best, value: s.leastShare(p, filled)}}
	look := newSearch(newCore(p, (1-near)*plans[0].value), s.options.Seed, s.stop, func() {})
	look.effort = wholeEffort / 40
	if len(look.every) > 0 && plans[0].value > 0 {
		look.construct()
		look.kick()
	}
	seen := [][]int32{filled.best}
	for _, found := range look.found.plans {
		if found.value < look.wanted*(1-1e-9) {
			continue
		}
		look.best = found.chosen
		other := s.fill(p, look)
		if slices.ContainsFunc(seen, func(chosen []int32) bool { return slices.Equal(chosen, other.best) }) {
			continue
		}
		seen = append(seen, other.best)
		plans = append(plans, foundPlan{chosen: other.best, value: s.leastShare(p, other)})
		if plans[len(plans)-1].value > plans[0].value {
			other.method, other.used = look.method, filled.used
			filled = other
			plans[0], plans[len(plans)-1] = plans[len(plans)-1], plans[0]
		}
	}
	slices.SortStableFunc(plans[1:], func(a, b foundPlan) int { return cmp.Compare(b.value, a.value) })
	least, best := (1-near)*plans[0].value, plans[0].chosen
	return filled, append(plans[:1], slices.DeleteFunc(plans[1:], func(plan foundPlan) bool {
		return plan.value < least || differs(plan.chosen, best) == 0
	})...)
}

// fill gives what is left of the limit to candidates that meet most, and
// leaves the plan as it is otherwise.
func (s *solver) fill(p *Problem, plan *search) *search {
	full := newSearch(newCore(p, 1), s.options.Seed, s.stop, func() {})
	place := map[int]int32{}
	for j, k := range full.name {
		place[k] = int32(j)
	}
	for _, j := range plan.best {
		if at, gives := place[plan.name[j]]; gives {
			full.plan.add(at)
		}
	}
	full.plan.greedy(byGainCost, full.every, alike)
	full.value, full.best = full.plan.value, full.plan.sorted()
	full.method, full.used = plan.method, plan.used
	return full
}

// names is the candidates of a search's best plan, with the locked.
func (p *Problem) names(s *search) []int {
	out := p.standing(Locked)
	for _, j := range s.best {
		out = append(out, s.name[j])
	}
	return out
}

// leastShare is the least share of its children that a point has by a plan.
func (s *solver) leastShare(p *Problem, search *search) float64 { return p.least(p.names(search)) }

// least is the least share of its children that a point has by candidates
// and services that stay.
func (p *Problem) least(chosen []int) float64 {
	have := make([]float64, len(p.Children))
	for i := range have {
		have[i] = p.supplied(i)
	}
	for _, k := range chosen {
		p.give(have, k, 1)
	}
	least := 1.0
	for i, h := range have {
		if p.Children[i] > 0 {
			least = min(least, h)
		}
	}
	return least
}
