package access

import (
	"math"
	"math/rand"
	"reflect"
	"runtime"
	"slices"
	"testing"
)

//	0  1  2           0  1  2
//
// 0 [ 5  .  7 ]     0 [ 5  .  . ]
// 1 [ .  .  . ]  →  1 [ .  .  . ]
// 2 [ .  .  9 ]     2 [ 7  .  9 ]
func TestTranspose(t *testing.T) {
	l := Links{Start: []int{0, 2, 2, 3}, To: []int32{0, 2, 2}, Value: []float64{5, 7, 9}}
	want := Links{Start: []int{0, 1, 1, 3}, To: []int32{0, 0, 2}, Value: []float64{5, 7, 9}}
	if got := l.Transpose(3); !reflect.DeepEqual(got, want) {
		t.Errorf("transposed: %v, want %v", got, want)
	}
	if got := l.Transpose(3).Transpose(3); !reflect.DeepEqual(got, l) {
		t.Errorf("twice transposed: %v, want %v", got, l)
	}
	if got := (Links{}).Transpose(2); got.Rows() != 2 || len(got.To) != 0 {
		t.Errorf("no links transposed: %v", got)
	}
	if rows := (Links{}).Rows(); rows != 0 {
		t.Errorf("the zero Links has %d rows", rows)
	}
}

// scatteredPoints are in a country 8 degrees high, some of them nowhere.
func scatteredPoints(r *rand.Rand, n int) []Point {
	points := make([]Point, n)
	for i := range points {
		points[i] = Point{r.Float64()*7 - 5, 50 + r.Float64()*8}
		if r.Intn(40) == 0 {
			points[i].Lon = math.NaN()
		}
	}
	return points
}

func TestDistances(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	points, from := scatteredPoints(r, 900), scatteredPoints(r, 300)
	km := make([]float64, len(from))
	for i := range km {
		km[i] = []float64{30, 150, Kilometres(from[i], points[i]), 0, math.NaN(), -1, math.Inf(1)}[i%7]
	}
	l := NewIndex(points).Distances(from, km)
	if l.Rows() != len(from) {
		t.Fatalf("%d rows, want %d", l.Rows(), len(from))
	}
	for i, p := range from {
		var to []int32
		var value []float64
		for j, q := range points {
			if d := Kilometres(p, q); d <= km[i] {
				to, value = append(to, int32(j)), append(value, d)
			}
		}
		if gotTo, gotValue := l.Row(i); !slices.Equal(gotTo, to) || !slices.Equal(gotValue, value) {
			t.Fatalf("row %d, %v km: %v %v, want %v %v", i, km[i], gotTo, gotValue, to, value)
		}
	}
}

// Reach gives Decay.Weight of the distance to the last bit, and so leaves out
// what stands on the edge of a bell.
func TestReach(t *testing.T) {
	r := rand.New(rand.NewSource(4))
	points, from := scatteredPoints(r, 600), scatteredPoints(r, 200)
	edge := Kilometres(from[1], points[1])
	for _, catchment := range []float64{30, 60, edge, 3 * edge, 1.5 * edge, edge * 1.3, 0, math.NaN(), -3, math.Inf(1)} {
		for _, decay := range []Decay{Binary, Steps, Gaussian} {
			for _, detour := range []float64{1, 1.3} {
				l := NewIndex(points).Reach(from, decay, catchment, detour)
				for i, p := range from {
					checkReach(t, l, i, p, points, func(km float64) float64 { return decay.Weight(km*detour, catchment) })
				}
			}
		}
	}
}

func checkReach(t *testing.T, l Links, i int, p Point, points []Point, weight func(km float64) float64) {
	t.Helper()
	to, value := l.Row(i)
	for j, q := range points {
		want := weight(Kilometres(p, q))
		got := 0.0
		if len(to) > 0 && to[0] == int32(j) {
			got, to, value = value[0], to[1:], value[1:]
		}
		if got != want {
			t.Fatalf("row %d, point %d: weight %v, want %v", i, j, got, want)
		}
	}
	if len(to) > 0 {
		t.Fatalf("row %d: %v not reached", i, to)
	}
}

// sameBits runs do on one, two and five processors and compares the results.
func sameBits[T any](t *testing.T, name string, do func() T) {
	t.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	want := do()
	for _, n := range []int{2, 5} {
		runtime.GOMAXPROCS(n)
		if got := do(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: other bits on %d processors than on one", name, n)
		}
	}
}

func TestLinksSameBits(t *testing.T) {
	r := rand.New(rand.NewSource(5))
	points, from := scatteredPoints(r, 3000), scatteredPoints(r, 700)
	km := make([]float64, len(from))
	for i := range km {
		km[i] = 250
	}
	sameBits(t, "distances", func() Links { return NewIndex(points).Distances(from, km) })
	sameBits(t, "transpose", func() Links { return NewIndex(points).Distances(from, km).Transpose(len(points)) })
	sameBits(t, "reach", func() Links { return NewIndex(points).Reach(from, Gaussian, 250, 1.3) })
}
