package geojson

import (
	"slices"

	"github.com/paulmach/orb"
)

// tooIntricate says whether checking a boundary would take too long. Edges
// are found by their bounds, which fails where most of them lie beside each
// other, as in a zigzag of long edges; and each hole is held against each
// position of its shell.
func tooIntricate(polygons orb.MultiPolygon) bool {
	inside := 0
	for _, polygon := range polygons {
		inside += (len(polygon) - 1) * len(polygon[0])
	}
	if inside > MaxComparisons {
		return true
	}
	edges := edgesOf(polygons)
	return beside(edges, 0) > MaxComparisons || beside(edges, 1) > MaxComparisons
}

// beside counts the pairs of edges that overlap along an axis.
func beside(edges []edge, axis int) (pairs int) {
	begins, ends := make([]float64, len(edges)), make([]float64, len(edges))
	for i, e := range edges {
		begins[i], ends[i] = min(e.from[axis], e.to[axis]), max(e.from[axis], e.to[axis])
	}
	slices.Sort(begins)
	slices.Sort(ends)
	ended := 0
	for i, begin := range begins { // i edges began before, of which some have ended
		for ended < len(ends) && ends[ended] < begin {
			ended++
		}
		pairs += i - ended
	}
	return pairs
}
