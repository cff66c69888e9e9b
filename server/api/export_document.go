package api

import (
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"catchment/model/disclosure"
	"catchment/model/gap"
)

// documentExports describes what huma does not serve itself.
func (d *door) documentExports() {
	text := func(name, doc string, enum ...any) *huma.Param {
		return &huma.Param{Name: name, In: "query", Description: doc, Schema: &huma.Schema{Type: "string", Enum: enum}}
	}
	d.huma.OpenAPI().AddOperation(&huma.Operation{
		OperationID: "export", Method: http.MethodGet, Path: "/export/{file}", Tags: []string{"files"}, Summary: "A whole table as a file",
		Description: "The tables are " + strings.Join(disclosure.Tables, ", ") + ", as .csv, .xlsx, .json or .gpkg; " + strings.Join(disclosure.Layered, ", ") +
			" also as .geojson, .geojsons (a text sequence, RFC 8142), .geojsonl (a feature a line) and .shp.zip (zipped Shapefiles, with a fields.csv that says what their short names stand for), where each area is one feature with all its figures as properties, and each gap one of its own; sites are the public ones as points and those shown by their area without one. " +
			"A GeoPackage (.gpkg) has the rows of the table, with types, and beside them its features as the layer NAME_map; gaps and sites are one layer. In GeoPackage and Shapefile a suppressed figure is empty, and a column beside it says so. What a table has no column for cannot be chosen by, and is refused. Every file but a bare .csv, .geojsons and .geojsonl carries method version, revision, date, sources, licences and attribution.",
		Parameters: []*huma.Param{
			{Name: "file", In: "path", Required: true, Description: "The table and the format, like coverage.geojson.", Example: "coverage.geojson", Schema: &huma.Schema{Type: "string"}},
			text("on", "The day that the figures are for, as 2026-04-01. Today where it is left out. The public gets those of the first day of a quarter, not later than today, and the latest of them where it is left out."),
			text("for", "Whom the figures are for; a commissioner where it is left out.", "commissioner", "public"),
			text("lang", "The language of what is refused: en (English) or cy (Welsh).", "en", "cy"),
			text("kind", "Only areas of these kinds, separated by commas; gaps are then ranked among those of these kinds."),
			text("area", "Only this area, by its code."),
			text("within", "yes takes all areas below the area too.", "yes", "no"),
			text("tier", "Only these tiers of need, 1 to 4, separated by commas; none are gaps that belong to no tier. As features, an area keeps the figures of these tiers."),
			text("type", "Only this service type, by its key."),
			text("indicator", "Only this good-practice indicator, GP1 to GP8."),
			text("gap", "Only gaps of this kind.", anys(gap.Kinds)...),
			text("desktop", "yes lays .csv and .xlsx out as spreadsheets like it: the area's code first, one row per area and figure, and a byte order mark in .csv.", "yes", "no"),
			text("crs", "The reference system of .gpkg and .shp.zip, EPSG:27700 (British National Grid, to about 5 m) where it is left out; longitude before latitude in all. The other formats are in longitude and latitude.", anys(systemCodes())...),
			text("package", "yes packs a .csv with a datapackage.json that says where it comes from.", "yes", "no"),
		},
		Responses: map[string]*huma.Response{"200": {Description: "The file.", Content: fileTypes()}, "400": {}, "404": {}},
	})
}

// fileTypes are the media types of files.
func fileTypes() map[string]*huma.MediaType {
	types := map[string]*huma.MediaType{}
	for _, form := range forms {
		types[form.contentType] = &huma.MediaType{Schema: &huma.Schema{Type: "string", Format: "binary"}}
	}
	return types
}

func anys[S ~string](values []S) []any {
	var out []any
	for _, value := range values {
		out = append(out, string(value))
	}
	return out
}
