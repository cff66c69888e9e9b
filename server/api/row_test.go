package api

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/model/field"
)

// Each column of a table of figures has a member in the row that a program
// gets, and each member but suppressed is a column.
func TestRowsHaveTheColumnsOfTheirTable(t *testing.T) {
	members := map[string][]string{
		"coverage": membersOf[coverageRow](), "tiers": membersOf[tierRow](), "practice": membersOf[practiceRow](), "need": membersOf[needRow](),
		"ranks": membersOf[rankRow](), "flow": membersOf[flowRow](), "equity": membersOf[equityRow](), "flags": membersOf[flagRow](),
	}
	for _, audience := range disclosure.Audiences {
		view := disclosure.Of(coverage.Score(atlas.Build(&model.Records{}, model.Revision{}).On("2026-04-01")), audience)
		for table, names := range members {
			sheet, err := view.Sheet(table, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(sheet.Columns, names); diff != "" {
				t.Errorf("%s for the %s: %s", table, audience, diff)
			}
		}
	}
}

// The rows of nouns have the columns of their files, in the same order; what
// follows from them comes after.
func TestRowsHaveTheColumnsOfTheirFile(t *testing.T) {
	for table, names := range map[string][]string{
		"services": membersOf[serviceRow](), "sites": membersOf[siteRow](), "programmes": membersOf[ProgrammeRow](), "variants": membersOf[variantRow](),
		"service_types": membersOf[serviceTypeRow](), "uptake": membersOf[uptakeRow](), "rates": membersOf[rateRow](), "shares": membersOf[shareRow](), "criteria": membersOf[criterionRow](),
		"providers": membersOf[providerRow](), "settings": {"setting", "value"},
	} {
		known, ok := field.TableOf(table)
		if !ok {
			t.Fatalf("there is no table %s", table)
		}
		columns := field.Names(known.Columns)
		if diff := cmp.Diff(columns, names[:min(len(columns), len(names))]); diff != "" {
			t.Errorf("%s: %s", table, diff)
		}
	}
}

func TestRowOf(t *testing.T) {
	type row struct {
		Name  string   `json:"name"`
		Count int      `json:"count"`
		Share *float64 `json:"share"`
		Whole *int     `json:"whole"`
		Word  *string  `json:"word"`
		Is    *bool    `json:"is"`
		List  []string `json:"list"`
		Suppressible
	}
	columns := []string{"name", "count", "share", "whole", "word", "is", "list"}
	for _, c := range []struct {
		name  string
		cells []any
		want  row
	}{
		{"all there", []any{"a", 2, 0.5, 3, "b", "yes", "x;y"}, row{"a", 2, new(0.5), new(3), new("b"), new(true), []string{"x", "y"}, Suppressible{}}},
		{"nothing there", []any{"a", 2, nil, nil, nil, nil, nil}, row{"a", 2, nil, nil, nil, nil, []string{}, Suppressible{}}},
		{"0 is not nothing", []any{"", 0, 0.0, 0, "", "no", nil}, row{"", 0, new(0.0), new(0), new(""), new(false), []string{}, Suppressible{}}},
		{"withheld", []any{"a", 2, "*", "*", "*", nil, nil}, row{"a", 2, nil, nil, nil, nil, []string{}, Suppressible{[]string{"share", "whole", "word"}}}},
		{"a star that is a name", []any{"*", 2, nil, nil, nil, nil, nil}, row{"*", 2, nil, nil, nil, nil, []string{}, Suppressible{}}},
		{"a whole number as a share", []any{"a", 2, 1, nil, nil, nil, nil}, row{"a", 2, new(1.0), nil, nil, nil, []string{}, Suppressible{}}},
	} {
		if diff := cmp.Diff(c.want, rowsOf[row](columns)(c.cells)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// A column without a member is found where the operation is added.
func TestAColumnWithoutAMember(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	rowsOf[flagRow]([]string{"subject", "canary"})
}

// What is withheld or empty stands last whichever way a table is sorted, and
// in the order that it had: its place tells nothing.
func TestOrder(t *testing.T) {
	for sort, want := range map[string][]any{
		"":      {3, "*", 1.5, nil, 2, "*"},
		"cell":  {1.5, 2, 3, "*", nil, "*"},
		"-cell": {3, 2, 1.5, "*", nil, "*"},
	} {
		rows := [][]any{{3}, {"*"}, {1.5}, {nil}, {2}, {"*"}}
		choice{sort: sort}.order([]string{"cell"}, rows)
		var got []any
		for _, row := range rows {
			got = append(got, row[0])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", sort, got, want)
		}
	}
	words := [][]any{{"b"}, {"*"}, {"a"}}
	choice{sort: "cell"}.order([]string{"cell"}, words)
	if words[0][0] != "a" || words[2][0] != "*" {
		t.Errorf("words: %v", words)
	}
}

func TestKeeper(t *testing.T) {
	columns := []string{"area_code", "tier", "service_type"}
	rows := [][]any{{"A", 1, "x"}, {"A", 2, "y"}, {"B", 2, "x"}}
	for _, c := range []struct {
		name string
		choice
		want []int
	}{
		{"nothing chosen", choice{}, []int{0, 1, 2}},
		{"0 and nothing choose nothing", choice{cells: map[string]any{"tier": 0, "service_type": ""}}, []int{0, 1, 2}},
		{"by area", choice{area: "A"}, []int{0, 1}},
		{"by tier", choice{cells: map[string]any{"tier": 2}}, []int{1, 2}},
		{"by all", choice{area: "B", cells: map[string]any{"tier": 2, "service_type": "x"}}, []int{2}},
		{"none", choice{area: "B", cells: map[string]any{"tier": 1}}, nil},
	} {
		keep := c.keeper(columns)
		var got []int
		for i, row := range rows {
			if keep(row) {
				got = append(got, i)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
