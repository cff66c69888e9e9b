package topology

import (
	"math"

	"github.com/paulmach/orb"
)

// polar is the latitude where the square of Web Mercator ends.
const polar = 85.0511287798066

// Project takes longitude and latitude into the plane. Latitudes beyond the
// square of Web Mercator are taken to its edge.
func Project(p orb.Point) orb.Point {
	sin := math.Sin(min(max(p[1], -polar), polar) * math.Pi / 180)
	return orb.Point{p[0]/360 + 0.5, 0.5 - math.Log((1+sin)/(1-sin))/(4*math.Pi)}
}

// Unproject takes a point of the plane back to longitude and latitude.
func Unproject(p orb.Point) orb.Point {
	lat := math.Atan(math.Sinh(math.Pi * (1 - 2*p[1])))
	return orb.Point{(p[0] - 0.5) * 360, lat * 180 / math.Pi}
}

// place is a vertex in units of 1e-7 degrees: places are equal or not.
type place [2]int32

func placeOf(p orb.Point) place {
	return place{int32(math.Round(p[0] * 1e7)), int32(math.Round(p[1] * 1e7))}
}

func (p place) point() orb.Point { return orb.Point{float64(p[0]) / 1e7, float64(p[1]) / 1e7} }

// before orders places, so that results do not depend on the order of areas.
func (p place) before(q place) bool { return p[0] < q[0] || p[0] == q[0] && p[1] < q[1] }

// twice is twice the signed area of a triangle.
func twice(a, b, c orb.Point) float64 {
	return (b[0]-a[0])*(c[1]-a[1]) - (c[0]-a[0])*(b[1]-a[1])
}

// within says whether a point is in a triangle or on its edge. Of a triangle
// without area the edge alone counts, not the line it lies on.
func within(p, a, b, c orb.Point) bool {
	for i := range p {
		if p[i] < min(a[i], b[i], c[i]) || p[i] > max(a[i], b[i], c[i]) {
			return false
		}
	}
	d, e, f := twice(a, b, p), twice(b, c, p), twice(c, a, p)
	return d >= 0 && e >= 0 && f >= 0 || d <= 0 && e <= 0 && f <= 0
}
