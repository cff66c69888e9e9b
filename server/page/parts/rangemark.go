package parts

import "math"

// RangeMark is a square at the central figure on a line from low to high, with
// ends. The figures stand beside it, so it has no name. Template
// "part-range-mark".
type RangeMark struct {
	Low, Central, High string // places on the track
	Empty              bool   // nothing to draw
}

// NewRangeMark places an estimate on a track from 0 to largest, which the head
// of its column names.
func NewRangeMark(e Estimate, largest float64) RangeMark {
	if e.Suppressed || largest <= 0 || math.IsNaN(e.Low+e.Central+e.High) {
		return RangeMark{Empty: true}
	}
	return RangeMark{Low: at(e.Low / largest), Central: at(e.Central / largest), High: at(e.High / largest)}
}
