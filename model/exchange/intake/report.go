package intake

import (
	"fmt"

	"catchment/model"
)

// Fault reports an error of the row being read. Of sites only our own columns
// are named.
func (s *Sheet) Fault(column, expected, found string) {
	if s.table.discreet() && s.table.find(column) < 0 && column != "geometry" {
		column = ""
	}
	s.fault(short(column), expected, found)
}

// FaultAt reports an error of a row that was or will be read.
func (s *Sheet) FaultAt(row int, column, expected, found string) {
	s.number, s.subject = row, ""
	s.Fault(column, expected, found)
}

// Warn reports a warning of the row being read.
func (s *Sheet) Warn(column, expected string) { s.warn(column, expected) }

// Few reports a warning of the row being read; of one sort only the first
// twenty are listed, and the others counted at the end.
func (s *Sheet) Few(sort, expected string) { s.few(sort, expected) }

// fault reports an error. What a row of sites holds is not repeated.
func (s *Sheet) fault(column, expected, found string) {
	if found != "" && found != model.Quoted("") && s.table.discreet() {
		found = ""
		expected += notRepeated
	}
	s.in.Report(model.Problem{File: s.File, Row: s.number, Column: column, Expected: s.label() + expected, Found: found})
}

func (s *Sheet) warn(column, expected string) {
	s.in.Report(model.Problem{File: s.File, Row: s.number, Column: column, Expected: s.label() + expected, Warning: true})
}

func (s *Sheet) few(sort, expected string) {
	if s.seen[sort]++; s.seen[sort] == 1 {
		s.order = append(s.order, sort)
	}
	if s.seen[sort] <= fewWarnings {
		s.in.Report(model.Problem{File: s.File, Row: s.number, Expected: s.label() + expected, Warning: true})
	}
}

// absent reports a column that the mapping names and a file lacks.
func (s *Sheet) absent(file, name, why string) {
	s.in.Report(model.Problem{File: file, Column: short(name), Expected: "the mapping takes this column " + why + ", and the file does not have it"})
}

// label begins a sentence with the area that it is about, where features are
// counted and rows are not.
func (s *Sheet) label() string {
	if s.subject == "" {
		return ""
	}
	return "area " + short(s.subject) + ": "
}

// naming ends a sentence with a key, where that may be repeated.
func (s *Sheet) naming(key string) string {
	if s.table.discreet() {
		return ""
	}
	return " (" + model.Quoted(key) + ")"
}

// headingAt names a column by its heading; of sites, whose first row may be
// no headings at all, by its place.
func (s *Sheet) headingAt(headings []string, at int) string {
	if s.table.discreet() && s.table.find(plainHeading(headings[at])) < 0 {
		return fmt.Sprintf("column %d", at+1)
	}
	return short(headings[at])
}

// instead says why a heading is not named.
func (s *Sheet) instead() string {
	if s.table.discreet() {
		return " (its heading is not repeated here)"
	}
	return ""
}

// short cuts a name that is too long for a sentence.
func short(name string) string {
	const longest = 60
	if runes := []rune(name); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return name
}
