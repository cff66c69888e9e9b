package openreferral

import (
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"catchment/model"
)

// ground is what is known already, as far as a directory is laid over it.
type ground struct {
	types     map[string]*model.ServiceType
	areas     map[string]*model.Area
	named     map[string][]*model.Area // by name in small letters
	services  map[string]*model.Service
	providers map[string]*model.Provider
	sites     map[string]*model.Site
	protected map[string]bool
}

func groundOf(r *model.Records, protected map[string]bool) *ground {
	g := &ground{types: map[string]*model.ServiceType{}, areas: map[string]*model.Area{}, named: map[string][]*model.Area{},
		services: map[string]*model.Service{}, providers: map[string]*model.Provider{}, sites: map[string]*model.Site{}, protected: protected}
	for i := range r.ServiceTypes {
		g.types[r.ServiceTypes[i].Key] = &r.ServiceTypes[i]
	}
	for i := range r.Areas {
		a := &r.Areas[i]
		g.areas[a.Code] = a
		for _, name := range []string{a.Name, a.NameCy} {
			if name = strings.ToLower(name); name != "" && (len(g.named[name]) == 0 || g.named[name][len(g.named[name])-1] != a) {
				g.named[name] = append(g.named[name], a)
			}
		}
	}
	for i := range r.Services {
		g.services[r.Services[i].Key] = &r.Services[i]
	}
	for i := range r.Providers {
		g.providers[r.Providers[i].Key] = &r.Providers[i]
	}
	for i := range r.Sites {
		g.sites[r.Sites[i].Key] = &r.Sites[i]
	}
	return g
}

// area finds the area that a directory means: by its code, else by its name,
// where one area alone, or one local authority alone, has it.
func (g *ground) area(a areaName) *model.Area {
	if known := g.areas[a.code]; known != nil {
		return known
	}
	found := g.named[strings.ToLower(a.name)]
	if len(found) == 1 {
		return found[0]
	}
	var one *model.Area
	for _, area := range found {
		if area.Kind == model.LocalAuthority {
			if one != nil {
				return nil
			}
			one = area
		}
	}
	return one
}

// authority is the local authority that a place lies in, "" where none does.
func (g *ground) authority(p place) string {
	best := ""
	for code, area := range g.areas {
		if area.Kind == model.LocalAuthority && (best == "" || code < best) && planar.MultiPolygonContains(area.Boundary, orb.Point{p.lon, p.lat}) {
			best = code
		}
	}
	return best
}

// ours is the type that one of the terms names as directories of Catchment do,
// by the id of the term; "" where none does.
func (g *ground) ours(terms []string) string {
	keys := map[string]string{}
	for key := range g.types {
		keys[termID(ID("taxonomy", types), key)] = key
	}
	for _, term := range terms {
		if key := keys[term]; key != "" {
			return key
		}
	}
	return ""
}
