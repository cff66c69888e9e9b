package shapefile

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"catchment/model"
	"catchment/model/crs"
	"catchment/model/disclosure"
)

// A square with a hole, and a second square.
//
//	+-------+  +--+
//	| +--+  |  |  |
//	| +--+  |  +--+
//	+-------+
var (
	shell  = orb.Ring{{-3, 52}, {-2, 52}, {-2, 53}, {-3, 53}, {-3, 52}}
	hole   = orb.Ring{{-2.8, 52.2}, {-2.8, 52.8}, {-2.2, 52.8}, {-2.2, 52.2}, {-2.8, 52.2}}
	second = orb.Ring{{-1, 52}, {-0.5, 52}, {-0.5, 52.5}, {-1, 52}}
)

func layerOf(features ...disclosure.Feature) disclosure.Layer {
	return disclosure.Layer{Name: "coverage", Features: slices.Values(features)}
}

func unzipped(t *testing.T, layer disclosure.Layer, system *crs.System) map[string][]byte {
	t.Helper()
	var b bytes.Buffer
	p := disclosure.Provenance{Revision: 7, Computed: time.Date(2026, 4, 2, 9, 0, 0, 0, time.UTC)}
	if err := Write(&b, layer, system, p); err != nil {
		t.Fatal(err)
	}
	in, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestWrite(t *testing.T) {
	properties := func(demand, services, since any, why string) []disclosure.Property {
		return []disclosure.Property{{Name: "name", Value: "Tŷ"}, {Name: "t2_group_support_demand", Value: demand}, {Name: "services", Value: services},
			{Name: "since", Value: since}, {Name: "why", Value: why}, {Name: "open", Value: true}}
	}
	files := unzipped(t, layerOf(
		disclosure.Feature{ID: "A1", Geometry: orb.MultiPolygon{{shell, hole}, {second}}, Properties: properties(1.0/3, 2, "2026-04-01", strings.Repeat("ŷ", 200))},
		disclosure.Feature{ID: "A2", Properties: properties("*", nil, nil, "")},
		disclosure.Feature{ID: "A3", Geometry: orb.Polygon{second}, Properties: properties(-12345678.5, -3, nil, "x")}), crs.CRS84)
	names := []string{}
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	if want := []string{"coverage.cpg", "coverage.dbf", "coverage.prj", "coverage.shp", "coverage.shx", "fields.csv", "metadata.json"}; !slices.Equal(names, want) {
		t.Errorf("files %v", names)
	}
	if want := "file,field,name,type,note\ncoverage.dbf,name,name,text,\ncoverage.dbf,t2gs_deman,t2_group_support_demand,number,\n" +
		"coverage.dbf,t2gsd_stat,t2_group_support_demand_state,text,suppressed where the figure must not be shown\n" +
		"coverage.dbf,services,services,number,\ncoverage.dbf,since,since,date,\ncoverage.dbf,why,why,text,texts of more than 254 bytes are cut and end in …\n" +
		"coverage.dbf,open,open,yes or no,\n"; string(files["fields.csv"]) != want {
		t.Error(cmp.Diff(want, string(files["fields.csv"])))
	}
	if string(files["coverage.cpg"]) != "UTF-8" || string(files["coverage.prj"]) != crs.CRS84.Esri || !strings.Contains(string(files["metadata.json"]), `"revision":7`) {
		t.Error("code page, definition or metadata differ")
	}
	checkTable(t, files["coverage.dbf"])
	checkShapes(t, files["coverage.shp"], files["coverage.shx"])
}

func checkTable(t *testing.T, table []byte) {
	t.Helper()
	head, row := int(binary.LittleEndian.Uint16(table[8:])), int(binary.LittleEndian.Uint16(table[10:]))
	if table[0] != 3 || table[1] != 126 || binary.LittleEndian.Uint32(table[4:]) != 3 || head != 33+7*32 || len(table) != head+3*row+1 {
		t.Fatalf("head of %d bytes, rows of %d: %d", head, row, len(table))
	}
	first, second, third := string(table[head:head+row]), string(table[head+row:head+2*row]), string(table[head+2*row:head+3*row])
	why := strings.Repeat("ŷ", 125) + "… "
	if want := " Tŷ " + "      0.333333333333333" + "          " + "                 2" + "20260401" + why[:254] + "T"; strings.ReplaceAll(first, " ", "") != strings.ReplaceAll(want, " ", "") {
		t.Errorf("%q", first)
	}
	if !strings.HasPrefix(second, " Tŷ"+strings.Repeat(" ", 24)+"suppressed"+strings.Repeat(" ", 18+8+254)) {
		t.Errorf("%q", second)
	}
	if !strings.Contains(third, "-12345678.50000000000000") || !strings.Contains(third, " -3        x") {
		t.Errorf("%q", third)
	}
}

func checkShapes(t *testing.T, shapes, index []byte) {
	t.Helper()
	if int(binary.BigEndian.Uint32(shapes[24:]))*2 != len(shapes) || int(binary.BigEndian.Uint32(index[24:]))*2 != len(index) || len(index) != 100+3*8 {
		t.Fatalf("lengths %d and %d", len(shapes), len(index))
	}
	kinds := []uint32{}
	for i := range 3 {
		at := int(binary.BigEndian.Uint32(index[100+8*i:])) * 2
		if int(binary.BigEndian.Uint32(shapes[at:])) != i+1 || binary.BigEndian.Uint32(shapes[at+4:]) != binary.BigEndian.Uint32(index[104+8*i:]) {
			t.Errorf("record %d is not where the index says", i)
		}
		kinds = append(kinds, binary.LittleEndian.Uint32(shapes[at+8:]))
	}
	if !slices.Equal(kinds, []uint32{5, 0, 5}) {
		t.Errorf("kinds %v", kinds)
	}
	rings := ringsOf(shapes[108:])
	if len(rings) != 3 || rings[0].Orientation() != orb.CW || rings[1].Orientation() != orb.CCW || rings[2].Orientation() != orb.CW {
		t.Errorf("rings %v", rings)
	}
}

func ringsOf(record []byte) []orb.Ring {
	parts, positions := int(binary.LittleEndian.Uint32(record[36:])), int(binary.LittleEndian.Uint32(record[40:]))
	var out []orb.Ring
	for i := range parts {
		from, to := int(binary.LittleEndian.Uint32(record[44+4*i:])), positions
		if i+1 < parts {
			to = int(binary.LittleEndian.Uint32(record[48+4*i:]))
		}
		var ring orb.Ring
		for j := from; j < to; j++ {
			at := 44 + 4*parts + 16*j
			ring = append(ring, orb.Point{math.Float64frombits(binary.LittleEndian.Uint64(record[at:])), math.Float64frombits(binary.LittleEndian.Uint64(record[at+8:]))})
		}
		out = append(out, ring)
	}
	return out
}

// Points, nothing at all, and too much for one table.
func TestWriteOthers(t *testing.T) {
	files := unzipped(t, layerOf(disclosure.Feature{Geometry: orb.Point{-3, 52}, Properties: []disclosure.Property{{Name: "site", Value: "s1"}}}), crs.NationalGrid)
	if len(files["coverage.shp"]) != 100+28 || binary.LittleEndian.Uint32(files["coverage.shp"][32:]) != 1 {
		t.Errorf("%d bytes", len(files["coverage.shp"]))
	}
	if files = unzipped(t, layerOf(), crs.NationalGrid); len(files["coverage.shp"]) != 100 || len(files["coverage.dbf"]) != 32+32+1+1 {
		t.Errorf("%d and %d bytes", len(files["coverage.shp"]), len(files["coverage.dbf"]))
	}
	files = unzipped(t, layerOf(disclosure.Feature{ID: "A1", Properties: many(150, 1, 3)}), crs.NationalGrid)
	for _, name := range []string{"coverage_t1.dbf", "coverage_t3.shp"} {
		if files[name] == nil {
			t.Errorf("%s is missing", name)
		}
	}
	if files["coverage.dbf"] != nil || files["coverage_t2.dbf"] != nil || binary.LittleEndian.Uint16(files["coverage_t3.dbf"][8:]) != 33+32*151 {
		t.Error("the parts are not those of the tiers")
	}
}

// many gives one property of no tier and some of each of the tiers.
func many(each int, tiers ...int) []disclosure.Property {
	out := []disclosure.Property{{Name: "code", Value: "A1"}}
	for _, tier := range tiers {
		for i := range each {
			out = append(out, disclosure.Property{Name: fmt.Sprintf("t%d_service_type_%d_demand", tier, i), Value: 1.5})
		}
	}
	return out
}

func TestWriteRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		layer disclosure.Layer
		code  string
		want  string
	}{
		"outside":           {layerOf(disclosure.Feature{Geometry: orb.Point{20, 20}}), model.Invalid, "EPSG:27700"},
		"points and areas":  {layerOf(disclosure.Feature{Geometry: orb.Point{-3, 52}}, disclosure.Feature{Geometry: orb.Polygon{shell}}), model.Unusable, "shapes of one sort"},
		"a tier too large":  {layerOf(disclosure.Feature{ID: "A1", Properties: many(260, 2)}), model.Unusable, "tier 2 has 261 fields"},
		"no tier too large": {layerOf(disclosure.Feature{ID: "A1", Properties: many(260, 7)}), model.Unusable, "tier 1 has 261 fields"},
		"no number":         {layerOf(disclosure.Feature{ID: "A1", Properties: []disclosure.Property{{Name: "x", Value: math.NaN()}}}), model.Unusable, "feature A1: x is not a number"},
	} {
		err := Write(io.Discard, c.layer, crs.NationalGrid, disclosure.Provenance{})
		if model.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNames(t *testing.T) {
	got := shortened([]string{"code", "Code", "t2_group_support_demand", "t2_general_services_demand", "demand_low", "service_type", "ŷ", "", "abcdefghijkl"})
	want := []string{"code", "code2", "t2gs_deman", "t2gs_dema2", "demand_low", "s_type", "field", "field2", "abcdefghij"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(rapid.StringMatching(`[a-zA-Zŷ_]{0,14}`), 0, 200).Draw(t, "names")
		seen := map[string]bool{}
		for _, short := range shortened(names) {
			if key := strings.ToLower(short); len(short) > 10 || short == "" || seen[key] || plain(short) != short {
				t.Fatalf("%q of %q", short, names)
			} else {
				seen[key] = true
			}
		}
	})
}
