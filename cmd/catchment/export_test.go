package main

import (
	"archive/zip"
	"encoding/csv"
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"catchment/model/disclosure"
)

var allTables = strings.Join(disclosure.Tables, ",")

// tablesOfAreas are those that GeoJSON can hold.
var tablesOfAreas = []string{"coverage", "tiers", "practice", "gaps", "need", "ranks"}

// exported gives the files of an export.
func exported(t testing.TB, database string, args ...string) map[string]string {
	t.Helper()
	out := t.TempDir()
	mustCall(t, append([]string{"export", "--database", database, "--out", out}, args...)...)
	return filesIn(t, out)
}

// Every table is written in every format, or refused where it has no areas to
// draw; each export says what it was computed from.
func TestExports(t *testing.T) {
	database := smallDatabase(t)
	for _, table := range disclosure.Tables {
		for _, format := range []string{"csv", "xlsx", "geojson"} {
			for _, audience := range []string{"commissioner", "public"} {
				t.Run(table+" "+format+" "+audience, func(t *testing.T) {
					args := []string{"--what", table, "--format", format, "--audience", audience, "--as-of", "2026-05-01"}
					if format == "geojson" && !slices.Contains(tablesOfAreas, table) {
						e := call(t, append([]string{"export", "--database", database, "--out", t.TempDir()}, args...)...)
						if e.code != refused || !strings.Contains(e.err, "has no areas to draw; as GeoJSON there are coverage") {
							t.Errorf("exit code %d: %s", e.code, e.err)
						}
						return
					}
					files := exported(t, database, args...)
					switch format {
					case "csv":
						checkCSV(t, files, table, audience)
					case "xlsx":
						checkXLSX(t, files["catchment.xlsx"], table, audience)
					case "geojson":
						checkGeoJSON(t, files[table+".geojson"], audience)
					}
				})
			}
		}
	}
}

// provenance is what each export says of itself.
type provenance struct {
	Product  string `json:"product"`
	Method   int    `json:"method"`
	Revision int    `json:"revision"`
	AsOf     string `json:"as_of"`
	Audience string `json:"audience"`
	Rounding string `json:"rounding"`
	Sources  []struct {
		Title  string `json:"title"`
		Source string `json:"source"`
	} `json:"sources"`
}

func (p *provenance) check(t *testing.T, audience string) {
	t.Helper()
	if p.Method != 2 || p.Revision != 2 || p.AsOf != "2026-05-01" || p.Audience != audience || p.Rounding == "" || !strings.HasPrefix(p.Product, "Catchment ") {
		t.Errorf("provenance: %+v", p)
	}
	if len(p.Sources) != 2 {
		t.Errorf("sources: %+v", p.Sources)
	}
	for _, s := range p.Sources {
		if s.Title+s.Source == "" {
			t.Errorf("a source without a name: %+v", p.Sources)
		}
	}
}

func checkCSV(t *testing.T, files map[string]string, table, audience string) {
	rows, err := csv.NewReader(strings.NewReader(files[table+".csv"])).ReadAll()
	if err != nil || len(rows) == 0 || table != "flags" && len(rows) < 2 {
		t.Errorf("%d rows (%v)", len(rows), err)
	}
	var p struct {
		provenance
		Resources []struct {
			Path   string
			Schema struct{ Fields []struct{ Name string } }
		}
	}
	if err := json.Unmarshal([]byte(files["datapackage.json"]), &p); err != nil {
		t.Fatal(err)
	}
	p.check(t, audience)
	if len(p.Resources) != 1 || p.Resources[0].Path != table+".csv" || len(p.Resources[0].Schema.Fields) != len(rows[0]) || len(files) != 2 {
		t.Errorf("resources: %+v, files %v", p.Resources, slices.Collect(maps.Keys(files)))
	}
}

func checkXLSX(t *testing.T, content, table, audience string) {
	file, err := excelize.OpenReader(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if got := file.GetSheetList(); !slices.Equal(got, []string{table, "sources"}) {
		t.Fatalf("sheets: %v", got)
	}
	rows, err := file.GetRows("sources")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string][]string{}
	for _, row := range rows[1:] {
		said[row[0]] = append(said[row[0]], row[1])
	}
	for what, want := range map[string]string{"method": "2", "revision": "2", "as_of": "2026-05-01", "audience": audience} {
		if !slices.Equal(said[what], []string{want}) {
			t.Errorf("%s is %v, want %s", what, said[what], want)
		}
	}
	if len(said["source"]) != 2 || slices.Contains(said["source"], "") || said["rounding"] == nil {
		t.Errorf("sources: %v", said)
	}
}

func checkGeoJSON(t *testing.T, content, audience string) {
	var c struct {
		Type     string
		Metadata provenance
		Features []struct {
			Type       string
			Geometry   struct{ Type string }
			Properties map[string]any
		}
	}
	if err := json.Unmarshal([]byte(content), &c); err != nil {
		t.Fatal(err)
	}
	c.Metadata.check(t, audience)
	if c.Type != "FeatureCollection" || len(c.Features) < 5 {
		t.Errorf("a %s of %d features", c.Type, len(c.Features))
	}
	for _, f := range c.Features {
		if !strings.HasSuffix(f.Geometry.Type, "Polygon") || len(f.Properties) < 5 {
			t.Errorf("a %s with a %s", f.Type, f.Geometry.Type)
		}
	}
}

// --kind keeps the areas of the kinds asked for.
func TestExportKinds(t *testing.T) {
	files := exported(t, smallDatabase(t), "--what", "need", "--kind", "local_authority")
	rows, _ := csv.NewReader(strings.NewReader(files["need.csv"])).ReadAll()
	if len(rows) != 1+2*4 {
		t.Errorf("%d rows:\n%s", len(rows), files["need.csv"])
	}
}

// The public is shown the first day of a quarter. Another can be asked for,
// with a warning.
func TestPublicExportsAreOfTheFirstOfAQuarter(t *testing.T) {
	database := smallDatabase(t)
	for _, c := range []struct {
		args  []string
		day   string
		warns bool
	}{
		{[]string{"--audience", "public"}, "2026-07-01", false},
		{[]string{"--audience", "commissioner"}, "2026-08-20", false},
		{[]string{"--audience", "public", "--as-of", "2026-04-01"}, "2026-04-01", false},
		{[]string{"--audience", "public", "--as-of", "2026-04-02"}, "2026-04-02", true},
		{[]string{"--audience", "commissioner", "--as-of", "2026-04-02"}, "2026-04-02", false},
	} {
		out := t.TempDir()
		e := callOn(t.Context(), time.Date(2026, 8, 20, 12, 0, 0, 0, time.UTC), append([]string{"export", "--database", database, "--what", "tiers", "--out", out}, c.args...)...)
		about, err := os.ReadFile(filepath.Join(out, "datapackage.json"))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(about), `"as_of": "`+c.day+`"`) || strings.Contains(e.err, "first day of a quarter") != c.warns {
			t.Errorf("%v: %s\n%s", c.args, e.err, about)
		}
	}
}

// What is protected is in no public export: neither a name nor a key of
// service and site, nor the name of a file that was imported.
func TestNothingProtectedIsPublished(t *testing.T) {
	database := smallDatabase(t)
	folder := folderWith(t, one("Canary Lodge.xlsx", workbook("providers", nil, []any{"provider", "name", "sector"}, []any{"x1", "X", "other"})))
	mustCall(t, "import", "--database", database, folder)
	commissioner := exported(t, database, "--what", allTables)
	if !strings.Contains(strings.ToLower(commissioner["services.csv"]), "canary") {
		t.Fatal("the canary does not sing at all")
	}
	for _, args := range [][]string{
		{"--what", allTables},
		{"--what", allTables, "--format", "xlsx"},
		{"--what", strings.Join(tablesOfAreas, ","), "--format", "geojson"},
		{"--what", strings.Join(tablesOfAreas, ","), "--format", "geojsonseq"},
		{"--what", strings.Join(tablesOfAreas, ","), "--format", "shp"},
		{"--what", allTables, "--format", "gpkg"},
		{"--what", allTables, "--desktop"},
		{"--what", allTables, "--as-of", "2030-01-01"},
	} {
		for name, content := range exported(t, database, append(args, "--audience", "public")...) {
			if strings.HasSuffix(name, ".xlsx") || strings.HasSuffix(name, ".zip") {
				content = unzipped(t, content)
			}
			for _, word := range []string{"canary", "caneri", "hafan"} {
				if at := strings.Index(strings.ToLower(content), word); at >= 0 {
					t.Errorf("%s tells of %s: …%s…", name, word, content[max(0, at-80):min(len(content), at+80)])
				}
			}
		}
	}
}

// unzipped joins the parts of a zip file.
func unzipped(t *testing.T, content string) string {
	t.Helper()
	in, err := zip.NewReader(strings.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&b, r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return b.String()
}

// A text that looks like a formula stays a text in every format, and comes
// back as it was.
func TestFormulas(t *testing.T) {
	database := smallDatabase(t)
	names := []string{"=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=tab", "=HYPERLINK(\"http://example.org\",\"x\")"}
	content := servicesHead + "\n"
	for i, name := range names {
		content += string(rune('m'+i)) + ",p1,\"" + strings.ReplaceAll(name, `"`, `""`) + "\",group_work,outreach\n"
	}
	mustCall(t, "import", "--database", database, folderWith(t, map[string]string{
		"services.csv": content, "areas.csv": "code,name,kind\nL1,=North,local_authority\n"}))
	files := exported(t, database, "--what", "services,tiers,gaps")
	for name, text := range files {
		if !strings.HasSuffix(name, ".csv") {
			continue
		}
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
					t.Errorf("%s holds %q", name, cell)
				}
			}
		}
	}
	if !strings.Contains(files["tiers.csv"], "L1,'=North,") || !strings.Contains(files["services.csv"], ",'=1+1,") {
		t.Error("a name is gone")
	}
	book := unzipped(t, exported(t, database, "--what", "services,tiers,gaps", "--format", "xlsx")["catchment.xlsx"])
	if strings.Contains(book, "<f>") || !strings.Contains(book, "=1+1") {
		t.Error("the workbook holds a formula, or lost a name")
	}
	for _, format := range []string{"csv", "xlsx"} {
		out := t.TempDir()
		mustCall(t, "export", "--database", database, "--what", "inputs", "--format", format, "--out", out)
		mustBeKnown(t, database, out)
	}
}

func mustBeKnown(t *testing.T, database, folder string) {
	t.Helper()
	e := mustCall(t, "import", "--database", database, folder)
	if !strings.Contains(e.out, "Everything was known already") {
		t.Errorf("what was exported differs:\n%s%s", e.err, e.out)
	}
}

// What is exported can be imported elsewhere, and exported again to the same
// bytes.
func TestInputsRoundTrip(t *testing.T) {
	database := smallDatabase(t)
	first := exported(t, database, "--what", "inputs")
	for _, format := range []string{"csv", "xlsx"} {
		t.Run(format, func(t *testing.T) {
			out, copied := t.TempDir(), filepath.Join(t.TempDir(), "copy.db")
			mustCall(t, "export", "--database", database, "--what", "inputs", "--format", format, "--out", out)
			if e := mustCall(t, "import", "--database", copied, out); len(linesWith(e.err, "warning: ")) > 0 {
				t.Errorf("its own export gives warnings:\n%s", e.err)
			}
			second := exported(t, copied, "--what", "inputs")
			for name := range first {
				if name != "datapackage.json" && first[name] != second[name] {
					t.Errorf("%s differs:\n%s\n%s", name, first[name], second[name])
				}
			}
			if len(first) != len(second) {
				t.Errorf("%d files, then %d", len(first), len(second))
			}
			sameTables(t, exported(t, database, "--what", allTables), exported(t, copied, "--what", allTables))
		})
	}
	t.Run("nothing changes at home", func(t *testing.T) {
		out := t.TempDir()
		mustCall(t, "export", "--database", database, "--what", "inputs", "--out", out)
		mustBeKnown(t, database, out)
	})
	t.Run("geojson", func(t *testing.T) {
		out := t.TempDir()
		mustCall(t, "export", "--database", database, "--what", "inputs", "--format", "geojson", "--out", out)
		if files := filesIn(t, out); len(files) != 2 || strings.Contains(files["sites.geojson"], "null,null") {
			t.Errorf("files: %v", files)
		}
		mustBeKnown(t, database, out)
	})
}

// sameTables compares tables, but for what names revision and moment.
func sameTables(t *testing.T, want, got map[string]string) {
	t.Helper()
	for name := range want {
		if strings.HasSuffix(name, ".csv") && want[name] != got[name] {
			t.Errorf("%s differs:\n%s\n%s", name, want[name], got[name])
		}
	}
}

// Results do not depend on how many processors there are, nor on the run.
func TestSameOnAnyMachine(t *testing.T) {
	database := smallDatabase(t)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var first map[string]string
	for _, processors := range []int{1, 2, 2} {
		runtime.GOMAXPROCS(processors)
		files := exported(t, database, "--what", allTables)
		maps.Copy(files, exported(t, database, "--what", strings.Join(tablesOfAreas, ","), "--format", "geojson", "--audience", "public"))
		if first == nil {
			first = files
		}
		for name := range first {
			if files[name] != first[name] {
				t.Errorf("%s differs with %d processors", name, processors)
			}
		}
	}
}
