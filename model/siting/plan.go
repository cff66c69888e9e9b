package siting

import "slices"

// plan is a set of candidates that grows and shrinks, with what each point
// has of it.
type plan struct {
	*core
	chosen []int32
	at     []int32   // per candidate: place in chosen, -1 outside
	held   []int32   // per class: the chosen candidate, -1 none
	have   []float64 // per point: Σ share of the chosen
	owner  []int32   // per point, from its from: the chosen candidates that link it
	part   []float64 // their shares; nil where all are 1
	owners []int32   // per point: how many
	value  float64
	spent  float64

	extra []float64 // per place in chosen: working memory of exchange
	loss  []float64 // per place in chosen: what leaving it out would lose
}

func newPlan(c *core) *plan {
	p := &plan{core: c, at: make([]int32, len(c.cost)), held: make([]int32, c.classes),
		have: make([]float64, len(c.weight)), owner: make([]int32, len(c.by)), owners: make([]int32, len(c.weight))}
	if c.share != nil {
		p.part = make([]float64, len(c.by))
	}
	fill(p.at, -1)
	fill(p.held, -1)
	return p
}

func fill(s []int32, x int32) {
	for i := range s {
		s[i] = x
	}
}

// fits says whether a candidate can be added.
func (p *plan) fits(j int32) bool {
	return p.at[j] < 0 && p.spent+p.cost[j] <= p.limit && (p.class[j] < 0 || p.held[p.class[j]] < 0)
}

// gain is what adding a candidate would add.
func (p *plan) gain(j int32) float64 {
	sum := 0.0
	if p.share == nil {
		for _, i := range p.row(j) {
			if p.have[i] == 0 {
				sum += p.weight[i]
			}
		}
		return sum
	}
	share := p.shares(j)
	for l, i := range p.row(j) {
		if h := p.have[i]; h < 1 {
			sum += p.weight[i] * (min(1, h+share[l]) - h)
		}
	}
	return sum
}

// add takes a candidate in.
func (p *plan) add(j int32) {
	p.value += p.gain(j)
	p.spent += p.cost[j]
	p.at[j] = int32(len(p.chosen))
	p.chosen = append(p.chosen, j)
	if p.class[j] >= 0 {
		p.held[p.class[j]] = j
	}
	share := p.shares(j)
	for l, i := range p.row(j) {
		slot := p.from[i] + int(p.owners[i])
		p.owner[slot] = j
		p.owners[i]++
		if share == nil {
			p.have[i]++
			continue
		}
		p.part[slot] = share[l]
		p.have[i] += share[l]
	}
}

// remove takes a candidate out.
func (p *plan) remove(j int32) {
	place, last := p.at[j], int32(len(p.chosen)-1)
	p.chosen[place] = p.chosen[last]
	p.at[p.chosen[place]] = place
	p.chosen, p.at[j] = p.chosen[:last], -1
	p.spent -= p.cost[j]
	if p.class[j] >= 0 {
		p.held[p.class[j]] = -1
	}
	for _, i := range p.row(j) {
		p.disown(i, j)
	}
	p.value -= p.gain(j)
}

func (p *plan) disown(i, j int32) {
	first := p.from[i]
	p.owners[i]--
	last := first + int(p.owners[i])
	slot := first
	for p.owner[slot] != j {
		slot++
	}
	p.owner[slot] = p.owner[last]
	if p.part == nil {
		p.have[i]--
		return
	}
	p.part[slot] = p.part[last]
	p.have[i] = 0 // added up anew, so that rounding does not pile up
	for _, share := range p.part[first:last] {
		p.have[i] += share
	}
}

// lost is what leaving a chosen candidate out would lose.
func (p *plan) lost(j int32) float64 {
	sum := 0.0
	if p.share == nil {
		for _, i := range p.row(j) {
			if p.owners[i] == 1 {
				sum += p.weight[i]
			}
		}
		return sum
	}
	share := p.shares(j)
	for l, i := range p.row(j) {
		sum += p.weight[i] * (min(1, p.have[i]) - min(1, max(0, p.have[i]-share[l])))
	}
	return sum
}

// take makes the plan hold just these candidates.
func (p *plan) take(chosen []int32) {
	for len(p.chosen) > 0 {
		p.remove(p.chosen[len(p.chosen)-1])
	}
	p.value, p.spent = 0, 0
	for _, j := range chosen {
		p.add(j)
	}
}

// sorted is the chosen candidates in ascending order.
func (p *plan) sorted() []int32 {
	out := slices.Clone(p.chosen)
	slices.Sort(out)
	return out
}
