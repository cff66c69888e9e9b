package atlas

import (
	"math"
	"testing"

	"github.com/paulmach/orb"

	"catchment/model"
)

// Three boundaries. The centroid of the L, of squares 1 × 3 and 2 × 1, is
// (3 · 0.5 + 2 · 2, 3 · 1.5 + 2 · 0.5) / 5 = (1.1, 1.1), outside it:
//
//	3 ┌───┐              2 ┌───────┐      6   ┌─┐
//	  │   │                │       │        5 └─┘   small: 1 × 1 at (10, 5)
//	1 │ · └───────┐        │   ·   │
//	0 └───────────┘      0 └───────┘            large: 2 × 2 at (0, 0)
//	  0   1       3        0       2
func TestRepresentativePoint(t *testing.T) {
	ell := orb.MultiPolygon{{{{0, 0}, {3, 0}, {3, 1}, {1, 1}, {1, 3}, {0, 3}, {0, 0}}}}
	large := orb.Polygon{{{0, 0}, {2, 0}, {2, 2}, {0, 2}, {0, 0}}}
	small := orb.Polygon{{{10, 5}, {11, 5}, {11, 6}, {10, 6}, {10, 5}}}
	holed := orb.Polygon{{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}, {{2, 1}, {2, 3}, {4, 3}, {4, 1}, {2, 1}}} // 16 − 4 of centroid (3, 2)
	nan := math.NaN()
	cases := []struct {
		name     string
		area     model.Area
		lon, lat float64
		outside  bool
	}{
		{"stated", model.Area{PointLon: new(-3.95), PointLat: new(52.03), Boundary: ell}, -3.95, 52.03, false},
		{"stated, far outside: not flagged", model.Area{PointLon: new(50.0), PointLat: new(50.0), Boundary: ell}, 50, 50, false},
		{"centroid of a square", model.Area{Boundary: orb.MultiPolygon{large}}, 1, 1, false},
		{"centroid by area of two parts", model.Area{Boundary: orb.MultiPolygon{large, small}}, (4*1 + 10.5) / 5, (4*1 + 5.5) / 5, true},
		{"centroid outside", model.Area{Boundary: ell}, 1.1, 1.1, true},
		{"a hole is no area", model.Area{Boundary: orb.MultiPolygon{holed}}, (16*2 - 4*3) / 12., 2, false},
		{"half a point stated", model.Area{PointLon: new(7.0), Boundary: orb.MultiPolygon{large}}, 1, 1, false},
		{"nothing known", model.Area{}, nan, nan, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.area.Code, c.area.Kind = "A", "lsoa"
			a := Build(&model.Records{Areas: []model.Area{c.area}}, model.Revision{})
			got := a.Points[0]
			if !(math.Abs(got.Lon-c.lon) < 1e-12 && math.Abs(got.Lat-c.lat) < 1e-12) && !math.IsNaN(c.lon) {
				t.Errorf("%v, want %v %v", got, c.lon, c.lat)
			}
			if math.IsNaN(c.lon) != math.IsNaN(got.Lon) || a.CentroidOutside(0) != c.outside {
				t.Errorf("%v, outside %v", got, a.CentroidOutside(0))
			}
		})
	}
}
