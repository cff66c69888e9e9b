package openreferral

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"catchment/model"
)

// short cuts a name that nobody can read.
func (r *reader) short(name string) string {
	const longest = 200
	letters := []rune(name)
	if len(letters) <= longest {
		return name
	}
	r.warn("name", model.Say("a name of at most %d letters is expected; it is cut", longest))
	return string(letters[:longest]) + "…"
}

// charity reads the number of a charity: six or seven digits in England and
// Wales, with letters before them elsewhere.
func (r *reader) charity(text string) string {
	if text == "" || charityNumber.MatchString(text) {
		return text
	}
	r.warn("organization_identifiers", model.Say("the number of a charity is expected; this one is left out"))
	return ""
}

// registers are those of charities, as org-id.guide calls them.
var registers = []string{"GB-CHC", "GB-SC", "GB-NIC"}

var charityNumber = regexp.MustCompile(`^[A-Za-z]{0,3} ?[0-9][0-9 -]{3,14}$`)

// closed are states of a service that is not offered, beside those of the
// specification: inactive, defunct, temporarily closed.
var closed = []string{"inactive", "defunct", "temporarily closed", "temporarily_closed", "closed", "suspended", "withdrawn", "archived", "deleted", "expired"}

// status tells of a state that is none of the specification.
func (r *reader) status(s *service) {
	s.closed = slices.Contains(closed, s.status)
	if !s.closed && s.status != "active" {
		r.warn("status", model.Say("one of active, inactive, defunct, temporarily closed is expected; the service is taken for an active one"))
	}
}

// texts tells of texts in place of records.
func (r *reader) texts(o object) {
	for _, name := range []string{"organization", "service_areas", "languages", "locations", "taxonomy_terms", "attributes"} {
		list, is := o[name].([]any)
		if !is {
			list = []any{o[name]}
		}
		if slices.ContainsFunc(list, func(item any) bool { text, is := item.(string); return is && says(text) > 0 }) {
			r.warn(name, model.Say("a record is expected; the text is taken for its name"))
		}
	}
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
				} else if id := idAt(link, inner+"_id"); id != "" {
					add(object{"id": id})
					for _, p := range r.vocabulary.pieces[id] {
						add(p.raw)
					}
				}
			}
			if list == "taxonomy_terms" || len(link) == 1 { // a name alone
				add(link)
			}
		}
	}
}

// ages takes the widest of what is said of ages.
func (r *reader) ages(s *service, o object) {
	r.age(&s.min, o, "minimum_age", "", func(x, y int) bool { return x < y })
	r.age(&s.max, o, "maximum_age", "", func(x, y int) bool { return x > y })
	for _, list := range []string{"eligibilitys", "eligibilities", "eligibility"} {
		for _, e := range listAt(o, list) {
			r.age(&s.min, e, "minimum_age", list+"[].", func(x, y int) bool { return x < y })
			r.age(&s.max, e, "maximum_age", list+"[].", func(x, y int) bool { return x > y })
		}
	}
	if s.min != nil && s.max != nil && *s.min > *s.max {
		r.warn("minimum_age", model.Say("a youngest age that is not above the oldest is expected; neither is taken"))
		s.min, s.max = nil, nil
	}
}

func (r *reader) age(into **int, o object, name, in string, wider func(x, y int) bool) {
	number, stated, written, ok := numberAt(o, name)
	if !stated {
		return
	}
	if !ok || number < 0 || number != math.Trunc(number) || number > 150 {
		r.warn(in+name, model.Say("an age in whole years is expected; this one is left out"))
		return
	}
	if !written {
		r.warnFound(in+name, model.Say("a number is expected; the text is taken for one"), model.Quoted(strconv.Itoa(int(number))))
	}
	if number >= model.AgeCount {
		if name == "minimum_age" {
			r.warnFound(in+name, model.Say("an age of at most 24 is expected; this one is left out"), model.Said(strconv.Itoa(int(number))))
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

func (r *reader) languages(s *service, o object) {
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
			r.warn("languages", model.Say("a language or its code is expected; this one is left out"))
		}
	}
}
