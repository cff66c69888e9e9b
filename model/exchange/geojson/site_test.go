package geojson

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
	"catchment/model/exchange/boundary"
)

func TestReadSites(t *testing.T) {
	lon, lat := -3.95, 52.03
	const point = `{"type":"Point","coordinates":[-3.95,52.03]}`
	cases := []struct {
		name, properties, geometry string
		want                       model.Site
		told                       string
	}{
		{"public", `{"site":"s1","service":"g1","disclosure":"public"}`, point, model.Site{Key: "s1", Service: "g1", Disclosure: "public", Lon: &lon, Lat: &lat}, ""},
		{"the geometry counts", `{"site":"s1","service":"g1","disclosure":"public","lon":1,"lat":2}`, point,
			model.Site{Key: "s1", Service: "g1", Disclosure: "public", Lon: &lon, Lat: &lat}, ""},
		{"area_only", `{"site":"s1","service":"g1","disclosure":"area_only","area_code":"A1"}`, point,
			model.Site{Key: "s1", Service: "g1", Disclosure: "area_only", AreaCode: "A1"},
			"(sites.geojson row 1: an area_only site stands at the representative point of its area; its coordinates and postcode are disregarded.)\n"},
		{"protected without geometry", `{"site":"s1","service":"g1","disclosure":"protected"}`, `null`,
			model.Site{Key: "s1", Service: "g1", Disclosure: "protected"}, ""},
		{"protected with geometry", `{"site":"s1","service":"g1","disclosure":"protected"}`, point,
			model.Site{Key: "s1", Service: "g1", Disclosure: "protected"},
			"sites.geojson row 1: a protected site has no coordinates or postcode in this system; remove what stands in lon, lat or postcode, or its geometry (it is not repeated here).\n"},
		{"an area", `{"site":"s1","service":"g1","disclosure":"public"}`, square, model.Site{Key: "s1", Service: "g1", Disclosure: "public"},
			"sites.geojson row 1, \"geometry\": a Point with longitude and latitude is expected (what stands there is not repeated here).\n"},
		{"metres", `{"site":"s1","service":"g1","disclosure":"public"}`, `{"type":"Point","coordinates":[318000,176000]}`, model.Site{Key: "s1", Service: "g1", Disclosure: "public"},
			"sites.geojson row 1, \"geometry\": " + boundary.Degrees.String() + " (what stands there is not repeated here).\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			batch := read("sites", collected(c.properties, c.geometry))
			if diff := cmp.Diff(c.told, told(batch.Problems)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(&c.want, batch.Rows["sites"][0].Noun); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The place of a site that is not validly public appears in no problem and
// no noun, however its geometry is written.
func TestCanariesOfSites(t *testing.T) {
	geometries := []string{
		`{"type":"Point","coordinates":[-3.17654,51.48123]}`,
		`{"type":"Point","coordinates":["-3.17654","51.48123"]}`,
		`{"type":"Point","coordinates":[317654.25,51.48123]}`,
		`{"type":"Point","coordinates":"-3.17654 51.48123"}`,
		`{"type":"-3.17654","coordinates":51.48123}`,
		`{"type":"Polygon","coordinates":[[[-3.17654,51.48123],[-3.17654,51.48123]]]}`,
		`{"type":"MultiPolygon","coordinates":[[[[-3.17654,51.48123],[0,0],[1,1],[-3.17654,51.48123]]]]}`,
		`"-3.17654,51.48123"`, `[-3.17654,51.48123]`, `-3.17654`,
	}
	properties := []string{
		`{"site":"s1","service":"g1","disclosure":"protected","postcode":"CF10 9ZZ"}`,
		`{"site":"s1","service":"g1","disclosure":"protected","lon":"-3.17654","lat":"51.48123x","name":"CF10 9ZZ"}`,
		`{"site":"s1","service":"g1","disclosure":"protected","CF10 9ZZ":{"-3.17654":1},"-3.17654":[["51.48123"]]}`,
		`{"site":"s1","service":"g1","disclosure":"","lon":{"51.48123":1},"postcode":["CF10 9ZZ;"]}`,
		`{"site":"s1","service":"g1","postcode":["CF10 9ZZ"],"postcode":"CF10 9ZZ"}`,
	}
	for _, g := range geometries {
		for _, p := range properties {
			for _, text := range []string{collected(p, g), strings.TrimSuffix(collected(p, g), "}]}")} {
				batch := read("sites", text)
				said := told(batch.Problems)
				for _, row := range batch.Rows["sites"] {
					b, _ := json.Marshal(row.Noun)
					said += string(b)
				}
				for _, canary := range []string{"-3.17654", "317654", "51.48123", "CF10 9ZZ"} {
					if strings.Contains(said, canary) {
						t.Errorf("%s in %s\n%s", canary, text, said)
					}
				}
			}
		}
	}
}
