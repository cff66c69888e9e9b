package trial

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// bench is where the cases with known answers are, beside the repository, as
// the tests of a package of the model see it.
const bench = "../../../shared/bench"

// Bench generates a synthetic case with generate_case.py, and gives its areas
// and its sites as columns of numbers. The test is skipped where that cannot be
// done.
func Bench(t testing.TB, name string) (areas, sites map[string][]float64) {
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
	return columns(t, filepath.Join(dir, "areas.csv")), columns(t, filepath.Join(dir, "sites.csv"))
}

// BenchTable gives a table of numbers that lies beside the cases.
func BenchTable(t testing.TB, file string) map[string][]float64 {
	t.Helper()
	return columns(t, filepath.Join(bench, file))
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
