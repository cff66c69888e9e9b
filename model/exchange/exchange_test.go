package exchange

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/exchange/intake"
	"catchment/model/exchange/table"
	"catchment/model/field"
)

const (
	providers = "provider,name,sector\np1,One,other\n"
	square    = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"A1","name":"One","kind":"lsoa"},` +
		`"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]}`
)

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

func inMemoryBatch(t *testing.T, options Options, namesAndTexts ...string) *model.Batch {
	t.Helper()
	files := map[string][]byte{}
	for i := 0; i < len(namesAndTexts); i += 2 {
		files[namesAndTexts[i]] = []byte(namesAndTexts[i+1])
	}
	batch, err := ReadFiles(files, options)
	if err != nil {
		t.Fatal(err)
	}
	return batch
}

// folder writes files into a new folder.
func folder(t *testing.T, namesAndTexts ...string) string {
	t.Helper()
	at := t.TempDir()
	for i := 0; i < len(namesAndTexts); i += 2 {
		if err := os.WriteFile(filepath.Join(at, namesAndTexts[i]), []byte(namesAndTexts[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return at
}

func ExampleReadFiles() {
	batch, err := ReadFiles(map[string][]byte{
		"providers.csv": []byte("provider;name;sector\np1;Helping Hands;children\np2;Safe House;charity\n"),
	}, Options{})
	fmt.Println(len(batch.Rows["providers"]), batch.Problems[0].Sentence(), err)
	// Output:
	// 2 providers.csv row 3, "sector" is "charity"; one of womens_aid, children, statutory, health, police, education, probation, other is expected. <nil>
}

func TestReadAFolder(t *testing.T) {
	at := folder(t, "Providers.CSV", providers, "areas.csv", "code,name,kind,name_cy\nA1,Un,lsoa,Un\n", "areas.geojson", square,
		"notes.txt", "x", ".hidden.csv", "x", "~$plan.xlsx", "x", "datapackage.json", "{}")
	if err := os.Mkdir(filepath.Join(at, "services.csv"), 0o700); err != nil {
		t.Fatal(err)
	}
	batch, err := Read([]string{at}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := told(batch.Problems); !strings.HasPrefix(got, "(notes.txt: this is not a file that Catchment reads; it reads areas, population,") || strings.Count(got, "\n") != 1 {
		t.Error(got)
	}
	var got []string
	for _, f := range batch.Files {
		got = append(got, fmt.Sprintf("%d %s %s %d %.8s", f.Place, f.Name, f.Into, f.Rows, f.Digest))
	}
	want := []string{"1 areas.geojson areas 1 " + digest([]byte(square))[:8], "2 areas.csv areas 1 " + digest([]byte("code,name,kind,name_cy\nA1,Un,lsoa,Un\n"))[:8], "3 Providers.CSV providers 1 " + digest([]byte(providers))[:8]}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if rows := batch.Rows["areas"]; len(rows) != 2 || rows[0].File != "areas.geojson" || !rows[0].Given["boundary"] || rows[1].Given["boundary"] {
		t.Errorf("%+v", rows)
	}
}

func TestReadRefuses(t *testing.T) {
	at := folder(t, "notes.txt", "x", "sites.csv", "site,service,disclosure\ns1,g1,public\n", "areas.geojson", square)
	cases := []struct {
		name  string
		paths []string
		want  string
	}{
		{"a path that is missing", []string{at, filepath.Join(at, "none.csv")}, "There is no file or folder"},
		{"a device", []string{os.DevNull}, "is neither a file nor a folder"},
		{"no paths", nil, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			batch, err := Read(c.paths, nil)
			if c.want == "" {
				if err != nil || len(batch.Problems.Errors()) != 1 {
					t.Error(err, batch)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.want) || model.CodeOf(err) == "" {
				t.Error(err)
			}
		})
	}
	batch, err := Read([]string{filepath.Join(at, "notes.txt")}, nil)
	if err != nil || len(batch.Problems.Errors()) != 1 {
		t.Error(err, batch)
	}
}

func TestFilesThatAreNotRead(t *testing.T) {
	cases := []struct{ file, text string }{
		{"coverage.csv", "x"}, {"sources.csv", "source,title\nS1,x"}, {"scenario_changes.csv", "x"}, {"services.geojson", square}, {"services.xls", "x"},
		{"plan.xlsx", "no workbook"}, {"areas", "x"},
	}
	for _, c := range cases {
		batch := inMemoryBatch(t, Options{}, c.file, c.text)
		if len(batch.Problems.Errors()) != 1 || batch.Problems[0].File != c.file || len(batch.Files) != 0 {
			t.Errorf("%s: %s", c.file, told(batch.Problems))
		}
	}
}

func TestReferenceTables(t *testing.T) {
	const sources = "source,title\nS1,Title\n"
	batch := inMemoryBatch(t, Options{Reference: true}, "seed/sources.csv", sources, "seed/providers.csv", providers)
	if len(batch.Problems) != 0 || len(batch.Rows["sources"]) != 1 || batch.Files[1].Name != "sources.csv" {
		t.Error(told(batch.Problems), batch.Files)
	}
}

// Whatever the order in which files are given, they are read in one order.
func TestOrder(t *testing.T) {
	at := folder(t, "providers.csv", providers, "areas.geojson", square, "scenario.csv", "scenario,change,service\nplan,close,g1\n",
		"travel.csv", "area_code,site,minutes\nA1,s1,5\n", "shares.csv", "tier,attribute,share\n2,x,1\n")
	var paths []string
	for _, name := range []string{"scenario.csv", "travel.csv", "shares.csv", "providers.csv", "areas.geojson", "areas.geojson"} {
		paths = append(paths, filepath.Join(at, name))
	}
	batch, err := Read(append(paths, at), nil)
	if err != nil || len(batch.Problems) > 0 {
		t.Fatal(err, told(batch.Problems))
	}
	var got []string
	for _, f := range batch.Files {
		got = append(got, f.Into)
	}
	if diff := cmp.Diff([]string{"areas", "shares", "providers", "travel", "scenario"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestTwoFilesOfOneTable(t *testing.T) {
	a, b := folder(t, "providers.csv", providers), folder(t, "providers.csv", "provider,name,sector\np2,Two,other\np1,One,other\n")
	batch, err := Read([]string{a, b}, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := told(batch.Problems)
	for _, part := range []string{filepath.ToSlash(a) + "/providers.csv", filepath.ToSlash(b) + "/providers.csv", "has the same key"} {
		if !strings.Contains(got, part) {
			t.Errorf("%s is not in %s", part, got)
		}
	}
	if len(batch.Rows["providers"]) != 3 {
		t.Error(len(batch.Rows["providers"]))
	}
}

func TestMapping(t *testing.T) {
	mapping, problems := intake.ReadMapping("m.json", []byte(`{"source":"S","licence":"L","attribution":"A","files":[
		{"file":"zones.json","table":"areas","columns":{"code":"id"},"constants":{"kind":"lsoa"},
		 "lookups":[{"file":"names.csv","match":"id","key":"k","columns":{"name":"n"}}]},
		{"file":"gone.csv","table":"population"},{"file":"zones.doc","table":"areas"}]}`))
	if mapping == nil {
		t.Fatal(problems)
	}
	at := folder(t, "zones.json", strings.ReplaceAll(square, `"code":`, `"id":`), "names.csv", "k;n\nA1;Parth Un\n", "zones.doc", "x",
		"other.csv", "x", "areas.csv", "code,name,kind\nA9,Nine,lsoa\n")
	named := filepath.Join(folder(t, "providers.csv", providers), "providers.csv")
	batch, err := Read([]string{at, named}, mapping)
	if err != nil {
		t.Fatal(err)
	}
	want := "zones.doc: the mapping names this file, and it is none of .csv, .xlsx, .geojson, .json and .gpkg.\n" +
		"(areas.csv: the mapping does not name 2 of the files, which are ignored: areas.csv, other.csv.)\n" +
		"gone.csv: the mapping names this file, and it is not among those given.\n"
	if diff := cmp.Diff(want, told(batch.Problems)); diff != "" {
		t.Error(diff)
	}
	if area := batch.Rows["areas"][0].Noun.(*model.Area); area.Code != "A1" || area.Name != "Parth Un" || area.Boundary == nil {
		t.Errorf("%+v", area)
	}
	var files []string
	for _, f := range batch.Files {
		files = append(files, strings.Join([]string{f.Name, f.Into, f.Source, f.Licence, f.Attribution}, " "))
	}
	if diff := cmp.Diff([]string{"names.csv areas S L A", "zones.json areas S L A", "providers.csv providers   "}, files); diff != "" {
		t.Error(diff)
	}
}

func TestAFileTooLarge(t *testing.T) {
	at := filepath.Join(folder(t, "providers.csv", providers), "providers.csv")
	if err := os.Truncate(at, table.MaxFile+1); err != nil {
		t.Fatal(err)
	}
	batch, err := Read([]string{at}, nil)
	if err != nil || told(batch.Problems) != "providers.csv: a file of at most 256 MiB is expected.\n" {
		t.Error(err, told(batch.Problems))
	}
}

func TestMappingOfAWorkbook(t *testing.T) {
	sheet := func(name, code string) disclosure.Sheet {
		return disclosure.Sheet{Name: name, Columns: []string{"id", "label"}, Rows: func(yield func([]any) bool) { yield([]any{code, "x"}) }}
	}
	var b bytes.Buffer
	if err := table.WriteXLSX(&b, []disclosure.Sheet{sheet("first", "A1"), sheet("second", "A2")}, disclosure.Provenance{}); err != nil {
		t.Fatal(err)
	}
	for chosen, want := range map[string]string{"": "A1", "second": "A2"} {
		mapping := &intake.Mapping{Files: []intake.Entry{{File: "f.xlsx", Sheet: chosen, Table: "areas",
			Columns: map[string]string{"code": "id", "name": "label"}, Constants: map[string]string{"kind": "lsoa"}}}}
		batch, err := ReadFiles(map[string][]byte{"f.xlsx": b.Bytes()}, Options{Mapping: mapping})
		if err != nil || len(batch.Problems) > 0 || batch.Rows["areas"][0].Noun.(*model.Area).Code != want {
			t.Error(chosen, err, told(batch.Problems))
		}
	}
	mapping := &intake.Mapping{Files: []intake.Entry{{File: "f.xlsx", Sheet: "third", Table: "areas"}}}
	batch, _ := ReadFiles(map[string][]byte{"f.xlsx": b.Bytes()}, Options{Mapping: mapping})
	if got := told(batch.Problems); got != "f.xlsx, sheet third: a sheet named \"third\" is expected.\n" {
		t.Error(got)
	}
}

func TestSheetsOfAWorkbook(t *testing.T) {
	empty := func(yield func([]any) bool) {}
	var b bytes.Buffer
	sheets := []disclosure.Sheet{{Name: "Providers ", Columns: []string{"provider", "name", "sector"}, Rows: empty}, {Name: "Notes", Columns: []string{"x"}, Rows: empty}}
	if err := table.WriteXLSX(&b, sheets, disclosure.Provenance{}); err != nil {
		t.Fatal(err)
	}
	batch, err := ReadFiles(map[string][]byte{"plan.xlsx": b.Bytes()}, Options{})
	if err != nil || batch.Rows["providers"] == nil || batch.Files[0].Into != "providers" || batch.Files[0].Digest != digest(b.Bytes()) {
		t.Errorf("%v %+v", err, batch)
	}
	if got := told(batch.Problems); !strings.HasPrefix(got, "(plan.xlsx: the sheet \"Notes\" is not one that Catchment reads: ") || strings.Count(got, "\n") != 1 {
		t.Error(got)
	}
}

func TestOrderOfTables(t *testing.T) {
	last := -1
	for _, tab := range field.Tables {
		if tab.Reference && last < order(intake.Scenario) {
			last = order(intake.Scenario)
		}
		if at := order(tab.Name); at <= last {
			t.Errorf("%s at %d after %d", tab.Name, at, last)
		} else {
			last = at
		}
	}
}
