package table

import (
	"bytes"
	"flag"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"catchment/model/disclosure"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestWritePackage(t *testing.T) {
	var b bytes.Buffer
	sheets := []disclosure.Sheet{
		sheetOf("need", []string{"area_code", "tier", "need", "index", "note"}, []any{"A1", 2, 1, nil, nil}, []any{"A2", 2, 0.5, nil, nil}),
		sheetOf("flags", []string{"subject", "text"}),
		sheetOf("coverage", []string{"area_code", "tier", "service_type", "measure", "since", "met", "coverage"},
			[]any{"A1", 2, "refuge", "x", "2026-03-31", 5, "*"}, []any{"A1", 2, "refuge", "y", nil, 10, 0.5}),
		sheetOf("gaps", []string{"rank", "area_code", "tier", "service_type"}, []any{1, "A1", 2, nil}, []any{2, "A1", 2, nil}),
	}
	p := disclosure.Provenance{
		Product: "Catchment 1", Method: 3, Revision: 7, AsOf: "2026-04-01", Audience: "public", Rounding: "nearest 5",
		Computed: time.Date(2026, 4, 2, 10, 0, 0, 0, time.FixedZone("BST", 3600)),
		Sources: []disclosure.SourceNote{
			{Source: "ONS mid-2020", Licence: "Open Government Licence v3.0", Attribution: "© Crown copyright & database right", Files: []string{"population.csv"}},
			{Source: "Rates <2025>", Licence: "Open Government Licence v3.0"},
		},
	}
	if err := WritePackage(&b, "Need in Ceredigion, 2026", sheets, p); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/datapackage.json", b.String())
}

// The key that is named tells the rows apart; where none does, none is named.
func TestKeysOfPackages(t *testing.T) {
	for _, c := range []struct {
		name    string
		columns []string
		rows    [][]any
		want    []string
	}{
		{"coverage", []string{"area_code", "tier", "service_type"}, [][]any{{"A1", 1, "x"}, {"A1", 1, "y"}}, []string{"area_code", "tier", "service_type"}},
		{"coverage", []string{"area_code", "tier", "service_type"}, nil, []string{"area_code", "tier", "service_type"}},
		{"coverage", []string{"area_code", "tier", "service_type"}, [][]any{{"A1", 1, "x"}, {"A1", 1, "x"}}, nil},
		{"tiers", []string{"area_code", "tier", "coverage"}, [][]any{{"A1", 1, 0.5}, {"A1", 2, 0.5}}, []string{"area_code", "tier"}},
		{"tiers", []string{"area_code", "tier", "measure"}, [][]any{{"A1", 1, "x"}, {"A1", 1, "y"}}, []string{"area_code", "tier", "measure"}},
		{"gaps", []string{"rank", "area_code", "tier"}, [][]any{{1, "A1", nil}, {2, "A1", nil}}, []string{"rank"}},
		{"gaps", []string{"rank", "area_code", "tier"}, [][]any{{"*", "A1", nil}, {2, "A1", nil}}, nil},
		{"services", []string{"service", "service_type"}, [][]any{{"a", "x"}, {"b", "x"}}, []string{"service"}},
		{"scenario", []string{"service", "service_type"}, [][]any{{"a", "x"}, {"b", "x"}}, nil},
	} {
		resource, err := resourceOf(sheetOf(c.name, c.columns, c.rows...))
		if diff := cmp.Diff(c.want, resource.Schema.PrimaryKey); err != nil || diff != "" {
			t.Errorf("%s %v: %v %s", c.name, c.columns, err, diff)
		}
	}
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}
