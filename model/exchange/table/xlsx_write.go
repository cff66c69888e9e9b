package table

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/field"
)

// SourcesSheet is the sheet that says where the figures come from.
const SourcesSheet = "sources"

// WriteXLSX writes sheets as a workbook, and after them a sheet "sources"
// with the provenance; row by row, and with nothing kept on disk. Figures
// have every digit. Texts are typed as text, so that none is taken for a
// formula; headings stand out and stay in view. More rows than a spreadsheet
// holds, a longer text, and a figure that is no number are errors.
func WriteXLSX(w io.Writer, sheets []disclosure.Sheet, p disclosure.Provenance) error {
	all := append(sheets[:len(sheets):len(sheets)], sourcesSheet(p))
	archive := zip.NewWriter(w)
	for _, part := range frame(all) {
		out, err := archive.Create(part.name)
		if err == nil {
			_, err = io.WriteString(out, part.text)
		}
		if err != nil {
			return err
		}
	}
	for i, sheet := range all {
		out, err := archive.Create(sheetPath(i))
		if err != nil {
			return err
		}
		s := sheetWriter{out: bufio.NewWriterSize(out, 64<<10), sheet: sheet}
		if err := s.write(); err != nil {
			return err
		}
	}
	return archive.Close()
}

// sheetWriter writes the part of one sheet. Writing to its buffer keeps the
// first error until the end.
type sheetWriter struct {
	out   *bufio.Writer
	sheet disclosure.Sheet
	row   int
}

func (s *sheetWriter) write() error {
	if err := checkSheetName(s.sheet.Name); err != nil {
		return err
	}
	s.text(xmlHead + `<worksheet xmlns="` + mainNamespace + `">` + frozenHeading)
	s.widths()
	s.text(`<sheetData>`)
	s.headings()
	for row := range s.sheet.Rows {
		if err := s.cells(row); err != nil {
			return err
		}
	}
	s.text(`</sheetData></worksheet>`)
	return s.out.Flush()
}

func (s *sheetWriter) text(text string) { _, _ = s.out.WriteString(text) }

func (s *sheetWriter) headings() {
	s.row = 1
	s.text(`<row r="1">`)
	for i, name := range s.sheet.Columns {
		s.inline(i, name, headingStyle)
	}
	s.text(`</row>`)
}

func (s *sheetWriter) cells(row []any) error {
	if s.row++; s.row > MaxSheetRows {
		return &model.Error{Code: model.Invalid, Sentence: model.Say(
			"The table %s has more than the %d rows that a spreadsheet holds; choose fewer areas or columns, or CSV.", s.sheet.Name, MaxSheetRows)}
	}
	if err := checkLength(s.sheet, s.row, row); err != nil {
		return err
	}
	s.text(fmt.Sprintf(`<row r="%d">`, s.row))
	for i, value := range row {
		if err := s.cell(i, value); err != nil {
			return unwritable(s.sheet, s.row, i, err)
		}
	}
	s.text(`</row>`)
	return nil
}

func (s *sheetWriter) cell(column int, value any) error {
	switch v := value.(type) {
	case nil:
		return nil
	case int:
		s.text(fmt.Sprintf(`<c r="%s"><v>%d</v></c>`, s.reference(column), v))
		return nil
	case float64:
		s.text(`<c r="` + s.reference(column) + `"><v>` + field.Number(v) + `</v></c>`)
		return checkFigure(v)
	case string:
		return s.textCell(column, v)
	}
	return fmt.Errorf("a cell holds a %T", value)
}

// textCell writes a text. One that begins like a formula stays a text also
// when it is edited, and one that looks guarded is guarded, so that reading
// gives it back.
func (s *sheetWriter) textCell(column int, text string) error {
	if utf16Length(text) > MaxSheetText {
		return fmt.Errorf("a text is longer than the %d characters that a spreadsheet cell holds", MaxSheetText)
	}
	style := 0
	if needsApostrophe(text) {
		style = quotedStyle
		if strings.HasPrefix(text, "'") {
			text = guarded(text)
		}
	}
	s.inline(column, text, style)
	return nil
}

func (s *sheetWriter) inline(column int, text string, style int) {
	if text == "" {
		return
	}
	s.text(fmt.Sprintf(`<c r="%s" t="inlineStr" s="%d"><is><t xml:space="preserve">%s</t></is></c>`, s.reference(column), style, escaped(text)))
}

// reference names a cell of the row being written: AB12.
func (s *sheetWriter) reference(column int) string {
	return columnName(column) + fmt.Sprint(s.row)
}

// columnName names a column, of which the first is 0: A to Z, AA and on.
func columnName(column int) string {
	name := ""
	for column++; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// widths fits columns to their headings and first rows, within bounds.
func (s *sheetWriter) widths() {
	const narrowest, widest, looked = 8, 60, 100
	widths := make([]int, len(s.sheet.Columns))
	for i, name := range s.sheet.Columns {
		widths[i] = max(narrowest, utf8.RuneCountInString(name)+2)
	}
	rows := 0
	for row := range s.sheet.Rows {
		for i, value := range row[:min(len(row), len(widths))] {
			if text, ok := value.(string); ok {
				widths[i] = max(widths[i], min(widest, utf8.RuneCountInString(text)+2))
			}
		}
		if rows++; rows == looked {
			break
		}
	}
	if len(widths) == 0 {
		return
	}
	s.text(`<cols>`)
	for i, width := range widths {
		s.text(fmt.Sprintf(`<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, width))
	}
	s.text(`</cols>`)
}

// checkSheetName refuses a name that spreadsheets refuse.
func checkSheetName(name string) error {
	if name == "" || utf16Length(name) > 31 || strings.ContainsAny(name, `[]:*?/\`) {
		return &model.Error{Code: model.Unusable, Sentence: model.Say("A sheet cannot be named %s.", model.Quoted(name))}
	}
	return nil
}

func utf16Length(text string) int {
	n := 0
	for _, r := range text {
		if n++; r > 0xffff {
			n++
		}
	}
	return n
}
