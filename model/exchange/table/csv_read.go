package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"catchment/model"
	"catchment/model/exchange/intake"
)

// ReadCSV reads a CSV file into the intake, and gives the number of rows.
func ReadCSV(in *intake.Intake, o intake.Origin, data []byte) int {
	text, ok := decoded(in, o.File, data)
	if !ok {
		return 0
	}
	return feed(in, o, csvLines(in, o.File, text))
}

// ReadForeign reads a CSV file that lookups of a mapping join.
func ReadForeign(in *intake.Intake, file string, data []byte) *intake.Foreign {
	foreign := &intake.Foreign{}
	text, ok := decoded(in, file, data)
	if !ok {
		return foreign
	}
	fill(foreign, csvLines(in, file, text))
	return foreign
}

// Headings gives the first row of a CSV file that is not blank.
func Headings(in *intake.Intake, file string, data []byte) []string {
	text, ok := decoded(in, file, data)
	if !ok {
		return nil
	}
	return first(csvLines(in, file, text))
}

func first(lines iter.Seq[line]) []string {
	for l := range lines {
		if !intake.IsBlank(l.cells) {
			return slices.Clone(l.cells)
		}
	}
	return nil
}

// fill takes all rows of a table as they stand.
func fill(foreign *intake.Foreign, lines iter.Seq[line]) {
	for l := range lines {
		switch cells := slices.Clone(l.cells); {
		case intake.IsBlank(cells):
		case foreign.Headings == nil:
			foreign.Headings = cells
		default:
			foreign.Rows = append(foreign.Rows, cells)
			foreign.Numbers = append(foreign.Numbers, l.number)
		}
	}
}

// decoded gives the file as UTF-8 without byte order mark.
func decoded(in *intake.Intake, file string, data []byte) ([]byte, bool) {
	switch {
	case len(data) > MaxFile:
		in.Report(model.Problem{File: file, Expected: model.Say("a file of at most %d MiB is expected", MaxFile>>20)})
		return nil, false
	case bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")):
		in.Report(model.Problem{File: file, Expected: model.Say("the file is UTF-16; save it as CSV in UTF-8")})
		return nil, false
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if utf8.Valid(data) {
		return data, true
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		in.Report(model.Problem{File: file, Expected: model.Say("a file in UTF-8 is expected")})
		return nil, false
	}
	in.Report(model.Problem{File: file, Warning: true, Expected: model.Say("the file is not UTF-8 and was read as Windows-1252; check names with accents")})
	return text, true
}

// csvLines walks the lines of a CSV file; a fault ends the walk.
func csvLines(in *intake.Intake, file string, text []byte) iter.Seq[line] {
	return func(yield func(line) bool) {
		comma := separator(text)
		if at := tooMany(text, byte(comma)); at > 0 {
			in.Report(model.Problem{File: file, Row: at, Expected: model.Say("at most %d cells are expected in a row; nothing of the file was read", MaxCells)})
			return
		}
		reader := csv.NewReader(bytes.NewReader(text))
		reader.Comma = comma
		reader.FieldsPerRecord, reader.ReuseRecord = -1, true
		inside := 0 // line feeds inside cells so far
		for {
			cells, err := reader.Read()
			if err == io.EOF {
				return
			}
			if err != nil {
				in.Report(model.Problem{File: file, Row: rowOf(err) - inside, Expected: inCSV(err)})
				return
			}
			start, _ := reader.FieldPos(0)
			l := line{number: start - inside, cells: cells}
			for i, cell := range cells {
				inside += strings.Count(cell, "\n")
				cells[i] = unguarded(cell)
			}
			if !yield(l) {
				return
			}
		}
	}
}

func rowOf(err error) int {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return parse.StartLine
	}
	return 0
}

// inCSV says in a sentence what is wrong; it holds nothing of the file.
func inCSV(err error) model.Sentence {
	if errors.Is(err, csv.ErrQuote) || errors.Is(err, csv.ErrBareQuote) {
		return model.Say("a quotation mark stands where none is expected, or one is missing: a cell that holds quotation marks stands in quotation marks, and those inside it are doubled; the rest of the file was not read")
	}
	return model.Say("a CSV file is expected; the rest of the file was not read")
}

// separator is the semicolon where the first line with text has more of them
// than commas, else the comma. Those in quotation marks do not count.
func separator(text []byte) rune {
	commas, semicolons, quoted := 0, 0, false
	for _, b := range bytes.TrimLeft(text, "\r\n") {
		switch {
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == ',':
			commas++
		case b == ';':
			semicolons++
		case b == '\n' && semicolons > commas:
			return ';'
		case b == '\n':
			return ','
		}
	}
	if semicolons > commas {
		return ';'
	}
	return ','
}

// tooMany gives the first line with too many cells, 0 where there is none.
// It bounds what reading a line can cost, and follows quotation marks as far
// as reading will.
func tooMany(text []byte, comma byte) int {
	commas, row, quoted := 0, 1, false
	for _, b := range text {
		switch {
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == comma:
			commas++
		case b == '\n':
			commas = 0
			row++
		}
		if commas >= MaxCells {
			return row
		}
	}
	return 0
}
