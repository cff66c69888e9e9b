package main

import (
	"archive/zip"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
)

// zippedFile gives one file of a zip file.
func zippedFile(t *testing.T, content, name string) string {
	t.Helper()
	in, err := zip.NewReader(strings.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := in.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Each format writes the files that it says.
func TestExportFormats(t *testing.T) {
	database := smallDatabase(t)
	for format, want := range map[string][]string{
		"gpkg":       {"catchment.gpkg"},
		"shp":        {"gaps.shp.zip", "tiers.shp.zip"},
		"geojsonseq": {"gaps.geojsons", "metadata.json", "tiers.geojsons"},
		"geojsonl":   {"gaps.geojsonl", "metadata.json", "tiers.geojsonl"},
	} {
		files := exported(t, database, "--what", "tiers,gaps", "--format", format)
		if got := slices.Sorted(maps.Keys(files)); !slices.Equal(got, want) {
			t.Errorf("%s: %v", format, got)
		}
		for name, content := range files {
			if strings.HasSuffix(name, ".zip") {
				content = zippedFile(t, content, "metadata.json")
			}
			sequence := strings.Contains(name, ".geojson") // which has it beside
			if sequence == strings.Contains(content, `"revision":2`) {
				t.Errorf("%s does not say what it was computed from", name)
			}
		}
	}
}

// A format that cannot hold what is asked for is refused, and nothing is left.
func TestExportFormatsRefuse(t *testing.T) {
	database := smallDatabase(t)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--format", "csv", "--crs", "EPSG:27700"}, "--crs is for gpkg and shp, not for csv."},
		{[]string{"--format", "geojson", "--crs", "CRS84"}, "--crs is for gpkg and shp, not for geojson."},
		{[]string{"--format", "gpkg", "--crs", "EPSG:29903"}, `The reference system "EPSG:29903" is not known; CRS84, EPSG:4326, EPSG:3857 and EPSG:27700 are.`},
		{[]string{"--format", "gpkg", "--desktop"}, "--desktop is for csv and xlsx, not for gpkg."},
		{[]string{"--what", "inputs", "--format", "shp"}, "--what inputs is written as csv, xlsx, geojson"},
		{[]string{"--what", "inputs", "--desktop"}, "--what inputs is written as csv, xlsx, geojson"},
		{[]string{"--what", "equity", "--format", "shp"}, "has no areas to draw"},
	} {
		out := t.TempDir()
		e := call(t, append([]string{"export", "--database", database, "--out", out}, c.args...)...)
		if e.code != refused || !strings.Contains(e.err, c.want) || len(filesIn(t, out)) > 0 {
			t.Errorf("%v: exit code %d, %s", c.args, e.code, e.err)
		}
	}
}

// Laid out for spreadsheets, a table has a row an area and figure, and the
// plain export stays as it was.
func TestExportDesktop(t *testing.T) {
	database := smallDatabase(t)
	plain, desktop := exported(t, database, "--what", "tiers,ranks,gaps"), exported(t, database, "--what", "tiers,ranks,gaps", "--desktop")
	_, rows := rowsOf(t, plain["tiers.csv"])
	for _, name := range []string{"tiers.csv", "ranks.csv", "gaps.csv"} {
		text, ok := strings.CutPrefix(desktop[name], "\ufeff")
		if !ok || !strings.HasPrefix(text, "area_code,") || strings.HasPrefix(plain[name], "\ufeff") {
			t.Errorf("%s begins %.40q", name, desktop[name])
		}
		headings, long := rowsOf(t, text)
		if name == "tiers.csv" && len(long) != 5*len(rows) || name == "ranks.csv" && (long[0][1] == "" || headings[1] != "area_name") {
			t.Errorf("%s: %d rows, first %v", name, len(long), long[0])
		}
	}
	if !strings.Contains(desktop["datapackage.json"], `"measure"`) {
		t.Error("the description is not that of the files")
	}
	book := unzipped(t, exported(t, database, "--what", "tiers", "--format", "xlsx", "--desktop")["catchment.xlsx"])
	if !strings.Contains(book, "measure") {
		t.Error("the workbook is not laid out")
	}
}
