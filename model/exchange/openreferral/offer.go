package openreferral

import (
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/field"
)

// offer is a service with what was decided of it.
type offer struct {
	*service
	key      string
	existing *model.Service
	tagged   bool // a person said the type
	ignored  bool
	kind     *model.ServiceType // nil while nothing says it
	mode     model.Mode
	areas    []string
	hidden   bool // it is protected
	veiled   bool // no place is kept of it, whatever the options say
}

func (l *laying) offer(s *service) *offer {
	of := &offer{service: s, key: Key(l.o.Feed, "service", s.id)}
	of.existing = l.g.services[of.key]
	l.decide(of)
	of.hidden = l.g.protected[of.key] || of.kind != nil && of.kind.IsProtected()
	return of
}

// decide finds the type of a service: what a person said, else what it is
// already, else what a rule says, else a term of ours.
func (l *laying) decide(of *offer) {
	rule := l.o.Rules.typeOf(of.service)
	name, tagged := l.o.Tags[of.key]
	of.tagged = tagged
	switch {
	case tagged:
	case of.existing != nil:
		name = of.existing.ServiceType
	case of.guessed: // a person looks at it
	case rule != nil:
		name = rule.Type
	default:
		name = l.g.ours(of.terms)
	}
	of.ignored = name == Ignored
	of.kind = l.g.types[name]
	of.mode = "agency"
	switch {
	case rule != nil && rule.Type == name && rule.Mode != "":
		of.mode = rule.Mode
	case of.kind != nil && of.kind.IsProtected():
		of.mode = "residential"
	case strings.Contains(of.attending, "online") || strings.Contains(of.attending, "virtual"):
		of.mode = model.VirtualOneToOne
	}
}

func (l *laying) service(of *offer) {
	org := l.organization(of.service)
	l.withhold(of, org)
	switch {
	case of.existing == nil && of.closed:
		l.warn(of.service, "status", model.Say("a service that is active is expected; one that is %s is left out", of.status))
	case of.ignored:
	case of.kind == nil:
		l.wait(of, org)
	default:
		l.take(of, org)
	}
}

// organization is that of a service. One without a name is given one that says
// so: by its id where the service names it, else one for the whole directory.
func (l *laying) organization(s *service) *organization {
	known := l.d.organizations[s.organization]
	if known != nil && known.name != "" {
		return known
	}
	out := organization{id: s.organization, made: true}
	if known != nil {
		out.website, out.charity = known.website, known.charity
	}
	id := s.organization
	if id == "" || !IsID(id) && field.NamesPlace(id) {
		id = l.o.Feed
	}
	out.name, out.nameCy = notNamed(organizationNotNamed, id), notNamed(organizationNotNamedCy, id)
	return &out
}

// wait keeps a service of which nothing says the type as a record, for a person
// to tag. It may turn out to be protected.
func (l *laying) wait(of *offer, org *organization) {
	switch {
	case of.existing != nil || l.g.protected[of.key]:
	case of.named && field.NamesPlace(of.name) || !org.made && field.NamesPlace(org.name) || !IsID(of.id) && field.NamesPlace(of.id):
		l.warn(of.service, "name", model.Say("names and an id without a postcode, coordinates or a street are expected of a service of which no type is known, because it may be one that is protected; it is left out"))
	default:
		l.keep("service", of.id, of.key, byItself(of.raw, of.name, org), false)
	}
}

// take takes a service over, with its organisation and its sites.
func (l *laying) take(of *offer, org *organization) {
	l.served(of)
	if of.hidden && !l.mayStand(of, org) {
		l.batch.Feed.Drop = append(l.batch.Feed.Drop, of.key)
		return
	}
	l.veil(of, org)
	provider := Key(l.o.Feed, "organization", org.id)
	if !l.organizations[org.id] {
		l.organizations[org.id] = true
		l.provider(of, org, provider)
	}
	l.serviceRow(of, org, provider)
	if of.hidden {
		if len(of.places) > 0 {
			l.warn(of.service, "locations", model.Say("no place is expected of a service that is protected; those stated are not kept, and not repeated here"))
		}
		l.batch.Feed.Drop = append(l.batch.Feed.Drop, of.key)
		return
	}
	open := false // some place of it is public: only then its record is kept whole
	for _, p := range of.places {
		open = l.site(of, p) || open
	}
	l.keep("service", of.id, of.key, byItself(of.raw, of.name, org), open)
}

// veil keeps places back where the description, or the organisation, sounds
// like a protected type, until a person has said the type; and those of
// services that are where a protected one is.
func (l *laying) veil(of *offer, org *organization) {
	if of.hidden || !l.o.Public {
		return
	}
	if !of.tagged && len(of.places) > 0 && l.o.Rules.sounds(of.service, org, func(name string) bool { return l.g.types[name] != nil && l.g.types[name].IsProtected() }) {
		of.veiled = true
		l.warn(of.service, "locations", model.Say("its names or its description speak of what is protected; where it is, is not kept"))
	}
	of.veiled = of.veiled || slices.ContainsFunc(of.places, l.isSecret)
}

// isSecret says whether a protected service is at a place, or next to it.
func (l *laying) isSecret(p place) bool {
	return slices.ContainsFunc(l.secret, func(s place) bool { return s.id == p.id || s.isNear(p) || s.address != "" && s.address == p.address })
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
	case org.made:
		l.warn(of.service, "organization", model.Say("an organisation with a name is expected of a service that is protected; the service is left out"))
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
