package topology

// candidate is a vertex, or an island (arc ≥ 0), that may go next.
type candidate struct {
	size   float64
	place  place
	vertex int32
	arc    int32
	stamp  int32
}

// queue is a heap: the smallest first, then by place, so that the order is
// the same whatever the order of the areas.
type queue []candidate

func (q queue) Len() int { return len(q) }

func (q queue) Less(i, j int) bool {
	if q[i].size != q[j].size {
		return q[i].size < q[j].size
	}
	if q[i].place != q[j].place {
		return q[i].place.before(q[j].place)
	}
	return q[i].arc < q[j].arc
}

func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push is for container/heap.
func (q *queue) Push(c any) { *q = append(*q, c.(candidate)) }

// Pop is for container/heap.
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
