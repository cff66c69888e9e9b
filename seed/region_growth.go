package seed

import (
	"container/heap"
	"math"
)

// link leads from one piece of ground to a neighbour, at a cost.
type link struct {
	to   int
	cost float64
}

// grow hands out pieces of ground to the nearest of the starts, by the cost
// of the way there over links. What comes out hangs together: each piece is
// reached over pieces of the same start. Pieces that no way leads to get -1.
func grow(links [][]link, starts []int, head []float64) []int {
	owner, cost := make([]int, len(links)), make([]float64, len(links))
	for i := range owner {
		owner[i], cost[i] = -1, math.Inf(1)
	}
	queue := &frontier{}
	for i, start := range starts {
		heap.Push(queue, arrival{piece: start, owner: i, cost: head[i]})
	}
	for queue.Len() > 0 {
		next := heap.Pop(queue).(arrival)
		if owner[next.piece] >= 0 {
			continue
		}
		owner[next.piece] = next.owner
		for _, l := range links[next.piece] {
			if way := next.cost + l.cost; owner[l.to] < 0 && way < cost[l.to] {
				cost[l.to] = way
				heap.Push(queue, arrival{piece: l.to, owner: next.owner, cost: way})
			}
		}
	}
	return owner
}

// arrival is an owner about to reach a piece of ground.
type arrival struct {
	piece, owner int
	cost         float64
}

// frontier is a heap of arrivals, cheapest first; ties go to the lower piece,
// so that the country is the same every time.
type frontier []arrival

func (f frontier) Len() int { return len(f) }
func (f frontier) Less(i, j int) bool {
	if f[i].cost != f[j].cost {
		return f[i].cost < f[j].cost
	}
	return f[i].piece < f[j].piece
}
func (f frontier) Swap(i, j int) { f[i], f[j] = f[j], f[i] }

// Push is for container/heap.
func (f *frontier) Push(x any) { *f = append(*f, x.(arrival)) }

// Pop is for container/heap.
func (f *frontier) Pop() any {
	old := *f
	last := old[len(old)-1]
	*f = old[:len(old)-1]
	return last
}

// nearest gives the index of the spot closest to at; -1 where there is none
// that wanted allows.
func nearest(spots []spot, at spot, wanted func(int) bool) int {
	best, least := -1, math.Inf(1)
	for i, s := range spots {
		if d := s.distance(at); d < least && wanted(i) {
			best, least = i, d
		}
	}
	return best
}
