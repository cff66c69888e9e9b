package parts

// files are the formats of a table with areas, in the order in which councils
// use them. What a spreadsheet opens is laid out as spreadsheets like it.
var files = []struct {
	name, ending string
	spreadsheet  bool
}{{"CSV", "csv", true}, {"XLSX", "xlsx", true}, {"GeoPackage", "gpkg", false}, {"GeoJSON", "geojson", false}, {"Shapefile", "shp.zip", false}}

// FileLinks lead to a table as files. What is hidden completes their names;
// link makes addresses as a page does.
func FileLinks(link func(path string, pairs ...any) string, table, hidden string, query ...any) []Link {
	var out []Link
	for _, f := range files {
		pairs := query
		if f.spreadsheet {
			pairs = append(query[:len(query):len(query)], "desktop", "yes")
		}
		out = append(out, Link{Text: f.name, URL: link("/export/"+table+"."+f.ending, pairs...), Hidden: hidden})
	}
	return out
}
