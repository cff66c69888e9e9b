package table

import (
	"archive/zip"
	"bytes"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"catchment/model"
	"catchment/model/exchange/intake"
)

const (
	mainSpace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	office    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	relations = "http://schemas.openxmlformats.org/package/2006/relationships"
)

// parts makes a workbook from its parts.
func parts(t testing.TB, replace map[string]string) []byte {
	t.Helper()
	all := map[string]string{
		"_rels/.rels":                `<Relationships xmlns="` + relations + `"><Relationship Id="r1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="` + mainSpace + `" xmlns:r="` + office + `"><sheets><sheet name="shares" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="` + relations + `"><Relationship Id="r1" Type="` + office + `/worksheet" Target="/xl/worksheets/s.xml"/><Relationship Id="r2" Type="` + office + `/sharedStrings" Target="t.xml"/></Relationships>`,
		"xl/t.xml":                   `<sst xmlns="` + mainSpace + `"><si><t>tier</t></si><si><t>attribute</t><rPh><t>no</t></rPh></si><si><r><t>sha</t></r><r><t>re</t></r></si></sst>`,
		"xl/worksheets/s.xml":        `<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row><row><c><v>2</v></c><c t="inlineStr"><is><t>x</t></is></c><c><v>5E-1</v></c></row></sheetData></worksheet>`,
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
		return map[string]string{"xl/worksheets/s.xml": `<worksheet><sheetData><row><c t="str"><v>tier</v></c><c t="str"><v>attribute</v></c><c t="str"><v>share</v></c></row>` + cells}
	}
	cases := []struct {
		name       string
		replace    map[string]string
		rows, told string
	}{
		{"without references", nil, "2: 2 \"x\" 0.5 \"\"\n", ""},
		{"escapes, and every digit", sheet(`<row><c><v>2</v></c><c t="inlineStr"><is><t>a_x000A_b𝕩_x005F_x0041_</t></is></c><c><v>0.30000000000000004</v></c></row></sheetData></worksheet>`),
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
		{"rows out of order", sheet(`<row r="3"><c><v>2</v></c><c t="str"><v>x</v></c><c><v>1</v></c></row><row r="3"><c><v>2</v></c></row></sheetData></worksheet>`), "3: 2 \"x\" 1 \"\"\n",
			"f.xlsx: sheet \"shares\": rows in the order of their numbers are expected, and row 3 follows row 3; the workbook is damaged.\n"},
		{"cells out of order", sheet(`<row><c r="B2" t="str"><v>x</v></c><c r="A2"><v>2</v></c><c r="C2"><v>1</v></c></row></sheetData></worksheet>`), "",
			"f.xlsx: sheet \"shares\": the workbook is damaged: its part \"row 2\" cannot be read.\n"},
		{"a style that is no number", sheet(`<row><c s="x"><v>2</v></c><c t="str"><v>x</v></c><c><v>1</v></c></row></sheetData></worksheet>`), "",
			"f.xlsx: sheet \"shares\": the workbook is damaged: its part \"row 2\" cannot be read.\n"},
		{"an end that is cut off", sheet(`<row><c><v>2</v></c><c t="str"><v>x</v></c><c><v>1</v></c></row></sheetData>`), "2: 2 \"x\" 1 \"\"\n",
			"f.xlsx: sheet \"shares\": the workbook is damaged: its part \"xl/worksheets/s.xml\" cannot be read.\n"},
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

func TestASheetMaySpanTooMuch(t *testing.T) {
	s := shapes{xml: xml.NewDecoder(strings.NewReader(`<w><sheetData><row><c r="XFD1"><v>1</v></c></row><row><c r="B2"><v>1</v></c></row>`)), grid: MaxGrid - MaxCells - 1}
	if err := s.next(); err != nil || s.cells[0].column != MaxCells {
		t.Error(err)
	}
	if err := s.next(); err == nil || err.Error() != "the sheet spans more than 256000000 cells" {
		t.Error(err)
	}
}

func TestASheetNameThatSpreadsheetsRefuse(t *testing.T) {
	batch := readXLSX(t, parts(t, map[string]string{"xl/workbook.xml": `<workbook xmlns="` + mainSpace + `" xmlns:r="` + office +
		`"><sheets><sheet name="shares/x" sheetId="1" r:id="r1"/></sheets></workbook>`}))
	if got := told(batch.Problems); !strings.HasPrefix(got, "f.xlsx: sheet \"shares/x\": a name that spreadsheets take is expected") {
		t.Error(got)
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
		{"a sheet that is not there", parts(t, map[string]string{"xl/worksheets/s.xml": ""}), "its part \"xl/worksheets/s.xml\" cannot be read"},
		{"two sheets of one name", parts(t, map[string]string{"xl/workbook.xml": `<workbook xmlns="` + mainSpace + `" xmlns:r="` + office +
			`"><sheets><sheet name="a" sheetId="1" r:id="r1"/><sheet name="A" sheetId="2" r:id="r1"/></sheets></workbook>`}), "it has two sheets named \"A\""},
		{"two parts of one name", parts(t, map[string]string{"XL/t.xml": "<sst/>"}), "cannot be read"},
		{"styles that are too large", parts(t, map[string]string{"xl/styles.xml": "<!--" + random(MaxPart) + "-->"}), "is larger than 16 MiB"},
		{"a bomb", parts(t, map[string]string{"xl/worksheets/s.xml": strings.Repeat(" ", 8<<20)}), "unpacks to more than 100 times its size"},
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

// random is a text that hardly packs.
func random(length int) string {
	b := make([]byte, length/2+1)
	_, _ = rand.NewChaCha8([32]byte{}).Read(b)
	return hex.EncodeToString(b)
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
		w, err := OpenXLSX(parts(t, map[string]string{"xl/worksheets/s.xml": string(data)}))
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
