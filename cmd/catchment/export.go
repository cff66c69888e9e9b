package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"catchment/model"
	"catchment/model/crs"
	"catchment/model/disclosure"
	"catchment/model/exchange"
	"catchment/model/exchange/geojson"
	"catchment/model/exchange/table"
	"catchment/model/gap"
	"catchment/model/planner"
)

// inputs asks for the files that were imported, as they now stand.
const inputs = "inputs"

// exporting is one export: what, for whom, as what, to where.
type exporting struct {
	what, kinds []string
	format      string
	crs         string
	desktop     bool
	audience    string
	out         string
	tiers, gap  string
	filter      disclosure.Filter
	system      *crs.System // of crs and format
}

func (p *program) exportCommand() *cobra.Command {
	var x exporting
	c := &cobra.Command{
		Use: "export", Short: "Write figures and gaps as CSV, XLSX, GeoJSON, GeoPackage or Shapefile",
		Long: `Writes one file a table into a folder: ` + strings.Join(disclosure.Tables, ", ") + `.
Each carries method version, data revision, date, sources, licences and
attribution. --what inputs writes the files that were imported, as they now
stand, so that they can be imported elsewhere (csv, xlsx, geojson).

The formats:
  csv         a table a file, with a datapackage.json beside them
  xlsx        one workbook, a table a sheet, with a sheet "sources"
  geojson     a layer a file: an area is a feature with all its figures, a gap
              one of its own; with a member "metadata"
  geojsonseq  the same as a text sequence (RFC 8142), with a metadata.json
  geojsonl    the same, a feature a line, without record separators
  gpkg        one GeoPackage: each table as in CSV, and beside it the layer
              NAME_map; gaps are one layer. What is suppressed is NULL, with
              "suppressed" in the column NAME_state
  shp         a zipped Shapefile a layer, with a fields.csv that says what its
              short names stand for

--crs says in which reference system gpkg and shp are: EPSG:27700 (British
National Grid, to about 5 m), EPSG:4326 or EPSG:3857. GeoJSON is always in
longitude and latitude.

--area, --within, --tier, --type, --indicator and --gap choose from the tables,
as the pages and /export do; what a table has no column for cannot be chosen by,
and is refused. A layer's areas keep the figures chosen.

--desktop lays csv and xlsx out as spreadsheets like it: the area's code first,
one row per area and figure, and a byte order mark in CSV.

The audience public gets figures under the disclosure policy: need rounded to
the nearest 5, small counts of people as *, protected services not placed. It is
shown the first day of a quarter: that of the current one without --as-of, and a
warning with another.`,
		Example: `  catchment export --what coverage,tiers,practice,gaps --kind local_authority --out exports
  catchment export --what coverage --format geojson --audience public --as-of 2026-04-01 --out public
  catchment export --what coverage,equity --kind ward --format gpkg --out gis
  catchment export --what coverage,tiers --desktop --out spreadsheets
  catchment export --what coverage,tiers --area W06000015 --within --tier 3,4 --format gpkg --out gis
  catchment export --what gaps --gap capacity --type refuge --kind local_authority --out exports
  catchment export --what inputs --out backup`,
		Args: takes(0, 0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := x.check(); err != nil {
				return err
			}
			planner, err := p.open(c.Context(), true)
			if err != nil {
				return ran(err)
			}
			defer planner.Close()
			return ran(p.export(c.Context(), planner, &x))
		},
	}
	c.Flags().StringSliceVar(&x.what, "what", []string{"coverage", "tiers", "practice", "gaps"}, "`TABLES` to write, separated by commas")
	c.Flags().StringSliceVar(&x.kinds, "kind", nil, "area `KINDS`, separated by commas (default all)")
	c.Flags().StringVar(&x.filter.Area, "area", "", "only the area with this `CODE`")
	c.Flags().BoolVar(&x.filter.Within, "within", false, "and all areas below it")
	c.Flags().StringVar(&x.tiers, "tier", "", "only these `TIERS`, 1 to 4, separated by commas; none are gaps of no tier")
	c.Flags().StringVar(&x.filter.Type, "type", "", "only the service type with this `KEY`")
	c.Flags().StringVar(&x.filter.Indicator, "indicator", "", "only this good-practice `INDICATOR`, GP1 to GP8")
	c.Flags().StringVar(&x.gap, "gap", "", "only gaps of this `KIND`")
	c.Flags().StringVar(&x.format, "format", "csv", strings.Join(formats, ", "))
	c.Flags().StringVar(&x.crs, "crs", "", "reference `SYSTEM` of gpkg and shp (default EPSG:27700)")
	c.Flags().BoolVar(&x.desktop, "desktop", false, "lay csv and xlsx out for spreadsheets, one row per area and figure")
	c.Flags().StringVar(&x.audience, "audience", string(disclosure.Commissioner), "commissioner or public")
	c.Flags().StringVar(&x.out, "out", "exports", "`FOLDER` to write into")
	return c
}

// oneOf refuses a flag's value that is not among those allowed.
func oneOf[S ~string](flag, value string, allowed []S) error {
	words := make([]string, len(allowed))
	for i, a := range allowed {
		if words[i] = string(a); words[i] == value {
			return nil
		}
	}
	return &model.Error{Code: model.Invalid, Field: flag, Sentence: model.Said(fmt.Sprintf("--%s is %q; one of %s is expected.", flag, value, strings.Join(words, ", ")))}
}

func (x *exporting) check() error {
	if err := oneOf("format", x.format, formats); err != nil {
		return err
	}
	if err := x.checkLayout(); err != nil {
		return err
	}
	if err := oneOf("audience", x.audience, disclosure.Audiences); err != nil {
		return err
	}
	if err := x.checkWhat(); err != nil {
		return err
	}
	return x.checkFilter()
}

// checkFilter reads what is chosen from the tables.
func (x *exporting) checkFilter() (err error) {
	if x.filter.Kinds, err = kindsOf(x.kinds); err != nil {
		return err
	}
	if x.filter.Tiers, err = disclosure.FilterTiers(x.tiers); err != nil {
		return err
	}
	x.filter.Gap = gap.Kind(x.gap)
	if x.what[0] == inputs && !reflect.DeepEqual(x.filter, disclosure.Filter{}) {
		return &model.Error{Code: model.Invalid, Field: "what", Sentence: model.Said("--what inputs is written whole: nothing can be chosen from it.")}
	}
	return nil
}

func (x *exporting) checkWhat() error {
	if len(x.what) == 0 {
		return &model.Error{Code: model.Invalid, Field: "what", Sentence: model.Said(fmt.Sprintf("--what is empty; at least one of %s, %s is expected.", strings.Join(disclosure.Tables, ", "), inputs))}
	}
	for i, what := range x.what {
		if slices.Contains(x.what[:i], what) {
			return &model.Error{Code: model.Invalid, Field: "what", Sentence: model.Said(fmt.Sprintf("--what names %s twice.", what))}
		}
		if err := oneOf("what", what, append(slices.Clone(disclosure.Tables), inputs)); err != nil {
			return err
		}
	}
	if slices.Contains(x.what, inputs) && (len(x.what) > 1 || x.audience != string(disclosure.Commissioner)) {
		return &model.Error{Code: model.Invalid, Field: "what", Sentence: model.Said("--what inputs stands alone and is for the audience commissioner.")}
	}
	if slices.Contains(x.what, inputs) && (x.desktop || !slices.Contains(inputFormats, x.format)) {
		return &model.Error{Code: model.Invalid, Field: "what", Sentence: model.Said("--what inputs is written as " + strings.Join(inputFormats, ", ") + ", and not laid out for spreadsheets.")}
	}
	return nil
}

func kindsOf(names []string) ([]model.AreaKind, error) {
	var kinds []model.AreaKind
	for _, name := range names {
		if err := oneOf("kind", name, model.Kinds); err != nil {
			return nil, err
		}
		kinds = append(kinds, model.AreaKind(name))
	}
	return kinds, nil
}

func (p *program) export(ctx context.Context, planner *planner.Planner, x *exporting) error {
	day, err := p.day()
	if err != nil {
		return err
	}
	if shown := disclosure.Published(day); x.audience == string(disclosure.Public) && p.asOf == "" {
		day = shown
	} else if x.audience == string(disclosure.Public) && day != shown {
		fmt.Fprintf(p.err, "warning: the public is shown the first day of a quarter, as %s, and no other: files of days between, side by side, tell when a single service opens or closes.\n", shown)
	}
	var view *disclosure.View
	err = p.step("Computing figures for "+day.Long()+" …", func() error {
		view = disclosure.Of(planner.Score(day), disclosure.Audience(x.audience))
		return nil
	})
	if err != nil {
		return err
	}
	provenance, err := planner.Provenance(ctx, product(), view)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(x.out, 0o755); err != nil {
		return &model.Error{Code: model.Unusable, Field: "out", Sentence: model.Said(fmt.Sprintf("The folder %s cannot be made.", x.out)), Cause: err}
	}
	written, err := x.write(ctx, view, planner.Atlas().Records, provenance)
	if err != nil {
		return err
	}
	return p.show(written, func(w io.Writer) {
		for _, name := range written {
			fmt.Fprintln(w, name)
		}
	})
}

// write writes every table asked for and gives the files' names.
func (x *exporting) write(ctx context.Context, view *disclosure.View, records *model.Records, p disclosure.Provenance) ([]string, error) {
	switch x.format {
	case "csv", "xlsx":
		return x.writeTables(view, records, p)
	case "gpkg":
		return x.writePackage(ctx, view, p)
	}
	return x.writeLayers(view, records, p)
}

// writeTables writes CSV files with their description, or a workbook.
func (x *exporting) writeTables(view *disclosure.View, records *model.Records, p disclosure.Provenance) ([]string, error) {
	sheets, err := x.sheets(view, records)
	if err != nil {
		return nil, err
	}
	writeCSV := table.WriteCSV
	if x.desktop {
		writeCSV = table.WriteDesktopCSV
	}
	if x.format == "xlsx" {
		name := filepath.Join(x.out, "catchment.xlsx")
		err := whole(name, func(w io.Writer) error { return table.WriteXLSX(w, sheets, p) })
		if err != nil || x.what[0] != inputs {
			return []string{name}, err
		}
		boundaries, err := x.writeInputLayers(records)
		return append([]string{name}, boundaries...), err
	}
	var names []string
	for _, sheet := range sheets {
		name := filepath.Join(x.out, sheet.Name+".csv")
		if err := whole(name, func(w io.Writer) error { return writeCSV(w, sheet) }); err != nil {
			return names, err
		}
		names = append(names, name)
	}
	name := filepath.Join(x.out, "datapackage.json")
	if err := whole(name, func(w io.Writer) error { return table.WritePackage(w, "catchment", sheets, p) }); err != nil {
		return names, err
	}
	names = append(names, name)
	if x.what[0] != inputs {
		return names, nil
	}
	boundaries, err := x.writeInputLayers(records)
	return append(names, boundaries...), err
}

// writeInputLayers writes areas, whose boundaries only GeoJSON holds, and as
// GeoJSON also sites, as they can be imported.
func (x *exporting) writeInputLayers(records *model.Records) ([]string, error) {
	areas, sites := filepath.Join(x.out, "areas.geojson"), filepath.Join(x.out, "sites.geojson")
	err := whole(areas, func(w io.Writer) error { return geojson.WriteAreas(w, records.Areas) })
	if err != nil || x.format != "geojson" {
		return []string{areas}, err
	}
	return []string{areas, sites}, whole(sites, func(w io.Writer) error { return geojson.WriteSites(w, records.Sites) })
}

func (x *exporting) sheets(view *disclosure.View, records *model.Records) ([]disclosure.Sheet, error) {
	if x.what[0] == inputs {
		return exchange.InputSheets(records), nil
	}
	var sheets []disclosure.Sheet
	for _, what := range x.what {
		sheet, err := view.SheetOf(what, x.filter)
		if err != nil {
			return nil, err
		}
		if x.desktop {
			sheet = table.Desktop(sheet, view.AreaName)
		}
		sheets = append(sheets, sheet)
	}
	return sheets, nil
}

// whole writes a file beside its name and moves it there when it is whole, so
// that nobody ever sees half of one.
func whole(name string, write func(io.Writer) error) (err error) {
	file, err := os.CreateTemp(filepath.Dir(name), ".catchment-*")
	if err != nil {
		return &model.Error{Code: model.Unusable, Field: "out", Sentence: model.Said(fmt.Sprintf("%s cannot be written.", name)), Cause: err}
	}
	defer os.Remove(file.Name())
	if err := write(file); err != nil {
		file.Close()
		return err
	}
	if err := file.Chmod(0o644); err != nil {
		file.Close()
		return err
	}
	if err := file.Close(); err != nil {
		return &model.Error{Code: model.Unusable, Field: "out", Sentence: model.Said(fmt.Sprintf("%s cannot be written in full.", name)), Cause: err}
	}
	return os.Rename(file.Name(), name)
}
