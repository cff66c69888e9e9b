package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// documentTiles describes what package tile serves.
func (d *door) documentTiles() {
	version := pathParameter("version", "The version of the boundaries, as the member boundary of /columns has it; latest for the one in force.", "string")
	on := &huma.Param{Name: "on", In: "query", Description: "The day that the boundaries are for, as 2026-04-01. Today where it is left out.", Schema: &huma.Schema{Type: "string", Format: "date"}}
	api := d.huma.OpenAPI()
	api.AddOperation(&huma.Operation{
		OperationID: "get-tile", Method: http.MethodGet, Path: "/tiles/{version}/{kind}/{z}/{x}/{y}", Tags: []string{"tiles"}, Summary: "One vector tile",
		Description: "Boundaries of one kind of area: the layer is named by the kind and has code, name and name_cy; a second, with -label behind, has a point of each area with its rank by extent. The answer of a version never changes; a version that is not in force any more is not found. That of latest holds until the boundaries change, which its ETag tells.",
		Parameters: []*huma.Param{version, pathParameter("kind", "The kind of area.", "string"), pathParameter("z", "The zoom, 0 to 14.", "integer"),
			pathParameter("x", "The column, from the west.", "integer"), pathParameter("y", "The row, from the north, with .mvt behind it, like 83.mvt.", "string"), on},
		Responses: map[string]*huma.Response{
			"200": {Description: "The tile.", Content: map[string]*huma.MediaType{"application/vnd.mapbox-vector-tile": {Schema: &huma.Schema{Type: "string", Format: "binary"}}}},
			"204": {Description: "Nothing is in the tile."}, "400": {}, "404": {},
		},
	})
	api.AddOperation(&huma.Operation{
		OperationID: "get-tiles", Method: http.MethodGet, Path: "/tiles/{version}/index.json", Tags: []string{"tiles"}, Summary: "What tiles there are",
		Parameters: []*huma.Param{version, on},
		Responses:  map[string]*huma.Response{"200": {Description: "The zooms and the kinds of area.", Content: map[string]*huma.MediaType{"application/json": {Schema: tileIndex}}}, "400": {}, "404": {}},
	})
}

func pathParameter(name, doc, kind string) *huma.Param {
	return &huma.Param{Name: name, In: "path", Required: true, Description: doc, Schema: &huma.Schema{Type: kind}}
}

// tileIndex is what package tile answers with.
var tileIndex = object(map[string]*huma.Schema{
	"version": {Type: "string", Description: "The version of the boundaries."},
	"tiles":   {Type: "string", Description: "The address of a tile, with {kind}, {z}, {x} and {y} to fill in."},
	"minzoom": {Type: "integer", Description: "The farthest zoom."},
	"maxzoom": {Type: "integer", Description: "The closest zoom; maps enlarge its tiles beyond."},
	"kinds": {Type: "array", Description: "The kinds of area, the largest first.", Items: object(map[string]*huma.Schema{
		"kind":        {Type: "string", Description: "The kind, which is the name of its layer."},
		"label_layer": {Type: "string", Description: "The name of the layer of its points."},
		"areas":       {Type: "integer", Description: "How many areas there are."},
		"bounds":      {Type: "array", Description: "West, south, east and north of them all, in degrees.", Items: &huma.Schema{Type: "number"}},
	})},
})

func object(members map[string]*huma.Schema) *huma.Schema {
	return &huma.Schema{Type: "object", Properties: members, Required: sortedKeys(members)}
}
