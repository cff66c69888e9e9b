package access

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// bench is where the cases with known answers are, beside the repository.
const bench = "../../../shared/bench"

// benchCase is a synthetic case: children in need by area, capacity by site.
type benchCase struct {
	need, capacity []float64
	areas, sites   []Point
}

// generate runs generate_case.py, or skips where that cannot be done.
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
	var c benchCase
	areas, sites := columns(t, filepath.Join(dir, "areas.csv")), columns(t, filepath.Join(dir, "sites.csv"))
	c.need, c.areas = areas["children"], points(areas)
	c.capacity, c.sites = sites["capacity"], points(sites)
	return c
}

func points(columns map[string][]float64) []Point {
	p := make([]Point, len(columns["lon"]))
	for i := range p {
		p[i] = Point{columns["lon"][i], columns["lat"][i]}
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

// market is the case as a market, with the weights of a decay over 30 km.
func (c benchCase) market(reach Links) *Market {
	return &Market{Groups: 1, Demand: c.need, Accepts: everyone, Rule: make([]int32, len(c.sites)),
		Capacity: c.capacity, Reach: reach, ByArea: reach.Transpose(len(c.areas))}
}

func (c benchCase) reach(decay Decay) Links {
	return NewIndex(c.areas).Reach(c.sites, decay, 30, 1)
}
