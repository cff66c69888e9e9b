package parts

import (
	"math"

	"catchment/frontend/words"
)

// Estimate is children with their range. NaN is not known.
type Estimate struct {
	Low, Central, High float64
	Suppressed         bool
}

// Text is the central figure: "585", "*", "–".
func (e Estimate) Text(v *words.Voice) string {
	if e.Suppressed {
		return "*"
	}
	return v.Children(e.Central)
}

// Range is "390 to 830", or nothing where there is none to give.
func (e Estimate) Range(v *words.Voice) string {
	if e.Suppressed || math.IsNaN(e.Low) || math.IsNaN(e.High) || e.Low == e.High {
		return ""
	}
	return v.Range(e.Low, e.High)
}

// Share is a part of a whole with its range, 0 to 1. NaN is not known.
type Share struct {
	Low, High  float64
	Suppressed bool
}

// Text is "7–21%", "83%", "*", "–".
func (s Share) Text(v *words.Voice) string {
	if s.Suppressed {
		return "*"
	}
	return v.PercentRange(s.Low, s.High)
}
