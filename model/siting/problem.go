package siting

import (
	"math"

	"catchment/model/access"
)

// Objective is what a plan is chosen for.
type Objective int

const (
	Reach    Objective = iota // most children newly within reach (maximal covering)
	Met                       // most children newly met: Σ children × min(1, places per child)
	WorstOff                  // the least share of its children met, anywhere in reach of a candidate, as high as can be
)

// String names the objective.
func (o Objective) String() string {
	return [...]string{"reach", "met", "worst-off"}[o]
}

// Standing says what may become of a candidate.
type Standing uint8

const (
	Possible Standing = iota // may be chosen
	Locked                   // is in every plan, and counts towards number or budget
	Closable                 // stands today and may be closed, which frees its slot or its cost
)

// Candidate is one offer that could be made: a service type at a site, of a
// size. Candidates of one Choice exclude each other, such as the sizes at one
// site; an empty Choice excludes nobody.
type Candidate struct {
	Key    string
	Choice string
	Cost   float64 // pounds a year; disregarded where a number is asked for; NaN = not stated
	Places float64 // children a year; +Inf = no limit; disregarded for Reach
	Standing
}

// Problem is a choice of candidates. All slices are read only. A point is
// children of one area who are accepted alike.
type Problem struct {
	Objective
	Candidates []Candidate
	Reach      access.Links // candidate → point, W > 0 only
	Children   []float64    // per point: children who count
	Pulls      []float64    // per point: children who draw on places, of all tiers; nil: those who count
	Supplied   []float64    // per point: places per child by services that stay, +Inf where nothing limits them; above 0 is in reach; nil: none
	Number     int          // choose so many; 0: there is a budget
	Budget     float64      // pounds a year; 0: there is a number

	lift bool // any places at all count as all that a child needs
}

// amounts gives for each link of a candidate the places per child that it
// supplies there, in the order of its row, 1 where it has more. For Reach it
// is 1: to be in reach is all.
func (p *Problem) amounts(k int) []float64 {
	to, weight := p.Reach.Row(k)
	out := make([]float64, len(to))
	ratio := p.ratio(k)
	for l, w := range weight {
		switch {
		case p.Objective == Reach, p.lift && ratio > 0:
			out[l] = 1
		default:
			out[l] = min(1, ratio*w)
		}
	}
	return out
}

// ratio is a candidate's places per child who draws on it.
func (p *Problem) ratio(k int) float64 {
	pulls := p.Pulls
	if pulls == nil {
		pulls = p.Children
	}
	to, weight := p.Reach.Row(k)
	pull := 0.0
	for l, i := range to {
		pull += weight[l] * pulls[i]
	}
	if pull > 0 && p.Candidates[k].Places > 0 {
		return p.Candidates[k].Places / pull
	}
	return 0
}

// supplied is the places per child at a point by services that stay. For
// Reach, anything is enough.
func (p *Problem) supplied(i int) float64 {
	if p.Supplied == nil || math.IsNaN(p.Supplied[i]) {
		return 0
	}
	if (p.Objective == Reach || p.lift) && p.Supplied[i] > 0 {
		return 1
	}
	return p.Supplied[i]
}

// cost is what a candidate takes of the limit.
func (p *Problem) cost(k int) float64 {
	if p.Number > 0 {
		return 1
	}
	return p.Candidates[k].Cost
}

// limit is what all candidates together may cost: a service that may be
// closed brings its own cost along.
func (p *Problem) limit() float64 {
	limit := p.Budget
	if p.Number > 0 {
		limit = float64(p.Number)
	}
	for k := range p.Candidates {
		if p.Candidates[k].Standing == Closable {
			limit += p.cost(k)
		}
	}
	return limit
}

// children adds up the children with places, for a set of candidates, each
// point counting up to a share of its children.
func (p *Problem) children(chosen []int, share float64) float64 {
	have := make([]float64, len(p.Children))
	for i := range have {
		have[i] = p.supplied(i)
	}
	for _, k := range chosen {
		to, _ := p.Reach.Row(k)
		for l, a := range p.amounts(k) {
			have[to[l]] += a
		}
	}
	sum := 0.0
	for i, h := range have {
		sum += p.Children[i] * min(share, h)
	}
	return sum
}

// standing lists the candidates of a standing.
func (p *Problem) standing(s Standing) []int {
	var out []int
	for k := range p.Candidates {
		if p.Candidates[k].Standing == s {
			out = append(out, k)
		}
	}
	return out
}
