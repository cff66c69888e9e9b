package siting

import (
	"math"
	"syscall"
	"testing"
	"time"
)

// elapsed is a clock for searches that are measured: seconds that a processor
// worked for this program, so that other programs do not count. A search works
// on one processor.
func elapsed() func() float64 {
	worked := func() time.Duration {
		var usage syscall.Rusage
		_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage) // fails for no caller that there is
		return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
	}
	begun := worked()
	return func() float64 { return (worked() - begun).Seconds() }
}

// The known optima of the case, and how near to them value and bound must be.
var optima = []struct {
	name         string
	number       int
	budget       float64
	optimum      float64
	within, over float64 // parts of the optimum
	limit        float64 // seconds
	cbc          bool    // an exact solver finds it, too, in seconds
}{
	{"10 sites", 10, 0, 275_729, 0, 0.001, 2, true},
	{"20 sites", 20, 0, 426_419, 0, 0.001, 2, true},
	{"50 sites", 50, 0, 642_730, 0.003, 0.003, 5, false},
	{"500,000 pounds", 0, 500_000, 315_265, 0.01, 0.01, 5, true},
	{"1,000,000 pounds", 0, 1_000_000, 468_024, 0.01, 0.01, 5, false},
	{"2,500,000 pounds", 0, 2_500_000, 642_259, 0.01, 0.01, 5, false},
	{"all sites", 500, 0, 744_303, 0, 0, 5, true},
}

func TestKnownOptima(t *testing.T) {
	c := generate(t, "mid")
	for _, o := range optima {
		t.Run(o.name, func(t *testing.T) {
			p := c.problem(o.number, o.budget)
			r, err := Solve(p, Options{Seed: 1, Limit: o.limit, Clock: elapsed()})
			if err != nil {
				t.Fatal(err)
			}
			if r.Value < o.optimum*(1-o.within) || r.Value > o.optimum {
				t.Errorf("%.0f reached; the optimum is %.0f", r.Value, o.optimum)
			}
			if r.Bound < o.optimum || r.Bound > o.optimum*(1+o.over) {
				t.Errorf("the bound is %.0f; the optimum is %.0f", r.Bound, o.optimum)
			}
			t.Logf("%.0f, bound %.0f, %s after %.2f s", r.Value, r.Bound, r.Ending, r.Seconds)
			holds(t, p, r)
		})
	}
}

// holds checks a result against its problem, from the plan alone.
func holds(t interface {
	Helper()
	Errorf(string, ...any)
}, p *Problem, r *Result) {
	t.Helper()
	var chosen []int
	cost, adds := 0.0, 0.0
	choices := map[string]bool{}
	for _, c := range r.Chosen {
		chosen = append(chosen, c.Candidate)
		cost += p.cost(c.Candidate)
		adds += c.Adds
		if choice := p.Candidates[c.Candidate].Choice; choice != "" && choices[choice] {
			t.Errorf("two of choice %s", choice)
		} else {
			choices[choice] = true
		}
		if c.Only > c.Adds+1e-6 {
			t.Errorf("%v: without it more is lost than it adds", c)
		}
	}
	if cost > p.limit()*(1+1e-9) {
		t.Errorf("the plan costs %v of %v", cost, p.limit())
	}
	value := p.children(chosen, 1) - p.children(p.standing(Closable), 1)
	if !r.Share && math.Abs(value-r.Value) > 1e-6*(1+math.Abs(value)) && p.Objective != WorstOff {
		t.Errorf("the plan is worth %v, and %v is said", value, r.Value)
	}
	if r.Bound < r.Value {
		t.Errorf("the bound %v is below the value %v", r.Bound, r.Value)
	}
	for _, a := range r.Alternatives {
		if a.Value > r.Value+1e-6 || a.Differs == 0 {
			t.Errorf("alternative %+v to a plan of %v", a, r.Value)
		}
	}
}

// The whole country: a gap of 3% is certified.
func TestNational(t *testing.T) {
	if testing.Short() {
		t.Skip("the national case takes half a minute")
	}
	c := generate(t, "national")
	p := c.problem(200, 0)
	near := false
	r, err := Solve(p, Options{Seed: 1, Limit: 15, Clock: elapsed(), Stop: func() bool { return near },
		Progress: func(g Progress) { near = g.Bound <= 1.03*g.Value }})
	if err != nil {
		t.Fatal(err)
	}
	if r.Gap > 0.03 {
		t.Errorf("%.0f children, bound %.0f", r.Value, r.Bound)
	}
	t.Logf("gap %.2f%% after %.1f s", 100*r.Gap, r.Seconds)
	holds(t, p, r)
}
