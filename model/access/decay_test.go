package access

import (
	"math"
	"testing"
)

// 1.00 ──────●
// 0.68        ──────●
// 0.22               ───────●
// 0    0    10     20      30 ────
func TestWeight(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	after := func(x float64) float64 { return math.Nextafter(x, inf) }
	half := (math.Exp(-0.125) - math.Exp(-0.5)) / (1 - math.Exp(-0.5))
	for _, c := range []struct {
		name            string
		decay           Decay
		cost, catchment float64
		want            float64
	}{
		{"binary at the door", Binary, 0, 30, 1},
		{"binary on the edge", Binary, 30, 30, 1},
		{"binary beyond", Binary, after(30), 30, 0},
		{"steps at the door", Steps, 0, 30, 1},
		{"steps on the first edge", Steps, 10, 30, 1},
		{"steps past the first edge", Steps, after(10), 30, 0.68},
		{"steps on the second edge", Steps, 20, 30, 0.68},
		{"steps past the second edge", Steps, after(20), 30, 0.22},
		{"steps on the last edge", Steps, 30, 30, 0.22},
		{"steps beyond", Steps, after(30), 30, 0},
		{"gaussian at the door", Gaussian, 0, 30, 1},
		{"gaussian half way", Gaussian, 15, 30, half},
		{"gaussian on the edge", Gaussian, 30, 30, 0},
		{"gaussian beyond", Gaussian, after(30), 30, 0},
		{"gaussian without extent", Gaussian, 0, 0, 1},
		{"no catchment stated", Binary, 1e6, inf, 1},
		{"no catchment stated, steps", Steps, 1e6, inf, 1},
		{"no catchment stated, gaussian", Gaussian, 1e6, inf, 1},
		{"no way there", Binary, inf, inf, 0},
		{"cost unknown", Steps, nan, 30, 0},
		{"catchment unknown", Steps, 3, nan, 0},
		{"catchment below 0", Binary, 0, -1, 0},
	} {
		if got := c.decay.Weight(c.cost, c.catchment); math.Abs(got-c.want) > 1e-15 {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// A weight never rises with distance and stays in [0, 1].
func TestWeightFalls(t *testing.T) {
	for _, d := range []Decay{Binary, Steps, Gaussian} {
		last := 1.0
		for cost := 0.0; cost < 40; cost += 0.01 {
			w := d.Weight(cost, 30)
			if w < 0 || w > last {
				t.Fatalf("decay %d: weight %v at %v, %v before", d, w, cost, last)
			}
			last = w
		}
	}
}
