package exchange

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/exchange/table"
)

// A site that is not validly public leaves its place in no problem and no
// noun, in whatever format and however malformed it comes.
func TestCanaries(t *testing.T) {
	canaries := []string{"-3.17654", "51.48123", "CF10 9ZZ"}
	rows := [][]string{
		{"s1", "g1", "Refuge", "protected", "-3.17654", "51.48123", "CF10 9ZZ", ""},
		{"s1", "g1", "CF10 9ZZ", "protected", "-3.17654x", "51.48123°", "(CF10 9ZZ)", ""},
		{"s1", "g1", "Refuge", "-3.17654", "51.48123", "CF10 9ZZ", "", ""},
		{"s1", "g1", "Refuge", "protected ", "-3.17654", "51.48123", "CF10 9ZZ", "CF10 9ZZ", "-3.17654"},
		{"s1", "g1", "Refuge", "area_only", "-3.17654", "51.48123", "CF10 9ZZ", "A1"},
		{"s1", "g1", "Refuge", "", "-3.17654", "51.48123", "CF10 9ZZ", "A1"},
	}
	headings := []string{"site", "service", "name", "disclosure", "lon", "lat", "postcode", "area_code"}
	for _, row := range rows {
		files := map[string][]byte{
			"with.csv":    csvOf(headings, row),
			"without.csv": csvOf(row, row),
			"broken.csv":  append(csvOf(headings, row), []byte("\ns2,g1,\"CF10 9ZZ\" x,protected,-3.17654,51.48123,\"CF10 9ZZ")...),
			"book.xlsx":   xlsxOf(t, headings, row),
		}
		for name, data := range files {
			as := "sites.csv"
			if strings.HasSuffix(name, "xlsx") {
				as = name
			}
			batch, err := ReadFiles(map[string][]byte{as: data}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, canary := range canaries {
				if strings.Contains(everything(t, batch), canary) {
					t.Errorf("%s of %q: %s\n%s", name, row, canary, everything(t, batch))
				}
			}
		}
	}
}

func csvOf(headings, row []string) []byte {
	return []byte(strings.Join(headings, ",") + "\n" + strings.Join(row, ",") + "\n")
}

func xlsxOf(t *testing.T, headings, row []string) []byte {
	t.Helper()
	for len(headings) < len(row) {
		headings = append(headings, "")
	}
	sheet := disclosure.Sheet{Name: "sites", Columns: headings, Rows: func(yield func([]any) bool) {
		cells := make([]any, len(headings))
		for i, text := range row {
			cells[i] = text
		}
		yield(cells)
	}}
	var b bytes.Buffer
	if err := table.WriteXLSX(&b, []disclosure.Sheet{sheet}, disclosure.Provenance{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// everything writes all that a batch says and holds.
func everything(t *testing.T, batch *model.Batch) string {
	t.Helper()
	b, err := json.Marshal(batch)
	if err != nil {
		t.Fatal(err)
	}
	return told(batch.Problems) + string(b)
}
