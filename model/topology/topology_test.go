package topology

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
)

// Two halves with a bent border, an island of the left one, and a speck.
//
//	0,2---1,2---2,2
//	 |     \     |     o island, 3,0 to 3.2,0.2
//	 | left ) right    . speck
//	 |     /     |
//	0,0---1,0---2,0
func halves() []Area {
	island := orb.Polygon{{{3, 0}, {3.2, 0}, {3.2, .2}, {3, .2}, {3, 0}}}
	return []Area{
		{"half", "left", orb.MultiPolygon{{{{0, 0}, {1, 0}, {1.1, 1}, {1, 2}, {0, 2}, {0, 0}}}, island}},
		{"half", "right", orb.MultiPolygon{{{{1, 0}, {2, 0}, {2, 2}, {1, 2}, {1.1, 1}, {1, 0}}}}},
		{"half", "speck", orb.MultiPolygon{{{{4, 0}, {4.01, 0}, {4.01, .01}, {4, 0}}}}},
	}
}

func degrees(d float64) float64 { return d / 360 }

func pointsOf(o Outline) (out []int) {
	for _, polygon := range o.Boundary {
		for _, ring := range polygon {
			out = append(out, len(ring))
		}
	}
	return out
}

func TestAt(t *testing.T) {
	topology := Of(halves())
	for name, test := range map[string]struct {
		tolerance float64
		want      [][]int // points of each ring, of left, right, speck
	}{
		"nothing goes at 0":                    {0, [][]int{{6, 5}, {6}, {4}}},
		"the bend is larger than a small part": {.2, [][]int{{6}, {6}, {4}}},
		"the bend goes from both at once":      {.4, [][]int{{5}, {5}, {4}}},
		"every area keeps a ring":              {100, [][]int{{4}, {4}, {4}}},
	} {
		t.Run(name, func(t *testing.T) {
			var got [][]int
			for _, o := range topology.At("half", degrees(test.tolerance)) {
				got = append(got, pointsOf(o))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			holdsTogether(t, topology, "half", degrees(test.tolerance))
		})
	}
}

func TestAtNothing(t *testing.T) {
	line := orb.MultiPolygon{{{{0, 0}, {1, 1}, {0, 0}}}}
	for name, areas := range map[string][]Area{"no areas": nil, "a line is no ring": {{"half", "line", line}}, "no boundary": {{"half", "none", nil}}} {
		for _, o := range Of(areas).At("half", 0) {
			if len(o.Boundary) > 0 {
				t.Errorf("%s: %v", name, o.Boundary)
			}
		}
	}
	if got := Of(halves()).At("elsewhere", 0); got != nil {
		t.Errorf("a layer that is not there gives %v", got)
	}
}

// An island that is the whole of another area is no speck to be dropped from
// the larger area above it.
func TestIslandThatIsAnArea(t *testing.T) {
	areas := halves()
	island := areas[0].Boundary[1]
	topology := Of(append(areas, Area{"parish", "island", orb.MultiPolygon{island}}))
	if left := topology.At("half", degrees(.4))[0]; len(left.Boundary) != 2 {
		t.Errorf("%d parts are left, want 2", len(left.Boundary))
	}
}

// A border that would sweep over a vertex of another area stays bent.
//
//	0,4-----------------4,4
//	 |        2,1        |     the notch of the south coast holds an islet:
//	 |       / . \       |     straight, the coast would run over it
//	0,0---1,0     3,0---4,0
func TestCoastKeepsOffAnIslet(t *testing.T) {
	land := orb.MultiPolygon{{{{0, 0}, {1, 0}, {2, 1}, {3, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}}}
	islet := orb.MultiPolygon{{{{1.95, .3}, {2.05, .3}, {2, .4}, {1.95, .3}}}}
	alone, both := Of([]Area{{"a", "land", land}}), Of([]Area{{"a", "land", land}, {"a", "islet", islet}})
	at := degrees(1.5)
	if with, without := pointsOf(both.At("a", at)[0])[0], pointsOf(alone.At("a", at)[0])[0]; with <= without {
		t.Errorf("%d points with the islet, %d without", with, without)
	}
	holdsTogether(t, both, "a", at)
	unlike := Of([]Area{{"a", "land", land}, {"b", "islet", islet}})
	if got, want := pointsOf(unlike.At("a", at)[0])[0], pointsOf(alone.At("a", at)[0])[0]; got != want {
		t.Errorf("an islet of another layer keeps %d points, want %d", got, want)
	}
}

func TestProject(t *testing.T) {
	for _, test := range []struct{ lonLat, plane orb.Point }{
		{orb.Point{0, 0}, orb.Point{.5, .5}},
		{orb.Point{-180, polar}, orb.Point{0, 0}},
		{orb.Point{180, -90}, orb.Point{1, 1}},
		{orb.Point{90, 40.97989806962013}, orb.Point{.75, .375}},
	} {
		got := Project(test.lonLat)
		if math.Abs(got[0]-test.plane[0]) > 1e-12 || math.Abs(got[1]-test.plane[1]) > 1e-12 {
			t.Errorf("%v is at %v, want %v", test.lonLat, got, test.plane)
		}
		if back := Unproject(got); math.Abs(back[0]-test.lonLat[0]) > 1e-9 || math.Abs(back[1]-max(test.lonLat[1], -polar)) > 1e-9 {
			t.Errorf("%v comes back as %v", test.lonLat, back)
		}
	}
}

// A vertex that stayed for the sake of another goes once that one has gone.
//
//	0,4-----------------4,4
//	 |        2,1        |
//	 |       / ^ \       |     the tip of the island stands in the notch
//	0,0---1,0 / \ 3,0---4,0
//	         /___\
func TestCoastStraightensOnceTheIslandHasGone(t *testing.T) {
	land := orb.MultiPolygon{
		{{{0, 0}, {1, 0}, {2, 1}, {3, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}},
		{{{1.2, -3}, {2.8, -3}, {2, .5}, {1.2, -3}}},
	}
	topology := Of([]Area{{"a", "land", land}})
	for _, test := range []struct {
		tolerance float64 // the notch has the size 1², the island 1.67²
		want      []int
	}{{.9, []int{6, 4}}, {1.5, []int{6, 4}}, {1.8, []int{5}}} {
		if diff := cmp.Diff(test.want, pointsOf(topology.At("a", degrees(test.tolerance))[0])); diff != "" {
			t.Errorf("at %g: %s", test.tolerance, diff)
		}
	}
}
