package boundary

import (
	"errors"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/rtree"

	"catchment/model"
)

// edge is a line between two neighbouring positions of a ring; place and
// length are its place among the edges of the ring and their number.
type edge struct {
	from, to      orb.Point
	part, ring    int
	place, length int
}

// crossing finds two edges of a boundary that cross, lie on each other or,
// in one ring, touch where they should not. It is asked only of boundaries
// that are known to be invalid.
func crossing(polygons orb.MultiPolygon) (where orb.Point, how model.Sentence, found bool) {
	neighbours(edgesOf(polygons), func(a, b edge) bool {
		where, how = meet(a, b)
		return how.Empty()
	})
	return where, how, !how.Empty()
}

// neighbours visits each pair of edges that lie within each other's bounds,
// as long as visit says so.
func neighbours(edges []edge, visit func(a, b edge) bool) {
	items := make([]rtree.BulkItem, len(edges))
	for i, e := range edges {
		items[i] = rtree.BulkItem{Box: e.box(), RecordID: i}
	}
	tree := rtree.BulkLoad(items)
	for i, e := range edges {
		err := tree.RangeSearch(e.box(), func(j int) error {
			if j > i && !visit(e, edges[j]) {
				return errEnough
			}
			return nil
		})
		if err != nil {
			return
		}
	}
}

var errEnough = errors.New("enough")

// edgesOf lists the edges of all rings, without those of no length.
func edgesOf(polygons orb.MultiPolygon) []edge {
	var edges []edge
	for i, polygon := range polygons {
		for j, ring := range polygon {
			first := len(edges)
			for k := 1; k < len(ring); k++ {
				if ring[k] != ring[k-1] {
					edges = append(edges, edge{from: ring[k-1], to: ring[k], part: i, ring: j, place: len(edges) - first})
				}
			}
			for k := first; k < len(edges); k++ {
				edges[k].length = len(edges) - first
			}
		}
	}
	return edges
}

func (e edge) box() rtree.Box {
	return rtree.Box{
		MinX: min(e.from[0], e.to[0]), MinY: min(e.from[1], e.to[1]),
		MaxX: max(e.from[0], e.to[0]), MaxY: max(e.from[1], e.to[1]),
	}
}

// meet says how and where two edges meet that should not, nothing where they may.
func meet(a, b edge) (where orb.Point, how model.Sentence) {
	same := a.part == b.part && a.ring == b.ring
	if p, yes := overlap(a, b); yes {
		if same {
			return p, model.Say("doubles back on itself")
		}
		return p, model.Say("has rings that lie on each other")
	}
	neighbours := same && (b.place == a.place+1 || a.place == 0 && b.place == b.length-1)
	p, inside, yes := meeting(a, b)
	switch {
	case !yes || neighbours:
		return p, model.Sentence{}
	case same && inside:
		return p, model.Say("crosses itself")
	case same:
		return p, model.Say("touches itself")
	case inside:
		return p, model.Say("has rings that cross")
	}
	return p, model.Sentence{}
}

// turn is positive where c lies left of the line from a to b.
func turn(a, b, c orb.Point) float64 {
	return (b[0]-a[0])*(c[1]-a[1]) - (b[1]-a[1])*(c[0]-a[0])
}

// meeting finds the one point that two edges have in common; inside says
// that it is inside both.
func meeting(a, b edge) (p orb.Point, inside, yes bool) {
	a1, a2 := turn(b.from, b.to, a.from), turn(b.from, b.to, a.to)
	b1, b2 := turn(a.from, a.to, b.from), turn(a.from, a.to, b.to)
	if a1*a2 < 0 && b1*b2 < 0 {
		t := a1 / (a1 - a2)
		return orb.Point{a.from[0] + t*(a.to[0]-a.from[0]), a.from[1] + t*(a.to[1]-a.from[1])}, true, true
	}
	for _, end := range []struct {
		p    orb.Point
		turn float64
		of   edge
	}{{a.from, a1, b}, {a.to, a2, b}, {b.from, b1, a}, {b.to, b2, a}} {
		if end.turn == 0 && end.of.spans(end.p) {
			return end.p, false, true
		}
	}
	return p, false, false
}

// overlap says whether two edges lie on one line and share more than a point.
func overlap(a, b edge) (orb.Point, bool) {
	if turn(a.from, a.to, b.from) != 0 || turn(a.from, a.to, b.to) != 0 {
		return orb.Point{}, false
	}
	var shared []orb.Point
	for _, p := range []orb.Point{a.from, a.to} {
		if b.spans(p) {
			shared = append(shared, p)
		}
	}
	for _, p := range []orb.Point{b.from, b.to} {
		if a.spans(p) {
			shared = append(shared, p)
		}
	}
	for _, p := range shared {
		if p != shared[0] {
			return p, true
		}
	}
	return orb.Point{}, false
}

// spans says whether a point of the edge's line lies on the edge.
func (e edge) spans(p orb.Point) bool {
	box := e.box()
	return p[0] >= box.MinX && p[0] <= box.MaxX && p[1] >= box.MinY && p[1] <= box.MaxY
}
