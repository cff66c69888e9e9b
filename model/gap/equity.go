package gap

import (
	"iter"
	"math"
	"slices"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/need"
)

// listedGroup is a group that equity is asked for.
type listedGroup struct {
	key string
	is  func(*atlas.Service) bool
}

var listedGroups = []listedGroup{
	{"welsh_medium", func(s *atlas.Service) bool { return s.InWelsh() }},
	{"by_and_for", func(s *atlas.Service) bool { return len(s.ByAndFor) > 0 }},
	{"disabled_children", func(s *atlas.Service) bool { return slices.Contains(s.ByAndFor, "disabled_children") }},
}

// enough is the count of secret services, and of their providers, behind which
// a single house cannot be made out.
const enough, enoughProviders = 3, 2

// tells gives the groups whose coverage may be told, as far as these services
// go. Where the secret ones of a group are too few, its coverage is that of one
// house, or nearly; where those outside it are, what it leaves of all coverage
// is.
func (b *builder) tells(groups []listedGroup, services iter.Seq[int32]) []listedGroup {
	return slices.DeleteFunc(slices.Clone(groups), func(group listedGroup) bool {
		var count [2]int
		providers := [2]map[string]bool{{}, {}}
		for k := range services {
			if !b.secret(k) {
				continue
			}
			side, service := 1, &b.day.Services[k]
			if group.is(service) {
				side = 0
			}
			count[side]++
			providers[side][service.Service.Provider] = true
		}
		hides := func(side int) bool {
			return count[side] > 0 && (count[side] < enough || len(providers[side]) < enoughProviders)
		}
		return count[0] > 0 && (hides(0) || hides(1))
	})
}

// counting walks the services of a type that count on the day.
func (b *builder) counting(kind int32) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for _, k := range b.day.Counting {
			if b.day.Services[k].Type == kind && !yield(k) {
				return
			}
		}
	}
}

// equity: a listed group has nothing of a type that is here, or less than the
// area's own coverage. How many children that is, no source tells.
func (b *builder) equity(s *scope, place int) {
	bands := b.bands(need.Central, s, place)
	if b.r.Services[s.row][place] == 0 {
		return
	}
	var groups []Group
	for _, group := range b.tells(s.groups, slices.Values(s.reaching[place])) {
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

// linked says whether the parallel service that is named counts on the day. A
// secret one is taken to: a gap would tell on which days it does not.
func (b *builder) linked(s *atlas.Service) bool {
	parallel, ok := b.day.ServiceIndex(s.ParallelService)
	return ok && (b.secret(parallel) || slices.Contains(b.day.Counting, parallel))
}
