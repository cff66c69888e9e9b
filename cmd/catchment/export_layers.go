package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/crs"
	"catchment/model/disclosure"
	"catchment/model/exchange/geojson"
	"catchment/model/exchange/geopackage"
	"catchment/model/exchange/shapefile"
)

// formats lists what an export may be written as.
var formats = []string{"csv", "xlsx", "geojson", "geojsonseq", "geojsonl", "gpkg", "shp"}

// inputFormats lists those that can be imported again as a whole.
var inputFormats = []string{"csv", "xlsx", "geojson"}

// projected lists those that can be in several reference systems.
var projected = []string{"gpkg", "shp"}

// checkLayout finds the reference system, and refuses what a format cannot do.
func (x *exporting) checkLayout() error {
	if x.desktop && x.format != "csv" && x.format != "xlsx" {
		return &model.Error{Code: model.Invalid, Field: "desktop", Sentence: model.Said(fmt.Sprintf("--desktop is for csv and xlsx, not for %s.", x.format))}
	}
	x.system = crs.NationalGrid
	if x.crs == "" {
		return nil
	}
	if !slices.Contains(projected, x.format) {
		return &model.Error{Code: model.Invalid, Field: "crs", Sentence: model.Said(fmt.Sprintf("--crs is for %s, not for %s.", strings.Join(projected, " and "), x.format))}
	}
	system, err := crs.Find(x.crs)
	x.system = system
	return err
}

// layerWriters are the formats that have a layer a file.
var layerWriters = map[string]struct {
	ending string
	write  func(io.Writer, *exporting, disclosure.Layer, disclosure.Provenance) error
}{
	"geojson": {".geojson", func(w io.Writer, _ *exporting, l disclosure.Layer, p disclosure.Provenance) error {
		return geojson.Write(w, l, p)
	}},
	"geojsonseq": {".geojsons", func(w io.Writer, _ *exporting, l disclosure.Layer, _ disclosure.Provenance) error {
		return geojson.WriteSequence(w, l)
	}},
	"geojsonl": {".geojsonl", func(w io.Writer, _ *exporting, l disclosure.Layer, _ disclosure.Provenance) error {
		return geojson.WriteLines(w, l)
	}},
	"shp": {".shp.zip", func(w io.Writer, x *exporting, l disclosure.Layer, p disclosure.Provenance) error {
		return shapefile.Write(w, l, x.system, p)
	}},
}

func (x *exporting) writeLayers(view *disclosure.View, records *model.Records, p disclosure.Provenance) ([]string, error) {
	if x.what[0] == inputs {
		return x.writeInputLayers(records)
	}
	var layers []disclosure.Layer // all, so that one that is refused leaves none
	for _, what := range x.what {
		layer, err := view.LayerOf(what, x.filter)
		if err != nil {
			return nil, err
		}
		layers = append(layers, layer)
	}
	form := layerWriters[x.format]
	var names []string
	for _, layer := range layers {
		name := filepath.Join(x.out, layer.Name+form.ending)
		if err := whole(name, func(w io.Writer) error { return form.write(w, x, layer, p) }); err != nil {
			return names, err
		}
		names = append(names, name)
	}
	if x.format != "geojsonseq" && x.format != "geojsonl" {
		return names, nil
	}
	name := filepath.Join(x.out, "metadata.json")
	return append(names, name), whole(name, func(w io.Writer) error { return geojson.WriteMetadata(w, p) })
}

// writePackage writes one GeoPackage with every table asked for and their
// layers.
func (x *exporting) writePackage(ctx context.Context, view *disclosure.View, p disclosure.Provenance) ([]string, error) {
	layers, sheets, err := x.packed(view)
	if err != nil {
		return nil, err
	}
	name := filepath.Join(x.out, "catchment.gpkg")
	return []string{name}, whole(name, func(w io.Writer) error { return geopackage.Write(ctx, w, layers, sheets, x.system, p) })
}

// packed gives what stands in a GeoPackage.
func (x *exporting) packed(view *disclosure.View) (layers []disclosure.Layer, sheets []disclosure.Sheet, err error) {
	for _, what := range x.what {
		drawn, rows, err := view.PackedOf(what, x.filter)
		if err != nil {
			return nil, nil, err
		}
		layers, sheets = append(layers, drawn...), append(sheets, rows...)
	}
	return layers, sheets, nil
}
