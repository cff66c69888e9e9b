// Package parts holds what the pages show again and again, as values whose
// text is final: a status, a bar, the matrix, a ranked table, a form field.
// A constructor takes a voice and figures and says them in that voice's
// language; the template "part-…" of the same name in frontend/pages/parts
// only sets them out. Nothing here decides what may be shown: a figure that is
// suppressed arrives as suppressed.
//
//	page.Status = parts.NewStatus(voice, parts.Gap)
//	{{template "part-status" .Status}}
package parts

import (
	"math"
	"strconv"
)

// Link is words that lead somewhere. Lang is set where the words are in
// another language than the page; Hidden completes the name for those who hear
// links out of their row, as in "Change<span hidden> the end date</span>".
type Link struct {
	Text, URL, Lang, Hidden string
}

// Pair is a name and value that a form carries along, not shown.
type Pair struct{ Name, Value string }

// at gives a place on a track as a percentage for an SVG attribute: shares
// below 0 and above 1 stay on the track, NaN is its start.
func at(share float64) string {
	share = math.Max(0, math.Min(1, share))
	if math.IsNaN(share) {
		share = 0
	}
	return strconv.FormatFloat(math.Round(share*1e4)/100, 'f', -1, 64) + "%"
}
