package table

import (
	"errors"
	"io"
	"iter"
	"strings"

	"github.com/xuri/excelize/v2"

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
	in.Report(model.Problem{File: o.File, Expected: model.Say("a sheet named %s is expected", model.Quoted(name))})
	return 0
}

// ReadForeign gives the headings and rows of a sheet as they stand.
func (w *Workbook) ReadForeign(in *intake.Intake, file, name string) *intake.Foreign {
	foreign := &intake.Foreign{}
	for _, s := range w.sheets {
		if s.name == name {
			fill(foreign, w.lines(in, file, s))
		}
	}
	return foreign
}

// Headings gives the first row of a sheet that is not blank.
func (w *Workbook) Headings(in *intake.Intake, file, name string) []string {
	for _, s := range w.sheets {
		if s.name == name {
			return first(w.lines(in, file, s))
		}
	}
	return nil
}

// sheetReader reads one sheet: excelize gives the texts of its cells, and
// shapes what they are.
type sheetReader struct {
	sheetPart
	file   string
	book   *Workbook
	in     *intake.Intake
	rows   *excelize.Rows
	row    int // the number of the row of rows
	shapes shapes
	first  int // the row of the headings
	width  int // of the headings
}

// lines walks the rows of a sheet; a fault in the part ends the walk.
func (w *Workbook) lines(in *intake.Intake, file string, s sheetPart) iter.Seq[line] {
	return func(yield func(line) bool) {
		r := &sheetReader{sheetPart: s, file: file, book: w, in: in}
		if err := r.walk(yield); err != nil {
			in.Report(model.Problem{File: file, Expected: model.Say("sheet %s: %s", model.Quoted(s.name), model.SentenceOf(err))})
		}
	}
}

func (r *sheetReader) walk(yield func(line) bool) error {
	d, content, err := r.book.parts.decoder(r.part)
	if err != nil {
		return err
	}
	defer content.Close()
	r.shapes = shapes{xml: d, merged: r.merged}
	if r.rows, err = r.book.file.Rows(r.name); err != nil {
		return invalid(model.Say(`a name that spreadsheets take is expected: at most 31 characters without : \ / ? * [ ] and without an apostrophe at an end`))
	}
	for {
		if err := r.shapes.next(); err == io.EOF {
			return nil
		} else if err != nil {
			return orDamaged(r.part, err)
		}
		texts, err := r.texts()
		if err != nil {
			return orDamaged(rowPart(r.shapes.row), err)
		}
		l := r.line(texts)
		if r.first == 0 && (!intake.IsBlank(l.cells) || len(l.faults) > 0) {
			r.first, r.width = l.number, len(l.cells)
		}
		if !yield(l) {
			return nil
		}
	}
}

// texts gives the cells of the row that shapes has come to.
func (r *sheetReader) texts() ([]string, error) {
	for r.row < r.shapes.row {
		if !r.rows.Next() {
			return nil, errors.Join(r.rows.Error(), io.ErrUnexpectedEOF)
		}
		r.row++
	}
	texts, err := r.rows.Columns()
	if errors.Is(err, excelize.ErrMaxRows) {
		err = nil // of the row after this one, which shapes refuses
	}
	return texts, err
}

// line puts the cells of a row together. Of the cells beyond the headings
// only the first is kept, which is enough to refuse the row.
func (r *sheetReader) line(texts []string) line {
	l := line{number: r.shapes.row}
	for i := range r.shapes.cells {
		c := &r.shapes.cells[i]
		at, text := c.column-1, ""
		if at < len(texts) {
			text = texts[at]
		}
		if r.first > 0 {
			at = min(at, r.width)
		}
		text, expected, found := r.book.text(c, text)
		if !expected.Empty() {
			l.faults = append(l.faults, cellFault{at, expected, found})
		}
		if text == "" {
			continue
		}
		for len(l.cells) <= at {
			l.cells = append(l.cells, "")
		}
		l.cells[at] = text
	}
	return l
}

// merged reports merged cells: an error where they touch the heading row.
func (r *sheetReader) merged(ref string) {
	from, to, _ := strings.Cut(ref, ":")
	_, first, _ := excelize.CellNameToCoordinates(from)
	_, last, _ := excelize.CellNameToCoordinates(to)
	p := model.Problem{File: r.file, Row: max(first, 0), Expected: model.Say(
		"sheet %s: cells are merged here, and only the first of them holds a value; unmerge them", model.Quoted(r.name)), Warning: true}
	if r.first > 0 && first <= r.first && r.first <= max(first, last) {
		p.Row, p.Warning = r.first, false
		p.Expected = model.Say("sheet %s: headings are merged; unmerge them, so that each column has a heading of its own", model.Quoted(r.name))
	}
	r.in.Report(p)
}
