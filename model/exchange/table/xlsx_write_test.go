package table

import (
	"bufio"
	"bytes"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"catchment/model/disclosure"
	"catchment/model/exchange/intake"
	"catchment/model/field"
)

func TestWriteXLSX(t *testing.T) {
	var b bytes.Buffer
	p := disclosure.Provenance{Product: "Catchment 1", Method: 3, Revision: 7, AsOf: "2026-04-01", Audience: "public",
		Sources: []disclosure.SourceNote{{Source: "ONS", Licence: "OGL v3", Attribution: "© Crown", Files: []string{"a.csv", "b.csv"}}}}
	sheet := sheetOf("need", []string{"area_code", "need", "kind"}, []any{"A1", 1.0 / 3, nil}, []any{"=A1", 2, "lsoa"})
	if err := WriteXLSX(&b, []disclosure.Sheet{sheet}, p); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if diff := cmp.Diff([]string{"need", "sources"}, f.GetSheetList()); diff != "" {
		t.Error(diff)
	}
	for at, want := range map[string]string{"A1": "area_code", "C2": "", "A3": "=A1", "B3": "2", "C3": "lsoa"} {
		if got, _ := f.GetCellValue("need", at, excelize.Options{RawCellValue: true}); got != want {
			t.Errorf("%s: %q", at, got)
		}
		if formula, _ := f.GetCellFormula("need", at); formula != "" {
			t.Errorf("%s is a formula", at)
		}
	}
	for at, want := range map[string]string{
		"A3": "method", "B3": "3", "B4": "7", "B5": "2026-04-01", "A9": "source", "B9": "ONS", "C9": "OGL v3", "D9": "© Crown", "E9": "a.csv; b.csv",
	} {
		if got, _ := f.GetCellValue("sources", at); got != want {
			t.Errorf("sources %s: %q", at, got)
		}
	}
	if panes, _ := f.GetPanes("need"); !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("%+v", panes)
	}
}

func TestWriteXLSXRefuses(t *testing.T) {
	cases := map[string]disclosure.Sheet{
		"not a number":              sheetOf("t", []string{"a"}, []any{math.NaN()}),
		"longer than the 32767":     sheetOf("t", []string{"a"}, []any{strings.Repeat("𝕩", MaxSheetText/2+1)}),
		"has 2 cells and 1 columns": sheetOf("t", []string{"a"}, []any{1, 2}),
		"a cell holds a bool":       sheetOf("t", []string{"a"}, []any{true}),
		"cannot be named \"a/b\"":   sheetOf("a/b", []string{"a"}),
	}
	for want, sheet := range cases {
		err := WriteXLSX(io.Discard, []disclosure.Sheet{sheet}, disclosure.Provenance{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func TestASheetMayBeTooLong(t *testing.T) {
	s := sheetWriter{out: bufio.NewWriter(io.Discard), sheet: sheetOf("t", []string{"a"}), row: MaxSheetRows - 1}
	if err := s.cells([]any{1}); err != nil {
		t.Error(err)
	}
	err := s.cells([]any{1})
	if err == nil || err.Error() != "The table t has more than the 1048576 rows that a spreadsheet holds; choose fewer areas or columns, or CSV." {
		t.Error(err)
	}
}

// The same sheets give the same bytes, so that exports can be compared.
func TestWriteXLSXIsDeterministic(t *testing.T) {
	sheets := []disclosure.Sheet{sheetOf("a", []string{"x", "y"}, []any{1, "b"}, []any{0.1, "_x0041_"}), sheetOf("b", []string{"x"}, []any{"=1"}), sheetOf("c", []string{"x"})}
	write := func() []byte {
		var b bytes.Buffer
		if err := WriteXLSX(&b, sheets, disclosure.Provenance{Product: "Catchment 1", Computed: time.Date(2026, 4, 2, 10, 0, 0, 0, time.UTC)}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	first := write()
	for range 20 {
		if !bytes.Equal(first, write()) {
			t.Fatal("two writes differ")
		}
	}
}

// What looks like an escape of XLSX comes back, every digit of a figure does,
// and one text is never taken for another.
func TestTextsAndFiguresComeBack(t *testing.T) {
	texts := []string{"_x0041_", "__x0041_x0042_", "_x005F_", "_x005F_x0041_", "_x005F_x0041__x0041", "_x00", "tŷ_x0041_<&>", "_xD835_", "_x0041_x0042_", "1E5", "007", "a\nb", "0_x1"}
	figures := []float64{0.1 + 0.2, 2.0 / 3, 1e21, -1234567.123456789, 1e-9}
	var rows [][]any
	for i, text := range texts {
		rows = append(rows, []any{2, text, figures[i%len(figures)]})
	}
	var b bytes.Buffer
	if err := WriteXLSX(&b, []disclosure.Sheet{sheetOf("shares", []string{"tier", "attribute", "share"}, rows...)}, disclosure.Provenance{}); err != nil {
		t.Fatal(err)
	}
	w, err := OpenXLSX(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	at := 0
	for l := range w.lines(intake.New(nil), "f.xlsx", w.sheets[0]) {
		if at > 0 {
			if want := []string{"2", texts[at-1], field.Number(rows[at-1][2].(float64))}; !cmp.Equal(want, l.cells) {
				t.Error(cmp.Diff(want, l.cells))
			}
		}
		at++
	}
	if at != len(texts)+1 {
		t.Errorf("%d rows", at)
	}
}
