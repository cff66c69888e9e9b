package siting

import (
	"fmt"
	"math"
	"slices"

	"pgregory.net/rapid"

	"catchment/model/access"
)

// draw makes a small problem that can be wished for, or any.
func draw(t *rapid.T, most int) *Problem {
	candidates, areas := rapid.IntRange(1, most).Draw(t, "candidates"), rapid.IntRange(1, 12).Draw(t, "points")
	p := &Problem{Objective: Objective(rapid.IntRange(0, 2).Draw(t, "objective"))}
	whole := rapid.Bool().Draw(t, "whole")
	for range areas {
		children := float64(rapid.IntRange(0, 30).Draw(t, "children"))
		if !whole {
			children *= 0.37
		}
		p.Children = append(p.Children, children)
	}
	if rapid.Bool().Draw(t, "something stands") {
		for range areas {
			p.Supplied = append(p.Supplied, rapid.SampledFrom([]float64{0, 0, 0, 0.1, 0.6, 1.5}).Draw(t, "supplied"))
		}
	}
	p.Reach.Start = []int{0}
	for k := range candidates {
		p.Candidates = append(p.Candidates, drawCandidate(t, k))
		for i := range areas {
			if rapid.IntRange(0, 2).Draw(t, "reaches") == 0 {
				p.Reach.To = append(p.Reach.To, int32(i))
				p.Reach.Value = append(p.Reach.Value, rapid.SampledFrom([]float64{1, 1, 0.68, 0.22}).Draw(t, "weight"))
			}
		}
		p.Reach.Start = append(p.Reach.Start, len(p.Reach.To))
	}
	if rapid.Bool().Draw(t, "by number") {
		p.Number = rapid.IntRange(1, candidates).Draw(t, "number")
	} else {
		p.Budget = float64(rapid.IntRange(1, 40*candidates).Draw(t, "budget"))
	}
	return p
}

func drawCandidate(t *rapid.T, k int) Candidate {
	return Candidate{
		Key:      fmt.Sprint("candidate ", k),
		Choice:   rapid.SampledFrom([]string{"", "", "", "here", "there"}).Draw(t, "choice"),
		Cost:     float64(rapid.IntRange(0, 50).Draw(t, "cost")),
		Places:   rapid.SampledFrom([]float64{0, 3, 10, 25, 80, math.Inf(1)}).Draw(t, "places"),
		Standing: rapid.SampledFrom([]Standing{Possible, Possible, Possible, Possible, Possible, Locked, Closable}).Draw(t, "standing"),
	}
}

// each calls with every plan that a problem allows.
func (p *Problem) each(do func(chosen []int)) {
	for set := range 1 << len(p.Candidates) {
		var chosen []int
		cost, taken, allowed := 0.0, map[string]bool{}, true
		for k := range p.Candidates {
			in := set>>k&1 == 1
			c := &p.Candidates[k]
			allowed = allowed && (in || c.Standing != Locked)
			if in {
				chosen = append(chosen, k)
				cost += p.cost(k)
				allowed = allowed && !taken[c.Choice]
				taken[c.Choice] = c.Choice != ""
			}
		}
		if allowed && cost <= p.limit() {
			do(chosen)
		}
	}
}

// bruteForce is the best value of all plans.
func (p *Problem) bruteForce() float64 {
	best := math.Inf(-1)
	p.each(func(chosen []int) { best = max(best, p.children(chosen, 1)) })
	return best - p.children(p.standing(Closable), 1)
}

// permuted is the problem with its candidates in another order.
func (p *Problem) permuted(order []int) *Problem {
	q := *p
	q.Candidates, q.Reach = nil, access.Links{Start: []int{0}}
	for _, k := range order {
		q.Candidates = append(q.Candidates, p.Candidates[k])
		to, value := p.Reach.Row(k)
		q.Reach.To = append(q.Reach.To, to...)
		q.Reach.Value = append(q.Reach.Value, value...)
		q.Reach.Start = append(q.Reach.Start, len(q.Reach.To))
	}
	return &q
}

// chosen lists the candidates of a result, ascending.
func (r *Result) chosen() []int {
	var out []int
	for _, c := range r.Chosen {
		out = append(out, c.Candidate)
	}
	slices.Sort(out)
	return out
}
