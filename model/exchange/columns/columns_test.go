package columns

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
	"catchment/model/disclosure"
)

// ofCells gives the column that cells of a name make.
func ofCells(t *testing.T, name string, cells ...any) Column {
	t.Helper()
	var rows [][]any
	for _, cell := range cells {
		rows = append(rows, []any{cell})
	}
	list, count, err := OfSheet(disclosure.Sheet{Name: "x", Columns: []string{name}, Rows: slices.Values(rows)})
	if err != nil || count != len(cells) {
		t.Fatalf("%d rows (%v)", count, err)
	}
	return list[0]
}

func TestColumns(t *testing.T) {
	for name, c := range map[string]struct {
		column     string
		cells      []any
		want       Type
		suppressed bool
		values     []any // nil where it is suppressed
	}{
		"whole numbers":        {"tier", []any{1, nil, 3}, Integer, false, []any{1, nil, 3}},
		"numbers":              {"x", []any{1, 2.5}, Real, false, []any{1.0, 2.5}},
		"a known figure":       {"t3_refuge_demand", []any{0, 5}, Real, false, []any{0.0, 5.0}},
		"with stars":           {"demand", []any{"*", 5.0}, Real, true, []any{nil, 5.0}},
		"stars before a rank":  {"rank", []any{"*", 5}, Integer, true, []any{nil, 5}},
		"only stars":           {"t2_x_coverage", []any{"*", nil}, Real, true, []any{nil, nil}},
		"only stars, unknown":  {"weakest", []any{"*"}, Text, false, []any{"*"}},
		"nothing":              {"since", []any{nil}, Date, false, []any{nil}},
		"nothing, unknown":     {"why", []any{nil}, Text, false, []any{nil}},
		"days":                 {"end", []any{"2026-02-28", "*"}, Date, true, []any{"2026-02-28", nil}},
		"no day":               {"end", []any{"2026-02-30"}, Text, false, []any{"2026-02-30"}},
		"texts with stars":     {"status", []any{"partial", "*"}, Text, false, []any{"partial", "*"}},
		"truth":                {"open", []any{true, nil}, Boolean, false, []any{true, nil}},
		"lists":                {"parents", []any{[]string{"a", "b"}, nil}, Text, false, []any{"a;b", nil}},
		"numbers and texts":    {"value", []any{1, 0.5, "x", true}, Text, false, []any{"1", "0.5", "x", "true"}},
		"a day and a number":   {"value", []any{"2026-02-28", 3}, Text, false, []any{"2026-02-28", "3"}},
		"truth and a number":   {"value", []any{true, 3}, Text, false, []any{"true", "3"}},
		"a list of one symbol": {"demand", []any{1.5, []string{"*"}}, Real, true, []any{1.5, nil}},
	} {
		got := ofCells(t, c.column, c.cells...)
		if got.Type != c.want || got.Suppressed != c.suppressed {
			t.Errorf("%s: type %d, suppressed %t", name, got.Type, got.Suppressed)
		}
		for i, cell := range c.cells {
			value, state := got.Value(cell)
			if !cmp.Equal(value, c.values[i]) || (state == Suppressed) != (c.values[i] == nil && cell != nil) {
				t.Errorf("%s: %v is given as %v, %q", name, cell, value, state)
			}
		}
	}
}

func TestColumnsRefuse(t *testing.T) {
	for want, row := range map[string][]any{"row 1: a is not a number": {math.NaN()}, "row 1: a holds a struct {}": {struct{}{}}, "row 1 has 2 cells and there are 1 columns": {1, 2}} {
		_, _, err := OfSheet(disclosure.Sheet{Name: "x", Columns: []string{"a"}, Rows: slices.Values([][]any{row})})
		if model.CodeOf(err) != model.Unusable || !strings.Contains(err.Error(), want) {
			t.Error(err)
		}
	}
}
