package disclosure

import (
	"cmp"
	"slices"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
)

// Provider is a provider with the keys of those of its services that the
// audience may see.
type Provider struct {
	model.Provider
	Services []string
}

// Providers lists the providers that the audience may see, by key: for the
// public only those with a service that is not protected.
func (v *View) Providers() []Provider {
	services := map[string][]string{}
	for i := range v.result.Day.Services {
		if s := &v.result.Day.Services[i]; v.full() || !v.secret[i] {
			services[s.Service.Provider] = append(services[s.Service.Provider], s.Key)
		}
	}
	var out []Provider
	for _, p := range v.result.Day.Records.Providers {
		if v.full() || services[p.Key] != nil {
			out = append(out, Provider{p, services[p.Key]})
		}
	}
	return out
}

// Provider finds a provider that the audience may see.
func (v *View) Provider(key string) (Provider, error) {
	for _, p := range v.Providers() {
		if p.Key == key {
			return p, nil
		}
	}
	return Provider{}, unknown("provider", model.Say("There is no provider %s.", model.Quoted(key)))
}

func unknown(noun string, sentence model.Sentence) error {
	return &model.Error{Code: model.NotFound, Field: noun, Sentence: sentence}
}

// Service is a service with what it refers to. For the public, what is
// commercial is left out. Sites that are protected stand without a place, as
// everywhere; Refused is who it turns away. Counts says whether it counts on
// the day; if not, LastDay lies before it, or its start after it.
type Service struct {
	model.Service
	Type       *model.ServiceType
	Provider   *model.Provider
	Programme  *model.Programme // nil where it runs none
	Sites      []model.Site
	Protected  bool
	Counts     bool
	Presence   bool // of a type without places
	LastDay    model.Date
	LicenceEnd model.Date // stated, or from the programme's licence years
	Capacity   coverage.Capacity
	AgeFrom    *int // the bounds that hold: its own, else its programme's
	AgeTo      *int
	Tiers      []int // in which its type is expected

	place int32
}

// Services lists the services that the audience may see, by key, counting or
// not.
func (v *View) Services() []Service {
	var out []Service
	for i := range v.result.Day.Services {
		if v.full() || !v.secret[i] {
			out = append(out, v.service(int32(i)))
		}
	}
	return out
}

// Service finds a service that the audience may see.
func (v *View) Service(key string) (Service, error) {
	place, ok := v.result.Day.ServiceIndex(key)
	if !ok || !v.full() && v.secret[place] {
		return Service{}, unknown("service", model.Say("There is no service %s.", model.Quoted(key)))
	}
	return v.service(place), nil
}

func (v *View) service(place int32) Service {
	day := v.result.Day
	s := &day.Services[place]
	kind := &day.Types[s.Type]
	_, counts := slices.BinarySearch(day.Counting, place)
	out := Service{Service: *s.Service, Type: kind, Provider: s.Provider, Programme: s.Programme, Protected: v.secret[place], Counts: counts,
		Presence: kind.Measure == model.Presence, LastDay: atlas.LastDay(s), LicenceEnd: atlas.LicenceEnd(s), Capacity: coverage.CapacityOf(s, kind), place: place}
	out.AgeFrom, out.AgeTo = coverage.AgeBounds(s)
	for _, e := range day.Expected {
		if e.Type == s.Type && !slices.Contains(out.Tiers, e.Tier) {
			out.Tiers = append(out.Tiers, e.Tier)
		}
	}
	slices.Sort(out.Tiers)
	for _, site := range s.Sites {
		out.Sites = append(out.Sites, v.siteOf(place, site))
	}
	if !v.full() {
		out.AnnualCost, out.Funder = nil, ""
		if other, ok := day.ServiceIndex(out.ParallelService); ok && v.secret[other] {
			out.ParallelService = ""
		}
	}
	return out
}

// Sites lists the sites that the audience may see, by key. Only public ones
// have coordinates; the public sees no protected ones.
func (v *View) Sites() []model.Site {
	var out []model.Site
	for i := range v.result.Day.Services {
		for _, site := range v.result.Day.Services[i].Sites {
			if v.full() || !v.secret[i] {
				out = append(out, v.siteOf(int32(i), site))
			}
		}
	}
	slices.SortFunc(out, func(x, y model.Site) int { return cmp.Compare(x.Key, y.Key) })
	return out
}

// siteOf is a site as it may be shown: the other places of a service with a
// protected site could lead to it, and stand without coordinates too.
func (v *View) siteOf(service int32, site *model.Site) model.Site {
	shown := *site
	shown.Conceal()
	if v.secret[service] {
		shown.Lon, shown.Lat, shown.Postcode = nil, nil, ""
	}
	return shown
}

// Offer gives the terms of a service that counts on the day: false where it
// does not, where its type is for perpetrators, or where the audience has no
// right to single terms.
func (v *View) Offer(s *Service) (*coverage.Offer, bool) {
	if !v.full() {
		return nil, false
	}
	return v.result.Offer(s.place)
}

// Ending is a service that stops counting, and which of its dates ends it.
type Ending struct {
	Service Service
	What    string // contract, licence or service
	LastDay model.Date
}

// Endings lists the services that count on the day and no longer do on another,
// the first first: what every list of what ends is made of. A protected service
// is not among them, for its end is named to nobody. The public sees none.
func (v *View) Endings(until model.Date) []Ending {
	if !v.full() {
		return nil
	}
	var out []Ending
	for _, place := range v.result.Day.Counting {
		s := &v.result.Day.Services[place]
		if last := atlas.LastDay(s); last != "" && last < until && !v.secret[place] {
			out = append(out, Ending{v.service(place), atlas.EndsBy(s), last})
		}
	}
	slices.SortStableFunc(out, func(x, y Ending) int { return cmp.Compare(x.LastDay, y.LastDay) })
	return out
}

// Attributes lists the profile attributes of the method, in the order in which
// rules and refusals name them.
func (v *View) Attributes() []string { return v.result.Day.Profile.Attributes }
