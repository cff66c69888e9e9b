package siting

import (
	"cmp"
	"slices"
)

// near is how much less a plan may add and still be nearly as good.
const near = 0.02

// compare picks alternatives among the local optima that are nearly as good,
// and counts how often candidates recur in them.
func (s *solver) compare(r *Result, p *Problem, search *search) {
	s.among(r, p, search, search.near(), search.fixed-p.children(p.standing(Closable), 1))
}

// among does so for plans, the best first, whose values are to be told with
// what stands besides.
func (s *solver) among(r *Result, p *Problem, search *search, plans []foundPlan, besides float64) {
	r.Compared = len(plans)
	counts := make([]int, len(search.cost))
	for _, plan := range plans {
		for _, j := range plan.chosen {
			counts[j]++
		}
	}
	for j, count := range counts {
		if count > 0 {
			r.Recurrence = append(r.Recurrence, Recurrence{search.name[j], count})
		}
	}
	for _, k := range p.standing(Locked) {
		r.Recurrence = append(r.Recurrence, Recurrence{k, len(plans)})
	}
	slices.SortStableFunc(r.Recurrence, func(a, b Recurrence) int {
		return cmp.Or(cmp.Compare(b.Plans, a.Plans), cmp.Compare(a.Candidate, b.Candidate))
	})
	most := cmp.Or(s.options.Alternatives, 5)
	for _, plan := range varied(plans, most+1)[min(1, len(plans)):] {
		a := Alternative{Value: plan.value + besides, Chosen: p.standing(Locked), Differs: differs(plan.chosen, plans[0].chosen)}
		for _, j := range plan.chosen {
			a.Chosen = append(a.Chosen, search.name[j])
		}
		slices.Sort(a.Chosen)
		for _, k := range a.Chosen {
			a.Cost += p.price(k)
		}
		r.Alternatives = append(r.Alternatives, a)
	}
}

// near lists the plans that are nearly as good as the best, the best first.
func (s *search) near() []foundPlan {
	if len(s.best) == 0 {
		return nil
	}
	plans := []foundPlan{{chosen: s.best, value: s.value}}
	for _, plan := range s.found.plans {
		if plan.value >= (1-near)*s.value && differs(plan.chosen, s.best) > 0 {
			plans = append(plans, plan)
		}
	}
	return plans
}

// varied picks plans, the better first, that differ from one another by a
// fifth; then, if there are too few, any others.
func varied(plans []foundPlan, most int) []foundPlan {
	var out, others []foundPlan
	for _, plan := range plans {
		unlike := !slices.ContainsFunc(out, func(other foundPlan) bool {
			return 5*differs(plan.chosen, other.chosen) < len(plan.chosen)
		})
		if unlike {
			out = append(out, plan)
		} else {
			others = append(others, plan)
		}
	}
	out = out[:min(most, len(out))]
	return append(out, others[:min(most-len(out), len(others))]...)
}

// differs counts the members of a sorted plan that another has not.
func differs(plan, other []int32) int {
	count := 0
	for _, j := range plan {
		if _, in := slices.BinarySearch(other, j); !in {
			count++
		}
	}
	return count
}
