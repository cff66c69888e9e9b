package parts

import "catchment/frontend/words"

// Derivation is a number with the terms that make it. Template
// "part-derivation".
type Derivation struct {
	Label string // names the list for those who cannot see the boxes
	Terms []Term
	Ways  *Ways
}

// Term is one box. Operator stands before it: × ÷ + − ≤ ✓ = or nothing; Spoken
// is the operator in words.
type Term struct {
	Operator, Spoken string
	Label            string
	Value            string
	Figure           *Figure // instead of Value where it is not a plain figure
	Note             string
	URL              string // where the term itself is worked out
	Result           bool
}

// Ways is a table of the ways in which a number can be worked out, in their
// order, with the one used marked.
type Ways struct {
	Caption             string
	Name, Given, Result string // heads
	Rows                []Way
}

// Way is one of them.
type Way struct {
	Name    string
	Given   string
	Figure  *Figure // instead of Given, as "not stated"
	Outcome string
	Used    bool
}

// NewDerivation names the operators, which a listener would not hear.
func NewDerivation(v *words.Voice, label string, terms ...Term) Derivation {
	for i := range terms {
		if key, known := operatorKeys[terms[i].Operator]; known {
			terms[i].Spoken = v.Say("parts.operator_" + key)
		}
	}
	return Derivation{Label: label, Terms: terms}
}

var operatorKeys = map[string]string{
	"×": "times", "÷": "divided", "+": "plus", "−": "minus", "≤": "at_most", "✓": "checked", "=": "equals",
}

// NewWays heads the table of ways.
func NewWays(v *words.Voice, rows ...Way) *Ways {
	return &Ways{
		Caption: v.Say("parts.ways"), Name: v.Say("parts.ways_name"),
		Given: v.Say("parts.ways_given"), Result: v.Say("parts.ways_outcome"), Rows: rows,
	}
}
