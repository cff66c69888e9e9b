package parts

import (
	"math"

	"catchment/frontend/words"
)

// Figure is a value or the reason that there is none. 0 is a figure; not
// stated, not known, suppressed and does not apply look different from it and
// from one another. Template "part-figure".
type Figure struct {
	Kind   string // known, stated, unknown, suppressed or none
	Text   string
	Range  string // below, smaller
	Reason string // beside, smaller
	Spoken string // heard instead of a sign
	Strong bool
}

// Known is a plain figure, with its range or "".
func Known(text, spread string) Figure { return Figure{Kind: "known", Text: text, Range: spread} }

// Children is an estimate of children with its range below it.
func Children(v *words.Voice, e Estimate) Figure {
	switch {
	case e.Suppressed:
		return Hidden(v)
	case math.IsNaN(e.Central):
		return Unknown(v, "")
	}
	return Known(e.Text(v), e.Range(v))
}

// NotStated is a value that its provider has not given.
func NotStated(v *words.Voice, reason string) Figure {
	return Figure{Kind: "stated", Text: v.Say("parts.not_stated"), Reason: reason}
}

// Unknown is a value that cannot be worked out, and why.
func Unknown(v *words.Voice, reason string) Figure {
	return Figure{Kind: "unknown", Text: v.Say("parts.status_unknown"), Reason: reason}
}

// Hidden is a suppressed figure.
func Hidden(v *words.Voice) Figure {
	return Figure{Kind: "suppressed", Text: "*", Spoken: v.Say("parts.suppressed_why")}
}

// NotApplicable is a value that cannot be there.
func NotApplicable(v *words.Voice) Figure {
	return Figure{Kind: "none", Text: "–", Spoken: v.Say("parts.does_not_apply")}
}
