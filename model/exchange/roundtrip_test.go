package exchange

import (
	"bytes"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/exchange/intake"
	"catchment/model/exchange/table"
	"catchment/model/field"
)

// Records that are written as input tables and read again are as they were,
// through CSV and through XLSX, without a word.
func TestInputTablesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := drawRecords(t)
		sheets := InputSheets(&records)
		csv := map[string][]byte{}
		for _, sheet := range sheets {
			var b bytes.Buffer
			if err := table.WriteCSV(&b, sheet); err != nil {
				t.Fatal(err)
			}
			csv[sheet.Name+".csv"] = b.Bytes()
		}
		var book bytes.Buffer
		if err := table.WriteXLSX(&book, sheets, disclosure.Provenance{Product: "=x"}); err != nil {
			t.Fatal(err)
		}
		for form, files := range map[string]map[string][]byte{"csv": csv, "xlsx": {"all.xlsx": book.Bytes()}} {
			batch, err := ReadFiles(files, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(batch.Problems) > 0 {
				t.Fatalf("%s: %s", form, told(batch.Problems))
			}
			got := recordsOf(batch)
			if diff := cmp.Diff(records, got); diff != "" {
				t.Fatalf("%s: %s", form, diff)
			}
		}
	})
}

// recordsOf puts the rows of a batch into records.
func recordsOf(batch *model.Batch) (records model.Records) {
	for name, rows := range batch.Rows {
		for _, row := range rows {
			if name == intake.Scenario {
				records.Scenarios = append(records.Scenarios, *row.Noun.(*model.ScenarioChange))
				continue
			}
			known, _ := field.TableOf(name)
			slice := reflect.ValueOf(known.Rows(&records)).Elem()
			slice.Set(reflect.Append(slice, reflect.ValueOf(row.Noun).Elem()))
		}
	}
	return records
}

// drawRecords draws nouns column by column, so that a new column is tried
// without a new line here.
func drawRecords(t *rapid.T) (records model.Records) {
	for _, known := range field.Tables {
		if known.Reference {
			continue
		}
		slice := reflect.ValueOf(known.Rows(&records)).Elem()
		seen := map[string]bool{}
		for range rapid.IntRange(0, 3).Draw(t, known.Name) {
			noun := known.New()
			for _, c := range known.Columns {
				drawColumn(t, known, c, noun)
			}
			if site, ok := noun.(*model.Site); ok {
				site.Conceal()
			}
			if key := field.KeyOf(noun); !seen[key] {
				seen[key] = true
				slice.Set(reflect.Append(slice, reflect.ValueOf(noun).Elem()))
			}
		}
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "scenario") {
		cost := rapid.Float64Range(-1e9, 1e9).Draw(t, "cost")
		records.Scenarios = append(records.Scenarios, model.ScenarioChange{
			Scenario: "plan", Place: i + 1, Change: "resize", Service: "=g1", Cost: &cost,
			Sets: map[string]string{"capacity": field.Number(rapid.Float64Range(0, 1e6).Draw(t, "capacity")), "funder": drawText(t),
				"lon": field.Number(rapid.Float64Range(-180, 180).Draw(t, "lon"))},
		})
	}
	return records
}

// drawColumn draws a text of the sort that the column says it expects.
func drawColumn(t *rapid.T, known field.Table, c field.Column, noun any) {
	if !c.Required && c.Default == "" && rapid.Bool().Draw(t, "not stated") {
		return
	}
	expected := c.Expected(known.Type).String()
	var text string
	switch choices, isChoice := strings.CutPrefix(expected, "one of "); {
	case isChoice:
		choices = strings.TrimSuffix(strings.TrimSuffix(choices, " is expected"), ", or an empty cell,")
		text = rapid.SampledFrom(strings.Split(choices, ", ")).Draw(t, c.Name)
	case strings.HasPrefix(expected, "a whole number"):
		low, high := boundsOf(expected)
		text = strconv.Itoa(rapid.IntRange(int(low), int(high)).Draw(t, c.Name))
	case strings.HasPrefix(expected, "a number"):
		text = field.Number(rapid.Float64Range(boundsOf(expected)).Draw(t, c.Name))
	case strings.HasPrefix(expected, "a date"):
		text = rapid.SampledFrom([]string{"2026-03-31", "1999-12-31", "0001-01-01"}).Draw(t, c.Name)
	case strings.HasPrefix(expected, "yes or no"):
		text = rapid.SampledFrom([]string{"yes", "no"}).Draw(t, c.Name)
	case known.Name == "sites": // whose texts may not look like places
		text = rapid.StringMatching(`[a-z=']{1,6}`).Draw(t, c.Name)
	case strings.HasPrefix(expected, "a list"):
		text = strings.Join(rapid.SliceOfN(rapid.StringMatching(`[=']{0,1}[A-Za-z0-9ŵ,]{1,4}`), 0, 3).Draw(t, c.Name), ";")
	default:
		text = drawText(t)
	}
	if wrong := c.Set(noun, text); !wrong.Empty() {
		t.Fatalf("%s %s: %q: %s", known.Name, c.Name, text, wrong)
	}
}

var (
	rangeOf = regexp.MustCompile(`from (-?[0-9.]+) to (-?[0-9.]+)`)
	upTo    = regexp.MustCompile(`above 0 and up to ([0-9.]+)`)
)

// boundsOf reads the bounds of a number from what is expected of it.
func boundsOf(expected string) (low, high float64) {
	if m := rangeOf.FindStringSubmatch(expected); m != nil {
		low, _ = strconv.ParseFloat(m[1], 64)
		high, _ = strconv.ParseFloat(m[2], 64)
		return low, high
	}
	if m := upTo.FindStringSubmatch(expected); m != nil {
		high, _ = strconv.ParseFloat(m[1], 64)
		return 1e-9, high
	}
	return -1e9, 1e9
}

// drawText draws a text without space around it, as nouns hold them.
func drawText(t *rapid.T) string {
	return rapid.OneOf(
		rapid.StringMatching(`['=+@-]{0,3}[A-Za-zŵŷ"',;=&<>|]{1,6}(\n[=a-z]{1,3})?`),
		rapid.StringMatching(`_x[0-9A-F]{4}_(x[0-9A-F]{4}_)?`),
		rapid.SampledFrom([]string{"-1", "=1+1", "'", "''=1", "1E5", "007", "TRUE", "Tŷ 𝕏", "#REF!"}),
	).Draw(t, "text")
}
