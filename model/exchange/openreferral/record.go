package openreferral

import (
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/field"
)

// join makes organisations and services of their pieces.
func (r *reader) join() {
	for _, id := range r.organizations.order {
		r.organization(id)
	}
	for _, id := range r.services.order {
		r.service(id)
	}
	for _, id := range r.places.order {
		for _, p := range r.places.pieces[id] {
			if r.services.pieces[id] == nil {
				r.stand(p)
				r.warn("service", model.Say("a service that stands in it, or elsewhere in these files, is expected; this place is left out"))
			}
		}
	}
}

func (r *reader) organization(id string) {
	pieces := r.organizations.pieces[id]
	whole, from := r.merged(pieces)
	r.stand(pieces[0])
	r.from = from
	o := &organization{position: pieces[0].at, id: id, name: r.short(nameAt(whole)), raw: whole, website: r.website(whole)}
	for _, one := range listAt(whole, "organization_identifiers") {
		if scheme := strings.ToUpper(textAt(one, "identifier_scheme")); slices.Contains(registers, scheme) || strings.Contains(strings.ToLower(textAt(one, "identifier_type")), "charity") {
			o.charity = r.charity(textAt(one, "identifier"))
		}
	}
	r.d.organizations[id] = o
}

func (r *reader) service(id string) {
	pieces := r.services.pieces[id]
	whole, from := r.merged(pieces)
	r.stand(pieces[0])
	r.from = from
	s := &service{at: r.at, id: id, name: r.short(nameAt(whole)), status: strings.ToLower(textAt(whole, "status")), raw: whole,
		attending: strings.ToLower(textAt(whole, "attending_type", "attending_access"))}
	s.named = s.name != ""
	s.guessed = !slices.ContainsFunc(pieces, func(p piece) bool { return !p.guessed })
	if !s.named && !r.nameless(s, pieces[0].in != "") {
		return
	}
	r.d.services = append(r.d.services, s)
	s.organization = organizationID(organizationIn(whole))
	if o := r.d.organizations[s.organization]; o == nil || o.name == "" {
		r.warn("organization", model.Say("an organisation with a name is expected; the service is taken for that of one that is not named"))
	}
	r.status(s)
	r.texts(whole)
	if textAt(whole, "description") == "" {
		r.warn("description", model.Say("a description is expected; the service is read without one"))
	}
	r.terms(s, whole)
	r.ages(s, whole)
	r.languages(s, whole)
	r.areas(s, whole)
	r.placesOf(s, listAt(whole, "service_at_locations"), "service_at_locations")
	r.placesOf(s, listAt(whole, "locations"), "locations")
	for _, p := range r.places.pieces[id] {
		r.stand(p)
		r.placesOf(s, []object{p.raw}, "location")
	}
}

// nameless gives a service without a name one that is made of its id, and says
// whether it is one: a link alone is none, and a record must say something.
func (r *reader) nameless(s *service, link bool) bool {
	said := object{}
	for name, value := range s.raw {
		if !slices.Contains([]string{"id", "status", "organization", "organization_id", "last_modified"}, name) {
			said[name] = value
		}
	}
	switch {
	case says(said) == 0 && link:
		return false
	case says(said) == 0 || !IsID(s.id) && field.NamesPlace(s.id):
		r.warn("name", model.Say("a name of the service is expected; it is left out"))
		return false
	}
	r.warn("name", model.Say("a name of the service is expected; one is made of its id"))
	s.name, s.nameCy = notNamed(serviceNotNamed, s.id), notNamed(serviceNotNamedCy, s.id)
	return true
}

// What has no name is called so, in both languages.
const (
	serviceNotNamed        = "Service not named"
	serviceNotNamedCy      = "Gwasanaeth heb ei enwi"
	organizationNotNamed   = "Organisation not named"
	organizationNotNamedCy = "Sefydliad heb ei enwi"
)

// notNamed is the name of what has none: what it is, and its id.
func notNamed(what, id string) string {
	const longest = 60
	if letters := []rune(id); len(letters) > longest {
		id = string(letters[:longest]) + "…"
	}
	return what + " (" + id + ")"
}
