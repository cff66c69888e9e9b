package gap

import (
	"math"
	"slices"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/need"
)

// listedGroups are the groups that equity is asked for.
var listedGroups = []struct {
	key string
	is  func(*atlas.Service) bool
}{
	{"welsh_medium", func(s *atlas.Service) bool { return s.InWelsh() }},
	{"by_and_for", func(s *atlas.Service) bool { return len(s.ByAndFor) > 0 }},
	{"disabled_children", func(s *atlas.Service) bool { return slices.Contains(s.ByAndFor, "disabled_children") }},
}

// equity: a listed group has nothing of a type that is here, or less than the
// area's own coverage. How many children that is, no source tells.
func (b *builder) equity(s *scope, place int) {
	bands := b.bands(need.Central, s, place)
	if b.r.Services[s.row][place] == 0 {
		return
	}
	var groups []Group
	for _, group := range listedGroups {
		there := slices.ContainsFunc(s.reaching[place], func(k int32) bool { return group.is(&b.day.Services[k]) })
		children := 0.0
		for _, g := range s.given[place] {
			if group.is(&b.day.Services[g.Service]) {
				children += g.Children
			}
		}
		switch coverage := children / bands.Demand; {
		case !there:
			groups = append(groups, Group{group.key, math.NaN()})
		case coverage < bands.Met/bands.Demand-least:
			groups = append(groups, Group{group.key, coverage})
		}
	}
	if groups != nil {
		b.raise(Equity, s, place, func(need.Run) float64 { return math.NaN() }, Facts{Groups: groups})
	}
}

// parallel: a perpetrator programme without a linked women's service, in the
// areas that it reaches.
func (b *builder) parallel() {
	for place, service := range b.day.Counting {
		s := &b.day.Services[service]
		kind := &b.day.Types[s.Type]
		if kind.Audience != model.Perpetrators || b.linked(s) {
			continue
		}
		reached := b.r.Reached(place)
		for _, reported := range b.chosen {
			if !slices.ContainsFunc(b.day.Within[reported], func(base int32) bool { return reached[base] }) {
				continue
			}
			nan := math.NaN()
			facts := Facts{Services: []Name{serviceName(s)}}
			if b.secret(service) {
				facts.conceal()
			}
			b.gaps = append(b.gaps, Gap{Kind: Parallel, On: b.day.Date, Area: &b.day.Areas[b.day.Reported[reported]], Type: kind,
				Low: nan, Central: nan, High: nan, Weight: nan, Since: s.Start, Discreet: b.secret(service), Facts: facts})
		}
	}
}

// linked says whether the parallel service that is named counts on the day.
func (b *builder) linked(s *atlas.Service) bool {
	parallel, ok := b.day.ServiceIndex(s.ParallelService)
	return ok && slices.Contains(b.day.Counting, parallel)
}
