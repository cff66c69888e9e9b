package table

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"catchment/model"
	"catchment/model/exchange/intake"
)

// book makes a workbook as another program would.
func book(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", "shares"); err != nil {
		t.Fatal(err)
	}
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func set(f *excelize.File, at string, values ...any) {
	if err := f.SetSheetRow("shares", at, &values); err != nil {
		panic(err)
	}
}

// reads each sheet of a workbook into the table of its name.
func readXLSX(t testing.TB, data []byte) *model.Batch {
	t.Helper()
	w, err := OpenXLSX(data)
	if err != nil {
		t.Fatal(err)
	}
	in := intake.New(nil)
	for _, name := range w.Sheets() {
		if name != SourcesSheet {
			w.ReadSheet(in, intake.Origin{File: "f.xlsx", Table: name}, name)
		}
	}
	return in.Finish()
}

func TestReadXLSX(t *testing.T) {
	headings := []any{"tier", "attribute", "share", "source"}
	cases := []struct {
		name       string
		fill       func(f *excelize.File)
		rows, told string
	}{
		{"numbers and texts", func(f *excelize.File) {
			set(f, "A1", headings...)
			set(f, "A2", 2, "x", 0.123456789012345, "1E5")
			set(f, "A3", "3", 12345678, "0.5")
		}, "2: 2 \"x\" 0.123456789012345 \"1E5\"\n3: 3 \"12345678\" 0.5 \"\"\n", ""},
		{"rows are those of the sheet", func(f *excelize.File) {
			set(f, "B3", headings...)
			set(f, "B7", 2, "x", 0.5)
			set(f, "B9", 2, "y", 5)
		}, "7: 2 \"x\" 0.5 \"\"\n9: 2 \"y\" 0 \"\"\n", "f.xlsx row 9, \"share\" is \"5\"; a number from 0 to 1 is expected.\n"},
		{"truth values", func(f *excelize.File) {
			set(f, "A1", headings...)
			set(f, "A2", 2, true, 1, false)
		}, "2: 2 \"true\" 1 \"false\"\n", ""},
		{"shared and rich texts", func(f *excelize.File) {
			set(f, "A1", headings...)
			set(f, "A2", 2, "", 1, " tŷ &<>")
			_ = f.SetCellRichText("shares", "B2", []excelize.RichTextRun{{Text: "a"}, {Text: " b", Font: &excelize.Font{Bold: true}}})
		}, "2: 2 \"a b\" 1 \"tŷ &<>\"\n", ""},
		{"a formula without a value", func(f *excelize.File) {
			set(f, "A1", headings...)
			set(f, "A2", 2, "x", 1)
			_ = f.SetCellFormula("shares", "D2", "1+1")
		}, "2: 2 \"x\" 1 \"\"\n", "f.xlsx row 2, \"source\": a value is expected, and the formula has none stored; open the workbook in a spreadsheet program and save it.\n"},
		{"too many cells", func(f *excelize.File) {
			set(f, "A1", headings...)
			set(f, "A2", 2, "x", 1, "s", "t", "u")
			_ = f.SetCellStr("shares", "XFD2", "far")
		}, "2: 2 \"x\" 1 \"s\"\n", "f.xlsx row 2 is 5 cells long; at most the 4 cells of the heading row are expected.\n"},
		{"merged headings", func(f *excelize.File) {
			set(f, "A1", "tier", "attribute", "share", "source")
			set(f, "A2", 2, "x", 1)
			_ = f.MergeCell("shares", "C1", "D1")
		}, "2: 2 \"x\" 1 \"\"\n", "f.xlsx row 1: sheet \"shares\": headings are merged; unmerge them, so that each column has a heading of its own.\n"},
		{"merged cells below", func(f *excelize.File) {
			set(f, "A1", headings...)
			set(f, "A2", 2, "x", 1)
			_ = f.MergeCell("shares", "C2", "D3")
		}, "2: 2 \"x\" 1 \"\"\n", "(f.xlsx row 2: sheet \"shares\": cells are merged here, and only the first of them holds a value; unmerge them.)\n"},
		{"an empty sheet", func(*excelize.File) {}, "", "f.xlsx: a heading row is expected, and the table shares is empty.\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			batch := readXLSX(t, book(t, c.fill))
			if diff := cmp.Diff(c.rows, shares(batch)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.told, told(batch.Problems)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDateCells(t *testing.T) {
	day := time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)
	data := book(t, func(f *excelize.File) {
		_ = f.SetSheetName("shares", "assessments")
		own := "d mmmm yyyy"
		for i, format := range []*excelize.Style{{NumFmt: 14}, {CustomNumFmt: &own}, {NumFmt: 2}, {NumFmt: 14}} {
			style, _ := f.NewStyle(format)
			_ = f.SetSheetRow("assessments", fmt.Sprintf("A%d", i+2), &[]any{"service", "g1", fmt.Sprintf("GP1.%d", i), day})
			_ = f.SetCellStyle("assessments", fmt.Sprintf("D%d", i+2), fmt.Sprintf("D%d", i+2), style)
		}
		_ = f.SetCellFloat("assessments", "D5", 46112.5, -1, 64)
		_ = f.SetSheetRow("assessments", "A1", &[]any{"subject_kind", "subject", "criterion", "assessed_on"})
	})
	batch := readXLSX(t, data)
	var got []string
	for _, row := range batch.Rows["assessments"] {
		got = append(got, string(row.Noun.(*model.Assessment).AssessedOn))
	}
	if diff := cmp.Diff([]string{"2026-03-31", "2026-03-31"}, got); diff != "" {
		t.Error(diff)
	}
	want := "f.xlsx row 4, \"assessed_on\" is \"46112\"; a date like 2026-03-31 is expected.\n" +
		"f.xlsx row 5, \"assessed_on\" is \"2026-03-31 12:00:00\"; a date like 2026-03-31 is expected.\n"
	if diff := cmp.Diff(want, told(batch.Problems)); diff != "" {
		t.Error(diff)
	}
}

func TestDay(t *testing.T) {
	cases := []struct {
		from1904 bool
		serial   float64
		want     string
	}{
		{false, 0.5, ""}, {false, 1, "1900-01-01"}, {false, 59, "1900-02-28"}, {false, 60, ""}, {false, 61, "1900-03-01"},
		{false, 46112, "2026-03-31"}, {false, 2958465, "9999-12-31"}, {false, 2958466, ""}, {false, -1, ""}, {false, 1e300, ""},
		{true, 0, "1904-01-01"}, {true, 44650, "2026-03-31"}, {true, 2958465, ""}, {false, 46112.25, "2026-03-31 06:00:00"},
	}
	for _, c := range cases {
		if got, ok := day(c.serial, c.from1904); got != c.want || ok != (c.want != "") {
			t.Errorf("%v %v: %q", c.from1904, c.serial, got)
		}
	}
}

func TestShowsDate(t *testing.T) {
	for code, want := range map[string]bool{
		"yyyy-mm-dd": true, "d mmm": true, "[$-809]dddd, d mmmm yyyy;@": true, "DD/MM/YYYY": true, "yyyy-mm-dd hh:mm:ss.000": true,
		"General": false, "0.00E+00": false, "#,##0": false, "h:mm:ss": false, `0" days"`: false, `0\d`: false, "[Red]0": false, "0_d": false, "@": false,
	} {
		if showsDate(code) != want {
			t.Errorf("%s: %v", code, !want)
		}
	}
}
