package planner

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"catchment/model"
	"catchment/model/field"
)

// forgetting is what the trail must no longer tell, because a change brings it
// under protection: the texts, as they were before, that name a place, and
// areas smaller than a local authority.
type forgetting struct {
	services, sites, providers map[string]bool
	small                      map[string]bool
}

// toConceal gives the entries of the trail that tell of places that the change
// protects, with what may still be told, and sees to those of the change
// itself.
func (p *Planner) toConceal(ctx context.Context, m *merging) ([]model.AuditEntry, error) {
	f := &forgetting{services: newly(m.after.services, m.before.services), sites: newly(m.after.journeys, m.before.journeys),
		providers: newly(m.after.providers, m.before.providers), small: m.after.small}
	if len(f.services)+len(f.sites)+len(f.providers) == 0 {
		return nil, nil
	}
	var out []model.AuditEntry
	for _, noun := range []string{model.Site{}.TableName(), model.Service{}.TableName(), model.Provider{}.TableName()} {
		entries, err := p.store.AuditOf(ctx, noun)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			f.note(&e)
			if f.conceal(&e) {
				out = append(out, e)
			}
		}
	}
	for i := range m.audit {
		f.conceal(&m.audit[i])
	}
	return out, nil
}

// note remembers the sites that a service had once. Entries come in order.
func (f *forgetting) note(e *model.AuditEntry) {
	if e.Noun == (model.Site{}).TableName() && (f.services[columnsIn(e.Before)["service"]] || f.services[columnsIn(e.After)["service"]]) {
		f.sites[e.Subject] = true
	}
}

func columnsIn(text string) map[string]string {
	columns := map[string]string{}
	_ = json.Unmarshal([]byte(text), &columns) // what is no such text has no columns
	return columns
}

// conceal says whether it had to change the entry.
func (f *forgetting) conceal(e *model.AuditEntry) bool {
	rule := map[string]func(column, text string) bool{}
	switch {
	case e.Noun == (model.Site{}).TableName() && f.sites[e.Subject]:
		for _, column := range []string{"name", "area_code", "lon", "lat", "postcode", "minutes"} {
			rule[column] = func(_, text string) bool { return text != "" }
		}
	case e.Noun == (model.Service{}).TableName() && f.services[e.Subject]:
		for _, column := range []string{"name", "name_cy", "funder", "by_and_for", "areas_served"} {
			rule[column] = f.leads
		}
	case e.Noun == (model.Provider{}).TableName() && f.providers[e.Subject]:
		rule["name"], rule["name_cy"] = f.leads, f.leads
	default:
		return false
	}
	before, was := stated(e.Before, rule)
	after, is := stated(e.After, rule)
	e.Before, e.After = before, after
	return was || is
}

// leads says whether a text of a service or provider leads to a place.
func (f *forgetting) leads(column, text string) bool {
	if column == "areas_served" {
		return slices.ContainsFunc(field.List(text), func(code string) bool { return f.small[code] })
	}
	return field.NamesPlace(text)
}

// stated leaves of columns that a rule is about that they are stated.
func stated(text string, rule map[string]func(column, text string) bool) (told string, changed bool) {
	columns := columnsIn(text)
	for _, column := range slices.Sorted(maps.Keys(columns)) {
		if leads := rule[column]; leads != nil && columns[column] != "stated" && leads(column, columns[column]) {
			columns[column], changed = "stated", true
		}
	}
	if !changed {
		return text, false
	}
	return object(columns), true
}
