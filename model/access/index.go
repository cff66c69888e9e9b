package access

import (
	"cmp"
	"math"
	"slices"
)

// Index finds the points within a distance of a place, anywhere on the earth.
//
// The points stand in strips of latitude that hold about the same number
// each, and in a strip in order of longitude, so that dense towns and empty
// moors, the poles and the antimeridian are all served alike:
//
//	north ┌──────────────────────┐
//	      │ ·  ·    ··   · ·   · │ strip 2
//	      ├──────────────────────┤
//	      │·· ·(····*····)··· ·· │ strip 1: the circle cuts one run of
//	      ├──────────────────────┤          longitudes out of each strip
//	      │  · ·· ·(·)  ·  ·   · │ strip 0
//	south └──────────────────────┘
//
// An Index does not change and may be used by many goroutines at once.
type Index struct {
	size   int       // points given, those that are nowhere included
	id     []int32   // position -> number of the point as given
	lon    []float64 // position -> longitude in [-180, 180], ascending in a strip
	at     []vector  // position -> unit vector
	place  []place   // position -> coordinates
	strips []strip   // from south to north
}

// place is a point as it was given, with what the haversine needs of it.
type place struct {
	Point
	cos float64 // cosine of the latitude
}

// strip is the positions [first, end): all points with south ≤ latitude ≤ north.
type strip struct {
	first, end   int
	south, north float64
	cos          float64 // smallest cosine of a latitude in the strip
}

// stripLength is how many points a strip holds at least, but for the last.
const stripLength = 16

// NewIndex indexes the points under their numbers, 0 to len(points)-1. Points
// that are nowhere, with coordinates of NaN, are never found.
func NewIndex(points []Point) *Index {
	x := &Index{size: len(points)}
	for i, p := range points {
		if p.isPlace() {
			x.id = append(x.id, int32(i))
		}
	}
	slices.SortFunc(x.id, func(a, b int32) int {
		return cmp.Or(cmp.Compare(points[a].Lat, points[b].Lat), cmp.Compare(a, b))
	})
	x.cut(points)
	x.lon, x.at, x.place = make([]float64, len(x.id)), make([]vector, len(x.id)), make([]place, len(x.id))
	each(len(x.strips), 8, func(s int) { x.fill(x.strips[s], points) })
	return x
}

// cut divides the points, which are in order of latitude, into strips.
func (x *Index) cut(points []Point) {
	n := len(x.id)
	length := max(stripLength, int(2*math.Sqrt(float64(n))))
	for first := 0; first < n; first += length {
		end := min(n, first+length)
		south, north := points[x.id[first]].Lat, points[x.id[end-1]].Lat
		x.strips = append(x.strips, strip{first, end, south, north, min(cosine(south), cosine(north))})
	}
}

// fill puts a strip in order of longitude.
func (x *Index) fill(s strip, points []Point) {
	id := x.id[s.first:s.end]
	slices.SortFunc(id, func(a, b int32) int {
		return cmp.Or(cmp.Compare(turned(points[a].Lon), turned(points[b].Lon)), cmp.Compare(a, b))
	})
	for k, i := range id {
		p := points[i]
		x.lon[s.first+k] = turned(p.Lon)
		x.at[s.first+k] = p.vector()
		x.place[s.first+k] = place{p, cosine(p.Lat)}
	}
}

// turned is the longitude in [-180, 180] of the same meridian.
func turned(lon float64) float64 {
	if lon >= -180 && lon <= 180 {
		return lon
	}
	return math.Remainder(lon, 360)
}

// Within visits all points at Kilometres(p, point) ≤ km with their number and
// that distance, in an order that depends on the indexed points and p alone.
// A km of +Inf visits every place; from a p that is nowhere, or for a km that
// is negative or NaN, there is nothing to visit.
func (x *Index) Within(p Point, km float64, visit func(i int32, km float64)) {
	c := newCircle(p, newRadius(km))
	x.runs(&c, func(first, end int) {
		for k := first; k < end; k++ {
			if c.at.chord2(x.at[k]) > c.outside {
				continue
			}
			if d := c.kilometres(&x.place[k]); d <= km {
				visit(x.id[k], d)
			}
		}
	})
}
