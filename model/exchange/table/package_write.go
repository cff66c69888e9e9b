package table

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"catchment/model/disclosure"
	"catchment/model/exchange/columns"
)

// WritePackage writes the datapackage.json (Frictionless Tabular Data
// Package, version 1) that stands beside the CSV files of an export: each
// sheet as a resource NAME.csv with the types of its columns, and the
// provenance.
func WritePackage(w io.Writer, name string, sheets []disclosure.Sheet, p disclosure.Provenance) error {
	out := dataPackage{
		Profile: "tabular-data-package", Name: slug(name), Created: stamp(p.Computed), Product: p.Product,
		Method: p.Method, Revision: p.Revision, AsOf: string(p.AsOf), Audience: p.Audience, Rounding: p.Rounding,
	}
	licences := map[string]bool{}
	for _, s := range p.Sources {
		out.Sources = append(out.Sources, packageSource{Title: s.Source, Licence: s.Licence, Attribution: s.Attribution, Files: s.Files})
		if s.Licence != "" && !licences[s.Licence] {
			licences[s.Licence] = true
			out.Licences = append(out.Licences, packageLicence{Name: slug(s.Licence), Title: s.Licence})
		}
	}
	for _, sheet := range sheets {
		resource, err := resourceOf(sheet)
		if err != nil {
			return err
		}
		out.Resources = append(out.Resources, resource)
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}

type dataPackage struct {
	Profile   string            `json:"profile"`
	Name      string            `json:"name"`
	Created   string            `json:"created,omitempty"`
	Product   string            `json:"product,omitempty"`
	Method    int               `json:"method"`
	Revision  int               `json:"revision"`
	AsOf      string            `json:"as_of"`
	Audience  string            `json:"audience"`
	Rounding  string            `json:"rounding"`
	Licences  []packageLicence  `json:"licenses,omitempty"`
	Sources   []packageSource   `json:"sources,omitempty"`
	Resources []packageResource `json:"resources"`
}

type packageLicence struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

type packageSource struct {
	Title       string   `json:"title"`
	Licence     string   `json:"licence,omitempty"`
	Attribution string   `json:"attribution,omitempty"`
	Files       []string `json:"files,omitempty"`
}

type packageResource struct {
	Profile   string        `json:"profile"`
	Name      string        `json:"name"`
	Path      string        `json:"path"`
	Format    string        `json:"format"`
	Mediatype string        `json:"mediatype"`
	Encoding  string        `json:"encoding"`
	Schema    packageSchema `json:"schema"`
}

type packageSchema struct {
	Fields        []packageField `json:"fields"`
	MissingValues []string       `json:"missingValues"`
	PrimaryKey    []string       `json:"primaryKey,omitempty"`
}

type packageField struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

func resourceOf(sheet disclosure.Sheet) (packageResource, error) {
	number, keys := 1, keysOf(sheet)
	for row := range sheet.Rows {
		number++
		if err := checkLength(sheet, number, row); err != nil {
			return packageResource{}, err
		}
		keys = slices.DeleteFunc(keys, func(k *key) bool { return !k.tells(row) })
	}
	seen, _, err := columns.OfSheet(sheet)
	if err != nil {
		return packageResource{}, err
	}
	schema := packageSchema{MissingValues: []string{""}}
	for _, column := range seen {
		schema.Fields = append(schema.Fields, packageField{column.Name, typeNames[column.Type]})
		if column.Suppressed && len(schema.MissingValues) == 1 {
			schema.MissingValues = append(schema.MissingValues, suppressed)
		}
	}
	if len(keys) > 0 {
		schema.PrimaryKey = keys[0].columns
	}
	return packageResource{
		Profile: "tabular-data-resource", Name: slug(sheet.Name), Path: sheet.Name + ".csv",
		Format: "csv", Mediatype: "text/csv", Encoding: "utf-8", Schema: schema,
	}, nil
}

// suppressed stands in a column of figures for one that is not shown.
const suppressed = "*"

// typeNames are the types as Frictionless names them.
var typeNames = map[columns.Type]string{columns.Text: "string", columns.Integer: "integer", columns.Real: "number", columns.Date: "date", columns.Boolean: "boolean"}

// key is columns that may tell the rows of a sheet apart.
type key struct {
	columns []string
	places  []int
	seen    map[string]bool
}

// possibleKeys are those that the tables have. Laid out for spreadsheets, a row
// is told by its measure too.
var possibleKeys = map[string][][]string{
	"coverage": {{"area_code", "tier", "service_type", "measure"}, {"area_code", "tier", "service_type"}},
	"practice": {{"area_code", "tier", "indicator", "measure"}, {"area_code", "tier", "indicator"}},
	"tiers":    {{"area_code", "tier", "measure"}, {"area_code", "tier"}},
	"need":     {{"area_code", "tier", "measure"}, {"area_code", "tier"}},
	"ranks":    {{"area_code", "tier", "measure"}, {"area_code", "tier"}},
	"gaps":     {{"rank"}},
	"flow":     {{"service_type"}},
	"equity":   {{"kind", "tier"}},
	"flags":    {{"subject_kind", "subject", "flag"}},

	"services": {{"service"}}, "sites": {{"site"}}, "providers": {{"provider"}}, "programmes": {{"programme"}},
	"service_types": {{"service_type"}}, "settings": {{"setting"}}, "population": {{"area_code", "year"}}, "travel": {{"area_code", "site", "mode"}},
}

func keysOf(sheet disclosure.Sheet) (out []*key) {
	for _, possible := range possibleKeys[sheet.Name] {
		k := &key{columns: possible, seen: map[string]bool{}}
		for _, name := range possible {
			k.places = append(k.places, slices.Index(sheet.Columns, name))
		}
		if !slices.Contains(k.places, -1) {
			out = append(out, k)
		}
	}
	return out
}

// tells says whether a row is told from all before it.
func (k *key) tells(row []any) bool {
	var b strings.Builder
	for _, place := range k.places {
		if row[place] == nil || row[place] == "" || row[place] == suppressed {
			return false
		}
		fmt.Fprintf(&b, "%v\n", row[place])
	}
	known := k.seen[b.String()]
	k.seen[b.String()] = true
	return !known
}

// slug writes a name as Frictionless wants names: a to z, 0 to 9, and the
// marks - _ . inside.
func slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' || r == '.' {
			b.WriteRune(r)
		} else if !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	if out := strings.Trim(b.String(), "-"); out != "" {
		return out
	}
	return "catchment"
}
