package atlas

import (
	"cmp"
	"slices"

	"catchment/model"
)

// Changed is one service that stands otherwise than in an atlas. Areas,
// people and method stay as they are.
type Changed struct {
	Place   int32    // in Services; -1 where it is new
	Service *Service // as it stands now; nil where it is gone
}

// Key is the key of the service.
func (c *Changed) Key(a *Atlas) string {
	if c.Place >= 0 {
		return a.Services[c.Place].Key
	}
	return c.Service.Key
}

// Resolve finds what a service refers to; false where its type is not known.
func (a *Atlas) Resolve(s *model.Service, sites []*model.Site) (Service, bool) {
	kind, ok := a.typeOf[s.ServiceType]
	sites = slices.Clone(sites)
	slices.SortFunc(sites, func(x, y *model.Site) int { return cmp.Compare(x.Key, y.Key) })
	return Service{Service: s, Type: kind, Sites: sites,
		Provider:  find(a.Records.Providers, func(p *model.Provider) bool { return p.Key == s.Provider }),
		Programme: find(a.Records.Programmes, func(p *model.Programme) bool { return p.Key == s.Programme }),
	}, ok
}

func find[T any](rows []T, is func(*T) bool) *T {
	for i := range rows {
		if is(&rows[i]) {
			return &rows[i]
		}
	}
	return nil
}

// With gives an atlas in which some services are changed; all else is shared.
func (a *Atlas) With(changed []Changed) *Atlas {
	out, instead := *a, make(map[int32]*Service, len(changed))
	var fresh []Service
	for _, c := range changed {
		if c.Place >= 0 {
			instead[c.Place] = c.Service
		} else if c.Service != nil {
			fresh = append(fresh, *c.Service)
		}
	}
	out.Services = make([]Service, 0, len(a.Services)+len(fresh))
	for i := range a.Services {
		if s, ok := instead[int32(i)]; !ok {
			out.Services = append(out.Services, a.Services[i])
		} else if s != nil {
			out.Services = append(out.Services, *s)
		}
	}
	out.Services = append(out.Services, fresh...)
	slices.SortStableFunc(out.Services, func(x, y Service) int { return cmp.Compare(x.Key, y.Key) })
	out.serviceOf = make(map[string]int32, len(out.Services))
	for i := range out.Services {
		out.serviceOf[out.Services[i].Key] = int32(i)
	}
	out.Records = recordsWith(a.Records, out.Services)
	return &out
}

// recordsWith are the records with the services, and their sites, in place of
// those that were.
func recordsWith(r *model.Records, services []Service) *model.Records {
	out := *r
	out.Services, out.Sites = make([]model.Service, len(services)), make([]model.Site, 0, len(r.Sites))
	for i := range services {
		out.Services[i] = *services[i].Service
		for _, site := range services[i].Sites {
			out.Sites = append(out.Sites, *site)
		}
	}
	slices.SortFunc(out.Sites, func(x, y model.Site) int { return cmp.Compare(x.Key, y.Key) })
	return &out
}

// WithOn gives the day with some services changed, of which those count that
// do so on a date: people, areas and method are those of the day.
func (d *Day) WithOn(date model.Date, changed []Changed) *Day {
	out := *d
	out.Atlas, out.Date = d.Atlas.With(changed), date
	out.count()
	return &out
}
