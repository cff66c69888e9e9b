package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// gdal finds a program of GDAL.
func gdal(t *testing.T, name string) func(args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s (gdal-bin) is not installed: what GDAL reads is not tried", name)
	}
	return func(args ...string) string {
		t.Helper()
		command := exec.Command(path, args...)
		var told bytes.Buffer
		command.Stderr = &told
		out, err := command.Output()
		if err != nil {
			t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, told.String())
		}
		if text := told.String(); strings.Contains(text, "ERROR") || strings.Contains(text, "Warning") {
			t.Errorf("%s %s:\n%s", name, strings.Join(args, " "), text)
		}
		return string(out)
	}
}

// demoDatabase makes the demonstration.
func demoDatabase(t *testing.T) string {
	t.Helper()
	database := filepath.Join(t.TempDir(), "demo.db")
	mustCall(t, "demo", database, "--as-of", "2026-04-01")
	return database
}

// rowsOf reads a CSV file by its headings.
func rowsOf(t *testing.T, text string) (headings []string, rows [][]string) {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(all) == 0 {
		t.Fatalf("%v\n%.200s", err, text)
	}
	return all[0], all[1:]
}

// sameCell says whether GDAL gives a cell of ours: figures to 15 digits.
func sameCell(want, got string) bool {
	a, err := strconv.ParseFloat(want, 64)
	b, otherErr := strconv.ParseFloat(got, 64)
	if err != nil || otherErr != nil {
		return want == got
	}
	return math.Abs(a-b) <= 1e-13*math.Max(math.Abs(a), 1)
}

// compareTables holds a table as GDAL gives it against the CSV file: "*" is nothing
// with "suppressed" beside it.
func compareTables(t *testing.T, what string, want, got string) {
	t.Helper()
	headings, rows := rowsOf(t, want)
	theirHeadings, theirRows := rowsOf(t, got)
	if len(rows) != len(theirRows) {
		t.Fatalf("%s: %d rows, want %d", what, len(theirRows), len(rows))
	}
	at := map[string]int{}
	for i, name := range theirHeadings {
		at[name] = i
	}
	stars, faults := 0, 0
	for i, row := range rows {
		for j, cell := range row {
			found := theirRows[i][at[headings[j]]]
			if state, ok := at[headings[j]+"_state"]; ok && cell == "*" {
				stars++
				cell = ""
				if theirRows[i][state] != "suppressed" {
					t.Errorf("%s row %d: %s has the state %q", what, i+1, headings[j], theirRows[i][state])
				}
			}
			if found = strings.ReplaceAll(found, "/", "-"); !sameCell(strings.ReplaceAll(cell, "/", "-"), found) {
				if faults++; faults < 10 {
					t.Errorf("%s row %d: %s is %q, want %q", what, i+1, headings[j], found, cell)
				}
			}
		}
	}
	t.Logf("%s: %d rows of %d cells, %d suppressed", what, len(rows), len(headings), stars)
}

// GDAL reads a GeoPackage of the demonstration as the CSV files have it, cell
// by cell, takes its boundaries for valid and its reference system for the
// National Grid, and writes it to another GeoPackage without loss.
func TestGDALReadsGeoPackage(t *testing.T) {
	ogrinfo, ogr2ogr := gdal(t, "ogrinfo"), gdal(t, "ogr2ogr")
	database := demoDatabase(t)
	tables := []string{"coverage", "tiers", "practice", "need", "ranks", "equity", "services", "flow"}
	for _, audience := range []string{"commissioner", "public"} {
		files := exported(t, database, "--what", strings.Join(tables, ",")+",gaps", "--audience", audience)
		folder := t.TempDir()
		mustCall(t, "export", "--database", database, "--what", strings.Join(tables, ",")+",gaps", "--audience", audience, "--format", "gpkg", "--out", folder)
		first, second := filepath.Join(folder, "catchment.gpkg"), filepath.Join(folder, "again.gpkg")
		ogr2ogr("-f", "GPKG", second, first)
		for _, path := range []string{first, second} {
			for _, table := range append(slices.Clone(tables), "gaps") {
				out := filepath.Join(t.TempDir(), table+".csv")
				ogr2ogr("-f", "CSV", out, path, table)
				text, err := os.ReadFile(out)
				if err != nil {
					t.Fatal(err)
				}
				compareTables(t, audience+" "+table, files[table+".csv"], string(text))
			}
			for _, layer := range []string{"coverage_map", "tiers_map", "practice_map", "need_map", "ranks_map"} {
				said := ogrinfo("-q", path, "-dialect", "SQLite", "-sql", "SELECT count(*) AS n, sum(ST_IsValid(geom)) AS valid FROM "+layer)
				if !strings.Contains(said, "n (Integer) = 316") || !strings.Contains(said, "valid (Integer) = 316") {
					t.Errorf("%s: %s", layer, said)
				}
				if said := ogrinfo("-so", path, layer); !strings.Contains(said, `ID["EPSG",27700]]`) || !strings.Contains(said, "Geometry: Multi Polygon") || !strings.Contains(said, "Feature Count: 316") {
					t.Errorf("%s: %s", layer, said)
				}
			}
		}
	}
}

// The figures of the layers, by area, are those of the CSV file, in every
// format that has one feature an area.
func TestGDALReadsLayers(t *testing.T) {
	ogr2ogr := gdal(t, "ogr2ogr")
	database := demoDatabase(t)
	want := exported(t, database, "--what", "coverage", "--audience", "public")["coverage.csv"]
	for _, c := range []struct{ format, file, crs string }{
		{"gpkg", "catchment.gpkg", ""}, {"gpkg", "catchment.gpkg", "EPSG:3857"}, {"gpkg", "catchment.gpkg", "EPSG:4326"},
		{"shp", "coverage.shp.zip", ""}, {"shp", "coverage.shp.zip", "EPSG:4326"}, {"geojsonseq", "coverage.geojsons", ""}, {"geojsonl", "coverage.geojsonl", ""},
	} {
		t.Run(c.format+" "+c.crs, func(t *testing.T) {
			args := []string{"--what", "coverage", "--audience", "public", "--format", c.format}
			if c.crs != "" {
				args = append(args, "--crs", c.crs)
			}
			folder := t.TempDir()
			mustCall(t, append([]string{"export", "--database", database, "--out", folder}, args...)...)
			figures := map[string]map[string]string{} // area -> figure
			for _, layer := range layersIn(c.format) {
				out := filepath.Join(t.TempDir(), "x.csv")
				ogr2ogr("-f", "CSV", out, filepath.Join(folder, c.file), layer)
				gather(t, figures, out, fieldNames(t, filepath.Join(folder, c.file)))
			}
			compareFigures(t, want, figures)
		})
	}
}

func layersIn(format string) []string {
	switch format {
	case "gpkg":
		return []string{"coverage_map"}
	case "shp":
		return []string{"coverage_t1", "coverage_t2", "coverage_t3", "coverage_t4"}
	}
	return []string{"coverage"}
}

// fieldNames gives what the short names of a zipped Shapefile stand for.
func fieldNames(t *testing.T, path string) map[string]string {
	if !strings.HasSuffix(path, ".zip") {
		return nil
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	_, rows := rowsOf(t, zippedFile(t, string(content), "fields.csv"))
	for _, row := range rows {
		out[strings.TrimSuffix(row[0], ".dbf")+" "+row[1]] = row[2]
	}
	return out
}

func gather(t *testing.T, figures map[string]map[string]string, path string, names map[string]string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	headings, rows := rowsOf(t, string(text))
	code := slices.Index(headings, "code")
	for _, row := range rows {
		area := figures[row[code]]
		if area == nil {
			area = map[string]string{}
			figures[row[code]] = area
		}
		for i, heading := range headings {
			for _, prefix := range []string{"coverage_t1 ", "coverage_t2 ", "coverage_t3 ", "coverage_t4 "} {
				if full, ok := names[prefix+heading]; ok && strings.HasPrefix(full, prefix[9:11]) == strings.HasPrefix(heading, prefix[9:11]) {
					heading = full
					break
				}
			}
			area[heading] = row[i]
		}
	}
}

func compareFigures(t *testing.T, want string, figures map[string]map[string]string) {
	t.Helper()
	headings, rows := rowsOf(t, want)
	areas, faults := map[string]bool{}, 0
	for _, row := range rows {
		areas[row[0]] = true
		for j := 5; j < len(row); j++ {
			name := fmt.Sprintf("t%s_%s_%s", row[3], row[4], headings[j])
			found, ok := figures[row[0]][name]
			cell := row[j]
			if state := figures[row[0]][name+"_state"]; cell == "*" && state == "suppressed" {
				cell = ""
			}
			if !ok || !sameCell(cell, found) {
				if faults++; faults < 10 {
					t.Errorf("%s of %s is %q, want %q", name, row[0], found, row[j])
				}
			}
		}
	}
	if len(areas) != len(figures) {
		t.Errorf("%d areas, want %d", len(figures), len(areas))
	}
}

// A GeoPackage that ogr2ogr made of areas.geojson is imported as that file
// is; one in the National Grid to a tenth of a metre.
func TestImportGeoPackage(t *testing.T) {
	ogr2ogr := gdal(t, "ogr2ogr")
	folder := t.TempDir()
	for name, args := range map[string][]string{"degrees": nil, "grid": {"-t_srs", "EPSG:27700"}, "mercator": {"-t_srs", "EPSG:3857", "-dim", "XYZ"}} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(folder, name+".gpkg")
			ogr2ogr(append(append([]string{"-f", "GPKG"}, args...), path, filepath.Join(small, "areas.geojson"))...)
			database := smallDatabase(t)
			before := boundariesIn(t, database)
			e := mustCall(t, "import", "--database", database, path)
			if name == "degrees" && !strings.Contains(e.out, "Everything was known already") {
				t.Errorf("the areas differ:\n%s%s", e.err, e.out)
			}
			after := boundariesIn(t, database)
			if len(before) != len(after) || len(before) == 0 {
				t.Fatalf("%d positions, then %d", len(before), len(after))
			}
			for i := range before {
				if math.Abs(before[i]-after[i]) > 1e-6 {
					t.Fatalf("a position moved from %g to %g", before[i], after[i])
				}
			}
		})
	}
}

// boundariesIn lists the numbers of all boundaries of a database.
func boundariesIn(t *testing.T, database string) []float64 {
	t.Helper()
	var c struct {
		Features []struct {
			Geometry struct {
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal([]byte(exported(t, database, "--what", "inputs")["areas.geojson"]), &c); err != nil {
		t.Fatal(err)
	}
	var out []float64
	for _, f := range c.Features {
		for _, text := range strings.FieldsFunc(string(f.Geometry.Coordinates), func(r rune) bool { return strings.ContainsRune("[], \n", r) }) {
			x, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, x)
		}
	}
	return out
}

// QGIS opens each layer, and counts as many features as the CSV file has rows
// or areas.
func TestQGISReadsExports(t *testing.T) {
	python := "/usr/bin/python3"
	if exec.Command(python, "-c", "import qgis.core").Run() != nil {
		t.Skip("python3-qgis is not installed: what QGIS reads is not tried")
	}
	database := demoDatabase(t)
	folder := t.TempDir()
	for _, format := range []string{"gpkg", "shp", "geojson", "geojsonseq", "geojsonl"} {
		mustCall(t, "export", "--database", database, "--what", "coverage,tiers", "--format", format, "--out", folder)
	}
	script := `
import os, sys
from qgis.core import QgsApplication, QgsVectorLayer
app = QgsApplication([], False)
app.initQgis()
for source in sys.argv[1:]:
    layer = QgsVectorLayer(source, "x", "ogr")
    print(layer.isValid(), layer.featureCount(), sum(1 for _ in layer.getFeatures()), layer.crs().authid(), flush=True)
os._exit(0) # taking QGIS down without its desktop can end in a fault of its own
`
	at := func(name string) string { return filepath.Join(folder, name) }
	want := []struct{ source, says string }{
		{at("catchment.gpkg") + "|layername=coverage", "True 9480 9480 "},
		{at("catchment.gpkg") + "|layername=coverage_map", "True 316 316 EPSG:27700"},
		{at("catchment.gpkg") + "|layername=tiers_map", "True 316 316 EPSG:27700"},
		{"/vsizip/" + at("tiers.shp.zip") + "/tiers.shp", "True 316 316 EPSG:27700"},
		{at("tiers.geojson"), "True 316 316 EPSG:4326"},
		{at("tiers.geojsons"), "True 316 316 EPSG:4326"},
		{at("tiers.geojsonl"), "True 316 316 EPSG:4326"},
	}
	args := []string{"-c", script}
	for _, w := range want {
		args = append(args, w.source)
	}
	command := exec.Command(python, args...)
	command.Env = append(os.Environ(), "QT_QPA_PLATFORM=offscreen", "HOME="+t.TempDir())
	out, err := command.Output()
	lines := strings.Split(strings.TrimRight(string(out), "\n"), "\n")
	if err != nil || len(lines) != len(want) {
		t.Fatalf("%v\n%s", err, out)
	}
	for i, w := range want {
		if lines[i] != w.says {
			t.Errorf("%s: %q, want %q", w.source, lines[i], w.says)
		}
	}
}
