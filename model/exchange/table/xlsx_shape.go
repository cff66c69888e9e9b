package table

import (
	"encoding/xml"
	"errors"
	"strconv"

	"github.com/xuri/excelize/v2"

	"catchment/model"
)

// shapes walks the part of a sheet beside the rows of excelize and finds out
// what those do not tell: of which kind a cell is, whether a formula has a
// value, where cells are merged, and whether the part is sound to its end.
type shapes struct {
	xml    *xml.Decoder
	merged func(ref string)
	state  int // of sheetData: before, inside, after
	row    int // the number of the row that was read last
	cells  []shape
	grid   int // cells spanned so far
}

const (
	before = iota
	inside
	after
)

// shape is a cell without its text. The value of shared texts is their place.
type shape struct {
	Ref     string    `xml:"r,attr"`
	Style   string    `xml:"s,attr"`
	Kind    string    `xml:"t,attr"`
	Value   *string   `xml:"v"`
	Formula *struct{} `xml:"f"`
	Inline  *struct{} `xml:"is"`
	column  int
	style   int
}

func (c *shape) stated() bool { return c.Value != nil || c.Inline != nil }

// next reads the next row; after the last it reads the part to its end and
// gives io.EOF.
func (s *shapes) next() error {
	for {
		token, err := s.xml.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch name := t.Name.Local; {
			case name == "sheetData" && s.state == before:
				s.state = inside
			case name == "sheetData", name == "row" && s.state == before:
				return errors.New("rows out of their place")
			case name == "row" && s.state == inside:
				err := s.readRow(t)
				return orDamaged(rowPart(s.row), err)
			case name == "mergeCell" && s.state == after:
				s.merged(attribute(t, "ref"))
			}
		case xml.EndElement:
			if t.Name.Local == "sheetData" {
				s.state = after
			}
		}
	}
}

// readRow reads the cells of a row. Rows and cells out of order are faults,
// as excelize would misplace them.
func (s *shapes) readRow(start xml.StartElement) error {
	last := s.row
	s.row++
	s.cells = s.cells[:0]
	if text := attribute(start, "r"); text != "" {
		at, err := strconv.Atoi(text)
		if err != nil {
			return err
		}
		s.row = at
	}
	switch {
	case s.row < 1 || s.row > MaxSheetRows:
		return invalid(model.Say("a row number from 1 to %d is expected; the workbook is damaged", MaxSheetRows))
	case s.row <= last:
		return invalid(model.Say("rows in the order of their numbers are expected, and row %d follows row %d; the workbook is damaged", s.row, last))
	}
	column := 0
	for {
		token, err := s.xml.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.EndElement:
			return s.span()
		case xml.StartElement:
			if t.Name.Local != "c" {
				err = s.xml.Skip()
			} else {
				column, err = s.readCell(t, column)
			}
			if err != nil {
				return err
			}
		}
	}
}

// readCell reads a cell and gives its column. Cells without anything are not
// kept.
func (s *shapes) readCell(start xml.StartElement, last int) (int, error) {
	var c shape
	if err := s.xml.DecodeElement(&c, &start); err != nil {
		return 0, err
	}
	c.column = last + 1
	var err error
	if c.Ref != "" {
		if c.column, _, err = excelize.CellNameToCoordinates(c.Ref); err != nil && !errors.Is(err, excelize.ErrColumnNumber) {
			return 0, err
		}
	}
	if err != nil || c.column > MaxCells {
		return 0, invalid(model.Say("at most %d cells are expected in a row", MaxCells))
	}
	if c.column <= last {
		return 0, errors.New("cells out of order")
	}
	if c.Style != "" {
		if c.style, err = strconv.Atoi(c.Style); err != nil {
			return 0, err
		}
	}
	if c.stated() || c.Formula != nil {
		s.cells = append(s.cells, c)
	}
	return c.column, nil
}

// span counts the cells up to the last of the row.
func (s *shapes) span() error {
	if len(s.cells) > 0 {
		s.grid += s.cells[len(s.cells)-1].column
	}
	if s.grid > MaxGrid {
		return invalid(model.Say("the sheet spans more than %d cells", MaxGrid))
	}
	return nil
}

func rowPart(row int) string { return "row " + strconv.Itoa(row) }

// orDamaged keeps an error that has a sentence, and gives any other one.
func orDamaged(part string, err error) error {
	if told := (*model.Error)(nil); err == nil || errors.As(err, &told) {
		return err
	}
	return damaged(part, err)
}

// attribute gives an attribute as excelize finds it.
func attribute(start xml.StartElement, name string) (value string) {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			value = a.Value
		}
	}
	return value
}
