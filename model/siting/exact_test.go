package siting

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Problems that are too large for trying every plan are held against COIN-OR
// CBC, an exact solver of integer programmes.
func TestExactSolver(t *testing.T) {
	cbc, err := exec.LookPath("cbc")
	if err != nil {
		t.Skip("no cbc (Debian: coinor-cbc): the exact solver was not asked")
	}
	dir := t.TempDir()
	count := 0
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t, 30)
		p.Objective = Objective(rapid.IntRange(0, 1).Draw(t, "of children"))
		r := solve(t, p)
		if count++; count > 60 {
			return // each asks another program
		}
		file := filepath.Join(dir, "problem.lp")
		if err := os.WriteFile(file, p.lp(), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(cbc, file, "ratio", "0", "allow", "0", "solve").CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		exact := objectiveIn(string(out)) - p.children(p.standing(Closable), 1)
		if diff := math.Abs(r.Value - exact); !r.Proven || !(diff <= 1e-4*(1+math.Abs(exact))) {
			t.Fatalf("value %v, proven %v; cbc says %v\n%s", r.Value, r.Proven, exact, p.lp())
		}
	})
}

// The case with known optima, too: what cbc finds for it is what is said of it,
// and what is found here, where cbc takes seconds.
func TestExactSolverOnKnownCase(t *testing.T) {
	cbc, err := exec.LookPath("cbc")
	if err != nil {
		t.Skip("no cbc (Debian: coinor-cbc): the exact solver was not asked")
	}
	c := generate(t, "mid")
	for _, o := range optima {
		if !o.cbc {
			continue
		}
		t.Run(o.name, func(t *testing.T) {
			p := c.problem(o.number, o.budget)
			file := filepath.Join(t.TempDir(), "problem.lp")
			if err := os.WriteFile(file, p.lp(), 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(cbc, file, "ratio", "0", "allow", "0", "solve").CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			r, err := Solve(p, Options{Seed: 1})
			if err != nil {
				t.Fatal(err)
			}
			if exact := objectiveIn(string(out)); !r.Proven || math.Abs(exact-o.optimum) > 0.5 || math.Abs(r.Value-exact) > 0.5 {
				t.Errorf("%v reached, proven %v; cbc says %v, and %v is known", r.Value, r.Proven, exact, o.optimum)
			}
		})
	}
}

// lp writes the problem in the format of CPLEX.
func (p *Problem) lp() []byte {
	var b bytes.Buffer
	b.WriteString("Maximize\n obj:")
	for i, children := range p.Children {
		fmt.Fprintf(&b, "\n + %.12g y%d", children, i)
	}
	b.WriteString("\nSubject To\n limit:")
	for k := range p.Candidates {
		fmt.Fprintf(&b, "\n + %.12g x%d", p.cost(k), k)
	}
	fmt.Fprintf(&b, " <= %.12g\n", p.limit())
	terms := make([]string, len(p.Children))
	choices := map[string]string{}
	for k := range p.Candidates {
		to, _ := p.Reach.Row(k)
		for l, a := range p.amounts(k) {
			terms[to[l]] += fmt.Sprintf(" - %.12g x%d", min(a, 1), k)
		}
		if choice := p.Candidates[k].Choice; choice != "" {
			choices[choice] += fmt.Sprintf(" + x%d", k)
		}
	}
	for i, term := range terms {
		fmt.Fprintf(&b, " point%d: y%d%s <= %.12g\n", i, i, term, p.supplied(i))
	}
	for choice, members := range choices {
		fmt.Fprintf(&b, " %s:%s <= 1\n", choice, members)
	}
	b.WriteString("Bounds\n")
	for i := range p.Children {
		fmt.Fprintf(&b, " 0 <= y%d <= 1\n", i)
	}
	for _, k := range p.standing(Locked) {
		fmt.Fprintf(&b, " x%d = 1\n", k)
	}
	b.WriteString("Binaries\n")
	for k := range p.Candidates {
		fmt.Fprintf(&b, " x%d\n", k)
	}
	b.WriteString("End\n")
	return b.Bytes()
}

// objectiveIn reads the value that cbc found.
func objectiveIn(out string) float64 {
	for _, line := range strings.Split(out, "\n") {
		var value float64
		if _, err := fmt.Sscanf(strings.TrimSpace(line), "Objective value: %g", &value); err == nil {
			return value
		}
	}
	return math.NaN()
}
