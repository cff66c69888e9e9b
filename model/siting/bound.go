package siting

import (
	"math"
	"sync"
)

// relaxation bounds what any plan can reach. It prices the children of a
// point at lambda, between 0 and the weight, and lets plan and children go
// separate ways (Lagrangian relaxation; Galvão and ReVelle 1996 for maximal
// covering, doi:10.1016/0377-2217(94)00159-6):
//
//	L(λ) = Σ_i (weight[i] − λ[i]) + max_x Σ_j x[j] · Σ_i share[j,i] · λ[i]
//
// For every λ that is at least the value of every plan; the least L is the
// bound of the linear programme.
type relaxation struct {
	*core
	mode   []int8  // per candidate: free, inside or outside
	free   []int32 // ascending
	inside []int32
	left   float64 // limit less the cost of those inside

	lambda    []float64
	score     []float64
	cover     []float64 // per point: Σ share · x
	direction []float64 // average of the subgradients, cover − 1
	choice    relaxed
	value     float64 // L at lambda

	least       float64   // least L found for this inside and outside
	leastLambda []float64 // and where
	average     []float64 // per candidate: x of late, smoothed
}

const (
	free int8 = iota
	inside
	outside
)

func newRelaxation(c *core) *relaxation {
	r := &relaxation{core: c, mode: make([]int8, len(c.cost)), left: c.limit, least: math.Inf(1),
		lambda: make([]float64, len(c.weight)), score: make([]float64, len(c.cost)),
		cover: make([]float64, len(c.weight)), direction: make([]float64, len(c.weight)), average: make([]float64, len(c.cost))}
	r.choice.byClass = make([][]int32, c.classes)
	for j := range c.cost {
		r.free = append(r.free, int32(j))
	}
	return r
}

// begin prices from a plan: dear where one candidate alone serves, cheap
// where many do.
func (r *relaxation) begin(p *plan) {
	for i, w := range r.weight {
		r.lambda[i] = w / float64(1+p.owners[i])
	}
}

// evaluate works out L at lambda.
func (r *relaxation) evaluate() {
	r.scores(r.free)
	r.scores(r.inside)
	r.choice.solve(r.core, r.free, r.score, r.left)
	r.value = r.choice.value
	for _, j := range r.inside {
		r.value += r.score[j]
	}
	for i, w := range r.weight {
		r.value += w - r.lambda[i]
	}
}

// scores works out Σ share · λ of candidates, on two processors where that
// is worth it.
func (r *relaxation) scores(candidates []int32) {
	half := len(candidates) / 2
	if half < 256 {
		r.scoresOf(candidates)
		return
	}
	var other sync.WaitGroup
	other.Go(func() { r.scoresOf(candidates[half:]) })
	r.scoresOf(candidates[:half])
	other.Wait()
}

func (r *relaxation) scoresOf(candidates []int32) {
	lambda := r.lambda
	for _, j := range candidates {
		sum := 0.0
		if r.share == nil {
			for _, i := range r.row(j) {
				sum += lambda[i]
			}
		} else {
			share := r.shares(j)
			for l, i := range r.row(j) {
				sum += share[l] * lambda[i]
			}
		}
		r.score[j] = sum
	}
}

// covered fills cover with what the relaxed plan gives.
func (r *relaxation) covered() {
	clear(r.cover)
	for _, j := range r.inside {
		r.give(j, 1)
	}
	for _, j := range r.choice.whole {
		r.give(j, 1)
	}
	if r.choice.broken >= 0 {
		r.give(r.choice.broken, r.choice.fraction)
	}
	if r.choice.instead >= 0 {
		r.give(r.choice.instead, -r.choice.fraction)
	}
}

func (r *relaxation) give(j int32, x float64) {
	share := r.shares(j)
	for l, i := range r.row(j) {
		if share == nil {
			r.cover[i] += x
		} else {
			r.cover[i] += x * share[l]
		}
	}
}
