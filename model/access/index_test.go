package access

import (
	"math"
	"math/rand"
	"slices"
	"testing"
)

// found lists what Within visits, ascending.
func found(x *Index, p Point, km float64) []int32 {
	all := []int32{}
	x.Within(p, km, func(i int32, _ float64) { all = append(all, i) })
	slices.Sort(all)
	return all
}

// latitude 89.9    0 ---- pole ---- 1       antimeridian
//
//	|
//
// equator          4 (lon 0)        2 · · ·|· · · 3
//
//	179.9   |   -179.9
//
// nowhere          5
func TestWithin(t *testing.T) {
	points := []Point{{0, 89.9}, {180, 89.9}, {179.9, 0}, {-179.9, 0}, {0, 0}, {math.NaN(), 0}}
	x := NewIndex(points)
	everywhere := []int32{0, 1, 2, 3, 4}
	for _, c := range []struct {
		name string
		p    Point
		km   float64
		want []int32
	}{
		{"across the pole", Point{0, 89.9}, 23, []int32{0, 1}},
		{"this side of the pole", Point{0, 89.9}, 22, []int32{0}},
		{"from the pole", Point{77, 90}, 12, []int32{0, 1}},
		{"eastward over the antimeridian", Point{179.9, 0}, 23, []int32{2, 3}},
		{"westward over the antimeridian", Point{-179.9, 0}, 23, []int32{2, 3}},
		{"on the antimeridian", Point{180, 0}, 12, []int32{2, 3}},
		{"on its other name", Point{-180, 0}, 12, []int32{2, 3}},
		{"not as far as that", Point{-180, 0}, 11, []int32{}},
		{"longitude beyond a turn", Point{360, 0}, 1, []int32{4}},
		{"no distance", Point{0, 0}, 0, []int32{4}},
		{"half the circumference", Point{0, 0}, math.Pi * EarthRadiusKm, everywhere},
		{"infinite", Point{3, 3}, math.Inf(1), everywhere},
		{"from nowhere", Point{0, math.NaN()}, math.Inf(1), []int32{}},
		{"negative", Point{0, 0}, -1, []int32{}},
		{"not a number", Point{0, 0}, math.NaN(), []int32{}},
	} {
		if got := found(x, c.p, c.km); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if got := found(NewIndex(nil), Point{0, 0}, math.Inf(1)); len(got) > 0 {
		t.Errorf("an empty index found %v", got)
	}
}

// Within finds exactly the points at Kilometres ≤ km, for radii of every
// size and on the very edge, and delivers that distance to the last bit.
func TestWithinEqualsKilometres(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	for range 60 {
		points := make([]Point, 1+r.Intn(400))
		for i := range points {
			points[i] = randomPoint(r)
			if i > 0 && r.Intn(3) == 0 {
				points[i] = near(r, points[r.Intn(i)])
			}
			if r.Intn(50) == 0 {
				points[i].Lat = math.NaN()
			}
		}
		x := NewIndex(points)
		for range 60 {
			p := randomPoint(r)
			q := points[r.Intn(len(points))]
			if r.Intn(2) == 0 {
				p = near(r, q)
			}
			edge := Kilometres(p, q)
			for _, km := range []float64{edge, math.Nextafter(edge, 0), math.Nextafter(edge, 1e9), edge * (1 + 1e-10), r.Float64() * 20100} {
				checkWithin(t, x, points, p, km)
			}
		}
	}
}

func checkWithin(t *testing.T, x *Index, points []Point, p Point, km float64) {
	t.Helper()
	want := []int32{}
	for i, q := range points {
		if Kilometres(p, q) <= km {
			want = append(want, int32(i))
		}
	}
	if got := found(x, p, km); !slices.Equal(got, want) {
		t.Fatalf("within %v km of %v: %v, want %v", km, p, got, want)
	}
	x.Within(p, km, func(i int32, d float64) {
		if d != Kilometres(p, points[i]) {
			t.Fatalf("%v to %v: %v km, Kilometres %v", p, points[i], d, Kilometres(p, points[i]))
		}
	})
}
