package siting

import "slices"

// settle moves candidates inside or outside that no plan above goal can
// leave or take, by what L at lambda would become.
func (r *relaxation) settle(goal float64) (in, out []int32) {
	best, second := r.classBests(r.choice.above), r.classSeconds(r.choice.below)
	for _, j := range r.free {
		profit := r.score[j] - r.choice.above*r.cost[j]
		without := max(0, r.score[j]-r.choice.below*r.cost[j])
		least, rest := min(0, profit), without
		if c := r.class[j]; c >= 0 {
			least = profit - best[c]
			rest = 0
			if second[c].candidate == j {
				rest = second[c].worth
			}
		}
		switch {
		case r.value+least < goal || r.cost[j] > r.left:
			out = append(out, j)
		case r.value-rest < goal:
			in = append(in, j)
		}
	}
	return in, out
}

// classBests is the greatest profit of each class at a price per cost, 0 at
// least.
func (r *relaxation) classBests(price float64) []float64 {
	best := make([]float64, r.classes)
	for _, j := range r.free {
		if c := r.class[j]; c >= 0 {
			best[c] = max(best[c], r.score[j]-price*r.cost[j])
		}
	}
	return best
}

// classSeconds is the best candidate of each class at a price per cost, and
// by how much it is better than the next, or than none.
func (r *relaxation) classSeconds(price float64) []entry {
	best, second := make([]entry, r.classes), make([]float64, r.classes)
	for c := range best {
		best[c].candidate = -1
	}
	for _, j := range r.free {
		c := r.class[j]
		if c < 0 {
			continue
		}
		switch profit := r.score[j] - price*r.cost[j]; {
		case profit > best[c].worth:
			second[c] = best[c].worth
			best[c] = entry{j, profit}
		case profit > second[c]:
			second[c] = profit
		}
	}
	for c := range best {
		best[c].worth -= second[c]
	}
	return best
}

// set fixes candidates. One inside moves the others of its class outside.
func (r *relaxation) set(candidates []int32, mode int8) {
	if len(candidates) == 0 {
		return
	}
	for _, j := range candidates {
		r.mode[j] = mode
		if mode == inside {
			r.inside = append(r.inside, j)
			r.left -= r.cost[j]
		}
	}
	for _, j := range candidates {
		if c := r.class[j]; mode == inside && c >= 0 {
			for _, other := range r.free {
				if r.class[other] == c && r.mode[other] == free {
					r.mode[other] = outside
				}
			}
		}
	}
	r.free = slices.DeleteFunc(r.free, func(j int32) bool { return r.mode[j] != free })
}
