// Package exchange reads what people import: folders and files of CSV, XLSX,
// GeoJSON and GeoPackage in the layout of FILES, or in any layout that a mapping
// describes, as one batch of nouns and problems. It also lays the records out
// as the input tables again, so that what was exported can be imported.
//
//	batch, err := exchange.Read([]string{"plans/2026"}, nil)
//
// For people who upload files of another layout, Look finds the tables and
// headings that the files have, intake.Guess proposes what they are, and
// Rejected writes the rows that have faults as a file to mend.
//
// The packages below it do the work: intake turns rows into nouns, table
// reads and writes CSV and XLSX, geojson areas and sites, geopackage areas;
// boundary checks the areas of both; recipes holds mappings for open data.
//
// Files are read in the order of their tables, whatever order they are given
// in: areas before population before services. A table may be spread over
// several files, and a key may stand in one of them only; but areas.geojson
// and areas.csv are two layers, geometry first and attributes after it.
//
// A GeoPackage may have any name: its layers with the columns code, name and
// kind are areas, and a mapping names a layer as its sheet.
//
// Edge cases: a path that is missing is an error; a file of another name is a
// warning in a folder and an error where it is named itself; hidden files,
// lock files of spreadsheets, datapackage.json and the sheet "sources" that
// exports carry are passed over.
package exchange
