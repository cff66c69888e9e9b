package disclosure

import "math"

// State says how a Figure is to be read.
type State string

// The states. Empty means that there is nothing to compute a figure from,
// which is never 0.
const (
	Shown      State = "shown"
	Empty      State = "empty"
	Suppressed State = "suppressed"
)

// Figure is one number as an audience may see it. Value is NaN unless Shown.
type Figure struct {
	Value float64
	State State
}

// IsShown says whether there is a number to show.
func (f Figure) IsShown() bool { return f.State == Shown }

// figureOf turns a cell of a table into a Figure.
func figureOf(cell any) Figure {
	switch x := cell.(type) {
	case float64:
		return Figure{x, Shown}
	case int:
		return Figure{float64(x), Shown}
	case string:
		return Figure{math.NaN(), Suppressed}
	}
	return Figure{math.NaN(), Empty}
}
