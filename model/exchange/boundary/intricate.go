package boundary

import (
	"math"

	"github.com/paulmach/orb"
)

// maxComparisons bounds the checking of one boundary.
const maxComparisons = 300_000_000

// tooIntricate says whether checking a boundary would take too long. Edges
// are compared with those within their bounds, and of the edges that are as
// long as the part itself, as in a dense zigzag, these are all; and each hole
// is held against each position of its shell. The outline of a coast, however
// long, is made of edges that are short.
func tooIntricate(polygons orb.MultiPolygon) bool {
	comparisons := 0.0
	for _, polygon := range polygons {
		comparisons += float64(len(polygon)-1) * float64(len(polygon[0]))
		bound := polygon.Bound()
		extent := max(bound.Max[0]-bound.Min[0], bound.Max[1]-bound.Min[1])
		length, edges := 0.0, 0.0
		for _, ring := range polygon {
			for i := 1; i < len(ring); i++ {
				length += max(math.Abs(ring[i][0]-ring[i-1][0]), math.Abs(ring[i][1]-ring[i-1][1]))
			}
			edges += float64(len(ring) - 1)
		}
		comparisons += edges * length / extent
	}
	return comparisons > maxComparisons
}
