package planner

import (
	"context"
	"encoding/json"
	"slices"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/field"
	"catchment/model/store"
)

// hidden is of which services, sites and journeys nothing may be kept that
// leads to a place, be it as it was before.
type hidden struct {
	services  map[string]bool // that are protected, by a site or by their type
	providers map[string]bool // of protected services alone
	small     map[string]bool // areas smaller than a local authority
	places    map[string]bool // sites whose coordinates and postcode go
	journeys  map[string]bool // sites to which minutes go
}

func hiddenIn(r *model.Records) *hidden {
	h := &hidden{services: atlas.ProtectedServices(r), providers: map[string]bool{}, small: map[string]bool{}, places: map[string]bool{}, journeys: map[string]bool{}}
	for i := range r.Services {
		if s := &r.Services[i]; h.services[s.Key] {
			h.providers[s.Provider] = true
		}
	}
	for i := range r.Services {
		if s := &r.Services[i]; !h.services[s.Key] {
			delete(h.providers, s.Provider)
		}
	}
	for i := range r.Areas {
		h.small[r.Areas[i].Code] = !r.Areas[i].Kind.AuthorityOrLarger()
	}
	for i := range r.Sites {
		site := &r.Sites[i]
		h.places[site.Key] = site.Disclosure != model.Public
		h.journeys[site.Key] = site.Disclosure == model.Protected
	}
	h.sitesOf(r)
	return h
}

// sitesOf adds the sites that protected services have in some records: those
// of before a change may have gone with it.
func (h *hidden) sitesOf(r *model.Records) {
	for i := range r.Sites {
		if h.services[r.Sites[i].Service] {
			h.add(r.Sites[i].Key)
		}
	}
}

func (h *hidden) add(site string) { h.places[site], h.journeys[site] = true, true }

// hides says whether a last change holds what may no longer be kept.
func (h *hidden) hides(last store.LastChange) bool {
	if last.Before == "" {
		return false
	}
	switch last.Noun {
	case model.Site{}.TableName():
		var site model.Site
		err := json.Unmarshal([]byte(last.Before), &site)
		return err != nil || statesPlace(&site) && (h.places[last.Subject] || h.services[site.Service]) ||
			(h.journeys[last.Subject] || h.services[site.Service]) && (field.NamesPlace(site.Name) || h.small[site.AreaCode])
	case model.Service{}.TableName():
		var service model.Service
		err := json.Unmarshal([]byte(last.Before), &service)
		return h.services[last.Subject] && (err != nil || h.leads(append(service.ByAndFor, service.Name, service.NameCy, service.Funder), service.AreasServed))
	case model.Provider{}.TableName():
		var provider model.Provider
		err := json.Unmarshal([]byte(last.Before), &provider)
		return h.providers[last.Subject] && (err != nil || h.leads([]string{provider.Name, provider.NameCy}, nil))
	case model.TravelTime{}.TableName():
		var journey model.TravelTime
		err := json.Unmarshal([]byte(last.Before), &journey)
		return err != nil || h.journeys[journey.Site]
	}
	return false
}

// leads says whether texts name a place, or areas are as small as one.
func (h *hidden) leads(texts, areas []string) bool {
	return slices.ContainsFunc(texts, field.NamesPlace) || slices.ContainsFunc(areas, func(code string) bool { return h.small[code] })
}

// beyond says whether something is hidden here that was not there.
func (h *hidden) beyond(before *hidden) bool {
	return len(newly(h.journeys, before.journeys))+len(newly(h.services, before.services))+len(newly(h.providers, before.providers)) > 0
}

func newly(now, before map[string]bool) map[string]bool {
	out := map[string]bool{}
	for key, is := range now {
		if is && !before[key] {
			out[key] = true
		}
	}
	return out
}

// toForget names the rows of which, by the change, nothing that earlier
// changes replaced may be kept: places of sites that are no longer public,
// places and journeys of sites, also those removed long ago, whose service has
// come under protection.
func (p *Planner) toForget(ctx context.Context, m *merging) ([]store.RowName, error) {
	rows, err := p.store.LastOf(ctx, model.Site{}.TableName())
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		var site model.Site
		if json.Unmarshal([]byte(row.Before), &site) == nil && m.after.services[site.Service] && !m.before.services[site.Service] {
			m.after.add(row.Subject)
		}
	}
	forget := m.after.among(rows)
	if !m.after.beyond(m.before) {
		return forget, nil
	}
	for _, noun := range []string{model.TravelTime{}.TableName(), model.Service{}.TableName(), model.Provider{}.TableName()} {
		rows, err := p.store.LastOf(ctx, noun)
		if err != nil {
			return nil, err
		}
		forget = append(forget, m.after.among(rows)...)
	}
	return forget, nil
}

// among names the rows whose last changes are hidden, each once.
func (h *hidden) among(rows []store.LastChange) []store.RowName {
	var names []store.RowName
	for _, row := range rows {
		name := store.RowName{Noun: row.Noun, Subject: row.Subject}
		if h.hides(row) && (len(names) == 0 || names[len(names)-1] != name) {
			names = append(names, name)
		}
	}
	return names
}
