// Package shapefile writes a layer as a zipped Shapefile (ESRI Shapefile
// Technical Description, July 1998; tables as dBASE III).
//
//	shapefile.Write(w, layer, crs.NationalGrid, provenance)
//
// The zip holds NAME.shp, .shx, .dbf, .prj and .cpg, a fields.csv that says
// what each field is, and metadata.json with the provenance. Shells run
// clockwise and holes the other way; a feature without geometry is a null
// shape. Texts are UTF-8.
//
// # What the format cannot hold
//
// Names have at most 10 letters: t2_counselling_demand becomes t2c_demand,
// and fields.csv pairs them. A table has at most 255 fields: a layer of more
// becomes one Shapefile a tier (coverage_t1 …), each with the columns that
// belong to no tier. A text has at most 254 bytes; a longer one is cut and ends
// in "…". Figures have 15 decimals. What is not stated is blank, which programs
// read as NULL; a suppressed figure is too, and the field beside it says
// "suppressed". Where any of this matters, use GeoPackage.
//
// The writer is our own: github.com/jonas-p/go-shp writes to named files only
// and knows neither nulls nor zip files, code pages and definitions.
package shapefile
