package table

import (
	"io"
	"slices"

	"catchment/model/disclosure"
)

// desktopColumns are those of a table that is laid out long.
var desktopColumns = []string{"area_code", "area_name", "kind", "tier", "service_type", "measure", "value", "state"}

// Desktop lays a sheet out as councils' analysts pivot and look things up: the
// area's code first, and where rows are areas and their cells figures of
// several sorts (coverage, tiers, need, ranks), one row per area and figure.
// Practice, whose rows are areas and indicators already, the gaps and what
// belongs to no area keep their rows. The state says how a value is to be
// read: shown, suppressed ("*" elsewhere) or empty. nameOf gives the name of an
// area, "" where it is not known.
func Desktop(sheet disclosure.Sheet, nameOf func(code string) string) disclosure.Sheet {
	if len(sheet.Columns) > 0 && sheet.Columns[0] == "area_code" && !slices.Contains(sheet.Columns, "indicator") {
		return long(sheet, nameOf)
	}
	return codeFirst(sheet)
}

func long(sheet disclosure.Sheet, nameOf func(code string) string) disclosure.Sheet {
	heads := make([]int, len(desktopColumns)-3) // the place of each in a row, -1 if absent
	for i := range heads {
		heads[i] = slices.Index(sheet.Columns, desktopColumns[i])
	}
	return disclosure.Sheet{Name: sheet.Name, Columns: desktopColumns, Rows: func(yield func([]any) bool) {
		for row := range sheet.Rows {
			for i, measure := range sheet.Columns {
				if slices.Contains(heads, i) {
					continue
				}
				cells := make([]any, 0, len(desktopColumns))
				for _, at := range heads {
					if at < 0 {
						cells = append(cells, nil)
					} else {
						cells = append(cells, row[at])
					}
				}
				if code, ok := row[0].(string); ok && cells[1] == nil && nameOf(code) != "" {
					cells[1] = nameOf(code)
				}
				if !yield(append(cells, measure, valueOf(row[i]), string(stateOf(row[i])))) {
					return
				}
			}
		}
	}}
}

const symbol = "*" // of a figure that is not shown

func valueOf(cell any) any {
	if cell == symbol {
		return nil
	}
	return cell
}

func stateOf(cell any) disclosure.State {
	switch cell {
	case nil:
		return disclosure.Empty
	case symbol:
		return disclosure.Suppressed
	}
	return disclosure.Shown
}

// codeFirst moves the area's code before the other columns.
func codeFirst(sheet disclosure.Sheet) disclosure.Sheet {
	at := slices.Index(sheet.Columns, "area_code")
	if at <= 0 {
		return sheet
	}
	return disclosure.Sheet{Name: sheet.Name, Columns: moved(sheet.Columns, at), Rows: func(yield func([]any) bool) {
		for row := range sheet.Rows {
			if !yield(moved(row, at)) {
				return
			}
		}
	}}
}

func moved[T any](cells []T, at int) []T {
	out := append(make([]T, 0, len(cells)), cells[at])
	return append(append(out, cells[:at]...), cells[at+1:]...)
}

// WriteDesktopCSV writes a sheet as WriteCSV does, behind a byte order mark,
// by which spreadsheets know UTF-8.
func WriteDesktopCSV(w io.Writer, sheet disclosure.Sheet) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	return WriteCSV(w, sheet)
}
