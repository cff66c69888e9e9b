package siting

import "testing"

// How long it takes, to the end or to the time limit; the load of the machine
// is for whoever reads it to know.
func BenchmarkMid(b *testing.B) {
	c := generate(b, "mid")
	for _, o := range optima {
		b.Run(o.name, func(b *testing.B) {
			p := c.problem(o.number, o.budget)
			benchmark(b, p, o.limit)
		})
	}
}

func BenchmarkNational(b *testing.B) {
	c := generate(b, "national")
	benchmark(b, c.problem(200, 0), 15)
}

func benchmark(b *testing.B, p *Problem, limit float64) {
	var r *Result
	for b.Loop() {
		r, _ = Solve(p, Options{Seed: 1, Limit: limit, Clock: elapsed()})
	}
	b.ReportMetric(r.Value, "children")
	b.ReportMetric(100*r.Gap, "gap-%")
}
