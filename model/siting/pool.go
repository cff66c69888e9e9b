package siting

import (
	"cmp"
	"slices"
)

// found plans are kept in a pool, each once, the best first.
type pool struct {
	plans []foundPlan
	known map[uint64]bool
}

type foundPlan struct {
	chosen []int32
	value  float64
	spent  float64
}

// poolSize is how many plans a pool keeps.
const poolSize = 100

func (p *pool) put(from *plan) {
	if p.known == nil {
		p.known = map[uint64]bool{}
	}
	print := uint64(0)
	for _, j := range from.chosen {
		print += scramble(uint64(j) + 1)
	}
	if p.known[print] || len(p.plans) == poolSize && from.value <= p.plans[poolSize-1].value {
		return
	}
	p.known[print] = true
	p.plans = append(p.plans, foundPlan{from.sorted(), from.value, from.spent})
	slices.SortStableFunc(p.plans, func(a, b foundPlan) int { return cmp.Compare(b.value, a.value) })
	p.plans = p.plans[:min(poolSize, len(p.plans))]
}
