package siting

import (
	"math"
	"slices"
)

// core is every problem in the one form that the methods work on: choose
// candidates x, each 0 or 1, at most one of a class, to
//
//	maximise Σ_i weight[i] · min(1, Σ_j share[j,i] · x[j])   where Σ_j cost[j] · x[j] ≤ limit
//
// What stands already and what is locked has been taken off the weights.
// Candidates without a link are left out, points that nobody links are too,
// and points that the same candidates link fully are one.
type core struct {
	weight  []float64
	cost    []float64
	limit   float64
	class   []int32 // per candidate; -1 is alone
	classes int
	start   []int // candidate j links points to[start[j]:start[j+1]]
	to      []int32
	share   []float64 // per link, in (0, 1]; nil: 1 throughout
	from    []int     // point i is linked by candidates by[from[i]:from[i+1]]
	by      []int32
	name    []int   // candidate in the problem
	fixed   float64 // what services that stay and locked candidates give, in children
	wanted  float64 // what all points lack, those that nobody links too
	whole   bool    // every value that a plan can have is fixed + a whole number
}

// newCore takes a problem in which each point counts up to a share of its
// children.
func newCore(p *Problem, share float64) *core {
	locked := p.standing(Locked)
	c := &core{limit: p.limit(), fixed: p.children(locked, share)}
	left := c.remaining(p, locked, share)
	c.whole = p.Objective == Reach && share == 1
	taken := map[string]bool{}
	for _, k := range locked {
		c.limit -= p.cost(k)
		taken[p.Candidates[k].Choice] = p.Candidates[k].Choice != ""
	}
	c.links(p, left, taken)
	for i, l := range left {
		c.weight = append(c.weight, p.Children[i]*l)
		c.wanted += p.Children[i] * l
	}
	c.merge()
	for _, w := range c.weight {
		c.whole = c.whole && w == math.Trunc(w) && w < 1<<40
	}
	c.turn()
	return c
}

// remaining is the places per child that a point can still use.
func (c *core) remaining(p *Problem, locked []int, share float64) []float64 {
	left := make([]float64, len(p.Children))
	for i := range left {
		left[i] = share - p.supplied(i)
	}
	for _, k := range locked {
		to, _ := p.Reach.Row(k)
		for l, a := range p.amounts(k) {
			left[to[l]] -= a
		}
	}
	for i := range left {
		if left[i] <= share*1e-12 || p.Children[i] <= 0 {
			left[i] = 0
		}
	}
	return left
}

// links takes over the candidates that can be chosen and give something.
func (c *core) links(p *Problem, left []float64, taken map[string]bool) {
	c.start = []int{0}
	classOf := map[string]int32{}
	full := true
	for k := range p.Candidates {
		cand := &p.Candidates[k]
		if cand.Standing == Locked || taken[cand.Choice] || p.cost(k) > c.limit {
			continue
		}
		to, _ := p.Reach.Row(k)
		for l, a := range p.amounts(k) {
			if i := to[l]; a > 0 && left[i] > 0 {
				c.to = append(c.to, i)
				c.share = append(c.share, min(1, a/left[i]))
				full = full && a >= left[i]
			}
		}
		if len(c.to) == c.start[len(c.start)-1] {
			continue
		}
		c.start = append(c.start, len(c.to))
		c.cost = append(c.cost, max(p.cost(k), leastCost))
		c.name = append(c.name, k)
		c.class = append(c.class, classIn(classOf, cand.Choice))
	}
	if p.Number == 0 {
		c.limit = c.limit*(1+1e-12) + 1e-6 // sums of pounds are rounded
	}
	c.classes = len(classOf)
	if full {
		c.share = nil
	}
}

// leastCost stands for a cost of nothing, so that children per pound is a
// number.
const leastCost = 1e-9

func classIn(classOf map[string]int32, choice string) int32 {
	if choice == "" {
		return -1
	}
	class, known := classOf[choice]
	if !known {
		class = int32(len(classOf))
		classOf[choice] = class
	}
	return class
}

// merge leaves out points that nobody links, and makes one of those that the
// same candidates link fully.
func (c *core) merge() {
	prints := make([][2]uint64, len(c.weight))
	for j := range c.cost {
		a, b := scramble(uint64(j)+1), scramble(^uint64(j))
		for _, i := range c.to[c.start[j]:c.start[j+1]] {
			prints[i][0] += a
			prints[i][1] += b
		}
	}
	place := make([]int32, len(c.weight))
	known := map[[2]uint64]int32{}
	var weight []float64
	for i, print := range prints {
		place[i] = -1
		if print == [2]uint64{} {
			continue
		}
		at, seen := known[print]
		if !seen || c.share != nil {
			at = int32(len(weight))
			weight = append(weight, 0)
			known[print] = at
		}
		weight[at] += c.weight[i]
		place[i] = at
	}
	c.weight = weight
	c.renumber(place)
}

// renumber moves the links to the new places, each once.
func (c *core) renumber(place []int32) {
	end, first := 0, 0
	for j := range c.cost {
		last := c.start[j+1]
		c.start[j] = end
		for l := first; l < last; l++ {
			c.to[end] = place[c.to[l]]
			if c.share != nil {
				c.share[end] = c.share[l]
			}
			end++
		}
		if c.share == nil {
			row := c.to[c.start[j]:end]
			slices.Sort(row)
			end = c.start[j] + len(slices.Compact(row))
		}
		first = last
	}
	c.start[len(c.cost)] = end
	c.to = c.to[:end:end]
}

// turn lists the candidates of each point.
func (c *core) turn() {
	c.from = make([]int, len(c.weight)+1)
	for _, i := range c.to {
		c.from[i+1]++
	}
	for i := range c.weight {
		c.from[i+1] += c.from[i]
	}
	c.by = make([]int32, len(c.to))
	next := slices.Clone(c.from)
	for j := range c.cost {
		for _, i := range c.to[c.start[j]:c.start[j+1]] {
			c.by[next[i]] = int32(j)
			next[i]++
		}
	}
}

// row is the points of a candidate.
func (c *core) row(j int32) []int32 { return c.to[c.start[j]:c.start[j+1]] }

// shares is the shares of a row's links; nil where all are 1.
func (c *core) shares(j int32) []float64 {
	if c.share == nil {
		return nil
	}
	return c.share[c.start[j]:c.start[j+1]]
}

// most is what all points together could give.
func (c *core) most() float64 {
	sum := 0.0
	for _, w := range c.weight {
		sum += w
	}
	return sum
}

// scramble is the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
func scramble(x uint64) uint64 {
	x *= 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
