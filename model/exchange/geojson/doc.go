// Package geojson reads areas and sites from GeoJSON (RFC 7946) and writes
// layers of figures.
//
//	geojson.Read(in, intake.Origin{File: "areas.geojson", Table: "areas"}, data)
//	geojson.Write(w, layer, provenance)
//
// A feature is a row: the first is row 1, and its properties are its cells.
// A list is a JSON array or a text separated by semicolons; null and a
// property that a feature lacks are "not stated".
//
// # Geometry
//
// Areas are Polygons or MultiPolygons in degrees of WGS 84 whose rings are
// closed, do not cross or touch themselves, and whose holes lie inside; parts
// may touch in single points and not overlap. What is wrong is said in words
// with the place where. Rings that run the other way round are turned with a
// warning; heights are dropped with a warning; a geometry of null is an area
// without a boundary, with a warning.
//
//	a ring that crosses itself      a hole outside its shell
//
//	   4---3                           +------+   +--+
//	    \ /                            |      |   |  |
//	     x    <- "crosses itself       |      |   +--+
//	    / \       at lon, lat"         +------+
//	   1---2
//
// Sites are Points. Nothing of a site's geometry is ever repeated in a
// problem, and only a public site keeps it (package intake).
package geojson
