package topology

import (
	"math"

	"github.com/paulmach/orb"
)

// Area is an area to be simplified together with others. Boundary is WGS 84.
type Area struct {
	Layer, Code string
	Boundary    orb.MultiPolygon
}

// Topology holds every border of a set of areas once, with the order in which
// vertices go. It does not change after Of: use it from as many goroutines as
// you like.
type Topology struct {
	areas  []outline
	points []orb.Point // per vertex, in the plane
	places []place
	arcs   []arc
}

// outline is an area as references to arcs.
type outline struct {
	layer, code string
	polygons    [][]ring // first the outer ring
}

// ring is a round of arcs; ^i is arc i backwards.
type ring []int32

// arc is a chain of vertices from node to node; closed where it ends at its
// beginning. goes is the size (twice the area) at which a vertex goes, which
// is infinite for both ends; gone is the size at which the arc as a whole
// goes.
type arc struct {
	vertices []int32
	goes     []float64
	gone     float64
	closed   bool
	free     bool   // closed and without a node: an island or a hole
	layers   uint64 // one bit a layer
}

// Of finds the arcs of the areas and the order in which their vertices go.
// Rings of fewer than three places are left out.
func Of(areas []Area) *Topology {
	b := &building{Topology: &Topology{}, ids: map[place]int32{}, arcOf: map[[2]int32]int32{}}
	rings := b.number(areas)
	for i, area := range areas {
		b.areas = append(b.areas, b.outline(area, rings[i]))
	}
	b.mark(areas)
	if len(b.arcs) > 0 {
		order(b.Topology)
	}
	return b.Topology
}

// building is a topology on its way.
type building struct {
	*Topology
	ids   map[place]int32
	sides [][2]int32 // the first two neighbours of a vertex, -1 for none
	node  []bool
	arcOf map[[2]int32]int32 // by the first two vertices
}

// number gives every place a number, and the rings of every area as numbers
// without the closing one.
func (b *building) number(areas []Area) [][][][]int32 {
	all := make([][][][]int32, len(areas))
	for i, area := range areas {
		for _, polygon := range area.Boundary {
			var rings [][]int32
			for n, points := range polygon {
				ids := b.vertices(points)
				if len(ids) >= 3 {
					rings = append(rings, ids)
					b.connect(ids)
				} else if n == 0 {
					break // holes of nothing
				}
			}
			if len(rings) > 0 {
				all[i] = append(all[i], rings)
			}
		}
	}
	for v, sides := range b.sides {
		b.node[v] = b.node[v] || sides[1] < 0
	}
	return all
}

func (b *building) vertices(points orb.Ring) []int32 {
	var ids []int32
	for _, p := range points {
		id := b.vertex(placeOf(p))
		if len(ids) == 0 || ids[len(ids)-1] != id {
			ids = append(ids, id)
		}
	}
	for len(ids) > 1 && ids[0] == ids[len(ids)-1] {
		ids = ids[:len(ids)-1]
	}
	return ids
}

func (b *building) vertex(p place) int32 {
	id, known := b.ids[p]
	if !known {
		id = int32(len(b.places))
		b.ids[p] = id
		b.places = append(b.places, p)
		b.points = append(b.points, Project(p.point()))
		b.sides = append(b.sides, [2]int32{-1, -1})
		b.node = append(b.node, false)
	}
	return id
}

// connect notes the neighbours along a ring; a vertex with a third one is a
// node.
func (b *building) connect(ids []int32) {
	for i, v := range ids {
		next := ids[(i+1)%len(ids)]
		b.beside(v, next)
		b.beside(next, v)
	}
}

func (b *building) beside(v, other int32) {
	switch sides := &b.sides[v]; {
	case sides[0] == other || sides[1] == other:
	case sides[0] < 0:
		sides[0] = other
	case sides[1] < 0:
		sides[1] = other
	default:
		b.node[v] = true
	}
}

// mark says which layers run along an arc, and which islands may go: those
// that are in the largest part of no area.
func (b *building) mark(areas []Area) {
	bits := map[string]uint64{}
	for i := range areas {
		layer := areas[i].Layer
		if bits[layer] == 0 {
			bits[layer] = 1 << min(len(bits), 63)
		}
		largest := b.largest(b.areas[i].polygons)
		for n, polygon := range b.areas[i].polygons {
			for _, ring := range polygon {
				for _, ref := range ring {
					arc := &b.arcs[max(ref, ^ref)]
					arc.layers |= bits[layer]
				}
			}
			if n == largest {
				b.arcs[max(polygon[0][0], ^polygon[0][0])].free = false
			}
		}
	}
}

// largest is the place of the polygon with the largest outer ring.
func (b *building) largest(polygons [][]ring) int {
	best, size := 0, -1.0
	for i, polygon := range polygons {
		if area := math.Abs(b.twiceOf(b.join(polygon[0], 0))); area > size {
			best, size = i, area
		}
	}
	return best
}

// twiceOf is twice the signed area of a closed line.
func (b *building) twiceOf(points orb.Ring) float64 {
	sum := 0.0
	for i := 1; i+1 < len(points); i++ {
		sum += twice(points[0], points[i], points[i+1])
	}
	return sum
}
