package siting

import (
	"container/heap"
	"math"
	"slices"
)

// node is a part of all plans: some candidates inside, some outside.
type node struct {
	bound  float64
	order  int // of making, to part ties
	mode   []int8
	lambda []float64 // of the parent, shared
}

// nodes is a heap, the greatest bound first.
type nodes []*node

func (n nodes) Len() int { return len(n) }
func (n nodes) Less(a, b int) bool {
	if n[a].bound != n[b].bound {
		return n[a].bound > n[b].bound
	}
	return n[a].order > n[b].order
}
func (n nodes) Swap(a, b int) { n[a], n[b] = n[b], n[a] }
func (n *nodes) Push(x any)   { *n = append(*n, x.(*node)) }
func (n *nodes) Pop() any {
	last := (*n)[len(*n)-1]
	*n = (*n)[:len(*n)-1]
	return last
}

// branch parts the plans that are left into those with a candidate and those
// without it, again and again, the greatest bound first, and drops every part
// whose bound says that nothing better is in it.
func (s *search) branch() {
	if s.proven() {
		return
	}
	s.used["branch and bound"] = true
	open := &nodes{{bound: s.bound, mode: slices.Clone(s.relax.mode), lambda: slices.Clone(s.relax.lambda)}}
	made := 1
	for open.Len() > 0 && (*open)[0].bound >= s.goal() {
		s.lower((*open)[0].bound)
		if s.ended() {
			return
		}
		next := heap.Pop(open).(*node)
		for _, child := range s.part(next) {
			child.order = made
			made++
			heap.Push(open, child)
		}
	}
	s.lower(s.value)
}

// part bounds a node, and parts it in two if it must be.
func (s *search) part(n *node) []*node {
	r := s.relax
	r.load(n)
	if r.left < 0 {
		return nil
	}
	if s.leaf() {
		return nil
	}
	r.descend(branchSteps, s.goal(), func(bool) bool {
		s.effort -= 4*len(r.free)*len(s.to)/len(s.cost) + len(s.weight)
		return s.stop()
	})
	bound := min(n.bound, r.least)
	if bound < s.goal() {
		return nil
	}
	s.mend(false)
	s.fix()
	if bound < s.goal() || r.left < 0 || s.leaf() {
		return nil
	}
	lambda := slices.Clone(r.lambda)
	at := r.doubtful()
	with := &node{bound: bound, mode: slices.Clone(r.mode), lambda: lambda}
	without := &node{bound: bound, mode: slices.Clone(r.mode), lambda: lambda}
	with.mode[at], without.mode[at] = inside, outside
	return []*node{without, with}
}

// leaf takes what is inside, and all that is free where it fits together,
// and says whether that is the best of the node.
func (s *search) leaf() bool {
	r := s.relax
	cost := 0.0
	for _, j := range r.free {
		if r.class[j] >= 0 {
			cost = math.Inf(1)
		}
		cost += r.cost[j]
	}
	if cost > r.left {
		return false
	}
	s.plan.take(r.inside)
	for _, j := range r.free {
		s.plan.add(j)
	}
	s.offer("branch and bound")
	return true
}

// load sets the relaxation to a node.
func (r *relaxation) load(n *node) {
	copy(r.mode, n.mode)
	copy(r.lambda, n.lambda)
	r.free, r.inside, r.left = r.free[:0], r.inside[:0], r.limit
	held := map[int32]bool{}
	for j, mode := range r.mode {
		if mode == inside {
			r.inside = append(r.inside, int32(j))
			r.left -= r.cost[j]
			held[r.class[j]] = r.class[j] >= 0
		}
	}
	for j, mode := range r.mode {
		if mode != free {
			continue
		}
		if held[r.class[j]] || r.cost[j] > r.left {
			r.mode[j] = outside
			continue
		}
		r.free = append(r.free, int32(j))
	}
	clear(r.average)
}

// doubtful is the free candidate that the relaxed plans of late were most
// divided on, the one of more worth first.
func (r *relaxation) doubtful() int32 {
	best, most := r.free[0], -1.0
	for _, j := range r.free {
		doubt := min(r.average[j], 1-r.average[j]) * (1 + r.score[j]/r.value)
		if doubt > most {
			best, most = j, doubt
		}
	}
	return best
}
