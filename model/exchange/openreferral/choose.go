package openreferral

import (
	"slices"
	"strings"
)

// Choice is what of a list was asked for: all that is said must hold. Search
// finds records that hold each of its words, in either language.
type Choice struct {
	Search, Term, Taxonomy, Organization, Parent string
}

// finds says whether a text holds every word that is searched for.
func (c *Choice) finds(text string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(c.Search)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// Wants says whether a service was asked for.
func (c *Choice) Wants(s *Service) bool {
	has := func(holds func(Attribute) bool) bool { return slices.ContainsFunc(s.Attributes, holds) }
	return (c.Organization == "" || c.Organization == s.OrganizationID) &&
		(c.Term == "" || has(func(a Attribute) bool { return a.TermID == c.Term })) &&
		(c.Taxonomy == "" || has(func(a Attribute) bool { return a.Term.TaxonomyID == c.Taxonomy })) && c.finds(s.text)
}

// WantsAt says whether a service at a place was asked for.
func (c *Choice) WantsAt(at *ServiceAtLocation) bool {
	named := *at.Service
	named.text = searched(named.text, at.Location.Name)
	return c.Wants(&named)
}

// WantsOrganization says whether an organisation was asked for.
func (c *Choice) WantsOrganization(o *Organization) bool { return c.finds(o.text) }

// WantsTaxonomy says whether a taxonomy was asked for.
func (c *Choice) WantsTaxonomy(t *Taxonomy) bool { return c.finds(searched(t.Name, t.Description)) }

// WantsTerm says whether a term was asked for; none has a parent.
func (c *Choice) WantsTerm(t *Term) bool {
	return c.Parent == "" && (c.Taxonomy == "" || c.Taxonomy == t.TaxonomyID) && c.finds(searched(t.Name, t.Description, t.Term))
}
