package siting

import (
	"context"
	"math"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func solve(t *rapid.T, p *Problem) *Result {
	r, err := Solve(p, Options{Seed: 1})
	if err != nil {
		t.Skip(err) // cannot be wished for
	}
	return r
}

func nearly(a, b float64) bool { return math.Abs(a-b) <= 1e-7*(1+math.Abs(a)+math.Abs(b)) }

// Small problems are solved and proven, whatever is locked, closable or of one
// choice.
func TestBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t, 8)
		p.Objective = Objective(rapid.IntRange(0, 1).Draw(t, "of children"))
		r := solve(t, p)
		if best := p.bruteForce(); !nearly(r.Value, best) || !nearly(r.Bound, best) || !r.Proven || r.Ending != Proven {
			t.Fatalf("value %v, bound %v, proven %v; the best is %v", r.Value, r.Bound, r.Proven, best)
		}
		holds(t, p, r)
	})
}

// Worst off first gives the greatest least share, or lifts most from nothing.
func TestWorstOff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t, 7)
		p.Objective = WorstOff
		r := solve(t, p)
		in := (&solver{problem: p}).inReach()
		lift := *in
		lift.lift = true
		least, lifted := 0.0, 0.0
		p.each(func(chosen []int) {
			least, lifted = max(least, in.least(chosen)), max(lifted, lift.children(chosen, 1))
		})
		lifted -= lift.children(p.standing(Closable), 1)
		switch {
		case !r.Share && (!nearly(r.Value, lifted) || least > 1e-9):
			t.Fatalf("%v children lifted; the most is %v, and the greatest least share %v", r.Value, lifted, least)
		case r.Share && (r.Value > least+1e-9 || r.Value < least-2e-4 || r.Bound < least-1e-9):
			t.Fatalf("share %v, bound %v; the greatest least share is %v", r.Value, r.Bound, least)
		}
		holds(t, p, r)
	})
}

// The bound is at least the value, even where the search is stopped early.
func TestStopped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t, 8)
		best := math.NaN()
		if p.Objective != WorstOff {
			best = p.bruteForce()
		}
		left := rapid.IntRange(0, 40).Draw(t, "patience")
		var told []Progress
		r, err := Solve(p, Options{Seed: 1, Stop: func() bool { left--; return left < 0 }, Progress: func(g Progress) { told = append(told, g) }})
		if err != nil {
			t.Skip(err)
		}
		if r.Bound < r.Value || r.Bound < best-1e-7*(1+math.Abs(best)) {
			t.Fatalf("value %v, bound %v, best %v", r.Value, r.Bound, best)
		}
		for i := 1; i < len(told) && p.Objective != WorstOff; i++ {
			if told[i].Value < told[i-1].Value || told[i].Bound > told[i-1].Bound+1e-9 {
				t.Fatalf("%+v after %+v", told[i], told[i-1])
			}
		}
		holds(t, p, r)
	})
}

// More money or places never bring less.
func TestMoreIsNeverLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t, 8)
		before := solve(t, p)
		if p.Objective == WorstOff {
			t.Skip("a share and a number of children do not compare")
		}
		p.Budget += float64(rapid.IntRange(0, 50).Draw(t, "more")) * min(1, p.Budget)
		if p.Number > 0 {
			p.Number++
		}
		after := solve(t, p)
		if after.Value < before.Value-1e-7*(1+math.Abs(before.Value)) {
			t.Fatalf("%v after %v", after.Value, before.Value)
		}
	})
}

// The order of candidates changes nothing but which of equally good plans is
// given.
func TestPermutation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t, 8)
		a := solve(t, p)
		order := make([]int, len(p.Candidates))
		for k := range order {
			order[k] = k
		}
		order = rapid.Permutation(order).Draw(t, "order")
		b := solve(t, p.permuted(order))
		if math.Abs(a.Value-b.Value) > 2e-4*(1+math.Abs(a.Value)) || a.Share != b.Share {
			t.Fatalf("%v and %v", a.Value, b.Value)
		}
	})
}

// The same seed gives the same result to the last bit.
func TestSeed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t, 12)
		if a, b := solve(t, p), solve(t, p); !reflect.DeepEqual(a, b) {
			t.Fatalf("%+v and %+v", a, b)
		}
	})
}

// Children met are submodular and never fall: what a candidate adds to a plan
// it adds to every smaller one, at least.
func TestSubmodular(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t, 10)
		var large, small []int
		for k := range p.Candidates[1:] {
			if rapid.Bool().Draw(t, "in the large") {
				large = append(large, k+1)
				if rapid.Bool().Draw(t, "in the small") {
					small = append(small, k+1)
				}
			}
		}
		adds := func(to []int) float64 { return p.children(append(slices.Clone(to), 0), 1) - p.children(to, 1) }
		if few, many := adds(small), adds(large); many < -1e-9 || few < many-1e-9 {
			t.Fatalf("%v to %v, %v to %v", few, small, many, large)
		}
	})
}

// A plan of all candidates reaches all who can be reached.
func TestAllCoverTheCoverable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t, 10)
		p.Objective, p.Supplied, p.Number, p.Budget = Reach, nil, len(p.Candidates), 0
		for k := range p.Candidates {
			p.Candidates[k].Choice, p.Candidates[k].Standing = "", Possible
		}
		r := solve(t, p)
		coverable := 0.0
		for _, children := range p.Children {
			coverable += children
		}
		if !nearly(r.Value, coverable-r.OutOfReach) {
			t.Fatalf("%v of %v, %v out of reach", r.Value, coverable, r.OutOfReach)
		}
	})
}

// However many processors there are, and however busy they are, the same seed
// gives the same plan, bound and alternatives.
func TestSamePlanOnAnyProcessors(t *testing.T) {
	c := generate(t, "mid")
	p := c.problem(0, 1_000_000)
	solve := func(processors, busy int) *Result {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		ctx, done := context.WithCancel(t.Context())
		for range busy {
			go func() {
				for ctx.Err() == nil {
				}
			}()
		}
		defer done()
		r, err := Solve(p, Options{Seed: 7})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	alone := solve(1, 0)
	for _, c := range [][2]int{{2, 0}, {2, 3}} {
		if r := solve(c[0], c[1]); !reflect.DeepEqual(r, alone) {
			t.Errorf("%d processors, %d others busy: %+v; alone %+v", c[0], c[1], r, alone)
		}
	}
	if other, _ := Solve(p, Options{Seed: 8}); reflect.DeepEqual(other, alone) {
		t.Error("another seed gives the same in all, and should at least say another seed")
	}
}
