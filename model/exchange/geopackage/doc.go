// Package geopackage writes exports as a GeoPackage (OGC 12-128r17, version
// 1.3) and reads areas from one.
//
//	geopackage.Write(ctx, w, layers, sheets, crs.NationalGrid, provenance)
//
//	file, err := geopackage.Open(data)
//	defer file.Close()
//	file.ReadLayer(in, intake.Origin{File: "areas.gpkg", Table: "areas"}, "areas")
//
// # What is written
//
// A layer becomes a table of features with the geometry column "geom", a sheet
// a table of attributes; both with an integer key "fid", columns of type
// INTEGER, REAL, TEXT, DATE and BOOLEAN, and NULL for what is not stated.
// Areas are MULTIPOLYGONs, so that each layer is of one type. A figure that
// the disclosure policy suppresses is NULL, and where a column has any, the
// column NAME_state beside it says "suppressed". Each layer has a spatial
// index (the R-tree extension) and its extent; the provenance stands as JSON in
// gpkg_metadata and, in short, as the description of each table. GDAL's count
// of features is kept in gpkg_ogr_contents.
//
// # What is read
//
// Layers of Polygons and MultiPolygons in EPSG:4326, EPSG:3857 or EPSG:27700,
// turned into degrees of WGS 84; heights and measures are dropped with a
// warning. Curves, collections, other geometries and other reference systems
// are refused in words. The faults of a feature are those of GeoJSON
// (package boundary), and a feature is counted as there: the first is row 1.
//
// A file is taken to be hostile. It is opened read-only and immutable from a
// copy of our own; only plain tables are read, never views or virtual tables;
// their pages are checked first; what the file's own definitions may call is
// limited (trusted_schema is off), and nothing may be attached or written.
package geopackage
