package geojson

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/exchange/boundary"
	"catchment/model/exchange/intake"
)

const square = `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}`

func read(table, text string) *model.Batch {
	in := intake.New(nil)
	Read(in, intake.Origin{File: table + ".geojson", Table: table}, []byte(text))
	return in.Finish()
}

// collected writes a collection of features, each by properties and geometry.
func collected(parts ...string) string {
	var features []string
	for i := 0; i < len(parts); i += 2 {
		features = append(features, fmt.Sprintf(`{"type":"Feature","properties":%s,"geometry":%s}`, parts[i], parts[i+1]))
	}
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",\n") + `]}`
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

func TestReadAreas(t *testing.T) {
	batch := read("areas", `{"type":"FeatureCollection","name":"x","metadata":{"a":[1]},
		"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"features":[
		{"type":"Feature","id":7,"bbox":[0,0,1,1],"geometry":`+square+`,"properties":{"code":"A1","NAME":"Tŷ","kind":"lsoa","parents":["L1","L2"],"point_lon":0.25,"need_index":null}},
		{"type":"Feature","properties":{"kind":"lsoa","code":"A2","name":"Two","parents":"L1; L3","valid_from":"2020-01-01"},
		 "geometry":{"type":"MultiPolygon","coordinates":[[[[2,0],[3,0],[3,1],[2,0]]],[[[4,0],[5,0],[5,1],[4,0]]]]}}]}`)
	if told := told(batch.Problems); told != "" {
		t.Error(told)
	}
	quarter := 0.25
	want := []*model.Area{
		{Code: "A1", Name: "Tŷ", Kind: "lsoa", Parents: []string{"L1", "L2"}, PointLon: &quarter,
			Boundary: orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}}}},
		{Code: "A2", Name: "Two", Kind: "lsoa", Parents: []string{"L1", "L3"}, ValidFrom: "2020-01-01",
			Boundary: orb.MultiPolygon{{{{2, 0}, {3, 0}, {3, 1}, {2, 0}}}, {{{4, 0}, {5, 0}, {5, 1}, {4, 0}}}}},
	}
	given := map[string]bool{"code": true, "name": true, "kind": true, "parents": true, "point_lon": true, "need_index": true, "valid_from": true, "boundary": true}
	for i, row := range batch.Rows["areas"] {
		if diff := cmp.Diff(want[i], row.Noun); diff != "" || row.Number != i+1 {
			t.Error(row.Number, diff)
		}
		if diff := cmp.Diff(given, row.Given); diff != "" {
			t.Error(diff)
		}
	}
}

func TestReadRefusesFiles(t *testing.T) {
	cases := []struct{ name, text, told string }{
		{"nothing", ``, "areas.geojson: a GeoJSON FeatureCollection is expected; the file is not JSON, or ends too early, near line 1.\n"},
		{"text", "code,name", "areas.geojson: a GeoJSON FeatureCollection is expected; the file is not JSON, or ends too early, near line 1.\n"},
		{"half", "{\"type\":\"FeatureCollection\",\n\"features\":[\n{\"type\"", "areas.geojson row 1: a GeoJSON FeatureCollection is expected; the file is not JSON, or ends too early, near line 3.\n"},
		{"a single feature", `{"type":"Feature","geometry":null}`, "areas.geojson: a FeatureCollection is expected.\n"},
		{"without features", `{"type":"FeatureCollection"}`, "areas.geojson: a FeatureCollection with features is expected.\n"},
		{"features of another kind", `{"type":"FeatureCollection","features":{}}`, "areas.geojson: a FeatureCollection with an array of features is expected.\n"},
		{"features twice", `{"type":"FeatureCollection","features":[],"features":[]}`, "areas.geojson: the member \"features\" of the collection stands twice.\n"},
		{"a feature that is none", `{"type":"FeatureCollection","features":[7]}`, "areas.geojson row 1: a Feature is expected.\n"},
		{"properties that are none", collected(`[]`, square), "areas.geojson row 1: properties as a JSON object are expected.\n"},
		{"more after it", `{"type":"FeatureCollection","features":[]} x`, "areas.geojson: nothing is expected after the FeatureCollection.\n"},
		{"not UTF-8", "{\"type\":\"\xff\"}", "areas.geojson: a file in UTF-8 is expected.\n"},
		{"the National Grid by name", `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:27700"}},"features":[]}`,
			"areas.geojson: degrees of WGS 84 (CRS84, EPSG:4326) are expected; the file says that it is in \"EPSG:27700\": convert it first.\n"},
		{"a reference system by link", `{"type":"FeatureCollection","crs":{"type":"link"},"features":[]}`,
			"areas.geojson: degrees of WGS 84 are expected; the file names a reference system that is not understood.\n"},
		{"too deep", collected(`{"a":`+strings.Repeat("[", 20)+strings.Repeat("]", 20)+`}`, square),
			"areas.geojson row 1: at most 12 arrays and objects inside each other are expected.\n"},
		{"no features", `{"type":"FeatureCollection","features":[]}`, "(areas.geojson: the file has no features.)\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.told, told(read("areas", c.text).Problems)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestProperties(t *testing.T) {
	const name = `"code":"A1","name":"One","kind":"lsoa"`
	cases := []struct{ name, properties, told string }{
		{"an object", `{` + name + `,"name_cy":{"x":1}}`, "areas.geojson row 1, \"name_cy\": area A1: a text, a number, true, false, null or a list is expected, not an object.\n"},
		{"a list in a list", `{` + name + `,"parents":[["L1"]]}`, "areas.geojson row 1, \"parents\": area A1: a list of texts is expected, without lists or objects in it.\n"},
		{"a semicolon in a list", `{` + name + `,"parents":["L1;L2"]}`, "areas.geojson row 1, \"parents\": area A1: a list whose parts hold no semicolon is expected.\n"},
		{"numbers and truth values as texts", `{"code":12,"name":true,"kind":"lsoa"}`, ""},
		{"a value that does not fit", `{` + name + `,"point_lat":"north"}`,
			"areas.geojson row 1, \"point_lat\" is \"north\"; area A1: a number from -90 to 90, or an empty cell, is expected.\n"},
		{"a property twice", `{` + name + `,"name":"Two"}`, "areas.geojson row 1, \"name\": area A1: this property stands twice; each is expected once.\n"},
		{"a property twice but for case", `{` + name + `,"Name":"Two"}`, "areas.geojson row 1, \"Name\": area A1: this property stands twice; each is expected once.\n"},
		{"unknown", `{` + name + `,"odd":1}`, "(areas.geojson, \"odd\": this is not a column of areas and is disregarded.)\n"},
		{"required", `{"code":"A1","name":null,"kind":""}`, "areas.geojson row 1, \"name\" is empty; area A1: a text is expected.\n" +
			"areas.geojson row 1, \"kind\" is empty; area A1: one of nation, region, health_board, safeguarding_region, police_force, local_authority, ward, msoa, lsoa, small_area is expected.\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			batch := read("areas", collected(c.properties, square))
			if diff := cmp.Diff(c.told, told(batch.Problems)); diff != "" {
				t.Error(diff)
			}
			if len(batch.Rows["areas"]) != 1 {
				t.Error("the row is not passed on")
			}
		})
	}
}

// Where areas are wrong, and how that is told; the boundary is not kept.
//
//	bowtie     spike        hole out      nested        overlap
//
//	2 .  . 1   3            +--+          +------+      +---+
//	  \ \/     |\_          |  | +-+      |+----+|      | +-|-+
//	  /\       | 2--1       |  | +-+      ||+--+||      | | | |
//	0 .  . 3   0----'       +--+          |++--++|      +-|-+ |
//	                                      +------+        +---+
func TestGeometryOfAreas(t *testing.T) {
	polygon := func(rings string) string { return `{"type":"Polygon","coordinates":[` + rings + `]}` }
	parts := func(polygons string) string { return `{"type":"MultiPolygon","coordinates":[` + polygons + `]}` }
	const big = `[[0,0],[9,0],[9,9],[0,9],[0,0]]`
	cases := []struct{ name, geometry, told string }{
		{"bowtie", polygon(`[[0,0],[2,2],[0,2],[2,0],[0,0]]`), "a boundary that does not cross itself is expected, and this one crosses itself at 1, 1"},
		{"figure of eight", polygon(`[[0,0],[1,1],[2,0],[2,2],[1,1],[0,2],[0,0]]`), "this one touches itself at 1, 1"},
		{"spike", polygon(`[[0,0],[4,0],[4,4],[4,6],[4,5],[0,4],[0,0]]`), "this one touches itself at 4, 5"},
		{"there and back", polygon(`[[0,0],[2,0],[1,0],[0,0]]`), "this one doubles back on itself at"},
		{"a hole outside", polygon(big + `,[[20,0],[20,1],[21,1],[20,0]]`), "a valid boundary is expected, and a hole of it lies outside its shell near 20, 0"},
		{"a hole across the shell", polygon(big + `,[[8,1],[8,2],[10,2],[8,1]]`), "this one has rings that cross at 9, "},
		{"a hole in a hole", polygon(big + `,[[1,1],[1,8],[8,8],[8,1],[1,1]],[[2,2],[2,3],[3,3],[2,2]]`), "a hole of it lies inside another hole near"},
		{"holes that cut it apart", polygon(big + `,[[0,4],[4.5,5],[9,4],[4.5,3],[0,4]]`), "rings of it touch in more than one point near"},
		{"parts that overlap", parts(`[` + big + `],[[[5,5],[15,5],[15,15],[5,15],[5,5]]]`), "this one has rings that cross at 9, 5"},
		{"parts inside each other", parts(`[` + big + `],[[[5,5],[6,5],[6,6],[5,5]]]`), "parts of it overlap, touch along a line or lie inside each other near"},
		{"parts side by side along a line", parts(`[` + big + `],[[[9,0],[18,0],[18,9],[9,9],[9,0]]]`), "this one has rings that lie on each other at 9, "},
		{"unclosed", polygon(`[[0,0],[1,0],[1,1],[0,1]]`), "closed rings are expected, and one begins at 0, 0 and ends at 0, 1"},
		{"too few", polygon(`[[0,0],[1,0],[0,0]]`), "rings of at least 4 positions are expected, the last as the first, and the ring at 0, 0 has only 2 of its own"},
		{"one point over and over", polygon(`[[1,1],[1,1],[1,1],[1,1]]`), "the ring at 1, 1 has only 1 of its own"},
		{"an empty ring", polygon(`[]`), "a ring is empty"},
		{"no rings", polygon(``), "a boundary is expected, and a part of it is empty"},
		{"no parts", parts(``), "a boundary is expected, and the geometry is empty"},
		{"metres", polygon(`[[300000,200000],[300100,200000],[300100,200100],[300000,200000]]`), boundary.Degrees.String() + "; it has a position at 300000, 200000"},
		{"a line", `{"type":"LineString","coordinates":[[0,0],[1,1]]}`, "a Polygon or MultiPolygon is expected"},
		{"no type", `{"coordinates":[[0,0],[1,1]]}`, "a Polygon or MultiPolygon is expected"},
		{"no object", `[1]`, "a geometry with type and coordinates is expected"},
		{"no coordinates", `{"type":"Polygon"}`, "coordinates as arrays of rings of positions are expected"},
		{"coordinates of texts", polygon(`[["a","b"]]`), "positions written as numbers, [longitude, latitude], are expected"},
		{"coordinates of truth values", polygon(`[[true,false]]`), "positions written as numbers, [longitude, latitude], are expected"},
		{"numbers too large", polygon(`[[1e999,0]]`), "positions written as numbers, [longitude, latitude], are expected"},
		{"half a position", polygon(`[[0],[1],[2],[0]]`), "positions of longitude and latitude are expected"},
		{"rings too shallow", `{"type":"Polygon","coordinates":[[0,0],[1,0]]}`, "coordinates as arrays of rings of positions are expected"},
		{"rings too deep", `{"type":"Polygon","coordinates":[[[[0,0],[1,0]]]]}`, "positions written as numbers, [longitude, latitude], are expected"},
		{"too many positions", polygon(`[` + strings.Repeat("[],", MaxFeatureVertices) + `[]]`), "positions of longitude and latitude are expected"},
		{"too many rings", polygon(strings.Repeat("[],", MaxFeatureVertices) + "[]"), "at most 500000 positions are expected in a feature"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			batch := read("areas", collected(`{"code":"A1","name":"One","kind":"lsoa"}`, c.geometry))
			got := told(batch.Problems)
			if !strings.HasPrefix(got, "areas.geojson row 1, \"geometry\": area A1: ") || !strings.Contains(got, c.told) || strings.Count(got, "\n") != 1 {
				t.Errorf("%.300s", got)
			}
			if area := batch.Rows["areas"][0].Noun.(*model.Area); area.Boundary != nil {
				t.Error("the boundary is kept")
			}
		})
	}
}

// A zigzag of long edges is refused rather than compared pair by pair.
func TestIntricateBoundaries(t *testing.T) {
	var ring strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&ring, "[%d,%g],[0.1,%g],", 40+i%2, 20+float64(i)/1e4, 20+float64(i)/1e4+5e-5)
	}
	batch := read("areas", collected(`{"code":"A1","name":"One","kind":"lsoa"}`, `{"type":"Polygon","coordinates":[[[0,0],`+ring.String()+`[0,0]]]}`))
	if got := told(batch.Problems); !strings.Contains(got, "too many long edges beside each other") {
		t.Error(got)
	}
}

func TestGeometryThatIsMended(t *testing.T) {
	want := orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}}}
	cases := []struct {
		name, geometry, told string
		want                 orb.MultiPolygon
	}{
		{"fine", square, "", want},
		{"the wrong way round", `{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[1,0],[0,0]]]}`,
			"(areas.geojson row 1: area A1: a ring of it ran the wrong way round and was turned as RFC 7946 asks.)\n", want},
		{"a hole the wrong way round", `{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[2,1],[4,1],[4,2],[2,1]]]}`,
			"(areas.geojson row 1: area A1: a ring of it ran the wrong way round and was turned as RFC 7946 asks.)\n",
			orb.MultiPolygon{{{{0, 0}, {9, 0}, {9, 9}, {0, 0}}, {{2, 1}, {4, 2}, {4, 1}, {2, 1}}}}},
		{"heights", `{"type":"Polygon","coordinates":[[[0,0,5],[1,0,5],[1,1,5],[0,1,5],[0,0,5]]]}`,
			"(areas.geojson row 1: area A1: its positions have heights, which are dropped.)\n", want},
		{"no geometry", `null`, "(areas.geojson row 1: area A1: the feature has no geometry, and the area no boundary.)\n", nil},
		{"a position repeated at once", `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,0],[1,1],[0,1],[0,0]]]}`, "",
			orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}}}},
		{"a hole that touches the shell in a point", `{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[0,2],[1,3],[1,1],[0,2]]]}`, "",
			orb.MultiPolygon{{{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}, {{0, 2}, {1, 3}, {1, 1}, {0, 2}}}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			batch := read("areas", collected(`{"code":"A1","name":"One","kind":"lsoa"}`, c.geometry))
			if diff := cmp.Diff(c.told, told(batch.Problems)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.want, batch.Rows["areas"][0].Noun.(*model.Area).Boundary); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func FuzzGeoJSON(f *testing.F) {
	f.Add([]byte(collected(`{"code":"A1","name":"One","kind":"lsoa","parents":["L1"]}`, square)))
	f.Add([]byte(collected(`{"code":"A1","name":"One","kind":"lsoa"}`, `{"type":"Polygon","coordinates":[[[0,0],[2,2],[0,2],[2,0],[0,0]],[[0,0,1],[1e308,-0.5],[1,1]]]}`)))
	f.Add([]byte(collected(`{"site":"s1","service":"g1","disclosure":"protected","postcode":"CF10 9ZZ"}`, `{"type":"Point","coordinates":[-3.17,51.48]}`)))
	f.Add([]byte(`{"type":"FeatureCollection","crs":{"properties":{"name":"x"}},"features":[{"type":"Feature"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, area := range read("areas", string(data)).Rows["areas"] {
			if kept := area.Noun.(*model.Area).Boundary; kept != nil && (!boundary.Invalid(kept).Empty() || boundary.Wind(kept)) {
				t.Fatalf("an invalid boundary is kept: %v", kept)
			}
		}
		for _, row := range read("sites", string(data)).Rows["sites"] {
			if site := row.Noun.(*model.Site); site.Disclosure != model.Public && (site.Placed() || site.Postcode != "") {
				t.Fatalf("a site that is not public has a place: %+v", site)
			}
		}
	})
}
