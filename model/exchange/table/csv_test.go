package table

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/exchange/intake"
)

func TestReadCSV(t *testing.T) {
	cases := []struct{ name, text, rows, told string }{
		{"comma", "tier,attribute,share\n2,x,0.5\n", "2: 2 \"x\" 0.5 \"\"\n", ""},
		{"semicolon, CRLF, byte order mark", "\ufefftier;attribute;share;source\r\n2;x;0.5;a,b\r\n", "2: 2 \"x\" 0.5 \"a,b\"\n", ""},
		{"commas in quotation marks do not decide", "tier;attribute;share;\"a,b,c,d\"\n2;x;0.5;\n", "2: 2 \"x\" 0.5 \"\"\n",
			"(shares.csv row 1, \"a,b,c,d\": this is not a column of shares and is disregarded.)\n"},
		{"Windows-1252", "tier,attribute,share\n2,t\xf4 \x80,0.5", "2: 2 \"tô €\" 0.5 \"\"\n",
			"(shares.csv: the file is not UTF-8 and was read as Windows-1252; check names with accents.)\n"},
		{"UTF-16", "\xff\xfet\x00i\x00", "", "shares.csv: the file is UTF-16; save it as CSV in UTF-8.\n"},
		{"rows are numbered as a spreadsheet does", "\n\ntier,attribute,share\n\"2\",\"a\nb\",0.5\n\n2,c,x\n",
			"4: 2 \"a\\nb\" 0.5 \"\"\n6: 2 \"c\" 0 \"\"\n", "shares.csv row 6, \"share\" is \"x\"; a number from 0 to 1 is expected.\n"},
		{"an apostrophe is taken off", "tier,attribute,share\n2,'=x,0.5\n2,''=x,0.5\n2,'x,0.5", "2: 2 \"=x\" 0.5 \"\"\n3: 2 \"'=x\" 0.5 \"\"\n4: 2 \"'x\" 0.5 \"\"\n", ""},
		{"a stray quotation mark", "tier,attribute,share\n2,x,0.5\n2,y\"z,0.5\n2,w,0.5", "2: 2 \"x\" 0.5 \"\"\n",
			"shares.csv row 3: a quotation mark stands where none is expected, or one is missing: a cell that holds quotation marks stands in quotation marks, and those inside it are doubled; the rest of the file was not read.\n"},
		{"a quotation mark that never ends", "tier,attribute,share\n\"2\n3\",x,0.5\n2,\"y,0.5\n2,w,0.5", "",
			"shares.csv row 2, \"tier\" is \"2\\n3\"; a whole number from 1 to 4 is expected.\n" +
				"shares.csv row 3: a quotation mark stands where none is expected, or one is missing: a cell that holds quotation marks stands in quotation marks, and those inside it are doubled; the rest of the file was not read.\n"},
		{"empty", "", "", "shares.csv: a heading row is expected, and the table shares is empty.\n"},
		{"blank", "\n,,\n", "", "shares.csv: a heading row is expected, and the table shares is empty.\n"},
		{"headings only", "tier,attribute,share", "", ""},
		{"ragged", "tier,attribute,share,source\n2,x,0.5\n2,y,0.5,s,t\n", "2: 2 \"x\" 0.5 \"\"\n3: 2 \"y\" 0.5 \"s\"\n",
			"shares.csv row 3 is 5 cells long; at most the 4 cells of the heading row are expected.\n"},
		{"too many cells", "tier,attribute,share\n" + strings.Repeat(",", MaxCells) + "\n", "",
			"shares.csv row 2: at most 16384 cells are expected in a row; nothing of the file was read.\nshares.csv: a heading row is expected, and the table shares is empty.\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			batch := readCSV(c.text)
			if diff := cmp.Diff(c.rows, shares(batch)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.told, told(batch.Problems)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadForeign(t *testing.T) {
	in := intake.New(nil)
	got := ReadForeign(in, "g.csv", []byte("\nk;x\n\nA1;1\nA2;\"2\n3\"\nA3;4"))
	want := &intake.Foreign{Headings: []string{"k", "x"}, Numbers: []int{4, 5, 6}, Rows: [][]string{{"A1", "1"}, {"A2", "2\n3"}, {"A3", "4"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWriteCSV(t *testing.T) {
	var b bytes.Buffer
	err := WriteCSV(&b, sheetOf("shares", []string{"tier", "attribute", "share", "source"},
		[]any{2, "a,b", 0.1, nil}, []any{-3, "tŷ \"x\"\ny", 1e21, "=1+1"}, []any{4, "-5", 1.0 / 3, "'=x"}))
	if err != nil {
		t.Fatal(err)
	}
	want := "tier,attribute,share,source\n2,\"a,b\",0.1,\n-3,\"tŷ \"\"x\"\"\ny\",1000000000000000000000,'=1+1\n4,'-5,0.3333333333333333,''=x\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestWriteCSVRefuses(t *testing.T) {
	for name, row := range map[string][]any{
		"no number": {math.NaN()}, "infinite": {math.Inf(1)}, "another type": {true}, "another length": {1, 2},
	} {
		var sentence *model.Error
		if err := WriteCSV(&bytes.Buffer{}, sheetOf("t", []string{"a"}, row)); !errors.As(err, &sentence) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// No written text begins as a formula does, and each is read back as it was,
// but for the space around it.
func TestInjection(t *testing.T) {
	rows := [][]any{}
	for _, text := range formulas {
		rows = append(rows, []any{2, "x" + text, 0.5, text})
	}
	sheet := sheetOf("shares", []string{"tier", "attribute", "share", "source"}, rows...)
	var b, x bytes.Buffer
	if err := WriteCSV(&b, sheet); err != nil {
		t.Fatal(err)
	}
	if err := WriteXLSX(&x, []disclosure.Sheet{sheet}, disclosure.Provenance{}); err != nil {
		t.Fatal(err)
	}
	for form, batch := range map[string]*model.Batch{"csv": readCSV(b.String()), "xlsx": readXLSX(t, x.Bytes())} {
		if len(batch.Rows["shares"]) != len(formulas) {
			t.Fatalf("%s: %d rows: %s", form, len(batch.Rows["shares"]), told(batch.Problems))
		}
		for i, text := range formulas {
			want := strings.TrimSpace(strings.ReplaceAll(text, "\r", "\n"))
			if got := batch.Rows["shares"][i].Noun.(*model.Share).Source; got != want {
				t.Errorf("%s: %q becomes %q", form, text, got)
			}
		}
	}
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("tier,attribute,share\n2,x,0.5\n"))
	f.Add([]byte("\xef\xbb\xbftier;attribute;share\r\n2;\"x\r\ny\";0,5\r\n"))
	f.Add([]byte("tier,attribute,share\n2,\"x,0.5\n'=1,,,,,\n\xff\xfe"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"shares", "sites", "scenario"} {
			in := intake.New(nil)
			ReadCSV(in, intake.Origin{File: "f.csv", Table: name}, data)
			for _, row := range in.Finish().Rows[name] {
				if site, ok := row.Noun.(*model.Site); ok && site.Disclosure != model.Public && (site.Lon != nil || site.Lat != nil || site.Postcode != "") {
					t.Fatalf("a site that is not public has a place: %+v", site)
				}
			}
		}
	})
}
