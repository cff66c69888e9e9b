package openreferral

import (
	"strconv"

	"catchment/frontend/words"
	"catchment/model/disclosure"
)

// The taxonomies, by which links name them too.
const (
	tiers      = "tier"
	types      = "service_type"
	programmes = "programme"
)

// taxonomiesOf are the lists that services are sorted by: the same for all.
func taxonomiesOf(r disclosure.Reference, voice *words.Voice) []Taxonomy {
	tier := taxonomy(tiers, voice.Say("openreferral.tiers"), voice.Say("openreferral.tiers_what"))
	for _, t := range r.Tiers {
		name, _ := voice.Name(t.ProseLabel, t.ProseLabelCy)
		who, _ := voice.Name(t.Who, t.WhoCy)
		tier.add(strconv.Itoa(t.Tier), voice.Say("openreferral.tier", "Tier", t.Tier, "Name", name), who)
	}
	kind := taxonomy(types, voice.Say("openreferral.types"), voice.Say("openreferral.types_what"))
	for i := range r.ServiceTypes {
		name, _ := voice.Name(r.ServiceTypes[i].Label(), r.ServiceTypes[i].NameCy)
		kind.add(r.ServiceTypes[i].Key, name, "")
	}
	programme := taxonomy(programmes, voice.Say("openreferral.programmes"), voice.Say("openreferral.programmes_what"))
	for _, p := range r.Programmes {
		name, _ := voice.Name(p.Name, p.NameCy)
		programme.add(p.Key, name, "")
	}
	return []Taxonomy{tier, kind, programme}
}

func taxonomy(key, name, what string) Taxonomy {
	return Taxonomy{ID: ID("taxonomy", key), Name: name, Description: what}
}

// add adds a term. One that nothing more is said of says its name again,
// because a description must be there.
func (t *Taxonomy) add(key, name, what string) {
	if what == "" {
		what = name
	}
	t.Terms = append(t.Terms, Term{termID(t.ID, key), name, what, t.Name, t.ID, key})
}

func termID(taxonomy, key string) string { return ID("taxonomy_term", taxonomy, key) }

func (m *maker) attributes(s *disclosure.Service, id string) []Attribute {
	var out []Attribute
	link := func(taxonomy, key string) {
		if term := m.terms[termID(ID("taxonomy", taxonomy), key)]; term != nil {
			out = append(out, Attribute{ID("attribute", s.Key, term.ID), id, taxonomy, term.ID, term})
		}
	}
	link(types, s.ServiceType)
	for _, t := range s.Tiers {
		link(tiers, strconv.Itoa(t))
	}
	if s.Programme != nil {
		link(programmes, s.Programme.Key)
	}
	return out
}
