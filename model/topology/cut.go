package topology

import "math"

// outline cuts the rings of an area into arcs.
func (b *building) outline(area Area, polygons [][][]int32) outline {
	out := outline{layer: area.Layer, code: area.Code}
	for _, rings := range polygons {
		var polygon []ring
		for _, ids := range rings {
			polygon = append(polygon, b.cut(ids))
		}
		out.polygons = append(out.polygons, polygon)
	}
	return out
}

// cut goes round a ring from node to node. A ring without nodes is one arc
// that begins at its first place.
func (b *building) cut(ids []int32) ring {
	start := -1
	for i, v := range ids {
		if b.node[v] {
			start = i
			break
		}
	}
	free := start < 0
	if free {
		start = b.first(ids)
	}
	round := append(append(append([]int32{}, ids[start:]...), ids[:start]...), ids[start])
	var out ring
	from := 0
	for i := 1; i < len(round); i++ {
		if b.node[round[i]] || i == len(round)-1 {
			out = append(out, b.arc(round[from:i+1], free))
			from = i
		}
	}
	return out
}

func (b *building) first(ids []int32) int {
	first := 0
	for i, v := range ids {
		if b.places[v].before(b.places[ids[first]]) {
			first = i
		}
	}
	return first
}

// arc gives the reference to an arc, and notes it when it is new. An arc is
// known by its first two vertices, read from the end that comes first.
func (b *building) arc(vertices []int32, free bool) int32 {
	last := len(vertices) - 1
	there, back := [2]int32{vertices[0], vertices[1]}, [2]int32{vertices[last], vertices[last-1]}
	forward := b.comes(there, back)
	if !forward {
		there = back
	}
	id, known := b.arcOf[there]
	if !known {
		id = int32(len(b.arcs))
		b.arcOf[there] = id
		b.arcs = append(b.arcs, newArc(vertices, forward, free))
	}
	if forward {
		return id
	}
	return ^id
}

// comes orders two beginnings by place.
func (b *building) comes(there, back [2]int32) bool {
	if there[0] != back[0] {
		return b.places[there[0]].before(b.places[back[0]])
	}
	return !b.places[back[1]].before(b.places[there[1]])
}

func newArc(vertices []int32, forward, free bool) arc {
	n := len(vertices)
	a := arc{vertices: make([]int32, n), goes: make([]float64, n), gone: math.Inf(1), closed: vertices[0] == vertices[n-1], free: free}
	for i, v := range vertices {
		if !forward {
			i = n - 1 - i
		}
		a.vertices[i], a.goes[i] = v, math.Inf(1)
	}
	return a
}
