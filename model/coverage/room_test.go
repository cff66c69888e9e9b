package coverage_test

import (
	"testing"

	"pgregory.net/rapid"

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
			for _, room := range r.Rooms(kind, e.Tier, func(int32) bool { return false }) {
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
			for _, room := range r.Rooms(kind, 0, func(int32) bool { return true }) {
				if room.Accepted || room.Places != 0 {
					t.Fatalf("%+v, and nobody stays", room)
				}
			}
		}
	})
}
