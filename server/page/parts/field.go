package parts

import (
	"strconv"
	"strings"
)

// Field is one field of a form with its label, hint and error. Kind is text,
// number, date, day, select, checkboxes, radios, textarea or file: "date" is
// three boxes for a day known by heart, "day" the browser's own picker.
// Template "part-field".
type Field struct {
	Kind      string
	Name      string
	ID        string // the name where empty; an error links to it
	Label     string
	Hint      string
	Error     string
	ErrorWord string // "Error:", heard before Error
	Value     string
	Options   []Option
	Width     string // 2, 3, 4, 5, 10, 20: how long the value is expected to be
	Rows      int
	Lang      string // of the value
	Suffix    string // unit, shown and heard after a number
	Accept    string // of a file
	Complete  string // autocomplete
	Boxes     []DateBox
	Legend    bool // of a group: the label is the page's title, so it is large
}

// Option is one of several.
type Option struct {
	Value, Text, Hint, Lang string
	Selected                bool
}

// DateBox is one of the three boxes of a date.
type DateBox struct {
	Suffix, Label, Value, Width string
}

// Key is the id of the field's element.
func (f Field) Key() string {
	if f.ID != "" {
		return f.ID
	}
	return f.Name
}

// Described lists the ids that aria-describedby names.
func (f Field) Described() string {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.Key()+"-hint")
	}
	if f.Error != "" {
		ids = append(ids, f.Key()+"-error")
	}
	return strings.Join(ids, " ")
}

// Lines is how tall a textarea is.
func (f Field) Lines() int {
	if f.Rows > 0 {
		return f.Rows
	}
	return 4
}

// OptionKey is the id of an option's element: the first has the field's own,
// so that an error leads to it.
func (f Field) OptionKey(i int) string {
	if i == 0 {
		return f.Key()
	}
	return f.Key() + "-" + strconv.Itoa(i+1)
}
