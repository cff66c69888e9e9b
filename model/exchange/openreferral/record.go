package openreferral

import (
	"math"

	"reflect"
	"regexp"
	"strconv"
	"strings"

	"catchment/model"
)

func (r *reader) record(o object) {
	switch r.kindOf(o) {
	case "service":
		r.service(o, "")
	case "organization":
		r.organizationWith(o)
	case "service_at_location":
		r.serviceAt(o)
	case "location", "taxonomy": // stands in services, as far as it matters
	default:
		r.warn("", model.Say("a service or an organisation is expected; this record says neither, and is left out"))
	}
}

// organizationWith reads an organisation, and the services in it.
func (r *reader) organizationWith(o object) {
	r.organization(o, "")
	for i, s := range listAt(o, "services") {
		whole := object{"organization": o}
		for name, value := range s {
			whole[name] = value
		}
		if textAt(s, "name") != "" { // a link alone says nothing
			r.service(whole, "services["+strconv.Itoa(i)+"].")
		}
	}
}

// organization reads an organisation and gives its id, "" where it has none.
func (r *reader) organization(o object, at string) string {
	id, name := textAt(o, "id"), textAt(o, "name", "alternate_name")
	if id == "" {
		id = name
	}
	if id == "" || name == "" {
		if id != "" && r.d.organizations[id] == nil && at == "" {
			r.warn(at+"name", model.Say("a name of the organisation is expected; it is left out"))
		}
		return id
	}
	known := r.d.organizations[id]
	if known == nil {
		known = &organization{id: id, name: name, raw: o}
		r.d.organizations[id] = known
	}
	if known.website == "" {
		known.website = r.website(o, at)
	}
	for _, one := range listAt(o, "organization_identifiers") {
		if scheme := strings.ToUpper(textAt(one, "identifier_scheme")); scheme == "GB-CHC" || strings.Contains(strings.ToLower(textAt(one, "identifier_type")), "charity") {
			known.charity = textAt(one, "identifier")
		}
	}
	return id
}

// website reads the address of an organisation; one without a scheme is given
// one.
func (r *reader) website(o object, at string) string {
	for _, name := range []string{"website", "url"} {
		text := textAt(o, name)
		if text == "" {
			if _, empty := o[name].(string); empty {
				r.warn(at+name, model.Say("an address or nothing is expected; an empty text is taken for nothing"))
			}
			continue
		}
		if found := website(text); found != "" {
			return found
		}
		if found := website("https://" + text); found != "" && !strings.Contains(text, "/:") && strings.Contains(text, ".") && !strings.Contains(text, " ") && !strings.Contains(text, "@") {
			r.warn(at+name, model.Say("an address with https:// is expected; it is put before this one"))
			return found
		}
		r.warn(at+name, model.Say("an address of the web is expected; this one is left out"))
	}
	return ""
}

// serviceAt reads a service at a location, which stands alone in a file.
func (r *reader) serviceAt(o object) {
	inner := objectAt(o, "service")
	id := textAt(inner, "id")
	if id == "" {
		id = textAt(o, "service_id")
	}
	s := r.d.byID[id]
	if s == nil {
		if textAt(inner, "name") == "" {
			r.warn("service", model.Say("a service that stands before it, or in it, is expected; this place is left out"))
			return
		}
		s = r.service(inner, "service.")
	}
	if s != nil {
		r.places(s, []object{o}, "")
	}
}

// service reads a service. One that was read before stays as it was first
// read; places are added to it.
func (r *reader) service(o object, at string) *service {
	name := textAt(o, "name", "alternate_name")
	if name == "" {
		r.warn(at+"name", model.Say("a name of the service is expected; it is left out"))
		return nil
	}
	id := textAt(o, "id")
	if id == "" {
		r.warn(at+"id", model.Say("an id is expected; the name is taken for it"))
		id = name
	} else if !IsID(strings.ToLower(id)) {
		r.warn(at+"id", model.Say("an id that is a UUID is expected; this one is taken as it is"))
	}
	if known := r.d.byID[id]; known != nil {
		if !reflect.DeepEqual(known.raw, o) && len(o) >= len(known.raw) {
			r.warn(at+"id", model.Say("each service once is expected; this one was read before, and says something else: what stood first holds"))
		}
		return known
	}
	s := &service{at: r.at, id: id, name: name, status: strings.ToLower(textAt(o, "status")), attending: strings.ToLower(textAt(o, "attending_type", "attending_access")), raw: o}
	r.d.byID[id] = s
	r.d.services = append(r.d.services, s)
	if inner := objectAt(o, "organization"); inner != nil {
		s.organization = r.organization(inner, at+"organization.")
	}
	if s.organization == "" {
		s.organization = textAt(o, "organization_id")
	}
	if text, is := o["description"].(string); o["description"] == nil || is && strings.TrimSpace(text) == "" {
		r.warn(at+"description", model.Say("a description is expected; the service is read without one"))
	}
	r.terms(s, o)
	r.ages(s, o, at)
	r.languages(s, o, at)
	r.areas(s, o)
	r.places(s, listAt(o, "service_at_locations"), at+"service_at_locations")
	r.places(s, listAt(o, "locations"), at+"locations")
	return s
}

// terms are the names and codes of what a service is sorted by.
func (r *reader) terms(s *service, o object) {
	add := func(t object) {
		for _, name := range []string{"name", "term", "code", "id"} {
			if text := textAt(t, name); text != "" {
				s.terms = append(s.terms, text)
			}
		}
	}
	for _, list := range []string{"attributes", "service_taxonomys", "service_taxonomies", "taxonomy_terms"} {
		for _, link := range listAt(o, list) {
			for _, inner := range []string{"taxonomy_term", "taxonomy"} {
				if t := objectAt(link, inner); t != nil {
					add(t)
				}
			}
			if list == "taxonomy_terms" {
				add(link)
			}
		}
	}
}

// ages takes the widest of what is said of ages.
func (r *reader) ages(s *service, o object, at string) {
	r.age(&s.min, o, "minimum_age", at, func(x, y int) bool { return x < y })
	r.age(&s.max, o, "maximum_age", at, func(x, y int) bool { return x > y })
	for _, list := range []string{"eligibilitys", "eligibilities", "eligibility"} {
		for _, e := range listAt(o, list) {
			r.age(&s.min, e, "minimum_age", at+list+"[].", func(x, y int) bool { return x < y })
			r.age(&s.max, e, "maximum_age", at+list+"[].", func(x, y int) bool { return x > y })
		}
	}
	if s.min != nil && s.max != nil && *s.min > *s.max {
		r.warn(at+"minimum_age", model.Say("a youngest age that is not above the oldest is expected; neither is taken"))
		s.min, s.max = nil, nil
	}
}

func (r *reader) age(into **int, o object, name, at string, wider func(x, y int) bool) {
	number, stated, written, ok := numberAt(o, name)
	if !stated {
		return
	}
	if !ok || number < 0 || number != math.Trunc(number) || number > 150 {
		r.warn(at+name, model.Say("an age in whole years is expected; this one is left out"))
		return
	}
	if !written {
		r.warnFound(at+name, model.Say("a number is expected; the text is taken for one"), model.Quoted(strconv.Itoa(int(number))))
	}
	if number >= model.AgeCount {
		if name == "minimum_age" {
			r.warnFound(at+name, model.Say("an age of at most 24 is expected; this one is left out"), model.Said(strconv.Itoa(int(number))))
		}
		return // an oldest age of 99 is none
	}
	if age := int(number); *into == nil || wider(age, **into) {
		*into = &age
	}
}

var codesOf = map[string]string{"english": "en", "saesneg": "en", "eng": "en", "welsh": "cy", "cymraeg": "cy", "cym": "cy", "wel": "cy", "polish": "pl", "urdu": "ur", "arabic": "ar", "bengali": "bn", "punjabi": "pa",
	"british sign language": "bfi", "bsl": "bfi", "somali": "so", "ukrainian": "uk", "romanian": "ro", "french": "fr", "spanish": "es", "portuguese": "pt"}

var languageCode = regexp.MustCompile(`^[a-z]{2,3}$`)

func (r *reader) languages(s *service, o object, at string) {
	for _, l := range listAt(o, "languages") {
		text := strings.ToLower(textAt(l, "code", "language", "name"))
		if code := codesOf[text]; code != "" {
			text = code
		}
		text, _, _ = strings.Cut(text, "-") // cy-GB
		switch {
		case text == "":
		case languageCode.MatchString(text):
			s.languages = append(s.languages, text)
		default:
			r.warn(at+"languages", model.Say("a language or its code is expected; this one is left out"))
		}
	}
}
