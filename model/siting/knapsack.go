package siting

import (
	"cmp"
	"slices"
)

// pick is a step of the relaxed choice: taking a candidate, or a dearer one
// of its class instead of the one before.
type pick struct {
	candidate int32
	instead   int32 // -1 none
	worth     float64
	cost      float64
}

// relaxed is the choice with parts of candidates allowed: the greatest
// Σ score · x where Σ cost · x ≤ limit and Σ x ≤ 1 in each class. It is
// reached by taking steps in order of worth per cost, the last in part
// (Dantzig 1957, doi:10.1287/opre.5.2.266; Sinha and Zoltners 1979 for
// classes, doi:10.1287/opre.27.3.503).
//
//	worth │        ·──── steps of one class: its upper hull,
//	      │    ·          so that worth per cost only falls
//	      │  ·
//	      └──────────── cost
type relaxed struct {
	steps    []pick
	near     []pick
	byClass  [][]int32 // candidates of each class, working memory
	value    float64
	whole    []int32 // candidates taken whole
	broken   int32   // the candidate taken in part, -1 none
	instead  int32   // the one that gives up that part for it, -1 none
	above    float64 // worth per cost of the last step taken: what a pound less would lose
	below    float64 // worth per cost of the next step: what a pound more would bring
	fraction float64 // the part of it
}

// solve chooses among candidates with a score above 0 that fit alone.
func (r *relaxed) solve(c *core, candidates []int32, score []float64, limit float64) {
	r.steps = r.steps[:0]
	for _, j := range candidates {
		switch {
		case score[j] <= 0 || c.cost[j] > limit:
		case c.class[j] >= 0:
			r.byClass[c.class[j]] = append(r.byClass[c.class[j]], j)
		default:
			r.steps = append(r.steps, pick{j, -1, score[j], c.cost[j]})
		}
	}
	for class, members := range r.byClass {
		r.hull(c, members, score)
		r.byClass[class] = members[:0]
	}
	r.order(limit)
	r.cut(limit)
}

// hull appends the steps of one class.
func (r *relaxed) hull(c *core, members []int32, score []float64) {
	slices.SortFunc(members, func(a, b int32) int {
		return cmp.Or(cmp.Compare(c.cost[a], c.cost[b]), cmp.Compare(score[b], score[a]), cmp.Compare(a, b))
	})
	first := len(r.steps)
	last, worth, cost := int32(-1), 0.0, 0.0
	for _, j := range members {
		if score[j] <= worth {
			continue
		}
		next := pick{j, last, score[j] - worth, c.cost[j] - cost}
		for len(r.steps) > first && next.worth*r.steps[len(r.steps)-1].cost >= r.steps[len(r.steps)-1].worth*next.cost {
			before := r.steps[len(r.steps)-1]
			r.steps = r.steps[:len(r.steps)-1]
			next.instead, next.worth, next.cost = before.instead, next.worth+before.worth, next.cost+before.cost
		}
		last, worth, cost = j, score[j], c.cost[j]
		r.steps = append(r.steps, next)
	}
}

// order sorts the steps that can be taken: those worth nearly as much per
// cost as the last one taken the time before, or all if these are too few.
func (r *relaxed) order(limit float64) {
	few := r.near[:0]
	cost := 0.0
	for _, s := range r.steps {
		if s.worth >= 0.9*r.below*s.cost {
			few = append(few, s)
			cost += s.cost
		}
	}
	r.near = few
	if cost > limit {
		r.steps, r.near = few, r.steps
	}
	slices.SortFunc(r.steps, func(a, b pick) int {
		return cmp.Or(cmp.Compare(b.worth*a.cost, a.worth*b.cost), cmp.Compare(a.candidate, b.candidate))
	})
}

// cut takes steps until the limit.
func (r *relaxed) cut(limit float64) {
	r.value, r.whole, r.broken, r.fraction = 0, r.whole[:0], -1, 0
	r.instead = -1
	r.above, r.below = 0, 0
	for at := range r.steps {
		s := &r.steps[at]
		if s.cost > limit {
			r.fraction = limit / s.cost
			r.value += s.worth * r.fraction
			r.broken, r.instead = s.candidate, s.instead
			r.below = s.worth / s.cost
			if r.fraction > 0 || r.above == 0 {
				r.above = r.below
			}
			return
		}
		limit -= s.cost
		r.value += s.worth
		r.above = s.worth / s.cost
		if s.instead >= 0 {
			r.whole = slices.DeleteFunc(r.whole, func(j int32) bool { return j == s.instead })
		}
		r.whole = append(r.whole, s.candidate)
	}
	r.above = 0 // all fit: a pound less would lose nothing yet
}
