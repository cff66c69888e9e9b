package api

import (
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/disclosure"
)

// choice is which rows of a table were asked for, and in which order. Cells
// that are "" or 0 choose nothing.
type choice struct {
	sort, kind, area string
	cells            map[string]any
}

// chosenRows gives the columns of a table, and the cells of the rows that were
// asked for, in order.
func chosenRows(view *disclosure.View, table string, c choice) ([]string, [][]any, error) {
	var kinds []model.AreaKind
	if c.area != "" {
		place, err := view.Place(c.area)
		if err != nil {
			return nil, nil, err
		}
		kinds = append(kinds, place.Kind)
	}
	if c.kind != "" && !slices.Contains(kinds, model.AreaKind(c.kind)) {
		if kinds != nil {
			return nil, nil, nil // an area of another kind
		}
		kinds = append(kinds, model.AreaKind(c.kind))
	}
	sheet, err := view.Sheet(table, kinds)
	if err != nil {
		return nil, nil, err
	}
	keep := c.keeper(sheet.Columns)
	var rows [][]any
	for cells := range sheet.Rows {
		if keep(cells) {
			rows = append(rows, cells)
		}
	}
	c.order(sheet.Columns, rows)
	return sheet.Columns, rows, nil
}

// keeper says of a row's cells whether it was asked for.
func (c choice) keeper(columns []string) func(cells []any) bool {
	type wanted struct {
		place int
		cell  any
	}
	var all []wanted
	want := func(column string, cell any) {
		if cell != nil && cell != "" && cell != 0 {
			all = append(all, wanted{slices.Index(columns, column), cell})
		}
	}
	want("area_code", c.area)
	for column, cell := range c.cells {
		want(column, cell)
	}
	return func(cells []any) bool {
		return !slices.ContainsFunc(all, func(w wanted) bool { return cells[w.place] != w.cell })
	}
}

// order sorts rows by one column. Those without a figure there stand last, and
// rows that are alike stay as they were.
func (c choice) order(columns []string, rows [][]any) {
	if c.sort == "" {
		return
	}
	name, down := strings.CutPrefix(c.sort, "-")
	place := slices.Index(columns, name)
	slices.SortStableFunc(rows, func(x, y []any) int { return compare(x[place], y[place], down) })
}

// identifying are the columns that tell the rows of a table apart; every table
// is in their order. A kind of area stands for its place among kinds.
var identifying = []string{"kind", "area_code", "tier", "service_type", "indicator", "subject_kind", "subject", "flag", "text"}

// rowOrder is the order of the rows: by the column asked for, then by what
// tells them apart.
func (c choice) rowOrder(columns []string) order[[]any] {
	var places []int
	name, down := strings.CutPrefix(c.sort, "-")
	if name != "" {
		places = append(places, slices.Index(columns, name))
	}
	sorted := len(places)
	for _, column := range identifying {
		if at := slices.Index(columns, column); at >= 0 {
			places = append(places, at)
		}
	}
	kind := slices.Index(columns, "kind")
	return order[[]any]{c.sort, down, func(cells []any) []any {
		key := make([]any, len(places))
		for i, at := range places {
			if key[i] = cells[at]; at == kind && i >= sorted {
				key[i] = model.AreaKind(cells[at].(string)).Order()
			}
		}
		return key
	}}
}

// compare orders two cells: numbers, then texts, then none.
func compare(x, y any, down bool) int {
	a, b := sortKeyOf(x), sortKeyOf(y)
	if a.rank != b.rank {
		return a.rank - b.rank
	}
	out := strings.Compare(a.text, b.text)
	switch {
	case a.number < b.number:
		out = -1
	case a.number > b.number:
		out = 1
	}
	if down {
		return -out
	}
	return out
}

type sortKey struct {
	rank   int // numbers 0, texts 1, none 2
	number float64
	text   string
}

func sortKeyOf(cell any) sortKey {
	switch x := cell.(type) {
	case int:
		return sortKey{number: float64(x)}
	case float64:
		return sortKey{number: x}
	case string:
		if x != disclosure.Standard.Symbol {
			return sortKey{rank: 1, text: x}
		}
	}
	return sortKey{rank: 2}
}
