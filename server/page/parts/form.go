package parts

import (
	"strconv"
	"strings"

	"catchment/frontend/words"
)

// FilterPanel narrows a list: fields in a panel, one button, a plain GET.
// Template "part-filter-panel".
type FilterPanel struct {
	Label  string // of the form, heard
	Action string
	Hidden []Pair // query that is kept
	Fields []Field
	Button string
	Clear  *Link
}

// NewTextField, and those below, are the fields by kind; set Hint, Error and
// the rest on the value.
func NewTextField(name, label, value string) Field {
	return Field{Kind: "text", Name: name, Label: label, Value: value}
}

// NewNumberField takes digits; its value is text, for what was typed wrongly
// must come back as it was typed.
func NewNumberField(name, label, value string) Field {
	return Field{Kind: "number", Name: name, Label: label, Value: value, Width: "5"}
}

// NewSelectField chooses one of the options; selected is its value.
func NewSelectField(name, label, selected string, options ...Option) Field {
	return Field{Kind: "select", Name: name, Label: label, Value: selected, Options: mark(options, selected)}
}

// NewRadiosField chooses one of few options, all in view.
func NewRadiosField(name, label, selected string, options ...Option) Field {
	return Field{Kind: "radios", Name: name, Label: label, Value: selected, Options: mark(options, selected)}
}

// NewCheckboxesField chooses any of the options.
func NewCheckboxesField(name, label string, selected []string, options ...Option) Field {
	return Field{Kind: "checkboxes", Name: name, Label: label, Options: mark(options, selected...)}
}

// NewTextareaField takes lines of text.
func NewTextareaField(name, label, value string) Field {
	return Field{Kind: "textarea", Name: name, Label: label, Value: value}
}

// NewFileField takes a file; accept lists its endings, as ".csv,.xlsx".
func NewFileField(name, label, accept string) Field {
	return Field{Kind: "file", Name: name, Label: label, Accept: accept}
}

// NewDateField takes a day in three boxes, named name_day, name_month and
// name_year; JoinDate reads them back.
func NewDateField(v *words.Voice, name, label, value string) Field {
	year, month, day := splitDate(value)
	return Field{Kind: "date", Name: name, ID: name + "_day", Label: label, Value: value, Boxes: []DateBox{
		{Suffix: "_day", Label: v.Say("parts.day"), Value: day, Width: "2"},
		{Suffix: "_month", Label: v.Say("parts.month"), Value: month, Width: "2"},
		{Suffix: "_year", Label: v.Say("parts.year"), Value: year, Width: "4"},
	}}
}

// JoinDate reads the three boxes as 2026-04-01. What is not a date comes back
// as it was typed, so that the reader of dates refuses it by name; three empty
// boxes are "".
func JoinDate(value func(name string) string, name string) string {
	part := func(suffix string, width int) string {
		text := strings.TrimSpace(value(name + suffix))
		for text != "" && len(text) < width {
			text = "0" + text
		}
		return text
	}
	day, month, year := part("_day", 2), part("_month", 2), part("_year", 0)
	if day+month+year == "" {
		return ""
	}
	return year + "-" + month + "-" + day
}

func splitDate(value string) (year, month, day string) {
	bits := strings.SplitN(value, "-", 3)
	for len(bits) < 3 {
		bits = append(bits, "")
	}
	return bits[0], strings.TrimLeft(bits[1], "0"), strings.TrimLeft(bits[2], "0")
}

func mark(options []Option, selected ...string) []Option {
	for i := range options {
		for _, value := range selected {
			options[i].Selected = options[i].Selected || options[i].Value == value
		}
	}
	return options
}

// Wrong gives the field back with what is wrong with it; "" leaves it right.
func (f Field) Wrong(v *words.Voice, sentence string) Field {
	if f.Error = sentence; sentence != "" {
		f.ErrorWord = v.Say("parts.error")
	}
	return f
}

// NewErrorSummary lists the fields that are wrong, nil where none is.
func NewErrorSummary(v *words.Voice, fields ...Field) *ErrorSummary {
	s := &ErrorSummary{Title: v.Say("parts.error_summary")}
	for _, f := range fields {
		if f.Error != "" {
			s.Errors = append(s.Errors, Link{Text: f.Error, URL: "#" + f.Key()})
		}
	}
	if s.Errors == nil {
		return nil
	}
	return s
}

// PlainNumber takes away what people write into numbers, as in £60,000; what is
// no number even so comes back as it was typed.
func PlainNumber(text string) string {
	plain := strings.NewReplacer(",", "", "£", "", " ", "", "\u00a0", "", "−", "-").Replace(text)
	if _, err := strconv.ParseFloat(plain, 64); err != nil {
		return text
	}
	return plain
}
