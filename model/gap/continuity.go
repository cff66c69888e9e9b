package gap

import (
	"slices"

	"catchment/model/need"
)

// continuity: met falls when contracts, licences or services end within the
// horizon, or rests by more than half on one provider.
func (b *builder) continuity(s *scope, place int) {
	met := b.bands(need.Central, s, place).Met
	if met < least || slices.ContainsFunc(s.reaching[place], b.secret) {
		return // the end of a secret service is not told, by no figure either
	}
	facts := Facts{After: s.after[place], Services: b.givers(s, place)}
	falls := met - s.after[place]
	if falls > met*least {
		for _, service := range s.reaching[place] {
			if ending, ok := b.ending[service]; ok {
				facts.Ends = append(facts.Ends, ending)
			}
		}
	} else {
		falls = 0
	}
	facts.Provider, facts.ByProvider = b.mainProvider(s, place)
	if facts.ByProvider <= met/2*(1+least) {
		facts.Provider, facts.ByProvider = Name{}, 0
	}
	if len(facts.Ends) == 0 && facts.Provider.Text == "" {
		return
	}
	g := b.raise(Continuity, s, place, b.scaled(s, place, max(falls, facts.ByProvider)), facts)
	for _, ending := range facts.Ends {
		if day := ending.LastDay.AddDays(1); g.Since == "" || day < g.Since {
			g.Since = day
		}
	}
}

// mainProvider is the provider that gives most of what is met, and how much.
func (b *builder) mainProvider(s *scope, place int) (name Name, children float64) {
	sum, most := map[string]float64{}, ""
	for _, g := range s.given[place] {
		provider := b.day.Services[g.Service].Service.Provider
		sum[provider] += g.Children
		if sum[provider] > children {
			most, children = provider, sum[provider]
		}
	}
	for i := range b.day.Records.Providers {
		if p := &b.day.Records.Providers[i]; p.Key == most {
			return Name{p.Name, p.NameCy, p.Key}, children
		}
	}
	return Name{Text: most, Key: most}, children
}
