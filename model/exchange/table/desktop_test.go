package table

import (
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model/disclosure"
)

func desktop(t *testing.T, name string, columns []string, rows ...[]any) string {
	t.Helper()
	sheet := disclosure.Sheet{Name: name, Columns: columns, Rows: slices.Values(rows)}
	var b bytes.Buffer
	err := WriteDesktopCSV(&b, Desktop(sheet, func(code string) string { return map[string]string{"W1": "Tŷ, one"}[code] }))
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDesktop(t *testing.T) {
	for _, c := range []struct {
		name    string
		columns []string
		rows    [][]any
		want    string
	}{
		{"coverage", []string{"area_code", "area_name", "kind", "tier", "service_type", "demand", "coverage"},
			[][]any{{"W1", "One", "ward", 3, "refuge", 5.0, nil}, {"W2", "Two", "ward", 3, "refuge", "*", "*"}},
			"area_code,area_name,kind,tier,service_type,measure,value,state\nW1,One,ward,3,refuge,demand,5,shown\nW1,One,ward,3,refuge,coverage,,empty\n" +
				"W2,Two,ward,3,refuge,demand,,suppressed\nW2,Two,ward,3,refuge,coverage,,suppressed\n"},
		{"ranks", []string{"area_code", "kind", "tier", "rank"}, [][]any{{"W1", "ward", 1, 2}, {"W9", "ward", 1, nil}},
			"area_code,area_name,kind,tier,service_type,measure,value,state\nW1,\"Tŷ, one\",ward,1,,rank,2,shown\nW9,,ward,1,,rank,,empty\n"},
		{"practice", []string{"area_code", "area_name", "kind", "tier", "indicator", "quality_low"}, [][]any{{"W1", "One", "ward", 1, "GP1", 0.5}},
			"area_code,area_name,kind,tier,indicator,quality_low\nW1,One,ward,1,GP1,0.5\n"},
		{"gaps", []string{"rank", "kind", "area_code", "tier"}, [][]any{{1, "quality", "W1", nil}}, "area_code,rank,kind,tier\nW1,1,quality,\n"},
		{"equity", []string{"kind", "gini"}, [][]any{{"ward", 0.25}}, "kind,gini\nward,0.25\n"},
	} {
		if diff := cmp.Diff("\ufeff"+c.want, desktop(t, c.name, c.columns, c.rows...)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}
