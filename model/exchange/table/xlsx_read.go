package table

import (
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"catchment/model"
	"catchment/model/exchange/intake"
)

// ReadSheet reads a sheet of the workbook into the intake, and gives the
// number of rows. The sheet is named as Sheets names it.
func (w *Workbook) ReadSheet(in *intake.Intake, o intake.Origin, name string) int {
	for _, s := range w.sheets {
		if s.name == name {
			return feed(in, o, w.lines(in, o.File, s))
		}
	}
	in.Report(model.Problem{File: o.File, Expected: "a sheet named " + model.Quoted(name) + " is expected"})
	return 0
}

// sheetReader walks the part of one sheet.
type sheetReader struct {
	sheetPart
	file  string
	book  *Workbook
	xml   *xml.Decoder
	row   int // the number of the row being read
	cell  int // cells of it so far
	first int // the row of the headings
	width int // of the headings
}

// lines walks the rows of a sheet; a fault in the part ends the walk.
func (w *Workbook) lines(in *intake.Intake, file string, s sheetPart) iter.Seq[line] {
	return func(yield func(line) bool) {
		d, content, err := w.decoder(s.part, MaxUnzipped)
		if err == nil {
			defer content.Close()
			err = (&sheetReader{sheetPart: s, file: file, book: w, xml: d}).walk(in, yield)
		}
		if err != nil {
			in.Report(model.Problem{File: file, Expected: "sheet " + model.Quoted(s.name) + ": " + err.Error()})
		}
	}
}

func (r *sheetReader) walk(in *intake.Intake, yield func(line) bool) error {
	for {
		token, err := r.xml.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return damaged(r.part, err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "row":
			l, err := r.readRow(start)
			if err != nil {
				return err
			}
			if r.first == 0 && (!intake.IsBlank(l.cells) || len(l.faults) > 0) {
				r.first, r.width = l.number, len(l.cells)
			}
			if !yield(l) {
				return nil
			}
		case "mergeCell":
			r.merged(in, attribute(start, "ref"))
		}
	}
}

// readRow reads the cells of a row. Of the cells beyond the headings only the
// first is kept, which is enough to refuse the row.
func (r *sheetReader) readRow(start xml.StartElement) (line, error) {
	r.row++
	if at, err := strconv.Atoi(attribute(start, "r")); err == nil {
		r.row = at
	}
	if r.row < 1 || r.row > MaxSheetRows {
		return line{}, invalid("a row number from 1 to %d is expected; the workbook is damaged", MaxSheetRows)
	}
	l := line{number: r.row}
	r.cell = 0
	for {
		token, err := r.xml.Token()
		if err != nil {
			return l, damaged("row "+strconv.Itoa(r.row), err)
		}
		switch t := token.(type) {
		case xml.EndElement:
			if t.Name.Local == "row" {
				return l, nil
			}
		case xml.StartElement:
			if t.Name.Local != "c" {
				if err := r.xml.Skip(); err != nil {
					return l, damaged("row "+strconv.Itoa(r.row), err)
				}
			} else if err := r.readCell(&l, t); err != nil {
				return l, err
			}
		}
	}
}

func (r *sheetReader) readCell(l *line, start xml.StartElement) error {
	r.cell++
	if at := columnOf(attribute(start, "r")); at > 0 {
		r.cell = at
	}
	if r.cell > MaxCells {
		return invalid("at most %d cells are expected in a row", MaxCells)
	}
	c := cell{kind: attribute(start, "t")}
	c.style, _ = strconv.Atoi(attribute(start, "s"))
	if err := r.content(&c); err != nil {
		return damaged("row "+strconv.Itoa(r.row), err)
	}
	text, expected, found := r.book.text(c)
	at := r.cell - 1
	if r.first > 0 {
		at = min(at, r.width)
	}
	if expected != "" {
		l.faults = append(l.faults, cellFault{at, expected, found})
	}
	if text == "" {
		return nil
	}
	for len(l.cells) <= at {
		l.cells = append(l.cells, "")
	}
	l.cells[at] = text
	return nil
}

// content reads what a cell holds, up to its end.
func (r *sheetReader) content(c *cell) error {
	for {
		token, err := r.xml.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				c.stated = true
				err = r.xml.DecodeElement(&c.value, &t)
			case "is":
				c.stated = true
				c.value, err = richText(r.xml)
			case "f":
				c.formula = true
				err = r.xml.Skip()
			default:
				err = r.xml.Skip()
			}
			if err != nil {
				return err
			}
		}
	}
}

// merged reports merged cells: an error where they touch the heading row.
func (r *sheetReader) merged(in *intake.Intake, ref string) {
	from, to, _ := strings.Cut(ref, ":")
	first, last := rowOfRef(from), rowOfRef(to)
	p := model.Problem{File: r.file, Row: first, Expected: fmt.Sprintf(
		"sheet %s: cells are merged here, and only the first of them holds a value; unmerge them", model.Quoted(r.name)), Warning: true}
	if r.first > 0 && first <= r.first && r.first <= max(first, last) {
		p.Row, p.Warning = r.first, false
		p.Expected = fmt.Sprintf("sheet %s: headings are merged; unmerge them, so that each column has a heading of its own", model.Quoted(r.name))
	}
	in.Report(p)
}

// columnOf gives the number of the column of a reference like AB12, 0 where
// it is none.
func columnOf(ref string) int {
	column := 0
	for _, b := range []byte(ref) {
		switch {
		case b >= 'A' && b <= 'Z':
			column = column*26 + int(b-'A') + 1
		case b >= 'a' && b <= 'z':
			column = column*26 + int(b-'a') + 1
		default:
			return column
		}
		if column > MaxCells {
			return MaxCells + 1
		}
	}
	return column
}

func rowOfRef(ref string) int {
	row, _ := strconv.Atoi(strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$"))
	return row
}

func attribute(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}
