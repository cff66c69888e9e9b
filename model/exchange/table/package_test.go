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
