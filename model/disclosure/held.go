package disclosure

import (
	"cmp"
	"slices"

	"catchment/model"
	"catchment/model/practice"
)

// Reaching lists the keys of the services that the audience may see, that
// count on the day and that reach a reported area.
func (v *View) Reaching(code string) (map[string]bool, error) {
	place, err := v.reported(code)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for i, service := range v.result.Day.Counting {
		if !v.full() && v.secret[service] {
			continue
		}
		reached := v.result.Reached(i)
		for _, base := range v.result.Day.Within[place] {
			if reached[base] {
				out[v.result.Day.Services[service].Key] = true
				break
			}
		}
	}
	return out, nil
}

// Practice is a service's criteria as they stand on the day, its own or its
// provider's, whether it counts or not; without what partnerships say.
type Practice struct {
	Criteria  []model.Criterion
	Indicator []int // 0 to 7, of each criterion
	Standings practice.Standings
	Marks     practice.Marks
}

// Practice gives a service's practice; false for audiences without the right
// to the terms of single services.
func (v *View) Practice(s *Service) (Practice, bool) {
	if !v.full() {
		return Practice{}, false
	}
	criteria := v.result.Criteria()
	standings := v.result.StandingsOf(s.place)
	return Practice{criteria.List, criteria.Indicator, standings, criteria.Marks(standings)}, true
}

// Held is what one provider gives of all children met of a tier and type,
// over all areas.
type Held struct {
	Tier     int
	Type     *model.ServiceType
	Own, All float64 // children a year
}

// HeldBy lists what a provider holds, tier 4 first. The public sees none.
func (v *View) HeldBy(provider string) []Held {
	if !v.full() {
		return nil
	}
	day := v.result.Day
	offers := map[int32]bool{}
	for _, service := range day.Counting {
		if s := &day.Services[service]; s.Service.Provider == provider {
			offers[s.Type] = true
		}
	}
	var out []Held
	for row, e := range day.Expected {
		if !offers[e.Type] {
			continue
		}
		held := Held{Tier: e.Tier, Type: &day.Types[e.Type]}
		for _, given := range v.result.MetBy(row) {
			held.All += given.Children
			if day.Services[given.Service].Service.Provider == provider {
				held.Own += given.Children
			}
		}
		out = append(out, held)
	}
	slices.SortStableFunc(out, func(x, y Held) int { return cmp.Compare(y.Tier, x.Tier) })
	return out
}
