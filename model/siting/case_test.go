package siting

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"catchment/model/access"
)

// bench is where the cases with known answers are, beside the repository.
const bench = "../../../shared/bench"

// benchCase is a synthetic case: children by area, cost by site.
type benchCase struct {
	children, cost []float64
	reach          access.Links
}

// generate runs generate_case.py, or skips where that cannot be done. A site
// reaches the areas within 10 km of it.
func generate(t testing.TB, name string) benchCase {
	t.Helper()
	script := filepath.Join(bench, "generate_case.py")
	if _, err := os.Stat(script); err != nil {
		t.Skipf("no %s: cases with known answers not tried", script)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3: cases with known answers not tried")
	}
	dir := t.TempDir()
	if out, err := exec.Command(python, script, name, dir).CombinedOutput(); err != nil {
		t.Fatalf("generate_case.py %s: %v\n%s", name, err, out)
	}
	areas, sites := columns(t, filepath.Join(dir, "areas.csv")), columns(t, filepath.Join(dir, "sites.csv"))
	return benchCase{areas["children"], sites["cost"], access.NewIndex(points(areas)).Reach(points(sites), access.Binary, 10, 1)}
}

// problem is the case with all sites as candidates.
func (c benchCase) problem(number int, budget float64) *Problem {
	p := &Problem{Objective: Reach, Reach: c.reach, Children: c.children, Number: number, Budget: budget}
	for k, cost := range c.cost {
		p.Candidates = append(p.Candidates, Candidate{Key: strconv.Itoa(k + 1), Cost: cost})
	}
	return p
}

func points(columns map[string][]float64) []access.Point {
	p := make([]access.Point, len(columns["lon"]))
	for i := range p {
		p[i] = access.Point{Lon: columns["lon"][i], Lat: columns["lat"][i]}
	}
	return p
}

// columns reads a table of numbers by the names in its first row.
func columns(t testing.TB, file string) map[string][]float64 {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	c := map[string][]float64{}
	for _, row := range rows[1:] {
		for i, text := range row {
			x, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			c[rows[0][i]] = append(c[rows[0][i]], x)
		}
	}
	return c
}
