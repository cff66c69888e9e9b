package planner

import (
	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/need"
	"catchment/model/siting"
	"math"
	"slices"
)

// standsToday says whether a service of the type counts on the day.
func (s *sitingDay) standsToday(key string) bool { return s.counting(key) >= 0 }

// counting is the place of such a service in Day.Services, -1 for none.
func (s *sitingDay) counting(key string) int32 {
	for _, service := range s.Day.Counting {
		if offered := &s.Day.Services[service]; offered.Key == key && s.Day.Types[offered.Type].Key == s.kind.Key {
			return service
		}
	}
	return -1
}

// leaving finds the services that may be closed, as places in Day.Services.
func (s *sitingDay) leaving() ([]int32, error) {
	var out []int32
	for _, key := range s.wish.Close {
		at := s.counting(key)
		if at < 0 {
			return nil, &model.Error{Code: model.Invalid, Field: "close", Sentence: model.Say("There is no service %s of the type %s on this day, which could be closed.", model.Quoted(key), model.Quoted(s.kind.Key))}
		}
		out = append(out, at)
	}
	return out, nil
}

// closable makes candidates of the services that may be closed.
func (s *sitingDay) closable(leaving []int32) {
	for _, service := range leaving {
		offered := &s.Day.Services[service]
		o := offer{rule: -1, SitedCandidate: SitedCandidate{Key: offered.Key, Name: offered.Name, NameCy: offered.NameCy, Service: true,
			Terms: s.termsOfService(offered), Cost: orElse(offered.AnnualCost, math.NaN()), Places: coverage.CapacityOf(offered, s.kind).Places}}
		if s.presence() {
			o.SitedCandidate.Places = math.Inf(1)
		}
		for i, room := range s.rooms {
			for _, hold := range room.Leaving {
				if hold.Service == service {
					o.rooms, o.weight = append(o.rooms, int32(i)), append(o.weight, hold.Weight)
				}
			}
		}
		if len(offered.AreasServed) > 0 {
			s.named(&o, offered.AreasServed[0])
		}
		o.Standing = siting.Closable
		s.offers = append(s.offers, o)
	}
}

// lock marks the candidates that must be chosen. A service that stays is
// locked as it is.
func (s *sitingDay) lock() error {
	for _, key := range s.wish.Lock {
		found := false
		for k := range s.offers {
			if o := &s.offers[k]; o.SitedCandidate.Key == key && !o.Service {
				o.Standing, found = siting.Locked, true
			}
		}
		if !found && (slices.Contains(s.wish.Close, key) || !s.standsToday(key)) {
			return &model.Error{Code: model.Invalid, Field: "lock", Sentence: model.Say("There is no candidate %s, which could be locked.", model.Quoted(key))}
		}
	}
	return nil
}

// today adds up the type over all areas and tiers.
func (s *sitingDay) today() siting.Today {
	var t siting.Today
	for row, e := range s.Day.Expected {
		if s.Day.Types[e.Type].Key != s.kind.Key {
			continue
		}
		for _, area := range s.Day.Base {
			place, _ := s.Day.ReportedPlace(area)
			b := &s.Bands[need.Central][row][place]
			t.Demand += b.Demand
			t.Unreached += b.Unreached
			t.NotEligible += b.NotEligible
			t.Met += b.Met
		}
	}
	t.Best = t.Demand - t.Unreached - t.NotEligible
	for _, flow := range s.Flows {
		if flow.ServiceType == s.kind.Key && !s.presence() {
			t.Best = flow.BestAchievable
		}
	}
	return t
}
