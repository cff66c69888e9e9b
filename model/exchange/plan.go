package exchange

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/exchange/geopackage"
	"catchment/model/exchange/intake"
	"catchment/model/exchange/table"
	"catchment/model/field"
)

// part is one table of one file, ready to be read.
type part struct {
	file   file
	table  string
	entry  *intake.Entry
	form   string // ".csv", ".xlsx", ".geojson", ".gpkg"
	sheet  string // of a workbook, or layer of a GeoPackage
	book   *table.Workbook
	pack   *geopackage.File
	digest string // of a workbook or GeoPackage, known since it was opened
}

// plan finds out which tables the files hold, and in which order to read
// them.
func (r *reading) plan(files []file) error {
	var ignored []string
	for _, f := range files {
		switch {
		case r.mapping != nil && r.mapping.Names(f.base):
			if err := r.planMapped(f); err != nil {
				return err
			}
		case r.mapping != nil && !f.named:
			ignored = append(ignored, f.name)
		default:
			if err := r.planOwn(f); err != nil {
				return err
			}
		}
	}
	if len(ignored) > 0 {
		r.in.Report(model.Problem{File: ignored[0], Warning: true, Expected: model.Say(
			"the mapping does not name %d of the files, which are ignored: %s", len(ignored), strings.Join(ignored, ", "))})
	}
	r.planAbsent(files)
	slices.SortStableFunc(r.parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(order(a.table), order(b.table)), cmp.Compare(layer(a.form), layer(b.form)), cmp.Compare(a.file.name, b.file.name))
	})
	return nil
}

// planOwn plans a file of our own layout.
func (r *reading) planOwn(f file) error {
	form := strings.ToLower(path.Ext(f.base))
	name := strings.TrimSuffix(strings.ToLower(f.base), form)
	switch {
	case f.base == "datapackage.json":
	case form == ".xlsx":
		return r.planWorkbook(f)
	case form == ".gpkg":
		return r.planPackage(f)
	case form == ".csv" && r.knows(name):
		r.parts = append(r.parts, part{file: f, table: name, form: ".csv"})
	case (form == ".geojson" || form == ".json") && (name == "areas" || name == "sites"):
		r.parts = append(r.parts, part{file: f, table: name, form: ".geojson"})
	default:
		r.in.Report(model.Problem{File: f.name, Warning: !f.named, Expected: model.Say("this is not a file that Catchment reads; it reads %s", r.names())})
	}
	return nil
}

// planWorkbook plans the sheets of a workbook that are named as tables.
func (r *reading) planWorkbook(f file) error {
	book, sum, err := r.openBook(f)
	if book == nil {
		return err
	}
	tables := 0
	for _, sheet := range book.Sheets() {
		name := strings.ToLower(strings.TrimSpace(sheet))
		switch {
		case r.knows(name):
			tables++
			r.parts = append(r.parts, part{file: f, table: name, form: ".xlsx", sheet: sheet, book: book, digest: sum})
		case name != table.SourcesSheet:
			r.in.Report(model.Problem{File: f.name, Warning: true, Expected: model.Say(
				"the sheet %s is not one that Catchment reads: %s", model.Quoted(sheet), r.names())})
		}
	}
	if tables == 0 {
		r.in.Report(model.Problem{File: f.name, Expected: model.Say("a sheet with the name of a table is expected: %s", r.names())})
	}
	return nil
}

// openBook opens a workbook. It is nil where that cannot be done; the error
// is nil then, if the fault is one of the file, which is reported.
func (r *reading) openBook(f file) (*table.Workbook, string, error) {
	data, ok, err := r.load(f)
	if !ok || err != nil {
		return nil, "", err
	}
	book, err := table.OpenXLSX(data)
	if err != nil {
		r.in.Report(model.Problem{File: f.name, Expected: model.SentenceOf(err)})
		return nil, "", nil
	}
	return book, digest(data), nil
}

// planPackage plans the layers of a GeoPackage that have the columns of areas,
// whatever they are called.
func (r *reading) planPackage(f file) error {
	pack, sum, err := r.openPackage(f)
	if pack == nil {
		return err
	}
	found := false
	for _, layer := range pack.Layers() {
		if pack.HoldsAreas(layer) {
			found = true
			r.parts = append(r.parts, part{file: f, table: "areas", form: ".gpkg", sheet: layer, pack: pack, digest: sum})
		}
	}
	if !found {
		r.in.Report(model.Problem{File: f.name, Expected: model.Say("a layer of areas is expected, with the columns code, name and kind; a mapping can say which of its columns they are")})
	}
	return nil
}

// openPackage opens a GeoPackage, as openBook does a workbook.
func (r *reading) openPackage(f file) (*geopackage.File, string, error) {
	data, ok, err := r.load(f)
	if !ok || err != nil {
		return nil, "", err
	}
	pack, err := geopackage.Open(data)
	if err != nil {
		if model.CodeOf(err) != model.Invalid {
			return nil, "", err
		}
		r.in.Report(model.Problem{File: f.name, Expected: model.SentenceOf(err)})
		return nil, "", nil
	}
	r.packages = append(r.packages, pack)
	return pack, digest(data), nil
}

// planMapped plans a file as the entries of the mapping say.
func (r *reading) planMapped(f file) error {
	for i := range r.mapping.Files {
		e := &r.mapping.Files[i]
		if e.File != f.base {
			continue
		}
		p := part{file: f, table: e.Table, entry: e, form: strings.ToLower(path.Ext(f.base)), sheet: e.Sheet}
		switch p.form {
		case ".csv", ".geojson":
		case ".gpkg":
			var err error
			if p.pack, p.digest, err = r.openPackage(f); p.pack == nil {
				return err
			}
			if layers := p.pack.Layers(); p.sheet == "" && len(layers) > 0 {
				p.sheet = layers[0]
			}
		case ".json":
			p.form = ".geojson"
		case ".xlsx":
			var err error
			if p.book, p.digest, err = r.openBook(f); p.book == nil {
				return err
			}
			if sheets := p.book.Sheets(); p.sheet == "" && len(sheets) > 0 {
				p.sheet = sheets[0]
			}
		default:
			r.in.Report(model.Problem{File: f.name, Expected: model.Say("the mapping names this file, and it is none of .csv, .xlsx, .geojson, .json and .gpkg")})
			continue
		}
		r.parts = append(r.parts, p)
	}
	return nil
}

// planAbsent reports the files that the mapping names and that are not given.
func (r *reading) planAbsent(files []file) {
	if r.mapping == nil {
		return
	}
	given, reported := map[string]bool{}, map[string]bool{}
	for _, f := range files {
		given[f.base] = true
	}
	require := func(name string) {
		if !given[name] && !reported[name] {
			reported[name] = true
			r.in.Report(model.Problem{File: name, Expected: model.Say("the mapping names this file, and it is not among those given")})
		}
	}
	for _, e := range r.mapping.Files {
		require(e.File)
		for _, l := range e.Lookups {
			require(l.File)
		}
	}
}

// knows says whether a name is that of a table that may be read.
func (r *reading) knows(name string) bool {
	t, ok := field.TableOf(name)
	return name == intake.Scenario || ok && (r.reference || !t.Reference)
}

// names lists the files that may be read.
func (r *reading) names() model.Sentence {
	var names []string
	for _, t := range field.Tables {
		if r.reference || !t.Reference {
			names = append(names, t.Name)
		}
	}
	return model.Say("%s as .csv or as sheets of an .xlsx, and areas and sites as .geojson, and areas as .gpkg", strings.Join(append(names, intake.Scenario), ", "))
}

// order is the place of a table: that of field.Tables, the scenarios after
// all input and before the reference data.
func order(name string) int {
	for i, t := range field.Tables {
		if t.Name == name {
			if t.Reference {
				return i + 1
			}
			return i
		}
	}
	return slices.IndexFunc(field.Tables, func(t field.Table) bool { return t.Reference })
}

// layer puts geometries before attributes.
func layer(form string) int {
	if form == ".geojson" || form == ".gpkg" {
		return 0
	}
	return 1
}
