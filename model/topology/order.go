package topology

import (
	"container/heap"
	"math"
)

// ordering takes vertices away, smallest triangle first, and notes at which
// size each one went.
type ordering struct {
	*Topology
	queue    queue
	near     *grid
	level    float64 // the largest size that went so far
	arcOf    []int32 // per vertex inside an arc; -1 for the ends of arcs
	at       []int32 // its place in the arc
	sides    [][2]int32
	alive    []bool
	layers   []uint64
	stamp    []int32             // how often its triangle changed
	waiting  map[int32][]int32   // vertices that stay for the sake of another
	straight map[[2]int32]uint64 // pairs of ends that a segment joins, by layer
	inside   []int32             // per arc: vertices left between its ends
	size     []float64           // per free arc: twice its signed area
	changed  []int32             // per free arc
}

// order fills in goes and gone of every arc.
func order(t *Topology) {
	o := begin(t)
	for len(o.queue) > 0 {
		switch next := heap.Pop(&o.queue).(candidate); {
		case next.arc >= 0 && next.stamp == o.changed[next.arc]:
			o.sink(next.arc, next.size)
		case next.arc < 0 && o.alive[next.vertex] && next.stamp == o.stamp[next.vertex]:
			o.try(next.vertex, next.size)
		}
	}
}

func begin(t *Topology) *ordering {
	n := len(t.points)
	o := &ordering{Topology: t, arcOf: make([]int32, n), at: make([]int32, n), sides: make([][2]int32, n),
		alive: make([]bool, n), layers: make([]uint64, n), stamp: make([]int32, n), waiting: map[int32][]int32{},
		straight: map[[2]int32]uint64{}, inside: make([]int32, len(t.arcs)), size: make([]float64, len(t.arcs)), changed: make([]int32, len(t.arcs))}
	for v := range o.arcOf {
		o.arcOf[v] = -1
	}
	for i := range t.arcs {
		o.thread(int32(i))
	}
	o.near = newGrid(t.points, o.alive)
	for v, arc := range o.arcOf {
		if arc >= 0 {
			o.push(int32(v))
		}
	}
	for i := range t.arcs {
		o.pushArc(int32(i))
	}
	return o
}

// thread links the vertices of an arc.
func (o *ordering) thread(id int32) {
	arc := &o.arcs[id]
	last := len(arc.vertices) - 1
	for i, v := range arc.vertices {
		o.alive[v] = true
		o.layers[v] |= arc.layers
		if i > 0 {
			o.size[id] += twice(o.points[arc.vertices[0]], o.points[arc.vertices[i-1]], o.points[v])
		}
		if i > 0 && i < last {
			o.arcOf[v], o.at[v], o.sides[v] = id, int32(i), [2]int32{arc.vertices[i-1], arc.vertices[i+1]}
		}
	}
	o.inside[id] = int32(last - 1)
	if last == 1 {
		o.straight[pair(arc.vertices[0], arc.vertices[1])] |= arc.layers
	}
}

// try takes a vertex away unless something stands against it.
func (o *ordering) try(v int32, size float64) {
	id, a, c := o.arcOf[v], o.sides[v][0], o.sides[v][1]
	arc := &o.arcs[id]
	switch {
	case arc.closed && o.inside[id] <= 2:
		return // a ring has three corners
	case o.inside[id] == 1 && o.straight[pair(a, c)]&arc.layers != 0:
		return // two borders would become one
	}
	if other := o.near.in(o, v, a, c); other >= 0 {
		o.waiting[other] = append(o.waiting[other], v)
		return
	}
	o.level = max(o.level, size)
	o.remove(v, a, c)
	o.release(v)
}

// remove joins the two neighbours of a vertex.
func (o *ordering) remove(v, a, c int32) {
	id := o.arcOf[v]
	arc := &o.arcs[id]
	arc.goes[o.at[v]] = o.level
	o.alive[v] = false
	o.inside[id]--
	if o.inside[id] == 0 {
		o.straight[pair(a, c)] |= arc.layers
	}
	if o.arcOf[a] == id {
		o.sides[a][1] = c
		o.push(a)
	}
	if o.arcOf[c] == id {
		o.sides[c][0] = a
		o.push(c)
	}
	o.size[id] -= twice(o.points[a], o.points[v], o.points[c])
	o.pushArc(id)
}

// sink takes an island away as a whole.
func (o *ordering) sink(id int32, size float64) {
	o.level = max(o.level, size)
	arc := &o.arcs[id]
	arc.gone = o.level
	for i, v := range arc.vertices {
		if o.alive[v] {
			o.alive[v] = false
			arc.goes[i] = o.level
			o.release(v)
		}
	}
}

// release gives the vertices that stood back for one that went another try.
func (o *ordering) release(v int32) {
	waiting := o.waiting[v]
	delete(o.waiting, v)
	for _, w := range waiting {
		if o.alive[w] {
			o.push(w)
		}
	}
}

func (o *ordering) push(v int32) {
	o.stamp[v]++
	size := math.Abs(twice(o.points[o.sides[v][0]], o.points[v], o.points[o.sides[v][1]]))
	heap.Push(&o.queue, candidate{size: size, place: o.places[v], vertex: v, arc: -1, stamp: o.stamp[v]})
}

func (o *ordering) pushArc(id int32) {
	if arc := &o.arcs[id]; arc.free {
		o.changed[id]++
		heap.Push(&o.queue, candidate{size: math.Abs(o.size[id]), place: o.places[arc.vertices[0]], arc: id, stamp: o.changed[id]})
	}
}

func pair(a, b int32) [2]int32 { return [2]int32{min(a, b), max(a, b)} }
