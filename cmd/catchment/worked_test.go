package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// shared is where the design's worked case and open data lie beside the
// repository, or not at all.
func shared(t *testing.T, path string) string {
	t.Helper()
	full := filepath.Join("..", "..", "..", "shared", path)
	if _, err := os.Stat(full); err != nil {
		t.Skipf("skipped: %s is not here, and the project does not bring it along", full)
	}
	return full
}

// today is the day on which tests are run by the program's clock.
func today() time.Time { return time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC) }

// catchment runs the program and expects success; it gives what was printed.
func catchment(t *testing.T, args ...string) string {
	t.Helper()
	var out, log bytes.Buffer
	p := &program{out: &out, err: &log, now: today}
	if code := p.run(context.Background(), args); code != done {
		t.Fatalf("catchment %q gave %d: %s", args, code, log.String())
	}
	return out.String()
}

func TestWorkedCaseIsReproduced(t *testing.T) {
	in, expected := shared(t, "design/worked/in"), shared(t, "design/worked/expected")
	database, out := filepath.Join(t.TempDir(), "worked.db"), t.TempDir()
	catchment(t, "import", "--database", database, in)
	catchment(t, "export", "--database", database, "--as-of", "2026-04-01", "--out", out,
		"--what", "coverage,tiers,practice,services,need,flow,flags")
	for _, file := range []struct {
		expected, actual string
		keys             int // leading columns that name the row
		onlyBase         bool
	}{
		{"coverage.csv", "coverage.csv", 5, false},
		{"tiers.csv", "tiers.csv", 4, false},
		{"practice.csv", "practice.csv", 5, false},
		{"services.csv", "services.csv", 1, false},
		{"need.csv", "need.csv", 1, true},
	} {
		compare(t, readTable(t, filepath.Join(expected, file.expected)), readTable(t, filepath.Join(out, file.actual)), file.onlyBase)
	}
	if flags := readTable(t, filepath.Join(out, "flags.csv")); len(flags.rows) != 0 {
		t.Errorf("the worked case flags nothing; got %v", flags.rows)
	}
	flow := readTable(t, filepath.Join(out, "flow.csv"))
	for _, row := range readTable(t, filepath.Join(expected, "maxflow.csv")).rows {
		for i := range flow.rows {
			if flow.cell(i, "service_type") == row[0] && !same(row[1], flow.cell(i, "best_achievable")) {
				t.Errorf("best achievable of %s is %s; want %s", row[0], flow.cell(i, "best_achievable"), row[1])
			}
		}
	}
}

// sheet is a CSV file as read.
type sheet struct {
	name   string
	column map[string]int
	heads  []string
	rows   [][]string
}

func (s *sheet) cell(row int, column string) string { return s.rows[row][s.column[column]] }

func readTable(t *testing.T, name string) *sheet {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("%s: %v", name, err)
	}
	s := &sheet{name: filepath.Base(name), heads: rows[0], rows: rows[1:], column: map[string]int{}}
	for i, head := range rows[0] {
		s.column[head] = i
	}
	return s
}

// compare holds every expected cell against the same column and row; with
// onlyBase the expected file lists base areas alone, by area and tier.
func compare(t *testing.T, want, got *sheet, onlyBase bool) {
	t.Helper()
	if onlyBase {
		got = pickRows(want, got)
	}
	if len(want.rows) != len(got.rows) {
		t.Fatalf("%s has %d rows; want %d", want.name, len(got.rows), len(want.rows))
	}
	for i := range want.rows {
		for _, head := range want.heads {
			if w, g := want.cell(i, head), got.cell(i, head); !same(w, g) {
				t.Errorf("%s row %d (%v), %s is %q; want %q", want.name, i+2, want.rows[i][:2], head, g, w)
			}
		}
	}
}

func pickRows(want, got *sheet) *sheet {
	picked := *got
	picked.rows = nil
	for i := range want.rows {
		for j := range got.rows {
			if got.cell(j, "area_code") == want.cell(i, "area_code") && got.cell(j, "tier") == want.cell(i, "tier") {
				picked.rows = append(picked.rows, got.rows[j])
			}
		}
	}
	return &picked
}

// same says whether two cells hold the same text, or numbers within a
// relative 1e-9.
func same(want, got string) bool {
	w, errW := strconv.ParseFloat(want, 64)
	g, errG := strconv.ParseFloat(got, 64)
	if errW != nil || errG != nil {
		return want == got
	}
	return math.Abs(w-g) <= 1e-9*max(math.Abs(w), math.Abs(g))+1e-12
}
