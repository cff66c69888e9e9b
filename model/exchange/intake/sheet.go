package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"catchment/model"
	"catchment/model/field"
)

// Origin says where the rows of a sheet come from.
type Origin struct {
	File     string // as problems name it
	Table    string
	Entry    *Entry // of a mapping, nil without one
	Features bool   // the rows are features of GeoJSON, counted from 1
}

// Sheet is one table of one file while its rows are read.
type Sheet struct {
	Origin
	in       *Intake
	table    table
	columns  []column  // those of ours that the file fills
	bindings []binding // for each column, where its text comes from
	joins    []join
	fallback []column // those absent that have a value of their own
	width    int      // of the headings
	nameless []int    // cells without heading or with an unknown one
	given    map[string]bool
	unusable bool // no key can be read
	seen     map[model.Sentence]int
	order    []model.Sentence // the sorts of warnings in seen
	rows     int

	// of the row being read
	number  int
	subject string          // the code of an area among features
	refused map[string]bool // columns whose text did not fit
}

// Shape is called for a row when its cells are read, and sets the geometry
// of the noun. It says whether the row states one, well formed or not.
type Shape func(noun any) (stated bool)

// Gives says that the file has a column beside its headings: "boundary".
func (s *Sheet) Gives(column string) { s.given[column] = true }

// Rows is the number of rows passed on.
func (s *Sheet) Rows() int { return s.rows }

// Row reads one row; number is as spreadsheets count, or the number of the
// feature. Wholly empty rows without a shape are skipped.
func (s *Sheet) Row(number int, cells []string, shape Shape) {
	if s.unusable || shape == nil && IsBlank(cells) || !s.in.next() {
		return
	}
	s.number, s.subject = number, ""
	clear(s.refused)
	texts := s.texts(cells)
	if i := s.position("code"); s.Features && s.table.name == "areas" && i >= 0 {
		s.subject = texts[i]
	}
	s.checkWidth(cells)
	noun := s.table.empty()
	keyed := true
	for i, c := range s.columns {
		if !s.set(noun, c, texts[i]) && c.key {
			keyed = false
		}
	}
	for _, c := range s.fallback {
		c.set(noun, "")
	}
	placed := shape != nil && shape(noun)
	if keyed {
		s.take(noun, placed || s.statesPlace(texts))
	}
}

// Close ends the sheet and counts the warnings that were not listed.
func (s *Sheet) Close() {
	s.number, s.subject = 0, ""
	for _, sort := range s.order {
		if more := s.seen[sort] - fewWarnings; more > 0 {
			s.warn("", model.Say("%d more warnings of this sort are not listed: %s", more, sort))
		}
	}
}

// set reads one text into the noun, or reports it.
func (s *Sheet) set(noun any, c column, text string) bool {
	expected := unfit(text)
	if expected.Empty() {
		expected = c.set(noun, text)
	}
	if expected.Empty() {
		return true
	}
	s.refused[c.name] = true
	s.fault(c.name, expected, model.Quoted(strings.TrimSpace(text)))
	return false
}

// unfit says what is expected of any cell, nothing where the text is that.
func unfit(text string) model.Sentence {
	switch {
	case len(text) > MaxCellLength:
		return model.Say("at most %d bytes are expected in a cell", MaxCellLength)
	case !utf8.ValidString(text) || strings.ContainsFunc(text, isControl):
		return model.Say("a text without control characters is expected")
	}
	return model.Sentence{}
}

func isControl(r rune) bool { return r != '\n' && r != '\t' && r != '\r' && unicode.IsControl(r) }

// checkWidth reports cells beyond the headings, and cells below none.
func (s *Sheet) checkWidth(cells []string) {
	if len(cells) > s.width && !IsBlank(cells[s.width:]) {
		s.fault("", model.Say("at most the %d cells of the heading row are expected", s.width), model.Say("%d cells long", len(cells)))
	}
	for _, at := range s.nameless {
		if cellOf(cells, at) != "" {
			s.few(model.Say("cells without a heading"), model.Say("cell %d has no heading and is disregarded", at+1))
			return
		}
	}
}

// take passes the noun on, unless protection keeps even its key back.
func (s *Sheet) take(noun any, placed bool) {
	switch n := noun.(type) {
	case *model.Site:
		if !s.protect(n, placed) {
			return
		}
	case *change:
		if !s.protectSets(n, placed) {
			return
		}
		noun = s.complete(n)
	}
	if s.table.name != Scenario {
		s.checkKey(field.KeyOf(noun))
	}
	s.rows++
	rows := s.in.batch.Rows
	rows[s.table.name] = append(rows[s.table.name], model.Row{Noun: noun, Given: s.given, File: s.File, Number: s.number})
}

// checkKey reports a key that stands twice. The features of areas and their
// attributes are layers apart: the one may speak of areas of the other.
func (s *Sheet) checkKey(key string) {
	layer := s.table.name
	if s.Features && layer == "areas" {
		layer = "areas as features"
	}
	if s.in.rows[layer] == nil {
		s.in.rows[layer] = map[string]place{}
	}
	before, known := s.in.rows[layer][key]
	if !known {
		s.in.rows[layer][key] = place{s.File, s.number}
		return
	}
	s.fault(s.keyColumns(), model.Say("%s row %d has the same key; a key is expected once", before.file, before.number), model.Quoted(key))
}

func (s *Sheet) keyColumns() string {
	var names []string
	for _, c := range s.table.columns {
		if c.key {
			names = append(names, c.name)
		}
	}
	return strings.Join(names, " / ")
}

// statesPlace says whether the row holds coordinates or a postcode.
func (s *Sheet) statesPlace(texts []string) bool {
	if !s.table.discreet() {
		return false
	}
	for _, name := range placeColumns {
		if i := s.position(name); i >= 0 && strings.TrimSpace(texts[i]) != "" {
			return true
		}
	}
	return false
}
