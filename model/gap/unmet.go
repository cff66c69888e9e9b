package gap

import (
	"slices"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/need"
)

func (b *builder) provision(s *scope, place int) {
	if b.r.Services[s.row][place] > 0 {
		return
	}
	g := b.raise(Provision, s, place, b.band(s, place, func(b *coverage.Bands) float64 { return b.Demand }),
		Facts{Places: b.bands(need.Central, s, place).Demand})
	g.Since = b.goneSince(s, place)
}

// goneSince is the day after the last service of the type that named this
// area, one in it or one above it, stopped counting; "" where none did. The
// end of a secret one is not told.
func (b *builder) goneSince(s *scope, place int) model.Date {
	area := b.day.Reported[place]
	var last model.Date
	for i := range b.day.Services {
		service := &b.day.Services[i]
		end := atlas.LastDay(service)
		if b.secret(int32(i)) || service.Type != s.e.Type || end == "" || end >= b.day.Date || end <= last {
			continue
		}
		for _, code := range service.AreasServed {
			served, ok := b.day.Area(code)
			if ok && (served == area || slices.Contains(b.day.Ancestors[area], served) || slices.Contains(b.day.Ancestors[served], area)) {
				last = end
				break
			}
		}
	}
	if last == "" {
		return ""
	}
	return last.AddDays(1)
}

// access: someone is unreached although the type exists here or in an area
// above, or is reached only weakly.
func (b *builder) access(s *scope, place int) {
	present := b.presentIn(s, place)
	unreached := b.bands(need.Central, s, place).Unreached
	if len(present) == 0 || unreached < least {
		unreached = 0
	}
	weak := s.weak[need.Central][place]
	if unreached < least && weak < least {
		return
	}
	b.raise(Access, s, place, func(run need.Run) float64 {
		children := s.weak[run][place]
		if unreached > 0 {
			children += b.bands(run, s, place).Unreached
		}
		return children
	}, Facts{InParents: present, Weak: weak, Bound: b.day.Settings.WeakReach, Services: b.names(s.reaching[place])})
}

// presentIn names the area itself, or its ancestors, in which the type is.
func (b *builder) presentIn(s *scope, place int) []Name {
	area := b.day.Reported[place]
	var out []Name
	chain := append(slices.Clone(b.day.Ancestors[area]), area)
	slices.Reverse(chain) // ancestors are in order of kind, largest first
	for _, above := range chain {
		if p, ok := b.day.ReportedPlace(above); ok && b.r.Services[s.row][p] > 0 {
			out = append(out, areaName(&b.day.Areas[above]))
		}
	}
	return out
}

func (b *builder) eligibility(s *scope, place int) {
	if b.bands(need.Central, s, place).NotEligible < least {
		return
	}
	refusal := s.refused[place] // a copy: the others are not to be kept
	b.raise(Eligibility, s, place, b.band(s, place, func(b *coverage.Bands) float64 { return b.NotEligible }),
		Facts{Refusal: &refusal, Attributes: b.day.Profile.Attributes, Services: b.names(s.reaching[place])})
}

func (b *builder) capacity(s *scope, place int) {
	waiting := b.bands(need.Central, s, place).Waiting
	if waiting < least {
		return
	}
	facts := Facts{Places: waiting, Services: b.names(s.reaching[place])}
	for _, service := range s.reaching[place] {
		if !coverage.CapacityOf(&b.day.Services[service], s.kind).Known() {
			facts.Unknown++
		}
	}
	b.raise(Capacity, s, place, b.band(s, place, func(b *coverage.Bands) float64 { return b.Waiting }), facts)
}
