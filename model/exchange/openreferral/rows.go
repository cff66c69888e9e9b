package openreferral

import (
	"strings"

	"catchment/model"
	"catchment/model/field"
)

// provider gives an organisation its row. One that is there keeps its name where
// the directory has none; one that had none before loses what stood for it.
func (l *laying) provider(of *offer, org *organization, key string) {
	there := l.g.providers[key]
	if org.made && there != nil {
		return
	}
	given := []string{"provider", "name"}
	if org.website != "" {
		given = append(given, "website")
	}
	if org.charity != "" {
		given = append(given, "charity_number")
	}
	if org.made || there != nil && strings.HasPrefix(there.NameCy, organizationNotNamedCy) {
		given = append(given, "name_cy")
	}
	if there == nil {
		given = append(given, "sector")
	}
	l.row(of.service, "providers", &model.Provider{Key: key, Name: org.name, NameCy: org.nameCy, Sector: "other", Website: org.website, CharityNumber: org.charity}, given...)
	if !of.hidden && !org.made {
		l.keep("organization", org.id, "", org.raw, false)
	}
}

func (l *laying) serviceRow(of *offer, org *organization, provider string) {
	given := []string{"service"}
	if of.existing == nil || !org.made {
		given = append(given, "provider")
	}
	if of.existing == nil || of.named {
		given = append(given, "name")
	}
	if of.existing == nil && of.nameCy != "" || of.existing != nil && of.named && of.nameCy != "" || of.existing != nil && of.named && strings.HasPrefix(of.existing.NameCy, serviceNotNamedCy) {
		given = append(given, "name_cy")
	}
	if of.existing == nil {
		given = append(given, "service_type", "mode")
	} else if of.tagged {
		given = append(given, "service_type")
	}
	for name, stated := range map[string]bool{"age_min": of.min != nil, "age_max": of.max != nil, "areas_served": len(of.areas) > 0, "languages": len(of.languages) > 0} {
		if stated {
			given = append(given, name)
		}
	}
	noun := &model.Service{Key: of.key, Provider: provider, Name: of.name, NameCy: of.nameCy, ServiceType: of.kind.Key, Mode: of.mode,
		AgeMin: of.min, AgeMax: of.max, AreasServed: of.areas, Languages: distinct(of.languages)}
	l.row(of.service, "services", noun, given...)
}

// site takes a location over: where it is if that may be kept, else as its
// area alone. It says whether the site is public.
func (l *laying) site(of *offer, p place) bool {
	site := &model.Site{Key: Key(l.o.Feed, "site", of.id+"\x00"+p.id), Service: of.key, Name: p.name, Disclosure: model.AreaOnly}
	existing := l.g.sites[site.Key]
	if l.isSecret(p) {
		l.warn(of.service, "locations", model.Say("a protected service is at this place too; it is not kept, and not repeated here"))
		return false
	}
	given := []string{"site", "service"}
	if !field.NamesPlace(p.name) && !(of.veiled && field.HintsAtPlace(p.name)) && p.name != "" {
		given = append(given, "name")
	}
	switch {
	case l.o.Public && !of.veiled && p.placed && (existing == nil || existing.Disclosure == model.Public):
		site.Disclosure, site.Lon, site.Lat = model.Public, &p.lon, &p.lat
		given = append(given, "disclosure", "lon", "lat")
	case existing != nil: // stays as it is shown
	default:
		if p.placed {
			site.AreaCode = l.g.authority(p)
		}
		if site.AreaCode == "" && len(of.areas) > 0 {
			site.AreaCode = of.areas[0]
		}
		if site.AreaCode == "" {
			l.warn(of.service, "locations", model.Say("a place in a local authority that is known, or a service area, is expected; the place is left out"))
			return false
		}
		given = append(given, "disclosure", "area_code")
	}
	l.row(of.service, "sites", site, given...)
	return site.Disclosure == model.Public
}
