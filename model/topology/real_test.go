package topology

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/paulmach/orb/geojson"

	"catchment/seed"

	"github.com/paulmach/orb"
)

const wales = "../../../shared/data/wales"

// walesLayers nest: the small areas are the parts of all others.
var walesLayers = []string{"lsoa", "msoa", "lad", "lhb", "pfa", "safeguarding_region"}

func walesAreas(t testing.TB) []Area {
	t.Helper()
	if _, err := os.Stat(wales); err != nil {
		t.Skip("skipped: ../shared/data/wales is not here")
	}
	var out []Area
	for _, layer := range walesLayers {
		file, err := os.ReadFile(filepath.Join(wales, "wales_"+layer+".geojson"))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, areasIn(t, file, func(geojson.Properties) string { return layer })...)
	}
	return out
}

func demonstration(t testing.TB) []Area {
	files := seed.Demonstration(time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC))
	return areasIn(t, files["areas.geojson"], func(p geojson.Properties) string { return p.MustString("kind") })
}

// areasIn reads the areas of a file, with their rings wound as RFC 7946 asks.
func areasIn(t testing.TB, file []byte, layer func(geojson.Properties) string) []Area {
	t.Helper()
	var read geojson.FeatureCollection
	if err := json.Unmarshal(file, &read); err != nil {
		t.Fatal(err)
	}
	var out []Area
	for i, f := range read.Features {
		boundary, multi := f.Geometry.(orb.MultiPolygon)
		if polygon, single := f.Geometry.(orb.Polygon); single {
			boundary, multi = orb.MultiPolygon{polygon}, true
		}
		if multi {
			wind(boundary)
			out = append(out, Area{layer(f.Properties), fmt.Sprint(layer(f.Properties), i), boundary})
		}
	}
	return out
}

func wind(boundary orb.MultiPolygon) {
	for _, polygon := range boundary {
		for n, ring := range polygon {
			if outer := ring.Orientation() == orb.CCW; outer != (n == 0) {
				ring.Reverse()
			}
		}
	}
}

// pixels are the sides of a pixel at zooms 4 to 12, in the plane.
var pixels = []float64{1. / 256 / 16, 1. / 256 / 64, 1. / 256 / 256, 1. / 256 / 1024, 1. / 256 / 4096}

func TestWalesHoldsTogether(t *testing.T) {
	topology := Of(walesAreas(t))
	for _, pixel := range pixels {
		for _, layer := range walesLayers {
			holdsTogether(t, topology, layer, pixel)
			sameCoast(t, topology, "lsoa", layer, pixel)
		}
	}
}

func TestDemonstrationHoldsTogether(t *testing.T) {
	areas := demonstration(t)
	layers := map[string]bool{}
	for _, a := range areas {
		layers[a.Layer] = true
	}
	if len(layers) < 3 {
		t.Fatalf("only the layers %v", layers)
	}
	topology := Of(areas)
	for _, pixel := range pixels {
		for layer := range layers {
			holdsTogether(t, topology, layer, pixel)
			sameCoast(t, topology, "small_area", layer, pixel)
		}
	}
}

func TestWalesIsTheSameEachTime(t *testing.T) {
	areas := walesAreas(t)
	if a, b := textOf(Of(areas).At("lsoa", pixels[1])), textOf(Of(areas).At("lsoa", pixels[1])); a != b {
		t.Error("two runs differ")
	}
}

func TestWalesGetsLighter(t *testing.T) {
	topology := Of(walesAreas(t))
	full := len(edgesOf(topology.At("lsoa", 0)))
	for i, most := range []float64{.25, .35, .65, 1, 1} { // of all edges, at zooms 4, 6, 8, 10, 12
		if share := float64(len(edgesOf(topology.At("lsoa", pixels[i])))) / float64(full); share > most {
			t.Errorf("with pixels of %g, %.2f of the edges are left; at most %.2f expected", pixels[i], share, most)
		}
	}
}

func BenchmarkOfWales(b *testing.B) {
	areas := walesAreas(b)
	for b.Loop() {
		Of(areas)
	}
}

func BenchmarkAtWales(b *testing.B) {
	topology := Of(walesAreas(b))
	for b.Loop() {
		topology.At("lsoa", pixels[1])
	}
}
