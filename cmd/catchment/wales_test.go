package main

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestWales takes open data of Wales by the recipe that comes along, with the
// integrated family support areas and the refuges by area served, and opens
// the exports with other people's tools.
func TestWales(t *testing.T) {
	data := shared(t, "data/wales")
	database, out := filepath.Join(t.TempDir(), "wales.db"), t.TempDir()
	catchment(t, "import", "--database", database, "--mapping", "wales", data)
	catchment(t, "import", "--database", database, filepath.Join("testdata", "wales"))
	export := func(format string, what string) {
		catchment(t, "export", "--database", database, "--format", format, "--out", out, "--what", what,
			"--kind", "local_authority,health_board,safeguarding_region")
	}
	for _, format := range []string{"csv", "xlsx", "geojson"} {
		export(format, "coverage,tiers,practice,gaps")
	}
	catchment(t, "export", "--database", database, "--out", out, "--what", "need,flow")

	t.Run("counts", func(t *testing.T) { walesCounts(t, readTable(t, filepath.Join(out, "need.csv"))) })
	t.Run("coverage", func(t *testing.T) { walesCoverage(t, readTable(t, filepath.Join(out, "coverage.csv"))) })
	t.Run("xlsx", func(t *testing.T) { walesWorkbook(t, out) })
	t.Run("gdal", func(t *testing.T) { walesGDAL(t, out) })
}

// walesCounts: 1,917 base areas and 22 authorities, whose children in the
// four tiers are all 629,872 aged 0 to 17.
func walesCounts(t *testing.T, need *sheet) {
	areas, children := map[string]int{}, map[string]float64{}
	for i := range need.rows {
		kind := need.cell(i, "kind")
		areas[kind]++
		n, _ := strconv.ParseFloat(need.cell(i, "need"), 64)
		children[kind] += n
	}
	for kind, want := range map[string]int{"lsoa": 1917, "msoa": 408, "local_authority": 22, "health_board": 7, "police_force": 4, "safeguarding_region": 6} {
		if areas[kind] != 4*want {
			t.Errorf("%d areas of kind %s × 4 tiers; want %d × 4", areas[kind], kind, want)
		}
		if math.Abs(children[kind]-629872) > 1e-6*629872 {
			t.Errorf("the tiers of kind %s hold %f children; want 629872", kind, children[kind])
		}
	}
}

// walesCoverage: children-in-need services are present where integrated
// family support is, and nowhere else; refuges reach everyone, and how many
// they can take is not known, so that met is 0 and met high everyone.
func walesCoverage(t *testing.T, coverage *sheet) {
	supported := map[string]bool{"W06000006": true, "W06000016": true, "W06000024": true, "W06000022": true, "W06000008": true,
		"W06000009": true, "W06000010": true, "W06000014": true, "W06000015": true}
	seen := 0
	for i := range coverage.rows {
		kind, code := coverage.cell(i, "kind"), coverage.cell(i, "area_code")
		if kind != "local_authority" {
			continue
		}
		switch coverage.cell(i, "service_type") {
		case "children_in_need":
			seen++
			if unreached := coverage.cell(i, "unreached"); (unreached == "0") != supported[code] {
				t.Errorf("children-in-need services in %s: unreached is %s", code, unreached)
			}
		case "refuge":
			seen++
			if coverage.cell(i, "met") != "0" || !same(coverage.cell(i, "demand"), coverage.cell(i, "met_high")) || coverage.cell(i, "services") != "1" {
				t.Errorf("refuges in %s: %v", code, coverage.rows[i])
			}
		}
	}
	if seen != 44 {
		t.Errorf("%d rows of the two types; want 2 × 22", seen)
	}
}

func walesWorkbook(t *testing.T, out string) {
	book, err := excelize.OpenFile(filepath.Join(out, "catchment.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, name := range []string{"coverage", "tiers", "practice", "gaps"} {
		rows, err := book.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		csv := readTable(t, filepath.Join(out, name+".csv"))
		if len(rows)-1 != len(csv.rows) {
			t.Errorf("sheet %s has %d rows; the CSV has %d", name, len(rows)-1, len(csv.rows))
		}
	}
	sources, err := book.GetRows("sources")
	if err != nil {
		t.Fatal(err)
	}
	if text := fmt.Sprint(sources); !strings.Contains(text, "Contains OS data © Crown copyright") {
		t.Errorf("the sheet of sources lacks the attribution: %s", text)
	}
}

// walesGDAL lets GDAL count, check and copy the GeoJSON.
func walesGDAL(t *testing.T, out string) {
	if _, err := exec.LookPath("ogrinfo"); err != nil {
		t.Skip("skipped: ogrinfo (gdal-bin) is not installed")
	}
	for _, name := range []string{"coverage", "tiers", "practice"} {
		file := filepath.Join(out, name+".geojson")
		query := fmt.Sprintf("select count(*) as n from %s where ST_IsValid(geometry)", name)
		if got := tool(t, "ogrinfo", "-q", "-dialect", "SQLite", "-sql", query, file); !strings.Contains(got, "n (Integer) = 35") {
			t.Errorf("%s: GDAL counts %s; want 35 valid areas (22 + 7 + 6)", name, got)
		}
		copied := filepath.Join(t.TempDir(), name+".gpkg")
		tool(t, "ogr2ogr", "-f", "GPKG", copied, file)
		if info := tool(t, "ogrinfo", "-so", copied, name); !strings.Contains(info, "Feature Count: 35") || !strings.Contains(info, "WGS 84") {
			t.Errorf("%s: the copy reads %s", name, info)
		}
	}
	authorities := tool(t, "ogrinfo", "-q", "-dialect", "SQLite", "-sql", "select count(*) as n from coverage where kind = 'local_authority' and t3_refuge_services = 1", filepath.Join(out, "coverage.geojson"))
	if !strings.Contains(authorities, "n (Integer) = 22") {
		t.Errorf("GDAL filters by figures: %s; want 22", authorities)
	}
	gaps := readTable(t, filepath.Join(out, "gaps.csv"))
	if info := tool(t, "ogrinfo", "-so", filepath.Join(out, "gaps.geojson"), "gaps"); !strings.Contains(info, fmt.Sprintf("Feature Count: %d", len(gaps.rows))) {
		t.Errorf("gaps: GDAL reads %s; the CSV has %d rows", info, len(gaps.rows))
	}
}

func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	command := exec.Command(name, args...)
	command.Env = append(os.Environ(), "OGR_GEOJSON_MAX_OBJ_SIZE=0")
	got, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %q: %v\n%s", name, args, err, got)
	}
	return string(got)
}
