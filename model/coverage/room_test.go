package coverage_test

import (
	"testing"

	"pgregory.net/rapid"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/need"
)

// The rooms of a row hold its demand and what is met of it; and of a type from
// which all may leave, nobody is accepted any more.
func TestRooms(t *testing.T) {
	tries(t, 300, func(t *rapid.T) {
		r := score(randomRecords(t), randomDay)
		for row, e := range r.Day.Expected {
			kind := r.Day.Types[e.Type].Key
			children, met := 0.0, 0.0
			for _, room := range r.Rooms(kind, e.Tier, nil, func(int32) bool { return false }) {
				children += room.Children
				met += room.Children * min(1, room.Places)
			}
			var want coverage.Bands
			for _, base := range r.Day.Base {
				place, _ := r.Day.ReportedPlace(base)
				want.Demand += r.Bands[need.Central][row][place].Demand
				want.Met += r.Bands[need.Central][row][place].Met
			}
			if !near(children, want.Demand, want.Demand) || !near(met, want.Met, want.Demand) {
				t.Fatalf("row %d: %v children, %v met; %v and %v are expected", row, children, met, want.Demand, want.Met)
			}
			for _, room := range r.Rooms(kind, 0, nil, func(int32) bool { return true }) {
				if room.Accepted || room.Places != 0 {
					t.Fatalf("%+v, and nobody stays", room)
				}
			}
		}
	})
}

// Rooms that are divided by rules hold the same children as before, and those
// whom a rule accepts are whom a service of that rule would accept.
func TestRoomsByRules(t *testing.T) {
	nobody := func(int32) bool { return false }
	tries(t, 200, func(t *rapid.T) {
		r := score(randomRecords(t), randomDay)
		from := rapid.IntRange(0, 20).Draw(t, "from")
		to := rapid.IntRange(from, 24).Draw(t, "to")
		for kind := range r.Day.Types {
			key := r.Day.Types[kind].Key
			s := atlas.Service{Service: &model.Service{Key: "new", ServiceType: key, AgeMin: &from, AgeMax: &to}, Type: int32(kind)}
			if attributes := r.Day.Profile.Attributes; len(attributes) > 0 {
				s.Excludes = []string{rapid.SampledFrom(attributes).Draw(t, "excludes")}
			}
			rule := coverage.RuleOf(&s, &r.Day.Profile)
			all, met, taken, want := 0.0, 0.0, 0.0, 0.0
			for _, room := range r.Rooms(key, 0, []coverage.Rule{rule, {To: 24}}, nobody) {
				all, met = all+room.Children, met+room.Children*min(1, room.Places)
				if room.Takes[0] {
					taken += room.Children
				}
				if !room.Takes[1] && room.Children > 0 {
					t.Fatal("a rule without bounds refuses someone")
				}
			}
			for _, room := range r.Rooms(key, 0, nil, nobody) {
				all, met = all-room.Children, met-room.Children*min(1, room.Places)
				want += room.Children
			}
			if !near(1+all, 1, want) || !near(1+met, 1, want) {
				t.Fatalf("%s: %v more children and %v more met by rules than without", key, all, met)
			}
			if accepted := demandOf(r, &s); !near(taken, accepted, want) {
				t.Fatalf("%s: the rule takes %v; %v are accepted", key, taken, accepted)
			}
		}
	})
}

// demandOf is the children of all base areas whom a service would accept.
func demandOf(r *coverage.Result, s *atlas.Service) float64 {
	sum := 0.0
	by := r.DemandFor(s)
	for _, area := range r.Day.Base {
		place, _ := r.Day.ReportedPlace(area)
		sum += by[place]
	}
	return sum
}
