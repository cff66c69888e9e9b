package geojson

import (
	"bytes"
	"encoding/json"
	"flag"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"catchment/model"
	"catchment/model/disclosure"
)

var update = flag.Bool("update", false, "write the golden files anew")

func layerOf(features ...disclosure.Feature) disclosure.Layer {
	return disclosure.Layer{Name: "need", Features: func(yield func(disclosure.Feature) bool) {
		for _, f := range features {
			if !yield(f) {
				return
			}
		}
	}}
}

func TestWrite(t *testing.T) {
	third := 1.0 / 3
	layer := layerOf(
		disclosure.Feature{ID: "A1", Geometry: orb.MultiPolygon{{{{0, 0}, {0, 1}, {third, third}, {0, 0}}}}, Properties: []disclosure.Property{
			{Name: "area_code", Value: "A1"}, {Name: "area_name", Value: "Tŷ <\"&\">\n"}, {Name: "tier", Value: 2},
			{Name: "need", Value: third}, {Name: "coverage", Value: nil}, {Name: "parents", Value: []string{"L1", "L2"}}, {Name: "none", Value: []string(nil)}}},
		disclosure.Feature{ID: "A2", Properties: []disclosure.Property{{Name: "need", Value: 1e21}}},
		disclosure.Feature{Geometry: orb.Point{-0.0000001, 51.4812345678}},
		disclosure.Feature{ID: "A3", Geometry: orb.MultiPolygon{{{{0, 0}, {9, 0}, {9, 9}, {0, 0}}, {{2, 1}, {4, 1}, {4, 2}, {2, 1}}}, {{{20, 0}, {21, 0}, {21, 1}, {20, 0}}}}},
		disclosure.Feature{ID: "A4", Geometry: orb.MultiPolygon{}},
	)
	p := disclosure.Provenance{Product: "Catchment 1", Method: 3, Revision: 7, AsOf: "2026-04-01", Audience: "public", Rounding: "nearest 5",
		Computed: time.Date(2026, 4, 2, 9, 0, 0, 0, time.UTC),
		Sources:  []disclosure.SourceNote{{Source: "ONS", Licence: "OGL v3", Attribution: "© Crown", Files: []string{"population.csv"}}}}
	var b bytes.Buffer
	if err := Write(&b, layer, p); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(b.Bytes()) {
		t.Error("not JSON")
	}
	const path = "testdata/need.geojson"
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestWriteRefuses(t *testing.T) {
	for want, f := range map[string]disclosure.Feature{
		"need is not a number":           {ID: "A1", Properties: []disclosure.Property{{Name: "need", Value: math.NaN()}}},
		"peak is not a number":           {ID: "A1", Properties: []disclosure.Property{{Name: "peak", Value: math.Inf(-1)}}},
		"odd holds a bool":               {ID: "A1", Properties: []disclosure.Property{{Name: "odd", Value: true}}},
		"a LineString is not written":    {ID: "A1", Geometry: orb.LineString{}},
		"a position is not on the earth": {ID: "A1", Geometry: orb.Point{math.NaN(), 1}},
	} {
		var b bytes.Buffer
		err := Write(&b, layerOf(f), disclosure.Provenance{})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(b.String(), "NaN") {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// Areas and sites that are written as input files are read as they were.
func TestInputFilesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		areas := rapid.SliceOfNDistinct(rapid.Custom(drawArea), 0, 4, func(a model.Area) string { return a.Code }).Draw(t, "areas")
		sites := rapid.SliceOfNDistinct(rapid.Custom(drawSite), 0, 4, func(s model.Site) string { return s.Key }).Draw(t, "sites")
		var a, s bytes.Buffer
		if err := WriteAreas(&a, areas); err != nil {
			t.Fatal(err)
		}
		if err := WriteSites(&s, sites); err != nil {
			t.Fatal(err)
		}
		var gotAreas []model.Area
		for _, row := range read("areas", a.String()).Rows["areas"] {
			gotAreas = append(gotAreas, *row.Noun.(*model.Area))
		}
		var gotSites []model.Site
		for _, row := range read("sites", s.String()).Rows["sites"] {
			gotSites = append(gotSites, *row.Noun.(*model.Site))
		}
		if diff := cmp.Diff(areas, gotAreas); diff != "" && len(areas)+len(gotAreas) > 0 {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(sites, gotSites); diff != "" && len(sites)+len(gotSites) > 0 {
			t.Fatal(diff)
		}
	})
}

func drawArea(t *rapid.T) model.Area {
	a := model.Area{
		Code: rapid.StringMatching(`[A-Z][0-9]{2}`).Draw(t, "code"), Name: rapid.SampledFrom([]string{"One", "Tŷ \"x\"", "=1"}).Draw(t, "name"),
		Kind: rapid.SampledFrom(model.Kinds).Draw(t, "kind"), Parents: rapid.SampledFrom([][]string{nil, {"L1"}, {"L1", "L 2"}}).Draw(t, "parents"),
	}
	if rapid.Bool().Draw(t, "point") {
		x := rapid.Float64Range(-180, 180).Draw(t, "x")
		a.PointLon = &x
	}
	if rapid.Bool().Draw(t, "boundary") {
		x, y, d := rapid.Float64Range(-170, 170).Draw(t, "x0"), rapid.Float64Range(-80, 80).Draw(t, "y0"), rapid.Float64Range(0.001, 5).Draw(t, "d")
		a.Boundary = orb.MultiPolygon{{{{x, y}, {x + d, y}, {x + d, y + d}, {x, y}}}}
	}
	return a
}

func drawSite(t *rapid.T) model.Site {
	s := model.Site{
		Key: rapid.StringMatching(`s[0-9]{2}`).Draw(t, "site"), Service: "g1", Name: rapid.SampledFrom([]string{"", "Hall", "-x"}).Draw(t, "name"),
		Disclosure: rapid.SampledFrom([]model.Disclosure{"public", "area_only", "protected"}).Draw(t, "disclosure"),
	}
	if s.Disclosure == model.Public {
		lon, lat := rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-90, 90).Draw(t, "lat")
		s.Lon, s.Lat, s.Postcode = &lon, &lat, "SA1 1AA"
	}
	return s
}

// A protected site that somehow has a place is written without it.
func TestSitesAreWrittenWithoutProtectedPlaces(t *testing.T) {
	lon, lat := -3.17654, 51.48123
	var b bytes.Buffer
	if err := WriteSites(&b, []model.Site{{Key: "s1", Disclosure: "protected", Lon: &lon, Lat: &lat, Postcode: "CF10 9ZZ"}, {Key: "s2", Lon: &lon, Lat: &lat}}); err != nil {
		t.Fatal(err)
	}
	for _, canary := range []string{"3.17654", "51.48123", "CF10"} {
		if strings.Contains(b.String(), canary) {
			t.Error(canary)
		}
	}
}
