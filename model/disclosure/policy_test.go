package disclosure

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestRoundGoesToTheNearest5(t *testing.T) {
	for x, want := range map[float64]float64{0: 0, 2.4: 0, 2.5: 5, 4: 5, 5: 5, 7.4: 5, 7.5: 10, 12: 10, 13: 15, 1002: 1000} {
		if got := Standard.Round(x); got != want {
			t.Errorf("%v: %v, want %v", x, got, want)
		}
	}
}

func TestSuppresses1To4(t *testing.T) {
	for count, want := range map[float64]bool{0: false, 0.5: true, 1: true, 4: true, 4.9: true, 5: false, 100: false} {
		if got := Standard.Suppresses(count); got != want {
			t.Errorf("%v: %v", count, got)
		}
	}
	if Standard.Suppresses(math.NaN()) {
		t.Error("no count is suppressed")
	}
}

// Tables by hand: counts, and the cells that must not be shown (x).
func TestSuppressed(t *testing.T) {
	nan := math.NaN()
	const x, o = true, false
	cases := []struct {
		name   string
		counts [][]float64
		want   [][]bool
	}{
		{"nothing small", [][]float64{{5, 0}, {10, 20}}, [][]bool{{o, o}, {o, o}}},
		{"0 is shown", [][]float64{{0, 0}}, [][]bool{{o, o}}},
		{"the smallest other goes too", [][]float64{{3, 10, 7}}, [][]bool{{x, o, x}}},
		{"two small ones hide each other", [][]float64{{3, 10, 4}}, [][]bool{{x, o, x}}},
		{"no other above 0", [][]float64{{3, 0, 0}}, [][]bool{{x, o, o}}},
		{"in a column", [][]float64{{3}, {9}, {8}}, [][]bool{{x}, {o}, {x}}},
		// 3 takes 6 of its row and 7 of its column, and these two take 50
		{"across rows and columns", [][]float64{{3, 6, 20}, {7, 50, 60}, {30, 70, 80}}, [][]bool{{x, x, o}, {x, x, o}, {o, o, o}}},
		{"what is not a count is not used", [][]float64{{3, nan, 9}}, [][]bool{{x, o, x}}},
		{"alone among estimates", [][]float64{{3, nan}, {nan, nan}}, [][]bool{{x, o}, {o, o}}},
		{"empty", nil, [][]bool{}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, Standard.Suppressed(c.counts)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// All small counts are marked, and no line has one mark alone beside another
// count above 0: the total of the line would give it away.
func TestNoLineHasOneMarkAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, columns := rapid.IntRange(1, 6).Draw(t, "rows"), rapid.IntRange(1, 6).Draw(t, "columns")
		counts := make([][]float64, rows)
		for i := range counts {
			for range columns {
				counts[i] = append(counts[i], rapid.SampledFrom([]float64{0, 0, 1, 4, 5, 9, 30, math.NaN()}).Draw(t, "count"))
			}
		}
		marked := Standard.Suppressed(counts)
		line := func(n int, at func(int) (float64, bool)) {
			marks, others := 0, 0
			for k := range n {
				switch count, mark := at(k); {
				case mark:
					marks++
				case Standard.Suppresses(count):
					t.Fatalf("%v is shown", count)
				case count > 0:
					others++
				}
			}
			if marks == 1 && others > 0 {
				t.Fatalf("one mark alone: %v, %v", counts, marked)
			}
		}
		for i := range counts {
			line(columns, func(j int) (float64, bool) { return counts[i][j], marked[i][j] })
		}
		for j := range columns {
			line(rows, func(i int) (float64, bool) { return counts[i][j], marked[i][j] })
		}
	})
}
