package feature

import (
	"math"
	"strings"

	"catchment/model/disclosure"
)

// Type is what the values of a column are.
type Type string

// The types. A value of none of them is nil: not stated, or suppressed.
const (
	Text    Type = "text"    // string
	Integer Type = "integer" // int
	Number  Type = "number"  // float64
	Date    Type = "date"    // string, as 2026-04-01
)

// Suppressed is the column that names the columns whose value the audience may
// not see, separated by commas.
const Suppressed = "suppressed"

// Column is one property of the features of a collection.
type Column struct {
	Name string
	Type Type

	value func(row int) any // rows as they were made, not in order of identity
}

// typed is the type of each column of a table that is not a number.
var typed = map[string]Type{
	"area_code": Text, "area_name": Text, "kind": Text, "service_type": Text, "indicator": Text, "weakest_service_type": Text,
	"status": Text, "tier": Integer, "services": Integer, "types_present": Integer, "types_expected": Integer,
}

// store keeps the values of one column of a table.
type store interface {
	add(cell any) (shown bool)
	value(row int) any
}

func newStore(t Type) store {
	if t == Text {
		return &texts{number: map[string]uint32{}}
	}
	return &numbers{whole: t == Integer}
}

// texts keeps each text once: a table says the same few again and again.
type texts struct {
	number map[string]uint32
	known  []string
	rows   []uint32 // 0: none
}

func (t *texts) add(cell any) bool {
	text, stated := cell.(string)
	shown := text != disclosure.Standard.Symbol
	if !stated || !shown {
		t.rows = append(t.rows, 0)
		return shown
	}
	number, seen := t.number[text]
	if !seen {
		t.known = append(t.known, text)
		number = uint32(len(t.known))
		t.number[text] = number
	}
	t.rows = append(t.rows, number)
	return true
}

func (t *texts) value(row int) any {
	if t.rows[row] == 0 {
		return nil
	}
	return t.known[t.rows[row]-1]
}

type numbers struct {
	whole bool
	rows  []float64 // NaN: none
}

func (n *numbers) add(cell any) bool {
	x := math.NaN()
	switch cell := cell.(type) {
	case float64:
		x = cell
	case int:
		x = float64(cell)
	case string:
		n.rows = append(n.rows, x)
		return false
	}
	n.rows = append(n.rows, x)
	return true
}

func (n *numbers) value(row int) any {
	switch x := n.rows[row]; {
	case math.IsNaN(x):
		return nil
	case n.whole:
		return int(x)
	default:
		return x
	}
}

// withheld keeps, for each row, which columns are suppressed.
type withheld struct {
	texts
	names []string
}

func (w *withheld) end() {
	var cell any
	if len(w.names) > 0 {
		cell = strings.Join(w.names, ",")
	}
	w.add(cell)
	w.names = w.names[:0]
}
