package intake

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
	"catchment/model/field"
)

// read reads a small table: the first line holds the headings, cells are
// separated by commas.
func read(table, text string) *model.Batch {
	return readWith(New(nil), Origin{File: table + ".csv", Table: table}, text)
}

func readWith(in *Intake, o Origin, text string) *model.Batch {
	lines := strings.Split(text, "\n")
	sheet := in.Open(o, 1, strings.Split(lines[0], ","))
	for i, l := range lines[1:] {
		sheet.Row(i+2, strings.Split(l, ","), nil)
	}
	sheet.Close()
	return in.Finish()
}

// told writes problems one a line, warnings in brackets.
func told(problems model.Problems) string {
	var b strings.Builder
	for _, p := range problems {
		if p.Warning {
			fmt.Fprintf(&b, "(%s)\n", p.Sentence())
		} else {
			fmt.Fprintln(&b, p.Sentence())
		}
	}
	return b.String()
}

func keys(batch *model.Batch, table string) []string {
	out := []string{}
	for _, row := range batch.Rows[table] {
		out = append(out, fmt.Sprintf("%d:%s", row.Number, field.KeyOf(row.Noun)))
	}
	return out
}

func ExampleIntake() {
	in := New(nil)
	sheet := in.Open(Origin{File: "providers.csv", Table: "providers"}, 1, []string{"Provider", "name", "sector"})
	sheet.Row(2, []string{"p1", "Helping Hands", "children"}, nil)
	sheet.Row(3, []string{"p2", "Safe House", "charity"}, nil)
	sheet.Close()
	batch := in.Finish()
	fmt.Println(batch.Rows["providers"][0].Noun.(*model.Provider).Name)
	fmt.Println(batch.Problems[0].Sentence())
	// Output:
	// Helping Hands
	// providers.csv row 3, "sector" is "charity"; one of womens_aid, children, statutory, health, police, education, probation, other is expected.
}

func TestRows(t *testing.T) {
	cases := []struct {
		name, table, text string
		keys              []string
		told              string
	}{
		{"read", "observed", "area_code,tier,count,year,source\nA1,2,10,2025,s\nA1,3,5,2025,s",
			[]string{"2:A1 / 2 / 2025", "3:A1 / 3 / 2025"}, ""},
		{"headings by case and space", "shares", "\ufeffTIER, Attribute ,share\n2,x,0.5", []string{"2:2 / x"}, ""},
		{"empty rows are skipped, short ones padded", "shares", "tier,attribute,share,source\n,,,\n2,x,0.5\n  , ,,", []string{"3:2 / x"}, ""},
		{"a default stands for an absent column", "rates", "tier,central,source\n2,400,s", []string{"2:2 / 0 / 17"}, ""},
		{"an optional key may be absent", "travel", "area_code,site,minutes\nA1,s1,20", []string{"2:A1 / s1 / "}, ""},
		{"a value that does not fit keeps the row", "shares", "tier,attribute,share\n2,x,1.5", []string{"2:2 / x"},
			"shares.csv row 2, \"share\" is \"1.5\"; a number from 0 to 1 is expected.\n"},
		{"a key that does not fit does not", "shares", "tier,attribute,share\n5,x,0.5\n2,,0.5", []string{},
			"shares.csv row 2, \"tier\" is \"5\"; a whole number from 1 to 4 is expected.\n" +
				"shares.csv row 3, \"attribute\" is empty; a text is expected.\n"},
		{"every fault of a row", "shares", "tier,attribute,share\nx,,y", []string{},
			"shares.csv row 2, \"tier\" is \"x\"; a whole number from 1 to 4 is expected.\n" +
				"shares.csv row 2, \"attribute\" is empty; a text is expected.\n" +
				"shares.csv row 2, \"share\" is \"y\"; a number from 0 to 1 is expected.\n"},
		{"a required column is missing", "providers", "provider,name\np1,One", []string{"2:p1"},
			"providers.csv row 1, \"sector\": this column is missing; one of womens_aid, children, statutory, health, police, education, probation, other is expected.\n"},
		{"a key column is missing", "shares", "attribute,share\nx,0.5", []string{},
			"shares.csv row 1, \"tier\": this column is missing; a whole number from 1 to 4 is expected.\n"},
		{"unknown columns", "shares", "tier,attribute,share,note,by\n2,x,0.5,a,b", []string{"2:2 / x"},
			"(shares.csv row 1, \"note\": this is not a column of shares and is disregarded.)\n" +
				"(shares.csv row 1, \"by\": this is not a column of shares and is disregarded.)\n"},
		{"a heading stands twice", "shares", "tier,attribute,share,Share\n2,x,0.5,0.7", []string{"2:2 / x"},
			"shares.csv row 1, \"Share\": this heading stands twice; each column is expected once.\n"},
		{"too many cells", "shares", "tier,attribute,share\n2,x,0.5,,\n2,y,0.5,7", []string{"2:2 / x", "3:2 / y"},
			"shares.csv row 3 is 4 cells long; at most the 3 cells of the heading row are expected.\n"},
		{"cells without a heading", "shares", "tier,attribute,share,\n2,x,0.5,\n2,y,0.5,7", []string{"2:2 / x", "3:2 / y"},
			"(shares.csv row 3: cell 4 has no heading and is disregarded.)\n"},
		{"a key stands twice", "shares", "tier,attribute,share\n2,x,0.5\n2, x,0.7", []string{"2:2 / x", "3:2 / x"},
			"shares.csv row 3, \"tier / attribute\" is \"2 / x\"; shares.csv row 2 has the same key; a key is expected once.\n"},
		{"control characters", "shares", "tier,attribute,share\n2,x\x00y,0.5\n2,\x1b[1m,1\n2,\xff,1", []string{},
			"shares.csv row 2, \"attribute\" is \"x\\x00y\"; a text without control characters is expected.\n" +
				"shares.csv row 3, \"attribute\" is \"\\x1b[1m\"; a text without control characters is expected.\n" +
				"shares.csv row 4, \"attribute\" is \"\\xff\"; a text without control characters is expected.\n"},
		{"no such table", "nonsense", "a\n1", []string{}, "nonsense.csv row 1: \"nonsense\" is not a table that Catchment reads.\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			batch := read(c.table, c.text)
			if diff := cmp.Diff(c.keys, keys(batch, c.table)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.told, told(batch.Problems)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestGivenIsWhatTheFileHas(t *testing.T) {
	batch := read("providers", "provider,name,sector,odd\np1,One,other,x\np2,Two,other,")
	want := map[string]bool{"provider": true, "name": true, "sector": true}
	for _, row := range batch.Rows["providers"] {
		if diff := cmp.Diff(want, row.Given); diff != "" {
			t.Error(diff)
		}
	}
}

func TestTextsAreKeptAsTheyAre(t *testing.T) {
	in := New(nil)
	sheet := in.Open(Origin{File: "f.csv", Table: "providers"}, 1, []string{"provider", "name", "sector"})
	sheet.Row(2, []string{" p1 ", "Tŷ\r\nGwyn\rDau", "OTHER"}, nil)
	got := in.Finish().Rows["providers"][0].Noun
	if diff := cmp.Diff(&model.Provider{Key: "p1", Name: "Tŷ\nGwyn\nDau", Sector: "other"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestAKeyInTwoFiles(t *testing.T) {
	in := New(nil)
	readWith(in, Origin{File: "a.csv", Table: "shares"}, "tier,attribute,share\n2,x,0.5")
	readWith(in, Origin{File: "b.xlsx", Table: "shares"}, "tier,attribute,share\n3,x,0.5\n2,x,0.5")
	batch := in.Finish()
	want := "b.xlsx row 3, \"tier / attribute\" is \"2 / x\"; a.csv row 2 has the same key; a key is expected once.\n"
	if diff := cmp.Diff(want, told(batch.Problems)); diff != "" {
		t.Error(diff)
	}
}

// Features and rows of areas are layers apart; two of one layer are not.
func TestAreasInTwoLayers(t *testing.T) {
	const text = "code,name,kind\nA1,One,lsoa"
	in := New(nil)
	readWith(in, Origin{File: "areas.geojson", Table: "areas", Features: true}, text)
	readWith(in, Origin{File: "areas.csv", Table: "areas"}, text)
	if problems := told(in.Finish().Problems); problems != "" {
		t.Error(problems)
	}
	readWith(in, Origin{File: "more.geojson", Table: "areas", Features: true}, text)
	want := "more.geojson row 2, \"code\" is \"A1\"; area A1: areas.geojson row 2 has the same key; a key is expected once.\n"
	if diff := cmp.Diff(want, told(in.Finish().Problems)); diff != "" {
		t.Error(diff)
	}
}

func TestProblemsAreCountedWhenTheyAreMany(t *testing.T) {
	in := New(nil)
	sheet := in.Open(Origin{File: "f.csv", Table: "shares"}, 1, []string{"tier", "attribute", "share"})
	for i := range MaxProblems + 5 {
		sheet.Row(i+2, []string{"2", fmt.Sprint(i), "x"}, nil)
	}
	problems := in.Finish().Problems
	if len(problems) != MaxProblems+1 {
		t.Fatalf("%d problems", len(problems))
	}
	if got := problems[MaxProblems].Sentence(); got != "f.csv: 5 more problems are not listed." {
		t.Error(got)
	}
}

func TestACellMayBeTooLong(t *testing.T) {
	in := New(nil)
	sheet := in.Open(Origin{File: "f.csv", Table: "shares"}, 1, []string{"tier", "attribute", "share"})
	sheet.Row(2, []string{"2", strings.Repeat("x", MaxCellLength+1), "1"}, nil)
	sheet.Row(3, []string{"2", strings.Repeat("x", MaxCellLength), "1"}, nil)
	batch := in.Finish()
	if len(batch.Problems) != 1 || len(batch.Problems[0].Found.String()) > 200 || len(batch.Rows["shares"]) != 1 {
		t.Error(told(batch.Problems), len(batch.Rows["shares"]))
	}
}

// holds says whether any noun or problem of a batch holds one of the words.
func holds(t *testing.T, batch *model.Batch, words ...string) (found []string) {
	t.Helper()
	text := told(batch.Problems)
	for _, table := range batch.Rows {
		for _, row := range table {
			b, err := json.Marshal(row.Noun)
			if err != nil {
				t.Fatal(err)
			}
			text += string(b)
		}
	}
	for _, word := range words {
		if strings.Contains(text, word) {
			found = append(found, word)
		}
	}
	return found
}
