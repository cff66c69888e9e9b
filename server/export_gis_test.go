package server

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"catchment/model/disclosure"
)

// download keeps an export under the name that it is given, as a browser does.
func download(t *testing.T, server *httptest.Server, file string) string {
	t.Helper()
	name, _, _ := strings.Cut(file, "?")
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, fetched(t, server.URL+"/export/"+file, "identity"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// GDAL opens every export with features, without a warning, and counts in it
// what the CSV file and the view have.
func TestExportsInGDAL(t *testing.T) {
	server, info := gisServer(t), gdal(t, "ogrinfo")
	areas := len(rowsOf(t, server, "tiers.csv?kind=local_authority&tier=3"))
	counts := map[string]int{"gaps": len(rowsOf(t, server, "gaps.csv?for=public&kind=local_authority"))}
	for _, table := range disclosure.Layered {
		if table == "sites" {
			continue
		}
		for _, format := range []string{"gpkg", "geojson", "shp.zip", "geojsons", "geojsonl"} {
			want, layer := areas, table
			if n, ok := counts[table]; ok {
				want = n
			}
			switch {
			case format == "gpkg" && table != "gaps":
				layer += "_map"
			case format == "shp.zip" && table == "coverage":
				layer = "coverage_t3"
			}
			text := info("-ro", "-so", download(t, server, table+"."+format+"?for=public&kind=local_authority"), layer)
			if !strings.Contains(text, fmt.Sprintf("Feature Count: %d\n", want)) || want == 0 {
				t.Errorf("%s.%s: %d features are there, and GDAL says\n%s", table, format, want, text)
			}
		}
	}
	sites := info("-ro", "-so", download(t, server, "sites.gpkg?crs=EPSG:4326"), "sites")
	if !strings.Contains(sites, "Geometry: Point") || !strings.Contains(sites, `ID["EPSG",4326]`) {
		t.Errorf("GDAL reads of sites %s", sites)
	}
}

// A GeoPackage that went through GDAL into another one holds the rows of the
// CSV file for the same filter, cell by cell.
func TestGeoPackageThroughGDAL(t *testing.T) {
	server, convert := gisServer(t), gdal(t, "ogr2ogr")
	for _, table := range []string{"coverage", "tiers", "practice", "gaps", "need", "ranks"} {
		for _, filter := range []string{"kind=local_authority", "area=X06000001&within=yes&tier=3,4", "for=public&area=X06000001&within=yes&tier=3"} {
			first := download(t, server, table+".gpkg?"+filter)
			second, text := filepath.Join(t.TempDir(), "again.gpkg"), filepath.Join(t.TempDir(), "again.csv")
			convert("-f", "GPKG", second, first)
			convert("-f", "CSV", text, second, table)
			want, got := rowsOf(t, server, table+".csv?"+filter), rowsIn(t, text)
			if len(want) == 0 || len(want) != len(got) {
				t.Fatalf("%s %s: %d rows came through, and %d are in the export", table, filter, len(got), len(want))
			}
			for i, row := range want {
				for name, cell := range row {
					if !sameCell(cell, got[i][name], got[i][name+"_state"]) {
						t.Fatalf("%s %s row %d: %s is %q in the export and %q through GDAL", table, filter, i+1, name, cell, got[i][name])
					}
				}
			}
		}
	}
}

// rowsIn reads a CSV file by its headings.
func rowsIn(t *testing.T, path string) []map[string]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return rowsFrom(t, string(text))
}

func rowsFrom(t *testing.T, text string) (out []map[string]string) {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil || len(all) == 0 {
		t.Fatalf("%v in %.200s", err, text)
	}
	for _, row := range all[1:] {
		cells := map[string]string{}
		for i, name := range all[0] {
			cells[name] = row[i]
		}
		out = append(out, cells)
	}
	return out
}

// sameCell says whether a cell came through: figures to the 15 digits that GDAL
// writes, dates with its strokes, and "*" as nothing that is said to be
// suppressed.
func sameCell(want, got, state string) bool {
	if want == "*" && state == "suppressed" {
		want = ""
	}
	x, err := strconv.ParseFloat(want, 64)
	y, other := strconv.ParseFloat(got, 64)
	if err == nil && other == nil {
		return math.Abs(x-y) <= 1e-13*max(1, math.Abs(x))
	}
	return want == got || want == strings.ReplaceAll(got, "/", "-")
}

// Readers who go away, before the answer and in the middle of it, leave neither
// a file nor a goroutine.
func TestDroppedExports(t *testing.T) {
	server := gisServer(t)
	client := server.Client()
	left := t.TempDir()
	fetched(t, server.URL+"/export/flow.csv", "identity")
	t.Setenv("TMPDIR", left)
	unpacked.CloseIdleConnections()
	before := runtime.NumGoroutine()
	for n := range 12 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(n%4)*40*time.Millisecond+5*time.Millisecond)
		if n%3 == 0 { // this one waits for the beginning
			cancel()
			ctx, cancel = context.WithCancel(t.Context())
		}
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/export/coverage."+[]string{"gpkg", "shp.zip"}[n%2], nil)
		if err != nil {
			t.Fatal(err)
		}
		if answer, err := client.Do(r); err == nil {
			_, _ = io.CopyN(io.Discard, answer.Body, 2000) // it may be ended before that
			answer.Body.Close()
		} else if n%3 == 0 {
			t.Fatal(err)
		}
		cancel()
	}
	client.CloseIdleConnections()
	for wait := time.Millisecond; ; wait *= 2 {
		files, err := os.ReadDir(left)
		if err != nil {
			t.Fatal(err)
		}
		after := runtime.NumGoroutine()
		if after <= before+2 && len(files) == 0 {
			break
		} else if wait > 10*time.Second {
			t.Fatalf("%d goroutines, and %d before; files %v", after, before, files)
		}
		time.Sleep(wait)
	}
}

// One who leaves before the answer begins is not counted as a failure.
func TestAReaderWhoLeftIsNoFailure(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	ctx, leave := context.WithCancel(t.Context())
	leave()
	w := httptest.NewRecorder()
	e.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1/export/tiers.gpkg", nil).WithContext(ctx))
	if w.Code != 499 || w.Body.Len() > 0 {
		t.Errorf("status %d, %d bytes", w.Code, w.Body.Len())
	}
}
