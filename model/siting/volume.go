package siting

import "math"

// descend seeks the least L in at most so many steps, by the volume algorithm
// (Barahona and Anbil 2000, doi:10.1007/s101070050002): it steps from the best
// λ along an average of the subgradients, and averages the relaxed plans
// alike, which then come near to the best plan of the linear programme. It
// ends early where no plan can reach goal, where steps have become too small
// to matter, or where each says so, which is called after every step.
func (r *relaxation) descend(steps int, goal float64, each func(better bool) (stop bool)) {
	v := volume{pace: 1, most: 0.3, patience: 3}
	if steps > 1000 {
		v.patience = 10
	}
	r.least = math.Inf(1)
	for step := range steps {
		if step > 0 {
			r.move(v.pace, goal)
		}
		r.evaluate()
		r.covered()
		v.turn(r, step == 0)
		better := r.value < r.least*(1-1e-12)
		v.learn(better, r.value < r.least*(1-1e-5))
		if better {
			r.least = r.value
			r.leastLambda = append(r.leastLambda[:0], r.lambda...)
		}
		if each(better) || r.least < goal || v.pace < 1e-4 {
			break
		}
	}
	copy(r.lambda, r.leastLambda)
	r.evaluate()
}

// volume says how far to step and how much of a new subgradient to take.
type volume struct {
	pace, most float64
	patience   int  // so many failed steps make it more careful
	failed     int  // steps in vain
	slow       int  // steps since a marked descent
	with       bool // the new subgradient points with the average
}

// learn adapts to a step: bolder where it bettered L and could have gone
// further, more careful where steps fail one after the other.
func (v *volume) learn(better, marked bool) {
	if v.slow++; marked {
		v.slow = 0
	}
	switch {
	case better && v.with:
		v.failed = 0
		v.pace = min(2, v.pace*1.1)
	case better:
		v.failed = 0
	default:
		if v.failed++; v.failed == v.patience {
			v.failed, v.pace = 0, v.pace*2/3
		}
	}
	if v.slow == 30 {
		v.slow, v.most = 0, max(1e-3, v.most/2)
	}
}

// turn averages the subgradient g = cover − 1 into that of before, d, and the
// relaxed plan alike, by the part that makes |part · g + (1 − part) · d| least.
func (v *volume) turn(r *relaxation, first bool) {
	gg, gd, dd := 0.0, 0.0, 0.0
	for i, w := range r.weight {
		g, d := r.cover[i]-1, r.direction[i]
		r.cover[i] = g
		gg += w * g * g
		gd += w * g * d
		dd += w * d * d
	}
	v.with = gd > 0
	part := 1.0
	if !first {
		part = v.most
		if size := gg - 2*gd + dd; size > 0 {
			part = min(v.most, max(v.most/10, (dd-gd)/size))
		}
	}
	for i, g := range r.cover {
		r.direction[i] += part * (g - r.direction[i])
	}
	r.smooth(part)
}

// smooth takes the relaxed plan into the average.
func (r *relaxation) smooth(part float64) {
	for _, j := range r.free {
		r.average[j] *= 1 - part
	}
	for _, j := range r.choice.whole {
		r.average[j] += part
	}
	if j := r.choice.broken; j >= 0 {
		r.average[j] += part * r.choice.fraction
	}
	if j := r.choice.instead; j >= 0 {
		r.average[j] -= part * r.choice.fraction
	}
}

// move steps from the best λ against the average subgradient, as far as
// Polyak's rule says for an L of goal.
func (r *relaxation) move(pace, goal float64) {
	norm := 0.0
	for i, w := range r.weight {
		d := r.direction[i]
		if r.leastLambda[i] <= 0 && d > 0 || r.leastLambda[i] >= w && d < 0 {
			continue
		}
		norm += w * d * d
	}
	if norm == 0 {
		return
	}
	step := pace * max(r.least-goal, 1e-6*r.least) / norm
	for i, w := range r.weight {
		r.lambda[i] = min(w, max(0, r.leastLambda[i]-step*w*r.direction[i]))
	}
}
