package siting

import "container/heap"

// rule is the order in which candidates are taken.
type rule int

const (
	byGain     rule = iota // the most children first
	byGainCost             // the most children a pound first
)

// greedy adds the best candidate that fits until none adds anything. Gains
// only fall as a plan grows (f is submodular), so that one worked out earlier
// bounds the gain of now, and few need working out again (Minoux 1978,
// doi:10.1007/BFb0006528).
func (p *plan) greedy(rule rule, candidates []int32, liking func(j int32) float64) {
	q := make(queue, 0, len(candidates))
	for _, j := range candidates {
		if p.fits(j) {
			if worth := p.worth(j, rule) * liking(j); worth > 0 {
				q = append(q, entry{j, worth})
			}
		}
	}
	heap.Init(&q)
	for len(q) > 0 {
		top := q[0].candidate
		worth := 0.0
		if p.fits(top) {
			worth = p.worth(top, rule) * liking(top)
		}
		switch {
		case worth <= 0:
			heap.Pop(&q)
		case worth < q[0].worth:
			q[0].worth = worth
			heap.Fix(&q, 0)
		default:
			p.add(top)
			heap.Pop(&q)
		}
	}
}

func (p *plan) worth(j int32, rule rule) float64 {
	if rule == byGainCost && p.cost[j] > 0 {
		return p.gain(j) / p.cost[j]
	}
	return p.gain(j)
}

func alike(int32) float64 { return 1 }

// single takes the one candidate that gives most.
func (p *plan) single(candidates []int32) {
	best, most := int32(-1), 0.0
	for _, j := range candidates {
		if gain := p.gain(j); p.fits(j) && gain > most {
			best, most = j, gain
		}
	}
	if best >= 0 {
		p.add(best)
	}
}

type entry struct {
	candidate int32
	worth     float64
}

// queue is a heap, the greatest worth first, ties by candidate.
type queue []entry

func (q queue) Len() int { return len(q) }
func (q queue) Less(a, b int) bool {
	if q[a].worth != q[b].worth {
		return q[a].worth > q[b].worth
	}
	return q[a].candidate < q[b].candidate
}
func (q queue) Swap(a, b int) { q[a], q[b] = q[b], q[a] }
func (q *queue) Push(x any)   { *q = append(*q, x.(entry)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
