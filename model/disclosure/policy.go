package disclosure

import "math"

// Policy is how counts of people are shown.
type Policy struct {
	Threshold float64 // counts above 0 and below it are suppressed
	Base      float64 // others are rounded to the nearest multiple
	Symbol    string  // shown for a suppressed count
}

// Standard is METHOD 9: 1 to 4 become *, others go to the nearest 5, 0 stays.
var Standard = Policy{Threshold: 5, Base: 5, Symbol: "*"}

// Round gives the nearest multiple of the rounding base; halves go up.
func (p Policy) Round(x float64) float64 { return math.Floor(x/p.Base+0.5) * p.Base }

// Suppresses says whether a count of people must not be shown.
func (p Policy) Suppresses(count float64) bool { return count > 0 && count < p.Threshold }

// Suppressed marks the cells of a table of counts that must not be shown; its
// lines are the rows and the columns.
func (p Policy) Suppressed(counts [][]float64) [][]bool {
	var cells []float64
	var lines [][]int
	for _, row := range counts {
		line := make([]int, len(row))
		for j := range row {
			line[j] = len(cells) + j
		}
		cells, lines = append(cells, row...), append(lines, line)
	}
	for j := 0; len(counts) > 0 && j < len(counts[0]); j++ {
		column := make([]int, len(counts))
		for i := range counts {
			column[i] = lines[i][j]
		}
		lines = append(lines, column)
	}
	marked := p.SuppressedIn(cells, lines)
	out := make([][]bool, len(counts))
	for i, row := range counts {
		out[i] = marked[lines[i][0] : lines[i][0]+len(row)]
	}
	return out
}

// SuppressedIn marks cells below the threshold, and in every line (places in
// cells) where exactly one is marked the smallest other one above 0, until
// nothing changes. A cell can stand in many lines. NaN cells are not counts
// of people; they are neither marked nor used.
func (p Policy) SuppressedIn(cells []float64, lines [][]int) []bool {
	marked := make([]bool, len(cells))
	for i, count := range cells {
		marked[i] = p.Suppresses(count)
	}
	for changed := true; changed; {
		changed = false
		for _, line := range lines {
			if other, ok := exposed(cells, marked, line); ok {
				marked[other], changed = true, true
			}
		}
	}
	return marked
}

// exposed gives the smallest other count of a line in which exactly one is
// marked.
func exposed(cells []float64, marked []bool, line []int) (other int, ok bool) {
	marks := 0
	other = -1
	for _, cell := range line {
		switch {
		case marked[cell]:
			marks++
		case cells[cell] > 0 && (other < 0 || cells[cell] < cells[other]):
			other = cell
		}
	}
	return other, marks == 1 && other >= 0
}
