package openreferral

import oruk "catchment/model/exchange/openreferral"

var services = collection[oruk.Service]{
	name: "services", filters: []string{"taxonomy_term_id", "taxonomy_id", "organization_id", "full"},
	all:   func(f *oruk.Feed) []oruk.Service { return f.Services },
	id:    func(s *oruk.Service) string { return s.ID },
	wants: func(a *ask, s *oruk.Service) bool { return a.Wants(s) },
	listed: func(_ *oruk.Feed, a *ask, s *oruk.Service) oruk.Service {
		if a.full {
			return *s
		}
		return s.Brief()
	},
	single: whole[oruk.Service],
}

var organizations = collection[oruk.Organization]{
	name: "organizations", filters: []string{"full", "full_service"}, ofOne: []string{"full_service"},
	all:   func(f *oruk.Feed) []oruk.Organization { return f.Organizations },
	id:    func(o *oruk.Organization) string { return o.ID },
	wants: func(a *ask, o *oruk.Organization) bool { return a.WantsOrganization(o) },
	listed: func(f *oruk.Feed, a *ask, o *oruk.Organization) oruk.Organization {
		if a.full || a.fullService {
			return organization(f, a, o)
		}
		return o.Brief()
	},
	single: organization,
}

func organization(f *oruk.Feed, a *ask, o *oruk.Organization) oruk.Organization {
	if a.fullService {
		return f.WithServices(o)
	}
	return *o
}

var places = collection[oruk.ServiceAtLocation]{
	name: "service_at_locations", filters: []string{"taxonomy_term_id", "taxonomy_id", "organization_id", "full"},
	all:   func(f *oruk.Feed) []oruk.ServiceAtLocation { return f.Places },
	id:    func(at *oruk.ServiceAtLocation) string { return at.ID },
	wants: func(a *ask, at *oruk.ServiceAtLocation) bool { return a.WantsAt(at) },
	listed: func(_ *oruk.Feed, a *ask, at *oruk.ServiceAtLocation) oruk.ServiceAtLocation {
		if a.full {
			return *at
		}
		return at.Brief()
	},
	single: whole[oruk.ServiceAtLocation],
}

var taxonomies = collection[oruk.Taxonomy]{
	name:   "taxonomies",
	all:    func(f *oruk.Feed) []oruk.Taxonomy { return f.Taxonomies },
	id:     func(t *oruk.Taxonomy) string { return t.ID },
	wants:  func(a *ask, t *oruk.Taxonomy) bool { return a.WantsTaxonomy(t) },
	listed: func(_ *oruk.Feed, _ *ask, t *oruk.Taxonomy) oruk.Taxonomy { return t.Brief() },
	single: whole[oruk.Taxonomy],
}

var terms = collection[oruk.Term]{
	name: "taxonomy_terms", filters: []string{"taxonomy_id", "parent_id", "top_only"},
	all:    func(f *oruk.Feed) []oruk.Term { return f.Terms },
	id:     func(t *oruk.Term) string { return t.ID },
	wants:  func(a *ask, t *oruk.Term) bool { return a.WantsTerm(t) },
	listed: whole[oruk.Term],
	single: whole[oruk.Term],
}

func whole[R any](_ *oruk.Feed, _ *ask, record *R) R { return *record }
