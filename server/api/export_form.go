package api

import (
	"context"
	"io"
	"slices"

	"catchment/model/disclosure"
)

// form is a way to write a table.
type form struct {
	contentType string
	holds       holding
	write       func(ctx context.Context, w io.Writer, x *exported) error
}

// forms are the formats of exports, by the ending of the file.
var forms = map[string]form{
	"csv":      {"text/csv; charset=utf-8", rows, writeCSV},
	"xlsx":     {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", rows, writeXLSX},
	"json":     {"application/json", rows, writeJSON},
	"gpkg":     {"application/geopackage+sqlite3", rowsAndFeatures, writeGeoPackage},
	"geojson":  {"application/geo+json", features, writeGeoJSON},
	"geojsons": {"application/geo+json-seq", features, writeSequence},
	"geojsonl": {"application/x-ndjson", features, writeLines},
	"shp.zip":  {"application/zip", features, writeShapefile},
}

// packaged is a CSV file with its description.
var packaged = form{"application/zip", rows, writePackage}

// holding is what a format has of a table.
type holding int

const (
	rows holding = iota
	features
	rowsAndFeatures
)

// tables lists those that can be written so.
func (h holding) tables() []string {
	switch h {
	case rows:
		return disclosure.Tables
	case features:
		return disclosure.Layered
	}
	return slices.Concat(disclosure.Tables, disclosure.Layered)
}

// check refuses a filter that the table does not take, while a refusal can
// still be answered.
func (h holding) check(x *exported) (err error) {
	switch h {
	case rows:
		_, err = x.view.SheetOf(x.table, x.filter)
	case features:
		_, err = x.view.LayerOf(x.table, x.filter)
	case rowsAndFeatures:
		_, _, err = x.view.PackedOf(x.table, x.filter)
	}
	return err
}
