package table

import (
	"encoding/json"
	"io"
	"strings"

	"catchment/model/disclosure"
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
}

type packageField struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

func resourceOf(sheet disclosure.Sheet) (packageResource, error) {
	types := make([]string, len(sheet.Columns))
	number := 1
	for row := range sheet.Rows {
		number++
		if err := checkLength(sheet, number, row); err != nil {
			return packageResource{}, err
		}
		for i, value := range row {
			types[i] = wider(types[i], value)
		}
	}
	schema := packageSchema{MissingValues: []string{""}}
	for i, name := range sheet.Columns {
		if types[i] == "" {
			types[i] = "string"
		}
		schema.Fields = append(schema.Fields, packageField{name, types[i]})
	}
	return packageResource{
		Profile: "tabular-data-resource", Name: slug(sheet.Name), Path: sheet.Name + ".csv",
		Format: "csv", Mediatype: "text/csv", Encoding: "utf-8", Schema: schema,
	}, nil
}

// wider gives the narrowest type of a column that holds a further value; a
// column without values has none yet.
func wider(known string, value any) string {
	var is string
	switch value.(type) {
	case nil:
		return known
	case int:
		is = "integer"
	case float64:
		is = "number"
	default:
		return "string"
	}
	if known == "" || known == "integer" {
		return is
	}
	return known
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
