package cql2_test

import (
	"math"
	"testing"
	"time"

	"catchment/model/cql2"

	"github.com/paulmach/orb"
)

// The square with a hole and the second square are drawn above holed.
var places = []struct{ name, text, want string }{
	{"in the area", `S_INTERSECTS(area, POINT(1 1))`, "TRUE"},
	{"in the hole", `S_INTERSECTS(area, POINT(5 5))`, "FALSE"},
	{"on the border of the hole", `S_INTERSECTS(area, POINT(4 5))`, "TRUE"},
	{"on the corner", `S_INTERSECTS(area, POINT Z (10 10 3))`, "TRUE"},
	{"second part", `S_INTERSECTS(area, BBOX(21, 4.5, 21.5, 5))`, "TRUE"},
	{"box in the hole", `S_INTERSECTS(area, BBOX(4.5, 4.5, 5.5, 5.5))`, "FALSE"},
	{"box fills the hole", `S_INTERSECTS(area, BBOX(4, 4, 6, 6))`, "TRUE"},
	{"box fills the hole", `S_TOUCHES(area, BBOX(4, 4, 6, 6))`, "TRUE"},
	{"box between the parts", `S_DISJOINT(area, BBOX(11, 0, 19, 10))`, "TRUE"},
	{"box touches the side", `S_INTERSECTS(area, BBOX(10, 2, 12, 3))`, "TRUE"},
	{"box touches the side", `S_TOUCHES(area, BBOX(10, 2, 12, 3))`, "TRUE"},
	{"box is a line", `S_INTERSECTS(area, BBOX(10, 2, 10, 3))`, "TRUE"},
	{"box is a point", `S_INTERSECTS(area, BBOX(5, 5, 5, 5))`, "FALSE"},
	{"box over the antimeridian", `S_INTERSECTS(area, BBOX(175, 0, -175, 10))`, "FALSE"},
	{"box over the antimeridian and most of the world", `S_INTERSECTS(area, BBOX(21, 0, -1, 10))`, "TRUE"},
	{"box with heights", `S_INTERSECTS(area, BBOX(1, 1, -100, 2, 2, 100))`, "TRUE"},
	{"ring round the area", `S_INTERSECTS(area, POLYGON((-5 -5, 30 -5, 30 15, -5 15, -5 -5), (-1 -1, -1 11, 23 11, 23 -1, -1 -1)))`, "FALSE"},
	{"contains", `S_CONTAINS(area, POLYGON((1 1, 2 1, 2 2, 1 1)))`, "TRUE"},
	{"contains over the hole", `S_CONTAINS(area, BBOX(3, 3, 7, 7))`, "FALSE"},
	{"within", `S_WITHIN(area, BBOX(-1, -1, 30, 30))`, "TRUE"},
	{"within, border to border", `S_WITHIN(area, BBOX(0, 0, 22, 10))`, "TRUE"},
	{"a point on the border is not within", `S_WITHIN(site, BBOX(2, 0, 5, 5))`, "FALSE"},
	{"within another property", `S_WITHIN(site, area)`, "TRUE"},
	{"equals in another order", `S_EQUALS(road, LINESTRING(1 1, 0 1, -1 1))`, "TRUE"},
	{"equals a part", `S_EQUALS(road, LINESTRING(1 1, 0 1))`, "FALSE"},
	{"crosses", `S_CROSSES(road, area)`, "TRUE"},
	{"crosses", `S_CROSSES(site, area)`, "FALSE"},
	{"overlaps", `S_OVERLAPS(area, BBOX(-1, -1, 1, 1))`, "TRUE"},
	{"overlaps", `S_OVERLAPS(area, BBOX(1, 1, 2, 2))`, "FALSE"},
	{"many points", `S_INTERSECTS(area, MULTIPOINT((5 5), (1 1)))`, "TRUE"},
	{"many points without brackets", `S_INTERSECTS(area, MULTIPOINT(5 5, 11 1))`, "FALSE"},
	{"collection", `S_INTERSECTS(area, GEOMETRYCOLLECTION(POINT(5 5), LINESTRING(-1 5, 1 5)))`, "TRUE"},
	{"literals", `S_CROSSES(LINESTRING(0 0, 2 2), LINESTRING(0 2, 2 0))`, "TRUE"},
	{"no geometry", `S_INTERSECTS(no_place, POINT(1 1))`, "NULL"},
	{"no geometry", `S_DISJOINT(no_place, POINT(1 1))`, "NULL"},
}

func TestPlaces(t *testing.T) {
	for _, c := range places {
		if got := truth(t, c.text); got != c.want {
			t.Errorf("%s: %s is %s, want %s", c.name, c.text, got, c.want)
		}
		checkFixpoint(t, c.text)
	}
}

var world = cql2.Queryables{"geometry": cql2.Geometry}

func TestBound(t *testing.T) {
	near, far := orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{1, 1}}, orb.Bound{Min: orb.Point{5, 5}, Max: orb.Point{9, 9}}
	cases := []struct {
		text string
		want orb.Bound
		has  bool
	}{
		{`S_INTERSECTS(geometry, BBOX(0,0,1,1))`, near, true},
		{`S_WITHIN(BBOX(5,5,9,9), geometry)`, far, true},
		{`S_INTERSECTS(geometry, BBOX(0,0,1,1)) AND S_INTERSECTS(geometry, BBOX(5,5,9,9))`, near, true}, // not the empty intersection
		{`S_INTERSECTS(geometry, BBOX(0,0,1,1)) OR S_INTERSECTS(geometry, BBOX(5,5,9,9))`, near.Union(far), true},
		{`S_INTERSECTS(geometry, BBOX(0,0,1,1)) OR TRUE`, orb.Bound{}, false},
		{`NOT S_INTERSECTS(geometry, BBOX(0,0,1,1))`, orb.Bound{}, false},
		{`S_DISJOINT(geometry, BBOX(0,0,1,1))`, orb.Bound{}, false},
		{`geometry IS NULL`, orb.Bound{}, false},
	}
	for _, c := range cases {
		f, err := cql2.ParseText(c.text, world)
		if err != nil {
			t.Fatal(err)
		}
		if got, has := f.Bound(); got != c.want || has != c.has {
			t.Errorf("%s: %v %v, want %v %v", c.text, got, has, c.want, c.has)
		}
	}
	if _, has := parse(t, `S_INTERSECTS(site, BBOX(0,0,1,1))`).Bound(); has {
		t.Error("a box is given though the features have several geometries")
	}
}

// TestTransform has literals in (latitude, longitude), and in degrees turned
// by 45, where a box is no box any more.
func TestTransform(t *testing.T) {
	swap := cql2.Transform(func(p orb.Point) orb.Point { return orb.Point{p[1], p[0]} })
	turn := cql2.Transform(func(p orb.Point) orb.Point { return orb.Point{p[0] - p[1], p[0] + p[1]} })
	nowhere := cql2.Transform(func(orb.Point) orb.Point { return orb.Point{math.NaN(), 0} })
	cases := []struct {
		text   string
		option cql2.Option
		point  orb.Point
		want   bool
	}{
		{`S_INTERSECTS(geometry, BBOX(51,-4,52,-3))`, swap, orb.Point{-3.5, 51.5}, true},
		{`S_INTERSECTS(geometry, BBOX(51,-4,52,-3))`, swap, orb.Point{51.5, -3.5}, false},
		{`S_INTERSECTS(geometry, POLYGON((51 -4, 52 -4, 52 -3, 51 -4)))`, swap, orb.Point{-3.5, 51.8}, true},
		{`S_INTERSECTS(geometry, BBOX(-1,-1,1,1))`, turn, orb.Point{0, 1.9}, true},
		{`S_INTERSECTS(geometry, BBOX(-1,-1,1,1))`, turn, orb.Point{1.5, 1.5}, false},
		{`S_INTERSECTS(geometry, BBOX(1,1,1,1))`, turn, orb.Point{0, 2}, true},
	}
	for _, c := range cases {
		f, err := cql2.ParseText(c.text, world, c.option)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Matches(func(string) any { return c.point }); got != c.want {
			t.Errorf("%s at %v: %v", c.text, c.point, got)
		}
		if again, err := cql2.ParseText(f.Text(), world, c.option); err != nil || again.Text() != f.Text() {
			t.Errorf("%s is written as it was moved: %s", c.text, f.Text())
		}
	}
	for _, text := range []string{`S_INTERSECTS(geometry, POINT(1 1))`, `S_INTERSECTS(geometry, BBOX(1,1,2,2))`} {
		if _, err := cql2.ParseText(text, world, nowhere); err == nil {
			t.Errorf("%s is taken outside the reference system", text)
		}
	}
}

// TestFast holds a box over 2,000 polygons of 200 corners to a time that a
// request can spare, many times over what it takes.
func TestFast(t *testing.T) {
	f, err := cql2.ParseText(`S_INTERSECTS(geometry, BBOX(-4.5, 51.5, -3.5, 52.5))`, world)
	if err != nil {
		t.Fatal(err)
	}
	areas := circles(2000)
	start := time.Now()
	found := 0
	for _, area := range areas {
		if f.Matches(func(string) any { return area }) {
			found++
		}
	}
	if took := time.Since(start); took > 200*time.Millisecond {
		t.Errorf("2,000 polygons took %v", took)
	}
	if found == 0 || found == len(areas) {
		t.Errorf("%d of %d match", found, len(areas))
	}
}

func BenchmarkBox(b *testing.B) {
	f, err := cql2.ParseText(`S_INTERSECTS(geometry, BBOX(-4.5, 51.5, -3.5, 52.5))`, world)
	if err != nil {
		b.Fatal(err)
	}
	areas := circles(2000)
	for b.Loop() {
		for _, area := range areas {
			f.Matches(func(string) any { return area })
		}
	}
}

// circles lie on a grid over Wales, each of 200 corners.
func circles(count int) []orb.MultiPolygon {
	var all []orb.MultiPolygon
	for i := range count {
		x, y := -5.3+2.7*float64(i%50)/50, 51.3+2.2*float64(i/50)/40
		ring := orb.Ring{}
		for k := range 200 {
			angle := 2 * math.Pi * float64(k) / 200
			ring = append(ring, orb.Point{x + .05*math.Cos(angle), y + .05*math.Sin(angle)})
		}
		all = append(all, orb.MultiPolygon{{append(ring, ring[0])}})
	}
	return all
}
