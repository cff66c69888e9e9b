package openreferral

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/field"
)

// Options say how a directory is taken over.
type Options struct {
	Feed   string            // what the directory is called; keys are made of it
	Rules  Rules             // of which type services are
	Tags   map[string]string // types that persons chose, by our keys of services
	Public bool              // places may be shown, of services that are not protected
}

// Key is our key of a record of a directory. It says nothing of the record:
// ids of others may hold anything.
func Key(feed, kind, id string) string {
	sum := sha256.Sum256([]byte(feed + "\x00" + kind + "\x00" + id))
	return "oruk-" + hex.EncodeToString(sum[:8])
}

// Batch lays a directory over what is known. Organisations become providers,
// services services, and locations sites.
//
// Of what a person may have set (type, mode, sector, disclosure) nothing is
// changed where the noun is there already. A service that no rule and no tag
// gives a type is kept as a record alone, for a person to tag.
//
// No place is kept of a service that is protected, and no record either. Of
// others, places are kept where the options allow it; else a site stands for
// its local authority, and records are kept without what tells of places.
func (d *Directory) Batch(known *model.Records, protected map[string]bool, o Options) *model.Batch {
	l := &laying{d: d, g: groundOf(known, protected), o: o, organizations: map[string]bool{},
		batch: &model.Batch{Rows: map[string][]model.Row{}, Files: d.Files, Problems: slices.Clone(d.Problems)}}
	l.batch.Problems = append(l.batch.Problems, o.Rules.unknown(l.g.types)...)
	for _, s := range d.services {
		l.service(s)
	}
	return l.batch
}

// laying is one call of Batch on its way.
type laying struct {
	d             *Directory
	g             *ground
	o             Options
	batch         *model.Batch
	organizations map[string]bool // that have a row
}

func (l *laying) warn(s *service, column string, expected model.Sentence) {
	l.batch.Problems = append(l.batch.Problems, model.Problem{File: s.at.file, Row: s.at.row, Column: column, Expected: expected, Warning: true})
}

func (l *laying) row(s *service, table string, noun any, given ...string) {
	columns := map[string]bool{}
	for _, name := range given {
		columns[name] = true
	}
	l.batch.Rows[table] = append(l.batch.Rows[table], model.Row{Noun: noun, Given: columns, File: s.at.file, Number: s.at.row})
}

// offer is a service with what was decided of it.
type offer struct {
	*service
	key      string
	existing *model.Service
	kind     *model.ServiceType
	mode     model.Mode
	areas    []string
	hidden   bool
}

func (l *laying) service(s *service) {
	of := &offer{service: s, key: Key(l.o.Feed, "service", s.id)}
	of.existing = l.g.services[of.key]
	if of.existing == nil && (s.status == "inactive" || s.status == "defunct") {
		l.warn(s, "status", model.Say("a service that is active is expected; one that is %s is left out", s.status))
		return
	}
	org := l.d.organizations[s.organization]
	if org == nil {
		l.warn(s, "organization", model.Say("an organisation with a name is expected; the service is left out"))
		return
	}
	typed, ignored := l.typed(of)
	switch {
	case ignored:
	case !typed:
		switch {
		case of.existing != nil || l.g.protected[of.key]:
		case field.NamesPlace(s.name) || field.NamesPlace(org.name) || !IsID(strings.ToLower(s.id)) && field.NamesPlace(s.id):
			l.warn(s, "name", model.Say("names and an id without a postcode, coordinates or a street are expected of a service of which no type is known, because it may be one that is protected; it is left out"))
		default:
			l.keep("service", s.id, of.key, withOrganization(s.raw, org), false)
		}
	default:
		l.take(of, org)
	}
}

// typed finds the type of a service: what a person said, else what it is
// already, else what a rule says, else a term of ours. False where none does.
func (l *laying) typed(of *offer) (typed, ignored bool) {
	rule := l.o.Rules.typeOf(of.service)
	name, tagged := l.o.Tags[of.key]
	switch {
	case tagged:
	case of.existing != nil:
		name = of.existing.ServiceType
	case rule != nil:
		name = rule.Type
	default:
		if name = l.g.ours(of.terms); name == "" {
			return false, false
		}
	}
	if name == Ignored {
		return false, true
	}
	of.kind = l.g.types[name]
	of.mode = "agency"
	if rule != nil && rule.Type == name && rule.Mode != "" {
		of.mode = rule.Mode
	} else if of.kind != nil && of.kind.IsProtected() {
		of.mode = "residential"
	} else if strings.Contains(of.attending, "online") || strings.Contains(of.attending, "virtual") {
		of.mode = model.VirtualOneToOne
	}
	return of.kind != nil, false
}

// take takes a service over, with its organisation and its sites.
func (l *laying) take(of *offer, org *organization) {
	of.hidden = of.kind.IsProtected() || l.g.protected[of.key]
	l.served(of)
	if of.hidden && !l.mayStand(of, org) {
		l.batch.Feed.Drop = append(l.batch.Feed.Drop, of.key)
		return
	}
	provider := Key(l.o.Feed, "organization", org.id)
	if !l.organizations[org.id] {
		l.organizations[org.id] = true
		l.provider(of, org, provider)
	}
	l.serviceRow(of, provider)
	if of.hidden {
		if len(of.places) > 0 {
			l.warn(of.service, "locations", model.Say("no place is expected of a service that is protected; those stated are not kept, and not repeated here"))
		}
		l.batch.Feed.Drop = append(l.batch.Feed.Drop, of.key)
		return
	}
	for _, p := range of.places {
		l.site(of, p)
	}
	l.keep("service", of.id, of.key, withOrganization(of.raw, org), l.o.Public)
}

// served finds the areas that a service is for.
func (l *laying) served(of *offer) {
	unknown := 0
	for _, named := range of.service.areas {
		area := l.g.area(named)
		switch {
		case area == nil:
			unknown++
		case of.hidden && !area.Kind.AuthorityOrLarger():
			l.warn(of.service, "service_areas", model.Say("a local authority or larger is expected of a service that is protected; a smaller area is left out"))
		case !slices.Contains(of.areas, area.Code):
			of.areas = append(of.areas, area.Code)
		}
	}
	if unknown > 0 {
		l.warn(of.service, "service_areas", model.Say("an area by its code, or by a name that one area has, is expected; what is neither is left out"))
	}
}

// mayStand says whether a protected service can be taken over as the rules of
// protection have it: none of its names tells of a place, and it names areas.
func (l *laying) mayStand(of *offer, org *organization) bool {
	switch {
	case field.NamesPlace(of.name):
		l.warn(of.service, "name", model.Say("a name without a postcode, coordinates or a street is expected of a service that is protected; the service is left out"))
	case field.NamesPlace(org.name):
		l.warn(of.service, "organization.name", model.Say("a name without a postcode, coordinates or a street is expected of a provider of a protected service; the service is left out"))
	case len(of.areas) == 0 && (of.existing == nil || len(of.existing.AreasServed) == 0):
		l.warn(of.service, "service_areas", model.Say("a service that is protected must name the areas that it serves, each a local authority or larger; it is left out"))
	default:
		return true
	}
	return false
}

func (l *laying) provider(of *offer, org *organization, key string) {
	given := []string{"provider", "name"}
	if org.website != "" {
		given = append(given, "website")
	}
	if org.charity != "" {
		given = append(given, "charity_number")
	}
	if !l.g.providers[key] {
		given = append(given, "sector")
	}
	l.row(of.service, "providers", &model.Provider{Key: key, Name: org.name, Sector: "other", Website: org.website, CharityNumber: org.charity}, given...)
	if !of.hidden {
		l.keep("organization", org.id, "", org.raw, false)
	}
}

func (l *laying) serviceRow(of *offer, provider string) {
	given := []string{"service", "provider", "name"}
	if of.existing == nil {
		given = append(given, "service_type", "mode")
	} else if _, tagged := l.o.Tags[of.key]; tagged {
		given = append(given, "service_type")
	}
	for name, stated := range map[string]bool{"age_min": of.min != nil, "age_max": of.max != nil, "areas_served": len(of.areas) > 0, "languages": len(of.languages) > 0} {
		if stated {
			given = append(given, name)
		}
	}
	noun := &model.Service{Key: of.key, Provider: provider, Name: of.name, ServiceType: of.kind.Key, Mode: of.mode,
		AgeMin: of.min, AgeMax: of.max, AreasServed: of.areas, Languages: distinct(of.languages)}
	l.row(of.service, "services", noun, given...)
}

// site takes a location over: where it is if that may be kept, else as its
// area alone.
func (l *laying) site(of *offer, p place) {
	site := &model.Site{Key: Key(l.o.Feed, "site", of.id+"\x00"+p.id), Service: of.key, Name: p.name, Disclosure: model.AreaOnly}
	existing := l.g.sites[site.Key]
	given := []string{"site", "service"}
	if !field.NamesPlace(p.name) && p.name != "" {
		given = append(given, "name")
	}
	switch {
	case l.o.Public && p.placed && (existing == nil || existing.Disclosure == model.Public):
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
			return
		}
		given = append(given, "disclosure", "area_code")
	}
	l.row(of.service, "sites", site, given...)
}

// keep keeps a record: whole, or without what tells of places.
func (l *laying) keep(kind, id, service string, raw object, whole bool) {
	var kept any = raw
	if !whole {
		kept = placeless(raw)
	}
	l.batch.Feed.Keep = append(l.batch.Feed.Keep, model.FeedRecord{Feed: l.o.Feed, Kind: kind, ID: id, Service: service, Raw: textOfRaw(kept)})
}

// withOrganization puts the organisation into a service that only names it, so
// that the record can be read again by itself.
func withOrganization(raw object, org *organization) object {
	if textAt(objectAt(raw, "organization"), "name") != "" {
		return raw
	}
	out := object{"organization": object{"id": org.id, "name": org.name}}
	for name, value := range raw {
		if name != "organization" {
			out[name] = value
		}
	}
	return out
}

func distinct(list []string) []string {
	var out []string
	for _, one := range list {
		if !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out
}
