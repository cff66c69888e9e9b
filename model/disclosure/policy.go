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

// Suppressed marks the cells of a table of counts that must not be shown:
// those below the threshold, and in every row and column where exactly one
// cell is marked the smallest other one above 0, until nothing changes. NaN
// cells are not counts of people; they are neither marked nor used.
func (p Policy) Suppressed(counts [][]float64) [][]bool {
	marked := make([][]bool, len(counts))
	for i, row := range counts {
		marked[i] = make([]bool, len(row))
		for j, count := range row {
			marked[i][j] = p.Suppresses(count)
		}
	}
	for changed := true; changed; {
		changed = false
		for i := range counts {
			changed = secondary(len(counts[i]), func(j int) (float64, *bool) { return counts[i][j], &marked[i][j] }) || changed
		}
		for j := 0; len(counts) > 0 && j < len(counts[0]); j++ {
			changed = secondary(len(counts), func(i int) (float64, *bool) { return counts[i][j], &marked[i][j] }) || changed
		}
	}
	return marked
}

// secondary marks the smallest other count of a line in which exactly one is
// marked, and says whether it did.
func secondary(n int, at func(int) (float64, *bool)) bool {
	marks, smallest := 0, -1
	least := math.Inf(1)
	for k := range n {
		count, mark := at(k)
		switch {
		case *mark:
			marks++
		case count > 0 && count < least:
			least, smallest = count, k
		}
	}
	if marks != 1 || smallest < 0 {
		return false
	}
	_, mark := at(smallest)
	*mark = true
	return true
}
