package parts

import "math"

// Band is one stretch of a bar, from X over Width, both percentages.
type Band struct {
	Fill     string // solid, hatch, pale, dots, diagonal or white
	X, Width string
}

// Bar is a track from 0 to 100%. A bar stands beside the figure that it draws
// and says nothing that the figure does not, so it has no name of its own.
// Template "part-bar".
type Bar struct {
	Bands []Band
	Ends  []string // where pale bands are closed by a line
	Mark  string   // the upright, "" for none
	Size  string   // cell, row or wide
	Bare  bool     // without the outline of the track
}

func (b *Bar) band(fill string, from, to float64) {
	if to > from {
		b.Bands = append(b.Bands, Band{Fill: fill, X: at(from), Width: at(to - from)})
	}
}

// CoverageBar draws a cell of the matrix: solid from 0 to low, hatch from low
// to high, pale from high to the whole coverage, closed by a line; the upright
// stands at sufficient. A NaN is nothing drawn.
func CoverageBar(low, high, coverage, sufficient float64) Bar {
	b := Bar{Size: "cell", Mark: at(sufficient)}
	low, high = zero(low), zero(high)
	b.band("solid", 0, math.Min(low, 1))
	b.band("hatch", low, math.Min(high, 1))
	b.band("pale", high, math.Min(zero(coverage), 1))
	if coverage > high && coverage < 1 {
		b.Ends = append(b.Ends, at(coverage))
	}
	return b
}

// ShareBar draws one share, solid, as in the rows of a table.
func ShareBar(share float64) Bar {
	b := Bar{Size: "row"}
	b.band("solid", 0, math.Min(zero(share), 1))
	return b
}

// PracticeBar draws an indicator's score from low to high, with the upright at
// the standard.
func PracticeBar(low, high, standard float64) Bar {
	b := Bar{Size: "row", Mark: at(standard)}
	b.band("solid", 0, math.Min(zero(low), 1))
	b.band("hatch", zero(low), math.Min(zero(high), 1))
	return b
}

// AmountBar draws an amount against the largest of its column, without an
// outline: its end is not a whole.
func AmountBar(amount, largest float64) Bar {
	b := Bar{Size: "wide", Bare: true}
	if largest > 0 {
		b.band("solid", 0, math.Min(zero(amount)/largest, 1))
	}
	return b
}

func zero(x float64) float64 {
	if math.IsNaN(x) {
		return 0
	}
	return x
}
