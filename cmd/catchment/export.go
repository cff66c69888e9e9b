package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/exchange"
	"catchment/model/exchange/geojson"
	"catchment/model/exchange/table"
	"catchment/model/planner"
)

// inputs asks for the files that were imported, as they now stand.
const inputs = "inputs"

// exporting is one export: what, for whom, as what, to where.
type exporting struct {
	what, kinds []string
	format      string
	audience    string
	out         string
}

func (p *program) exportCommand() *cobra.Command {
	var x exporting
	c := &cobra.Command{
		Use: "export", Short: "Write figures and gaps as CSV, XLSX or GeoJSON",
		Long: `Writes one file a table into a folder: ` + strings.Join(disclosure.Tables, ", ") + `.
CSV has a datapackage.json beside it, XLSX a sheet "sources", GeoJSON a member
"metadata": method version, data revision, date, sources, licences and
attribution. --what inputs writes the files that were imported, as they now
stand, so that they can be imported elsewhere.

The audience public gets figures under the disclosure policy: need rounded to
the nearest 5, small counts of people as *, protected services not placed.`,
		Example: `  catchment export --what coverage,tiers,practice,gaps --kind local_authority --out exports
  catchment export --what coverage --format geojson --audience public --as-of 2026-04-01 --out public
  catchment export --what inputs --out backup`,
		Args: takes(0, 0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			kinds, err := x.check()
			if err != nil {
				return err
			}
			planner, err := p.open(c.Context(), true)
			if err != nil {
				return ran(err)
			}
			defer planner.Close()
			return ran(p.export(c.Context(), planner, &x, kinds))
		},
	}
	c.Flags().StringSliceVar(&x.what, "what", []string{"coverage", "tiers", "practice", "gaps"}, "`TABLES` to write, separated by commas")
	c.Flags().StringSliceVar(&x.kinds, "kind", nil, "area `KINDS`, separated by commas (default all)")
	c.Flags().StringVar(&x.format, "format", "csv", "csv, xlsx or geojson")
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
	return &model.Error{Code: model.Invalid, Field: flag, Sentence: fmt.Sprintf("--%s is %q; one of %s is expected.", flag, value, strings.Join(words, ", "))}
}

func (x *exporting) check() ([]model.AreaKind, error) {
	if err := oneOf("format", x.format, []string{"csv", "xlsx", "geojson"}); err != nil {
		return nil, err
	}
	if err := oneOf("audience", x.audience, disclosure.Audiences); err != nil {
		return nil, err
	}
	if len(x.what) == 0 {
		return nil, &model.Error{Code: model.Invalid, Field: "what", Sentence: fmt.Sprintf("--what is empty; at least one of %s, %s is expected.", strings.Join(disclosure.Tables, ", "), inputs)}
	}
	for i, what := range x.what {
		if slices.Contains(x.what[:i], what) {
			return nil, &model.Error{Code: model.Invalid, Field: "what", Sentence: fmt.Sprintf("--what names %s twice.", what)}
		}
		if err := oneOf("what", what, append(slices.Clone(disclosure.Tables), inputs)); err != nil {
			return nil, err
		}
	}
	if slices.Contains(x.what, inputs) && (len(x.what) > 1 || x.audience != string(disclosure.Commissioner)) {
		return nil, &model.Error{Code: model.Invalid, Field: "what", Sentence: "--what inputs stands alone and is for the audience commissioner."}
	}
	return kindsOf(x.kinds)
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

func (p *program) export(ctx context.Context, planner *planner.Planner, x *exporting, kinds []model.AreaKind) error {
	day, err := p.day()
	if err != nil {
		return err
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
		return &model.Error{Code: model.Unusable, Field: "out", Sentence: fmt.Sprintf("The folder %s cannot be made.", x.out), Cause: err}
	}
	written, err := x.write(view, planner.Atlas().Records, kinds, provenance)
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
func (x *exporting) write(view *disclosure.View, records *model.Records, kinds []model.AreaKind, p disclosure.Provenance) ([]string, error) {
	if x.format == "geojson" {
		return x.writeLayers(view, records, kinds, p)
	}
	sheets, err := x.sheets(view, records, kinds)
	if err != nil {
		return nil, err
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
		if err := whole(name, func(w io.Writer) error { return table.WriteCSV(w, sheet) }); err != nil {
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

func (x *exporting) sheets(view *disclosure.View, records *model.Records, kinds []model.AreaKind) ([]disclosure.Sheet, error) {
	if x.what[0] == inputs {
		return exchange.InputSheets(records), nil
	}
	var sheets []disclosure.Sheet
	for _, what := range x.what {
		sheet, err := view.Sheet(what, kinds)
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, sheet)
	}
	return sheets, nil
}

func (x *exporting) writeLayers(view *disclosure.View, records *model.Records, kinds []model.AreaKind, p disclosure.Provenance) ([]string, error) {
	if x.what[0] == inputs {
		return x.writeInputLayers(records)
	}
	var names []string
	for _, what := range x.what {
		layer, err := view.Layer(what, kinds)
		if err != nil {
			return names, err
		}
		name := filepath.Join(x.out, layer.Name+".geojson")
		if err := whole(name, func(w io.Writer) error { return geojson.Write(w, layer, p) }); err != nil {
			return names, err
		}
		names = append(names, name)
	}
	return names, nil
}

// whole writes a file beside its name and moves it there when it is whole, so
// that nobody ever sees half of one.
func whole(name string, write func(io.Writer) error) (err error) {
	file, err := os.CreateTemp(filepath.Dir(name), ".catchment-*")
	if err != nil {
		return &model.Error{Code: model.Unusable, Field: "out", Sentence: fmt.Sprintf("%s cannot be written.", name), Cause: err}
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
		return &model.Error{Code: model.Unusable, Field: "out", Sentence: fmt.Sprintf("%s cannot be written in full.", name), Cause: err}
	}
	return os.Rename(file.Name(), name)
}
