package table

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"catchment/model"
	"catchment/model/disclosure"
)

// SourcesSheet is the sheet that says where the figures come from.
const SourcesSheet = "sources"

// WriteXLSX writes sheets as a workbook, and after them a sheet "sources"
// with the provenance. Texts are typed as text, so that none is taken for a
// formula; headings stand out and stay in view. More rows than a spreadsheet
// holds, a longer text, or a figure that is no number are errors.
func WriteXLSX(w io.Writer, sheets []disclosure.Sheet, p disclosure.Provenance) error {
	file := excelize.NewFile()
	defer file.Close()
	styles, err := newStyles(file)
	if err != nil {
		return err
	}
	for i, sheet := range append(sheets[:len(sheets):len(sheets)], sourcesSheet(p)) {
		if i == 0 {
			err = file.SetSheetName("Sheet1", sheet.Name)
		} else {
			_, err = file.NewSheet(sheet.Name)
		}
		if err == nil {
			err = writeSheet(file, sheet, styles)
		}
		if err != nil {
			return err
		}
	}
	return file.Write(w)
}

// styles are the numbers of the styles of a workbook: of headings, and of
// texts that begin like a formula, which stay texts when edited.
type styles struct{ heading, quoted int }

func newStyles(file *excelize.File) (styles, error) {
	heading, err := file.NewStyle(&excelize.Style{
		Font:      &excelize.Font{Bold: true},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EDF2"}},
		Border:    []excelize.Border{{Type: "bottom", Color: "505A5F", Style: 1}},
		Alignment: &excelize.Alignment{Vertical: "top"},
	})
	if err != nil {
		return styles{}, err
	}
	const asText = 49 // the built-in format "@"
	quoted, err := file.NewStyle(&excelize.Style{NumFmt: asText})
	if err != nil {
		return styles{}, err
	}
	yes := true
	file.Styles.CellXfs.Xf[quoted].QuotePrefix = &yes
	return styles{heading, quoted}, nil
}

func writeSheet(file *excelize.File, sheet disclosure.Sheet, s styles) error {
	out, err := file.NewStreamWriter(sheet.Name)
	if err != nil {
		return err
	}
	if err := layOut(out, sheet, s); err != nil {
		return err
	}
	number := 1
	for row := range sheet.Rows {
		if number++; number > MaxSheetRows {
			return &model.Error{Code: model.Invalid, Sentence: fmt.Sprintf(
				"The table %s has more than the %d rows that a spreadsheet holds; choose fewer areas or columns, or CSV.", sheet.Name, MaxSheetRows)}
		}
		if err := checkLength(sheet, number, row); err != nil {
			return err
		}
		cells := make([]any, len(row))
		for i, value := range row {
			if cells[i], err = s.cell(value); err != nil {
				return unwritable(sheet, number, i, err)
			}
		}
		if err := out.SetRow(fmt.Sprintf("A%d", number), cells); err != nil {
			return err
		}
	}
	return out.Flush()
}

// layOut sets widths, writes the headings and keeps them in view.
func layOut(out *excelize.StreamWriter, sheet disclosure.Sheet, s styles) error {
	for i, width := range widths(sheet) {
		if err := out.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	headings := make([]any, len(sheet.Columns))
	for i, name := range sheet.Columns {
		headings[i] = excelize.Cell{StyleID: s.heading, Value: name}
	}
	return out.SetRow("A1", headings)
}

// widths fits columns to their headings and first rows, within bounds.
func widths(sheet disclosure.Sheet) []float64 {
	const narrowest, widest, looked = 8, 60, 100
	out := make([]float64, len(sheet.Columns))
	for i, name := range sheet.Columns {
		out[i] = max(narrowest, float64(len(name)+2))
	}
	rows := 0
	for row := range sheet.Rows {
		for i, value := range row[:min(len(row), len(out))] {
			if text, ok := value.(string); ok {
				out[i] = max(out[i], min(widest, float64(utf8.RuneCountInString(text)+2)))
			}
		}
		if rows++; rows == looked {
			break
		}
	}
	return out
}

// cell gives a value as the spreadsheet library takes it.
func (s styles) cell(value any) (any, error) {
	switch v := value.(type) {
	case nil, int:
		return v, nil
	case float64:
		return v, checkFigure(v)
	case string:
		if len(utf16.Encode([]rune(v))) > MaxSheetText {
			return nil, fmt.Errorf("a text is longer than the %d characters that a spreadsheet cell holds", MaxSheetText)
		}
		if !needsApostrophe(v) {
			return v, nil
		}
		if strings.HasPrefix(v, "'") {
			v = guarded(v) // so that reading gives this text back
		}
		return excelize.Cell{StyleID: s.quoted, Value: v}, nil
	}
	return nil, fmt.Errorf("a cell holds a %T", value)
}
