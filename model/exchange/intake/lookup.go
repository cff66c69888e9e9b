package intake

import (
	"maps"
	"slices"
	"strings"

	"catchment/model"
)

// Foreign is a file as it was read, for lookups: its headings, and the
// numbers and cells of its rows.
type Foreign struct {
	Headings []string
	Numbers  []int
	Rows     [][]string
}

// join is a lookup on its way through a sheet.
type join struct {
	foreign *Foreign
	file    string
	ours    int // column of the sheet to match, or
	theirs  int // cell of the row to match
	rows    map[string]int
	fills   []fill
}

// fill takes cells of a joined row into a column of the sheet.
type fill struct {
	column int
	cells  []int
	append bool
}

// openLookup finds the columns of a lookup and indexes its file. It is false,
// and the fault reported, where that cannot be done.
func (s *Sheet) openLookup(l *Lookup, headings map[string]int) bool {
	foreign, ok := s.in.foreign[l.File]
	if !ok {
		return true // reported where the files are gathered
	}
	theirs, _ := positions(foreign.Headings)
	j := join{foreign: foreign, file: l.File, ours: s.position(l.Match), theirs: -1}
	if j.ours < 0 {
		if j.theirs, ok = headings[plainHeading(l.Match)]; !ok {
			s.absent(s.File, l.Match, model.Say("to look up %s", l.File))
			return false
		}
	}
	key, ok := theirs[plainHeading(l.Key)]
	if !ok {
		s.absent(l.File, l.Key, model.Say("as the key of a lookup"))
		return false
	}
	for _, ours := range slices.Sorted(maps.Keys(l.Columns)) {
		ok = s.addFill(&j, l.File, theirs, ours, []string{l.Columns[ours]}, false) && ok
	}
	for _, ours := range slices.Sorted(maps.Keys(l.Lists)) {
		ok = s.addFill(&j, l.File, theirs, ours, l.Lists[ours], true) && ok
	}
	if ok {
		s.index(&j, key)
		s.joins = append(s.joins, j)
	}
	return ok
}

func (s *Sheet) addFill(j *join, file string, theirs map[string]int, ours string, names []string, appends bool) bool {
	f := fill{column: s.bind(ours), append: appends}
	for _, name := range names {
		at, ok := theirs[plainHeading(name)]
		if !ok {
			s.absent(file, name, model.Say("to fill %s", ours))
			return false
		}
		f.cells = append(f.cells, at)
	}
	j.fills = append(j.fills, f)
	return true
}

// index finds the first row of each key. A later row of a key that differs
// from it in a column taken is an error.
func (s *Sheet) index(j *join, key int) {
	j.rows = make(map[string]int, len(j.foreign.Rows))
	for i, row := range j.foreign.Rows {
		text := cellOf(row, key)
		if text == "" {
			continue
		}
		first, known := j.rows[text]
		if !known {
			j.rows[text] = i
		} else if !j.agree(j.foreign.Rows[first], row) {
			p := model.Problem{File: j.file, Row: j.foreign.Numbers[i], Expected: model.Say(
				"this row and row %d have the same key and differ in what is looked up; one of the two has to go", j.foreign.Numbers[first])}
			if !s.table.discreet() {
				p.Column, p.Found = short(cellOf(j.foreign.Headings, key)), model.Quoted(text)
			}
			s.in.Report(p)
		}
	}
}

func (j *join) agree(a, b []string) bool {
	for _, f := range j.fills {
		for _, at := range f.cells {
			if cellOf(a, at) != cellOf(b, at) {
				return false
			}
		}
	}
	return true
}

// lookUp fills the texts of a row from its lookups.
func (s *Sheet) lookUp(texts, cells []string) {
	for i := range s.joins {
		j := &s.joins[i]
		key := cellOf(cells, j.theirs)
		if j.ours >= 0 {
			key = strings.TrimSpace(texts[j.ours])
		}
		at, ok := j.rows[key]
		if !ok {
			s.few(model.Say("no row in %s", j.file), s.naming(model.Say("the lookup in %s has no row for this one", j.file), key))
			continue
		}
		for _, f := range j.fills {
			f.into(texts, j.foreign.Rows[at])
		}
	}
}

func (f *fill) into(texts, row []string) {
	parts := make([]string, 0, len(f.cells)+1)
	if f.append && texts[f.column] != "" {
		parts = append(parts, texts[f.column])
	}
	for _, at := range f.cells {
		if text := cellOf(row, at); text != "" {
			parts = append(parts, text)
		}
	}
	texts[f.column] = strings.Join(parts, ";")
}

// cellOf gives a cell without surrounding space, "" where the row is short.
func cellOf(cells []string, at int) string {
	if at < 0 || at >= len(cells) {
		return ""
	}
	return strings.TrimSpace(cells[at])
}
