package planner

import (
	"cmp"
	"slices"

	"catchment/model"
	"catchment/model/field"
)

// Form is a noun as a form shows it: the text of every column, and the
// revision that the form is made from.
type Form struct {
	Table, Key string
	Columns    map[string]string
	Revision   int
}

// Form gives the current noun of an editable table. Coordinates and postcode
// are there of public sites only.
func (p *Planner) Form(table, key string) (*Form, error) {
	a := p.Atlas()
	t, noun, err := find(a.Records, table, key)
	if err != nil {
		return nil, err
	}
	form := &Form{Table: table, Key: key, Columns: map[string]string{}, Revision: a.Revision.Revision}
	if noun == nil {
		return form, nil
	}
	if site, ok := noun.(*model.Site); ok {
		shown := *site
		shown.Conceal()
		noun = &shown
	}
	for _, c := range t.Columns {
		form.Columns[c.Name] = c.Text(noun)
	}
	return form, nil
}

// Choice is a noun that another may refer to.
type Choice struct{ Key, Name, NameCy, Group string }

// Choices gives the nouns that a column of a form may name: providers,
// programmes, services, service_types, areas (Group is their kind) and
// attributes, in order of name.
func (p *Planner) Choices(of string) []Choice {
	r := p.Atlas().Records
	var out []Choice
	switch of {
	case "providers":
		for i := range r.Providers {
			out = append(out, Choice{r.Providers[i].Key, r.Providers[i].Name, r.Providers[i].NameCy, ""})
		}
	case "programmes":
		for i := range r.Programmes {
			out = append(out, Choice{r.Programmes[i].Key, r.Programmes[i].Name, r.Programmes[i].NameCy, ""})
		}
	case "services":
		for i := range r.Services {
			out = append(out, Choice{r.Services[i].Key, r.Services[i].Name, r.Services[i].NameCy, r.Services[i].Provider})
		}
	case "service_types":
		for i := range r.ServiceTypes {
			out = append(out, Choice{r.ServiceTypes[i].Key, r.ServiceTypes[i].Label(), r.ServiceTypes[i].NameCy, ""})
		}
	case "areas":
		for i := range r.Areas {
			out = append(out, Choice{r.Areas[i].Code, r.Areas[i].Name, r.Areas[i].NameCy, string(r.Areas[i].Kind)})
		}
	case "attributes":
		for i := range r.Shares {
			out = append(out, Choice{Key: r.Shares[i].Attribute, Name: r.Shares[i].Attribute})
		}
	}
	slices.SortFunc(out, func(a, b Choice) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Key, b.Key)) })
	return slices.Compact(out)
}

// SitesOf gives the sites of a service as forms: what may be edited.
func (p *Planner) SitesOf(service string) []*Form {
	var out []*Form
	sites := p.Atlas().Records.Sites
	for i := range sites {
		if sites[i].Service != service {
			continue
		}
		if form, err := p.Form("sites", sites[i].Key); err == nil {
			out = append(out, form)
		}
	}
	return out
}

// ColumnsOf gives the columns of an editable table, in the order of FILES.
func ColumnsOf(table string) []field.Column {
	t, _ := field.TableOf(table)
	return t.Columns
}
