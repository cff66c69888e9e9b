package exchange

import (
	"path"
	"strings"

	"catchment/model"
	"catchment/model/exchange/geojson"
	"catchment/model/exchange/geopackage"
	"catchment/model/exchange/intake"
	"catchment/model/exchange/table"
	"catchment/model/field"
)

// Found is a table as it stands in a file, before anything is made of it: a
// CSV file, a sheet of a workbook, the properties of GeoJSON features, or a
// layer of a GeoPackage (which is its Sheet).
type Found struct {
	File, Sheet string
	Headings    []string
	Own         string // the table of ours that it is already, "" if none
}

// Look finds the tables of files and their headings. Files that cannot be
// opened come as problems; those of another kind as warnings.
func Look(files map[string][]byte) ([]Found, model.Problems) {
	var found []Found
	in := intake.New(nil)
	for _, f := range inMemory(files) {
		data, err := f.open()
		if err != nil {
			in.Report(model.Problem{File: f.name, Expected: model.Say("a file of at most %d MiB is expected", table.MaxFile>>20)})
			continue
		}
		found = append(found, lookInto(in, f, data)...)
	}
	return found, in.Finish().Problems
}

func lookInto(in *intake.Intake, f file, data []byte) []Found {
	stem := strings.TrimSuffix(strings.ToLower(f.base), strings.ToLower(path.Ext(f.base)))
	switch strings.ToLower(path.Ext(f.base)) {
	case ".csv":
		return []Found{{File: f.name, Headings: table.Headings(in, f.name, data), Own: ownTable(stem)}}
	case ".geojson", ".json":
		headings, err := geojson.Headings(data)
		if err != nil {
			in.Report(model.Problem{File: f.name, Expected: model.SentenceOf(err)})
			return nil
		}
		own := ownTable(stem)
		if own != "areas" && own != "sites" {
			own = ""
		}
		return []Found{{File: f.name, Headings: headings, Own: own}}
	case ".xlsx":
		book, err := table.OpenXLSX(data)
		if err != nil {
			in.Report(model.Problem{File: f.name, Expected: model.SentenceOf(err)})
			return nil
		}
		var found []Found
		for _, sheet := range book.Sheets() {
			if sheet != table.SourcesSheet {
				found = append(found, Found{File: f.name, Sheet: sheet, Headings: book.Headings(in, f.name, sheet), Own: ownTable(strings.ToLower(strings.TrimSpace(sheet)))})
			}
		}
		return found
	case ".gpkg":
		return lookIntoPackage(in, f, data)
	}
	in.Report(model.Problem{File: f.name, Warning: true, Expected: model.Say("a file that ends in .csv, .xlsx, .geojson, .json or .gpkg is expected; this one is left out")})
	return nil
}

func lookIntoPackage(in *intake.Intake, f file, data []byte) []Found {
	pack, err := geopackage.Open(data)
	if err != nil {
		in.Report(model.Problem{File: f.name, Expected: model.SentenceOf(err)})
		return nil
	}
	defer pack.Close()
	var found []Found
	for _, layer := range pack.Layers() {
		own := ""
		if pack.HoldsAreas(layer) {
			own = "areas"
		}
		found = append(found, Found{File: f.name, Sheet: layer, Headings: pack.Headings(layer), Own: own})
	}
	return found
}

func ownTable(name string) string {
	if t, ok := field.TableOf(name); name == intake.Scenario || ok && !t.Reference {
		return name
	}
	return ""
}

// Settled says whether the table is one of ours and every heading a column of
// it, so that nothing has to be mapped.
func (f Found) Settled() bool {
	if f.Own == "" {
		return false
	}
	columns := intake.Columns(f.Own)
	for _, heading := range f.Headings {
		name := strings.ToLower(strings.TrimSpace(heading))
		known := name == ""
		for _, c := range columns {
			known = known || c == name
		}
		if !known {
			return false
		}
	}
	return true
}
