package siting

import "testing"

// How long it takes, to the end or to the time limit, which counts what a
// processor worked and not the load of the machine. A benchmark fails that does
// not come as near as it must.
func BenchmarkMid(b *testing.B) {
	c := generate(b, "mid")
	for _, o := range optima {
		b.Run(o.name, func(b *testing.B) {
			p := c.problem(o.number, o.budget)
			if r := benchmark(b, p, o.limit); r.Value < o.optimum*(1-o.within) || r.Bound > o.optimum*(1+o.over) {
				b.Errorf("%.0f reached, bound %.0f, in %v s; the optimum is %.0f", r.Value, r.Bound, o.limit, o.optimum)
			}
		})
	}
}

func BenchmarkNational(b *testing.B) {
	c := generate(b, "national")
	if r := benchmark(b, c.problem(200, 0), 15); r.Gap > 0.03 {
		b.Errorf("a gap of %.2f%% is certified; 3%% are expected", 100*r.Gap)
	}
}

func benchmark(b *testing.B, p *Problem, limit float64) *Result {
	var r *Result
	for b.Loop() {
		r, _ = Solve(p, Options{Seed: 1, Limit: limit, Clock: elapsed()})
	}
	b.ReportMetric(r.Value, "children")
	b.ReportMetric(100*r.Gap, "gap-%")
	b.ReportMetric(r.Seconds, "cpu-s")
	return r
}
