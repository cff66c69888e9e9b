package server

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
)

// gisServer serves the demonstration to programs of others.
func gisServer(t *testing.T) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(mustNew(t, Config{}, readOnly(t)))
	t.Cleanup(server.Close)
	return server
}

// gdal finds a program of GDAL.
func gdal(t *testing.T, name string) func(args ...string) string {
	t.Helper()
	program, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s (gdal-bin) is not installed: what GDAL reads is not tried", name)
	}
	return func(args ...string) string { return string(told(t, exec.Command(program, args...))) }
}

// rowsOf reads the export of a table by its headings.
func rowsOf(t *testing.T, server *httptest.Server, query string) (out []map[string]string) {
	t.Helper()
	return rowsFrom(t, string(fetched(t, server.URL+"/export/"+query, "identity")))
}

// GDAL opens collections, pages through them, and filters by attribute and by
// box; it finds as many as the export has.
func TestOGCInGDAL(t *testing.T) {
	server, info := gisServer(t), gdal(t, "ogrinfo")
	count := func(args ...string) int {
		t.Helper()
		text := info(append([]string{"-ro", "-so", "OAPIF:" + server.URL + "/ogc"}, args...)...)
		_, behind, _ := strings.Cut(text, "Feature Count: ")
		n := -1
		_, _ = fmt.Sscan(behind, &n) // -1 where there is none
		return n
	}
	if list := info("-ro", "-q", "OAPIF:"+server.URL+"/ogc"); !strings.Contains(list, "coverage") || !strings.Contains(list, "areas-small_area") || !strings.Contains(list, "sites") {
		t.Errorf("GDAL finds %s", list)
	}
	tiers := rowsOf(t, server, "tiers.csv")
	third := 0
	for _, row := range tiers {
		if row["tier"] == "3" {
			third++
		}
	}
	if n := count("tiers"); n != len(tiers) {
		t.Errorf("GDAL counts %d in tiers, the export has %d", n, len(tiers))
	}
	if n := count("-where", "tier = 3", "tiers"); n != third || n == 0 {
		t.Errorf("GDAL counts %d of tier 3, the export has %d", n, third)
	}
	p := pageOf(t, mustNew(t, Config{}, readOnly(t)), "/ogc/collections/tiers/items?limit=10000&bbox=-8,50.5,-7.5,51")
	if n := count("-spat", "-8", "50.5", "-7.5", "51", "tiers"); n != p.NumberMatched || n == 0 {
		t.Errorf("GDAL counts %d in a box, %d are there", n, p.NumberMatched)
	}
	for _, table := range []string{"coverage", "practice", "gaps"} {
		if rows := rowsOf(t, server, table+".csv"); count(table) != len(rows) {
			t.Errorf("GDAL counts %d in %s, the export has %d", count(table), table, len(rows))
		}
	}
	e := mustNew(t, Config{}, readOnly(t))
	for _, name := range collectionNames(t, e) {
		if all := pageOf(t, e, "/ogc/collections/"+name+"/items?limit=1").NumberMatched; count(name) != all {
			t.Errorf("GDAL counts %d in %s, %d are there", count(name), name, all)
		}
	}
}

// collectionNames lists every collection.
func collectionNames(t *testing.T, e *echo.Echo) (names []string) {
	t.Helper()
	var list struct{ Collections []struct{ ID string } }
	answer := httptest.NewRecorder()
	e.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://127.0.0.1/ogc/collections", nil))
	if err := json.Unmarshal(answer.Body.Bytes(), &list); err != nil || len(list.Collections) < 10 {
		t.Fatalf("%v: %.300s", err, answer.Body)
	}
	for _, c := range list.Collections {
		names = append(names, c.ID)
	}
	return names
}

// By OGC API into a GeoPackage and out of it as GeoJSON, page by page, the
// figures are those of the export.
func TestOGCThroughGDAL(t *testing.T) {
	server, convert := gisServer(t), gdal(t, "ogr2ogr")
	folder := t.TempDir()
	pack, back := filepath.Join(folder, "tiers.gpkg"), filepath.Join(folder, "tiers.geojson")
	convert("-f", "GPKG", "-oo", "PAGE_SIZE=300", pack, "OAPIF:"+server.URL+"/ogc", "tiers")
	convert("-f", "GeoJSON", back, pack, "tiers")
	var got struct {
		Features []struct{ Properties map[string]any }
	}
	if err := json.Unmarshal(told(t, exec.Command("cat", back)), &got); err != nil {
		t.Fatal(err)
	}
	rows := map[string]map[string]any{}
	for _, f := range got.Features {
		rows[fmt.Sprint(f.Properties["area_code"], f.Properties["tier"])] = f.Properties
	}
	want := rowsOf(t, server, "tiers.csv")
	if len(rows) != len(want) {
		t.Fatalf("%d rows came through, and %d are in the export", len(rows), len(want))
	}
	for _, row := range want {
		through := rows[fmt.Sprint(row["area_code"], row["tier"])]
		for name, cell := range row {
			if value := through[name]; !sameValue(cell, value) {
				t.Fatalf("%s %s: %s is %q in the export and %v through GDAL", row["area_code"], row["tier"], name, cell, value)
			}
		}
	}
}

// sameValue says whether a cell of an export and a value are the same.
func sameValue(cell string, value any) bool {
	switch value := value.(type) {
	case nil:
		return cell == ""
	case float64:
		var x float64
		if _, err := fmt.Sscan(cell, &x); err != nil {
			return false
		}
		return math.Abs(x-value) <= 1e-9*max(1, math.Abs(x))
	}
	return fmt.Sprint(value) == cell
}

// Positions on the National Grid lie within 5 m of where GDAL puts them.
func TestOGCGridAsGDALHasIt(t *testing.T) {
	server, convert := gisServer(t), gdal(t, "ogr2ogr")
	path := server.URL + "/ogc/collections/sites/items?limit=500"
	var ours, theirs struct {
		Features []struct {
			ID       string
			Geometry struct{ Coordinates [2]float64 }
		}
	}
	if err := json.Unmarshal(fetched(t, path+"&crs="+url.QueryEscape(grid), "identity"), &ours); err != nil {
		t.Fatal(err)
	}
	text := convert("-f", "GeoJSON", "-s_srs", "OGC:CRS84", "-t_srs", "EPSG:27700", "-lco", "RFC7946=NO", "/vsistdout/", path)
	if err := json.Unmarshal([]byte(text), &theirs); err != nil || len(ours.Features) == 0 || len(ours.Features) != len(theirs.Features) {
		t.Fatalf("%v: %d and %d", err, len(ours.Features), len(theirs.Features))
	}
	worst := 0.0
	for i, f := range ours.Features {
		a, b := f.Geometry.Coordinates, theirs.Features[i].Geometry.Coordinates
		worst = max(worst, math.Hypot(a[0]-b[0], a[1]-b[1]))
	}
	if worst > 5 {
		t.Errorf("a position lies %.2f m from where GDAL puts it", worst)
	}
}

// GDAL reads a tile from the address that the tileset states.
func TestOGCTilesInGDAL(t *testing.T) {
	server, info := gisServer(t), gdal(t, "ogrinfo")
	var tileJSON struct{ Tiles []string }
	if err := json.Unmarshal(fetched(t, server.URL+"/ogc/collections/areas-local_authority/tiles/WebMercatorQuad?f=tilejson", "identity"), &tileJSON); err != nil {
		t.Fatal(err)
	}
	tile := strings.NewReplacer("{z}", "4", "{x}", "7", "{y}", "5").Replace(tileJSON.Tiles[0])
	file := filepath.Join(t.TempDir(), "5.mvt")
	if err := os.WriteFile(file, fetched(t, tile, "identity"), 0o600); err != nil {
		t.Fatal(err)
	}
	text := info("-ro", "-so", "-oo", "X=7", "-oo", "Y=5", "-oo", "Z=4", "MVT:"+file, "local_authority")
	if !strings.Contains(text, "Feature Count: 8") || !strings.Contains(text, "name_cy") {
		t.Errorf("GDAL reads of a tile: %s", text)
	}
}

// walkInQGIS opens every layer named, counts features by walking, by an
// attribute and in a box, and prints what it counts.
const walkInQGIS = `
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import *
from qgis.PyQt.QtCore import QSize
app = QgsApplication([], False)
app.initQgis()
for name in sys.argv[2:]:
    layer = QgsVectorLayer("url='%s' typename='%s' restrictToRequestBBOX='0' pageSize='1000'" % (sys.argv[1], name), name, "OAPIF")
    if not layer.isValid():
        print(name, "is not valid", flush=True)
        continue
    box = QgsFeatureRequest().setFilterRect(QgsRectangle(-8, 50.5, -7.5, 51))
    print(name, sum(1 for _ in layer.getFeatures()), sum(1 for _ in layer.getFeatures(box)), layer.crs().authid(), flush=True)
layer = QgsVectorLayer("url='%s' typename='tiers' pageSize='300'" % sys.argv[1], "tiers", "OAPIF")
layer.setSubsetString('"tier" = 3')
print("third", sum(1 for _ in layer.getFeatures()), flush=True)
tiles = QgsVectorTileLayer("type=xyz&zmin=0&zmax=14&url=" + os.environ["TILES"], "tiles")
tiles.setRenderer(QgsVectorTileBasicRenderer())
tiles.renderer().setStyles(QgsVectorTileBasicRenderer.simpleStyleWithRandomColors())
settings = QgsMapSettings()
settings.setLayers([tiles])
settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
settings.setExtent(QgsRectangle(-1000000, 6400000, -700000, 6700000))
settings.setOutputSize(QSize(256, 256))
job = QgsMapRendererSequentialJob(settings)
job.start()
job.waitForFinished()
image = job.renderedImage()
print("tiles", tiles.isValid(), len({image.pixel(x, y) for x in range(0, 256, 4) for y in range(0, 256, 4)}) > 1, flush=True)
os._exit(0)
`

// QGIS opens every collection, pages through them and filters; it finds what the
// exports have.
func TestOGCInQGIS(t *testing.T) {
	const python = "/usr/bin/python3" // for which python3-qgis is installed
	if exec.Command(python, "-c", "import qgis.core").Run() != nil {
		t.Skip("python3-qgis is not installed: what QGIS reads is not tried")
	}
	server, e := gisServer(t), mustNew(t, Config{}, readOnly(t))
	names := collectionNames(t, e)
	c := exec.Command(python, append([]string{"-c", walkInQGIS, server.URL + "/ogc"}, names...)...)
	c.Env = append(c.Environ(), "TILES="+url.QueryEscape(server.URL+"/tiles/latest/local_authority/{z}/{x}/{y}.mvt"))
	lines := strings.Split(string(told(t, c)), "\n")
	said := strings.Join(lines, "\n")
	for _, name := range names {
		all := pageOf(t, e, "/ogc/collections/"+name+"/items?limit=1").NumberMatched
		box := pageOf(t, e, "/ogc/collections/"+name+"/items?limit=1&bbox=-8,50.5,-7.5,51").NumberMatched
		if want := fmt.Sprintf("%s %d %d ", name, all, box); !strings.Contains(said, want) {
			t.Errorf("QGIS says not %q but:\n%s", want, said)
		}
	}
	if want := fmt.Sprintf("third %d", len(rowsOf(t, server, "tiers.csv?tier=3"))); !strings.Contains(said, want) {
		t.Errorf("QGIS says not %q but:\n%s", want, said)
	}
	if !strings.Contains(said, "tiles True True") {
		t.Errorf("QGIS draws no tiles:\n%s", said)
	}
}
