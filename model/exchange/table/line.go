package table

import (
	"iter"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/exchange/intake"
)

// line is one row as a file holds it. Faults are those of single cells, which
// then are empty.
type line struct {
	number int
	cells  []string
	faults []cellFault
}

type cellFault struct {
	cell     int
	expected model.Sentence
	found    model.Sentence
}

// feed passes lines on to the intake; the first that is not blank holds the
// headings. It gives the number of rows passed on.
func feed(in *intake.Intake, o intake.Origin, lines iter.Seq[line]) int {
	var sheet *intake.Sheet
	var headings []string
	for l := range lines {
		if sheet == nil {
			if intake.IsBlank(l.cells) && len(l.faults) == 0 {
				continue
			}
			headings = slices.Clone(l.cells)
			sheet = in.Open(o, l.number, headings)
		} else {
			sheet.Row(l.number, l.cells, nil)
		}
		for _, f := range l.faults {
			sheet.FaultAt(l.number, headed(headings, f.cell), f.expected, f.found)
		}
	}
	if sheet == nil {
		in.Report(model.Problem{File: o.File, Expected: model.Say("a heading row is expected, and the table %s is empty", o.Table)})
		return 0
	}
	sheet.Close()
	return sheet.Rows()
}

// headed names the column of a cell: by its heading, else by its place.
func headed(headings []string, cell int) string {
	if cell < len(headings) {
		if name := strings.ToLower(strings.TrimSpace(headings[cell])); name != "" {
			return name
		}
	}
	return model.ColumnAt(cell + 1)
}

// guarded puts an apostrophe before a text that a spreadsheet would take for
// a formula, and before one that already looks guarded.
func guarded(text string) string {
	if needsApostrophe(text) {
		return "'" + text
	}
	return text
}

// unguarded takes the apostrophe off that guarded puts before a text.
func unguarded(text string) string {
	if strings.HasPrefix(text, "'") && needsApostrophe(text[1:]) {
		return text[1:]
	}
	return text
}

func needsApostrophe(text string) bool {
	rest := strings.TrimLeft(text, "'")
	return rest != "" && strings.ContainsRune("=+-@\t\r\n", rune(rest[0]))
}
