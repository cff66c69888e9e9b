package intake

import (
	"maps"
	"slices"
	"strings"

	"catchment/model"
)

// binding says where the text of a column comes from: cells of the row (more
// than one make a list), or a constant.
type binding struct {
	cells    []int
	constant string
}

// Open begins a sheet with its headings, and reports what is wrong with them.
// The row of the headings is only named; headings of features are the names
// of their properties.
func (in *Intake) Open(o Origin, headingRow int, headings []string) *Sheet {
	s := &Sheet{
		Origin: o, in: in, width: len(headings), number: headingRow,
		given: map[string]bool{}, seen: map[model.Sentence]int{}, refused: map[string]bool{},
	}
	var ok bool
	if s.table, ok = tableOf(o.Table); !ok {
		s.unusable = true
		s.fault("", model.Say("%s is not a table that Catchment reads", model.Quoted(o.Table)), model.Sentence{})
		return s
	}
	if in.batch.Rows[s.table.name] == nil {
		in.batch.Rows[s.table.name] = []model.Row{}
	}
	at, twice := positions(headings)
	if o.Entry == nil {
		s.bindOwn(headings, at, twice)
	} else {
		s.bindEntry(o.Entry, headings, at, twice)
	}
	s.checkColumns()
	return s
}

// positions finds each heading; twice holds the cells whose heading stands
// before. Empty headings are none.
func positions(headings []string) (at map[string]int, twice []int) {
	at = make(map[string]int, len(headings))
	for i, heading := range headings {
		name := plainHeading(heading)
		if _, known := at[name]; name == "" {
			continue
		} else if known {
			twice = append(twice, i)
			continue
		}
		at[name] = i
	}
	return at, twice
}

func plainHeading(heading string) string {
	return strings.ToLower(strings.TrimSpace(strings.TrimPrefix(heading, "\ufeff")))
}

// bindOwn takes headings for our columns. used names those that a mapping
// uses otherwise.
func (s *Sheet) bindOwn(headings []string, at map[string]int, twice []int, used ...string) {
	for _, i := range twice {
		s.fault(s.headingAt(headings, i), model.Say("this heading stands twice; each column is expected once"), model.Sentence{})
	}
	for i, heading := range headings {
		name := plainHeading(heading)
		switch {
		case name == "":
			s.nameless = append(s.nameless, i)
		case at[name] != i: // stands twice
		case s.table.find(name) >= 0:
			s.bindings[s.bind(name)] = binding{cells: []int{i}}
		case !slices.Contains(used, name):
			s.warn(s.headingAt(headings, i), s.instead(model.Say("this is not a column of %s and is disregarded", s.table.name)))
		}
	}
}

// bindEntry takes headings as a mapping says.
func (s *Sheet) bindEntry(e *Entry, headings []string, at map[string]int, twice []int) {
	if e.Columns == nil {
		s.bindOwn(headings, at, twice, e.uses()...)
	}
	for _, ours := range slices.Sorted(maps.Keys(e.Columns)) {
		s.bindCells(ours, []string{e.Columns[ours]}, headings, at, twice)
	}
	for _, ours := range slices.Sorted(maps.Keys(e.Lists)) {
		s.bindCells(ours, e.Lists[ours], headings, at, twice)
	}
	for _, ours := range slices.Sorted(maps.Keys(e.Constants)) {
		text := e.Constants[ours]
		if c := s.table.columns[s.table.find(ours)]; !c.set(s.table.empty(), text).Empty() || !unfit(text).Empty() {
			s.fault(ours, model.Say("the mapping gives this column a constant that does not fit: %s", c.expected), model.Quoted(text))
			s.given[ours], s.unusable = true, true
			continue
		}
		s.bindings[s.bind(ours)] = binding{constant: text}
	}
	for i := range e.Lookups {
		if !s.openLookup(&e.Lookups[i], at) {
			s.unusable = true
		}
	}
}

// uses names the headings of the file that an entry takes otherwise than as
// a column of ours.
func (e *Entry) uses() []string {
	var names []string
	for _, list := range e.Lists {
		for _, name := range list {
			names = append(names, plainHeading(name))
		}
	}
	for _, l := range e.Lookups {
		names = append(names, plainHeading(l.Match))
	}
	return names
}

func (s *Sheet) bindCells(ours string, names, headings []string, at map[string]int, twice []int) {
	var b binding
	for _, name := range names {
		i, ok := at[plainHeading(name)]
		if !ok {
			s.absent(s.File, name, model.Say("to fill %s", ours))
			s.unusable = true
			continue
		}
		for _, again := range twice {
			if plainHeading(headings[again]) == plainHeading(name) {
				s.fault(s.headingAt(headings, i), model.Say("this heading stands twice; each column is expected once"), model.Sentence{})
			}
		}
		b.cells = append(b.cells, i)
	}
	s.bindings[s.bind(ours)] = b
}

// bind gives the place of a column of ours among those that the file fills.
func (s *Sheet) bind(name string) int {
	if i := s.position(name); i >= 0 {
		return i
	}
	s.columns = append(s.columns, s.table.columns[s.table.find(name)])
	s.bindings = append(s.bindings, binding{})
	s.given[name] = true
	return len(s.columns) - 1
}

// position is the place of a column among those that the file fills, else -1.
func (s *Sheet) position(name string) int {
	return slices.IndexFunc(s.columns, func(c column) bool { return c.name == name })
}

// checkColumns reports the required columns that are missing.
func (s *Sheet) checkColumns() {
	for _, c := range s.table.columns {
		if s.given[c.name] {
			continue
		}
		if c.fallback {
			s.fallback = append(s.fallback, c)
		}
		if c.required {
			s.fault(c.name, model.Say("this column is missing; %s", c.expected), model.Sentence{})
			s.unusable = s.unusable || c.key
		}
	}
}

// texts gives, for each column that the file fills, the text of a row.
func (s *Sheet) texts(cells []string) []string {
	texts := make([]string, len(s.columns))
	for i, b := range s.bindings {
		switch {
		case len(b.cells) == 1:
			texts[i] = lines(cellOf(cells, b.cells[0]))
		case len(b.cells) > 1:
			parts := make([]string, 0, len(b.cells))
			for _, at := range b.cells {
				parts = append(parts, cellOf(cells, at))
			}
			texts[i] = strings.Join(parts, ";")
		default:
			texts[i] = b.constant
		}
	}
	s.lookUp(texts, cells)
	return texts
}

// lines writes the ends of lines as a single line feed.
func lines(text string) string {
	if !strings.Contains(text, "\r") {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// IsBlank says whether a row holds nothing but space.
func IsBlank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}
