package openreferral

import (
	"cmp"
	"strings"

	"catchment/model"
)

// Again reads a record that is kept as it was read first.
func Again(record model.FeedRecord) *Directory {
	d := Read([]Source{{Name: record.Kind, Data: []byte(record.Raw)}})
	d.Files, d.Problems = nil, nil // told of when it was read first
	return d
}

// Card is what a person is shown of a service to say of which type it is.
type Card struct {
	Name, Organization, Description string
	Terms                           []string
}

// CardOf shows a record; false where it cannot be read any more.
func CardOf(record model.FeedRecord) (Card, bool) {
	d := Again(record)
	if len(d.services) == 0 {
		return Card{}, false
	}
	s := d.services[0]
	c := Card{Name: s.name, Description: plainText(textAt(s.raw, "description"))}
	if org := d.organizations[s.organization]; org != nil {
		c.Organization = org.name
	}
	for _, term := range distinct(s.terms) {
		if !IsID(strings.ToLower(term)) {
			c.Terms = append(c.Terms, term)
		}
	}
	return c, true
}

// plainText leaves out what looks like a mark of HTML, and what is too long to
// be read in a list.
func plainText(text string) string {
	const longest = 400
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
	runes := []rune(strings.Join(strings.Fields(b.String()), " "))
	if len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return string(runes)
}

// CompareCards orders cards by their names.
func CompareCards(x, y Card) int {
	return cmp.Or(cmp.Compare(strings.ToLower(x.Name), strings.ToLower(y.Name)), cmp.Compare(x.Organization, y.Organization))
}
