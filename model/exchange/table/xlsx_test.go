package table

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"catchment/model"
	"catchment/model/disclosure"
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
		base   dateBase
		serial float64
		want   string
	}{
		{false, 1, "1900-01-01"}, {false, 59, "1900-02-28"}, {false, 60, ""}, {false, 61, "1900-03-01"},
		{false, 46112, "2026-03-31"}, {false, 2958465, "9999-12-31"}, {false, 2958466, ""}, {false, -1, ""}, {false, 1e300, ""},
		{true, 0, "1904-01-01"}, {true, 44650, "2026-03-31"}, {true, 2958465, ""}, {false, 46112.25, "2026-03-31 06:00:00"},
	}
	for _, c := range cases {
		if got, ok := c.base.day(c.serial); got != c.want || ok != (c.want != "") {
			t.Errorf("%v %v: %q", c.base, c.serial, got)
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

// parts makes a workbook from its parts.
func parts(t testing.TB, replace map[string]string) []byte {
	t.Helper()
	all := map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="shares" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="/xl/s.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="t.xml"/></Relationships>`,
		"xl/t.xml":                   `<sst><si><t>tier</t></si><si><t>attribute</t><rPh><t>no</t></rPh></si><si><r><t>sha</t></r><r><t>re</t></r></si></sst>`,
		"xl/s.xml":                   `<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row><row><c><v>2</v></c><c t="inlineStr"><is><t>x</t></is></c><c><v>5E-1</v></c></row></sheetData></worksheet>`,
	}
	for name, text := range replace {
		all[name] = text
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range all {
		if text == "" {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPartsOfWorkbooks(t *testing.T) {
	sheet := func(cells string) map[string]string {
		return map[string]string{"xl/s.xml": `<worksheet><sheetData><row><c t="str"><v>tier</v></c><c t="str"><v>attribute</v></c><c t="str"><v>share</v></c></row>` + cells}
	}
	cases := []struct {
		name       string
		replace    map[string]string
		rows, told string
	}{
		{"without references", nil, "2: 2 \"x\" 0.5 \"\"\n", ""},
		{"escapes, and every digit", sheet(`<row><c><v>2</v></c><c t="str"><v>a_x000A_b_xD835__xDD69__x005F_x0041_</v></c><c><v>0.30000000000000004</v></c></row></sheetData></worksheet>`),
			"2: 2 \"a\\nb𝕩_x0041_\" 0.30000000000000004 \"\"\n", ""},
		{"error values", sheet(`<row r="5"><c><v>2</v></c><c t="e"><v>#N/A</v></c><c t="e"><v>secret</v></c></row></sheetData></worksheet>`), "",
			"f.xlsx row 5, \"attribute\" is empty; a text is expected.\nf.xlsx row 5, \"share\" is empty; a number from 0 to 1 is expected.\n" +
				"f.xlsx row 5, \"attribute\" is #N/A; a value is expected, not an error of the spreadsheet.\n" +
				"f.xlsx row 5, \"share\": a value is expected, not an error of the spreadsheet.\n"},
		{"a shared text that is not there", sheet(`<row><c><v>2</v></c><c t="s"><v>9</v></c><c><v>1</v></c></row></sheetData></worksheet>`), "",
			"f.xlsx row 2, \"attribute\" is empty; a text is expected.\nf.xlsx row 2, \"attribute\": a shared text of the workbook is expected; the workbook is damaged.\n"},
		{"a sheet that ends too early", sheet(`<row><c><v>2</v></c><c t="str"><v>x</v></c><c><v>1</v></c></row><row><c><v>`), "2: 2 \"x\" 1 \"\"\n",
			"f.xlsx: sheet \"shares\": the workbook is damaged: its part \"row 3\" cannot be read.\n"},
		{"a number that is none", sheet(`<row><c><v>2</v></c><c t="str"><v>x</v></c><c><v>NaN</v></c></row></sheetData></worksheet>`), "2: 2 \"x\" 0 \"\"\n",
			"f.xlsx row 2, \"share\" is empty; a number from 0 to 1 is expected.\nf.xlsx row 2, \"share\": a number is expected in a cell of numbers; the workbook is damaged.\n"},
		{"a cell beyond the last column", sheet(`<row><c r="XFE2"><v>2</v></c></row></sheetData></worksheet>`), "",
			"f.xlsx: sheet \"shares\": at most 16384 cells are expected in a row.\n"},
		{"a row beyond the last", sheet(`<row r="1048577"><c><v>2</v></c></row></sheetData></worksheet>`), "",
			"f.xlsx: sheet \"shares\": a row number from 1 to 1048576 is expected; the workbook is damaged.\n"},
		{"an ISO date", sheet(`<row><c><v>2</v></c><c t="d"><v>2026-03-31T00:00:00</v></c><c><v>1</v></c></row></sheetData></worksheet>`), "2: 2 \"2026-03-31\" 1 \"\"\n", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			batch := readXLSX(t, parts(t, c.replace))
			if diff := cmp.Diff(c.rows, shares(batch)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.told, told(batch.Problems)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOpenXLSXRefuses(t *testing.T) {
	many := func() []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for i := range MaxParts + 1 {
			_, _ = z.Create(fmt.Sprint(i))
		}
		_ = z.Close()
		return b.Bytes()
	}
	cases := []struct {
		name string
		data []byte
		want string
	}{
		{"nothing", nil, "not an XLSX workbook, or is damaged"},
		{"text", []byte("tier,attribute"), "not an XLSX workbook, or is damaged"},
		{"an old or locked workbook", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "protected by a password or of the old XLS form"},
		{"another zip file", parts(t, map[string]string{"_rels/.rels": ""}), "not an XLSX workbook"},
		{"no workbook in it", parts(t, map[string]string{"xl/workbook.xml": ""}), "the workbook is damaged: its part \"xl/workbook.xml\" cannot be read"},
		{"no XML", parts(t, map[string]string{"xl/t.xml": "<sst><si>"}), "its part \"xl/t.xml\" cannot be read"},
		{"a bomb", parts(t, map[string]string{"xl/s.xml": strings.Repeat(" ", 8<<20)}), "unpacks to more than 100 times its size"},
		{"too many parts", many(), "at most 10000 parts"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := OpenXLSX(c.data)
			if err == nil || !strings.Contains(err.Error(), c.want) || model.CodeOf(err) != model.Invalid {
				t.Errorf("%v", err)
			}
		})
	}
}

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

func FuzzXLSX(f *testing.F) {
	f.Add(parts(f, nil))
	f.Add(book(f, func(b *excelize.File) { set(b, "A1", "tier", "attribute", "share"); set(b, "A2", 2, "x", 0.5) }))
	f.Fuzz(func(t *testing.T, data []byte) {
		w, err := OpenXLSX(data)
		if err != nil {
			return
		}
		for _, name := range w.Sheets() {
			in := intake.New(nil)
			w.ReadSheet(in, intake.Origin{File: "f.xlsx", Table: "sites"}, name)
			in.Finish()
		}
	})
}

// FuzzSheet tries the part of a sheet, which the fuzzing of whole files
// seldom gets to, as a change breaks its checksum.
func FuzzSheet(f *testing.F) {
	f.Add([]byte(`<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>site</v></c><c t="inlineStr"><is><t>lon</t></is></c></row><row><c s="1"><v>45000.5</v></c><c t="e"><v>#REF!</v></c><c><f>1</f></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 {
			return
		}
		w, err := OpenXLSX(parts(t, map[string]string{"xl/s.xml": string(data)}))
		if err != nil {
			return
		}
		for _, name := range []string{"sites", "shares", "scenario"} {
			in := intake.New(nil)
			w.ReadSheet(in, intake.Origin{File: "f.xlsx", Table: name}, "shares")
			in.Finish()
		}
	})
}

func TestEscapesComeBack(t *testing.T) {
	for _, text := range []string{"_x0041_", "__x0041_x0042_", "_x005F_", "_x005F_x0041__x0041", "_x00", "tŷ_x0041_<&>", "_xD835_"} {
		if got := unescaped(strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(escaped(text))); got != text {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}

func TestColumnNames(t *testing.T) {
	for column, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA", MaxCells - 1: "XFD"} {
		if got := columnName(column); got != want || columnOf(want+"7") != column+1 {
			t.Errorf("%d: %s, %d", column, got, columnOf(want+"7"))
		}
	}
}
