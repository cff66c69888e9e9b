package intake

import (
	"catchment/model"
)

// Fault reports an error of the row being read. Of sites only our own columns
// are named.
func (s *Sheet) Fault(column string, expected, found model.Sentence) {
	if s.table.discreet() && s.table.find(column) < 0 && column != "geometry" {
		column = ""
	}
	s.fault(short(column), expected, found)
}

// FaultAt reports an error of a row that was or will be read.
func (s *Sheet) FaultAt(row int, column string, expected, found model.Sentence) {
	s.number, s.subject = row, ""
	s.Fault(column, expected, found)
}

// Warn reports a warning of the row being read.
func (s *Sheet) Warn(column string, expected model.Sentence) { s.warn(column, expected) }

// Few reports a warning of the row being read; of one sort only the first
// twenty are listed, and the others counted at the end.
func (s *Sheet) Few(sort, expected model.Sentence) { s.few(sort, expected) }

// fault reports an error. What a row of sites holds is not repeated.
func (s *Sheet) fault(column string, expected, found model.Sentence) {
	if !found.Empty() && found != model.Quoted("") && s.table.discreet() {
		found = model.Sentence{}
		expected = model.Say("%s; what stands there is not repeated here", expected)
	}
	s.in.Report(model.Problem{File: s.File, Row: s.number, Column: column, Expected: s.labelled(expected), Found: found})
}

func (s *Sheet) warn(column string, expected model.Sentence) {
	s.in.Report(model.Problem{File: s.File, Row: s.number, Column: column, Expected: s.labelled(expected), Warning: true})
}

func (s *Sheet) few(sort, expected model.Sentence) {
	if s.seen[sort]++; s.seen[sort] == 1 {
		s.order = append(s.order, sort)
	}
	if s.seen[sort] <= fewWarnings {
		s.in.Report(model.Problem{File: s.File, Row: s.number, Expected: s.labelled(expected), Warning: true})
	}
}

// absent reports a column that the mapping names and a file lacks.
func (s *Sheet) absent(file, name string, why model.Sentence) {
	s.in.Report(model.Problem{File: file, Column: short(name), Expected: model.Say("the mapping takes this column %s, and the file does not have it", why)})
}

// labelled begins a sentence with the area that it is about, where features are
// counted and rows are not.
func (s *Sheet) labelled(expected model.Sentence) model.Sentence {
	if s.subject == "" {
		return expected
	}
	return model.Say("area %s: %s", short(s.subject), expected)
}

// naming ends a sentence with a key, where that may be repeated.
func (s *Sheet) naming(sentence model.Sentence, key string) model.Sentence {
	if s.table.discreet() {
		return sentence
	}
	return model.Say("%s (%s)", sentence, model.Quoted(key))
}

// headingAt names a column by its heading; of sites, whose first row may be
// no headings at all, by its place.
func (s *Sheet) headingAt(headings []string, at int) string {
	if s.table.discreet() && s.table.find(plainHeading(headings[at])) < 0 {
		return model.ColumnAt(at + 1)
	}
	return short(headings[at])
}

// instead says why a heading is not named.
func (s *Sheet) instead(sentence model.Sentence) model.Sentence {
	if s.table.discreet() {
		return model.Say("%s (its heading is not repeated here)", sentence)
	}
	return sentence
}

// short cuts a name that is too long for a sentence.
func short(name string) string {
	const longest = 60
	if runes := []rune(name); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return name
}
