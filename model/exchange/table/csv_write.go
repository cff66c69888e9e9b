package table

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/field"
)

// WriteCSV writes a sheet row by row: UTF-8 without byte order mark, comma,
// line feeds, figures with all the digits that they need. A text that a
// spreadsheet would take for a formula gets an apostrophe. A figure that is
// no number (NaN, infinite) and a row of another length are errors.
func WriteCSV(w io.Writer, sheet disclosure.Sheet) error {
	out := csv.NewWriter(w)
	if err := out.Write(sheet.Columns); err != nil {
		return err
	}
	record := make([]string, len(sheet.Columns))
	number := 1
	for row := range sheet.Rows {
		number++
		if err := checkLength(sheet, number, row); err != nil {
			return err
		}
		for i, value := range row {
			text, err := csvText(value)
			if err != nil {
				return unwritable(sheet, number, i, err)
			}
			record[i] = text
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// csvText writes one cell.
func csvText(value any) (string, error) {
	switch v := value.(type) {
	case nil:
		return "", nil
	case string:
		return guarded(v), nil
	case int:
		return strconv.Itoa(v), nil
	case float64:
		if err := checkFigure(v); err != nil {
			return "", err
		}
		return field.Number(v), nil
	}
	return "", fmt.Errorf("a cell holds a %T", value)
}

func checkFigure(x float64) error {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return fmt.Errorf("a figure is not a number")
	}
	return nil
}

func checkLength(sheet disclosure.Sheet, number int, row []any) error {
	if len(row) == len(sheet.Columns) {
		return nil
	}
	return &model.Error{Code: model.Unusable, Sentence: model.Say(
		"The table %s cannot be written: its row %d has %d cells and %d columns.", sheet.Name, number, len(row), len(sheet.Columns))}
}

func unwritable(sheet disclosure.Sheet, number, column int, cause error) error {
	return &model.Error{Code: model.Unusable, Cause: cause, Sentence: model.Say(
		"The table %s cannot be written: row %d, %q: %v.", sheet.Name, number, sheet.Columns[column], cause)}
}
