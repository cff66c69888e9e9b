package intake

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/crs"
	"catchment/model/disclosure"
	"catchment/model/exchange/geopackage"
)

// packageOf is a GeoPackage with one square area.
func packageOf(t *testing.T, code, name, kind string) string {
	t.Helper()
	square := orb.Polygon{{{-3, 52}, {-2.5, 52}, {-2.5, 52.5}, {-3, 52.5}, {-3, 52}}}
	layer := disclosure.Layer{Name: "ffiniau", Features: slices.Values([]disclosure.Feature{{Geometry: square, Properties: []disclosure.Property{
		{Name: code, Value: "A1"}, {Name: name, Value: "Aber"}, {Name: kind, Value: "local_authority"}}}})}
	var b bytes.Buffer
	if err := geopackage.Write(t.Context(), &b, []disclosure.Layer{layer}, nil, crs.NationalGrid, disclosure.Provenance{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Areas come in from a GeoPackage as from GeoJSON.
func TestUploadGeoPackage(t *testing.T) {
	s := open(t)
	s.get("/import").want(t, 200, "GeoPackage (.gpkg)", `accept=".csv,.xlsx,.geojson,.json,.gpkg"`)
	s.get("/cy/import").want(t, 200, "ar gyfer ardaloedd, GeoPackage (.gpkg)")
	s.bring("ffiniau.gpkg", packageOf(t, "code", "name", "kind"))
	s.get("/import").want(t, 200, "ffiniau.gpkg", "Areas: 1 new")
	areas := s.Planner.Atlas().Records.Areas
	at := slices.IndexFunc(areas, func(a model.Area) bool { return a.Code == "A1" })
	if at < 0 || len(areas[at].Boundary) != 1 || math.Abs(areas[at].Boundary[0][0][0][0]+3) > 1e-6 {
		t.Errorf("what was imported: %v", areas)
	}
}

// One with other headings is mapped by hand, and what is no GeoPackage is said
// to be none.
func TestUploadOtherGeoPackages(t *testing.T) {
	s := open(t)
	sent := s.upload("/import", nil, "LAD.gpkg", packageOf(t, "LAD24CD", "LAD24NM", "what"))
	s.settle(sent.location).want(t, 200, "Which columns are which?", "LAD24CD", "ffiniau")
	damaged := s.upload("/import", nil, "LAD.gpkg", "code,name\n")
	s.settle(damaged.location).want(t, 200, "a GeoPackage is expected, and this file is none")
	s.settle("/cy"+damaged.location).want(t, 200, "disgwylir GeoPackage, ac nid yw’r ffeil hon yn un")
}
