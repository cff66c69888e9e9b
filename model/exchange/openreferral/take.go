package openreferral

import (
	"strconv"

	"catchment/model"
)

// part takes the records apart into what they say of services, organisations,
// places and terms.
func (r *reader) part() {
	for _, one := range r.records {
		p := piece{at: one.at, raw: one.raw}
		switch one.kind {
		case aService:
			r.putService(p)
		case anOrganization:
			r.putOrganization(p)
		case atLocation:
			r.putAt(p)
		case aLocation:
			r.locations.put(idOf(p.raw), p)
		case aTaxonomy:
			r.putTerms(p)
		case aPart:
			r.stand(p)
			r.warn("", model.Say("a part of a service is expected in its service; one that stands alone is left out"))
		case aSchema:
			r.stand(p)
			r.warn("", model.Say("a record is expected; what is none is left out"))
		case about:
		default:
			r.putUnsorted(p)
		}
	}
}

// putService puts a service by its id, else by its name, and the organisation
// in it.
func (r *reader) putService(p piece) {
	r.stand(p)
	id, name := idOf(p.raw), nameAt(p.raw)
	switch {
	case id == "" && name == "":
		r.warn("name", model.Say("a name of the service is expected; it is left out"))
		return
	case id == "":
		r.warn("id", model.Say("an id is expected; the name is taken for it"))
		id = name
	case !IsID(id) && name != "":
		r.warn("id", model.Say("an id that is a UUID is expected; this one is taken as it is"))
	}
	r.services.put(id, p)
	if inner := organizationIn(p.raw); inner != nil {
		r.putOrganization(piece{at: p.at, in: p.in + "organization.", raw: inner})
	}
}

// organizationIn is the organisation that stands in a service, with the id by
// which the service names it where it has none itself. One that is a text is
// its name.
func organizationIn(o object) object {
	inner := object{}
	if list := listAt(o, "organization"); len(list) > 0 {
		inner = list[0]
	}
	if id := idAt(o, "organization_id"); id != "" && idOf(inner) == "" {
		inner = with(inner, "id", id)
	}
	if idOf(inner) == "" && nameAt(inner) == "" {
		return nil
	}
	return inner
}

// putOrganization puts an organisation by its id, else by its name, and the
// services in it, each with a link back.
func (r *reader) putOrganization(p piece) {
	r.stand(p)
	id := organizationID(p.raw)
	if id == "" {
		r.warn("name", model.Say("a name of the organisation is expected; it is left out"))
		return
	}
	if idOf(p.raw) == "" {
		r.warn("id", model.Say("an id is expected; the name is taken for it"))
	}
	r.organizations.put(id, p)
	for i, s := range listAt(p.raw, "services") {
		if organizationIn(s) == nil {
			s = with(s, "organization", object{"id": id, "name": nameAt(p.raw)})
		}
		if idOf(s) != "" || nameAt(s) != "" {
			r.putService(piece{at: p.at, in: p.in + "services[" + strconv.Itoa(i) + "].", raw: s})
		}
	}
}

func organizationID(o object) string {
	if id := idOf(o); id != "" {
		return id
	}
	return nameAt(o)
}

// putAt puts the place at which a service is, and the service in it.
func (r *reader) putAt(p piece) {
	inner := asObject(p.raw["service"])
	id := idOf(inner)
	if id == "" {
		id = idAt(p.raw, "service_id")
	}
	if id == "" {
		id = nameAt(inner)
	}
	if inner != nil {
		r.putService(piece{at: p.at, in: p.in + "service.", raw: inner})
	}
	r.places.put(id, p)
}

// putTerms puts terms by their ids: one alone, or those of a taxonomy.
func (r *reader) putTerms(p piece) {
	if id := idOf(p.raw); id != "" {
		r.vocabulary.put(id, p)
	}
	for _, term := range listAt(p.raw, "taxonomy_terms") {
		r.putTerms(piece{at: p.at, in: p.in, raw: term})
	}
}

// putUnsorted takes what does not say what it is for a service, because
// directories are lists of these. No rule gives it a type, so that a person
// looks at it.
func (r *reader) putUnsorted(p piece) {
	r.stand(p)
	if idOf(p.raw) == "" || nameAt(p.raw) == "" {
		r.warn("", model.Say("a service or an organisation is expected; this record says neither, and is left out"))
		return
	}
	r.warn("", model.Say("a service or an organisation is expected; this record does not say which, and is taken for a service of which a person must say the type"))
	p.guessed = true
	r.putService(p)
}
