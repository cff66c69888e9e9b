package openreferral

import (
	"cmp"
	"encoding/json"
	"strings"

	"catchment/model"
	"catchment/model/field"
)

// Again reads a service that is kept as it was read first.
func Again(kept model.FeedRecord) *Directory {
	r := newReader()
	read := json.NewDecoder(strings.NewReader(kept.Raw))
	read.UseNumber()
	var raw object
	if read.Decode(&raw) == nil {
		r.records = []*record{{at: position{file: kept.Kind, row: 1}, kind: aService, raw: raw}}
	}
	r.part()
	r.join()
	for _, s := range r.d.services {
		s.nameCy = cmp.Or(s.nameCy, welshOf(s.name))
	}
	r.d.Problems = nil // told of when it was read first
	return r.d
}

// Card is what a person is shown of a service to say of which type it is.
type Card struct {
	Name, NameCy string
	Organization string
	Terms        []string
}

// CardOf shows a record; false where it cannot be read any more.
func CardOf(kept model.FeedRecord) (Card, bool) {
	d := Again(kept)
	if len(d.services) == 0 {
		return Card{}, false
	}
	s := d.services[0]
	c := Card{Name: s.name, NameCy: s.nameCy}
	if org := d.organizations[s.organization]; org != nil {
		c.Organization = org.name
	}
	if leads(c.Name, c.Organization) {
		c.Name, c.NameCy = withheld(s.id)
	}
	if leads(c.Organization) {
		c.Organization = ""
	}
	for _, term := range distinct(s.terms) {
		if !IsID(strings.ToLower(term)) && !field.HintsAtPlace(term) {
			c.Terms = append(c.Terms, term)
		}
	}
	return c, true
}

// withoutMarks leaves out what looks like a mark of HTML.
func withoutMarks(text string) string {
	var b strings.Builder
	inside := false
	for _, r := range text {
		switch {
		case r == '<':
			inside = true
			b.WriteByte(' ')
		case r == '>':
			inside = false
		case !inside:
			b.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// CompareCards orders cards by their names.
func CompareCards(x, y Card) int {
	return cmp.Or(cmp.Compare(strings.ToLower(x.Name), strings.ToLower(y.Name)), cmp.Compare(x.Organization, y.Organization))
}
