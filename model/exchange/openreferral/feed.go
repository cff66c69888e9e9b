package openreferral

import (
	"net/url"
	"strings"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
)

// Feed is a whole directory. Records are in full, in the order of our keys,
// and are shared: read only. An organisation's services are brief.
type Feed struct {
	Organizations []Organization
	Services      []Service
	Places        []ServiceAtLocation // services at public places
	Taxonomies    []Taxonomy
	Terms         []Term
}

type feedKey struct{ language words.Language }

// FeedOf gives the directory that the public may see, in one language: a view
// for anyone else is refused.
func FeedOf(view *disclosure.View, voice *words.Voice) (*Feed, error) {
	if view.Audience() != disclosure.Public {
		return nil, &model.Error{Code: model.Forbidden, Field: "for", Sentence: model.Say("A directory is made of what the public may see.")}
	}
	made := view.Keep(feedKey{voice.Language()}, func() any { return newMaker(view, voice).feed() })
	return made.(*Feed), nil
}

// maker is what records are made from.
type maker struct {
	view          *disclosure.View
	voice         *words.Voice
	areas         map[string]*area
	taxonomies    []Taxonomy
	terms         map[string]*Term // by id
	organizations map[string]*Organization
}

func newMaker(view *disclosure.View, voice *words.Voice) *maker {
	m := &maker{view: view, voice: voice, areas: areasOf(view, voice), terms: map[string]*Term{}, organizations: map[string]*Organization{}}
	m.taxonomies = taxonomiesOf(view.Reference(), voice)
	for _, t := range m.taxonomies {
		for i := range t.Terms {
			m.terms[t.Terms[i].ID] = &t.Terms[i]
		}
	}
	return m
}

func (m *maker) feed() *Feed {
	feed := &Feed{Taxonomies: m.taxonomies}
	for _, t := range m.taxonomies {
		feed.Terms = append(feed.Terms, t.Terms...)
	}
	for _, p := range m.view.Providers() {
		o := m.organization(&p.Provider)
		m.organizations[p.Key] = &o
	}
	for _, s := range m.view.Services() {
		if m.organizations[s.Service.Provider] != nil { // a directory names no service without its organisation
			feed.Services = append(feed.Services, m.service(&s))
		}
	}
	for i := range feed.Services {
		feed.Places = append(feed.Places, placesOf(&feed.Services[i])...)
	}
	for _, p := range m.view.Providers() {
		o := *m.organizations[p.Key]
		for i := range feed.Services {
			if feed.Services[i].OrganizationID == o.ID {
				s := feed.Services[i].Brief()
				s.Organization = nil
				o.Services = append(o.Services, s)
			}
		}
		feed.Organizations = append(feed.Organizations, o)
	}
	return feed
}

func (m *maker) organization(p *model.Provider) Organization {
	what := m.voice.Say("openreferral.organization", "Sector", m.voice.Say("sector."+string(p.Sector)))
	if p.Sector == "other" { // which says nothing
		what = m.voice.Say("openreferral.organization_plain")
	}
	o := Organization{ID: ID("organization", p.Key), Name: m.name(p.Name, p.NameCy), Website: website(p.Website), Description: what}
	if p.CharityNumber != "" {
		o.Identifiers = []Identifier{{ID("organization_identifier", p.Key, "charity"), o.ID, registerOf(p.CharityNumber),
			m.voice.Say("openreferral.charity_number"), p.CharityNumber}}
	}
	o.text = searched(p.Name, p.NameCy, o.Description)
	return o
}

// registerOf is the register that a number of a charity is from, as org-id.guide
// calls them: England and Wales, Scotland (SC), Northern Ireland (NI).
func registerOf(number string) string {
	switch number = strings.ToUpper(number); {
	case strings.HasPrefix(number, "SC"):
		return "GB-SC"
	case strings.HasPrefix(number, "NI"):
		return "GB-NIC"
	}
	return "GB-CHC"
}

func (m *maker) service(s *disclosure.Service) Service {
	o := m.organizations[s.Service.Provider]
	out := Service{ID: ID("service", s.Key), OrganizationID: o.ID, Name: m.name(s.Name, s.NameCy), Description: m.description(s),
		Status: m.status(s), MinimumAge: s.AgeFrom, MaximumAge: s.AgeTo, Organization: o}
	out.Areas = m.serviceAreas(s, out.ID)
	out.Locations = locations(s, out.ID)
	for _, code := range s.Languages {
		out.Languages = append(out.Languages, Language{ID("language", s.Key, code), out.ID, m.language(code), code})
	}
	out.Attributes = m.attributes(s, out.ID)
	out.text = searched(s.Name, s.NameCy, out.Description, o.text)
	return out
}

// description says what a service is, in the words of its type: free text is
// not written, because none is known to be free of places.
func (m *maker) description(s *disclosure.Service) string {
	said := []string{m.voice.Say("openreferral.service", "Type", m.name(s.Type.Label(), s.Type.NameCy), "Mode", m.voice.Say("mode."+string(s.Mode)))}
	if s.Programme != nil {
		said = append(said, m.voice.Say("openreferral.runs", "Programme", m.name(s.Programme.Name, s.Programme.NameCy)))
	}
	return strings.Join(said, " ")
}

// status is active while the service counts, defunct after its last day, and
// else inactive.
func (m *maker) status(s *disclosure.Service) string {
	switch {
	case s.Counts:
		return "active"
	case s.LastDay != "" && s.LastDay < m.view.Date():
		return "defunct"
	}
	return "inactive"
}

func (m *maker) language(code string) string {
	if code == "en" || code == "cy" {
		return m.voice.Say("language." + code)
	}
	return code
}

func (m *maker) name(en, cy string) string {
	text, _ := m.voice.Name(en, cy)
	return text
}

// website is the address of a site of the web, "" for what is none.
func website(text string) string {
	at, err := url.Parse(strings.TrimSpace(text))
	if err != nil || at.Host == "" || at.User != nil || at.Scheme != "http" && at.Scheme != "https" {
		return ""
	}
	return at.String()
}

func locations(s *disclosure.Service, id string) []ServiceAtLocation {
	var out []ServiceAtLocation
	for i := range s.Sites {
		if site := &s.Sites[i]; site.Disclosure == model.Public && site.Placed() && !s.Protected {
			at := &Location{ID("location", site.Key), "physical", site.Name, *site.Lat, *site.Lon}
			out = append(out, ServiceAtLocation{ID: ID("service_at_location", s.Key, site.Key), ServiceID: id, LocationID: at.ID, Location: at})
		}
	}
	return out
}

// placesOf are the places of a service with the service in them, which stands
// there without its places.
func placesOf(s *Service) []ServiceAtLocation {
	var out []ServiceAtLocation
	for _, at := range s.Locations {
		whole := *s
		whole.Locations = nil
		at.Service = &whole
		out = append(out, at)
	}
	return out
}

func searched(texts ...string) string { return strings.ToLower(strings.Join(texts, "\n")) }

// Brief is a service with what there is one of: as lists show it.
func (s *Service) Brief() Service {
	out := *s
	out.Areas, out.Locations, out.Languages, out.Attributes = nil, nil, nil, nil
	if s.Organization != nil {
		o := s.Organization.Brief()
		out.Organization = &o
	}
	return out
}

// Brief is an organisation with what there is one of.
func (o *Organization) Brief() Organization {
	out := *o
	out.Identifiers, out.Services = nil, nil
	return out
}

// Brief is a service at a place with what there is one of.
func (at *ServiceAtLocation) Brief() ServiceAtLocation {
	out := *at
	brief := at.Service.Brief()
	out.Service = &brief
	return out
}

// Brief is a taxonomy without its terms.
func (t *Taxonomy) Brief() Taxonomy {
	out := *t
	out.Terms = nil
	return out
}

// WithServices is an organisation with its services in full.
func (f *Feed) WithServices(o *Organization) Organization {
	out := *o
	out.Services = nil
	for i := range f.Services {
		if s := f.Services[i]; s.OrganizationID == o.ID {
			s.Organization = nil
			out.Services = append(out.Services, s)
		}
	}
	return out
}
