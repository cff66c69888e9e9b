package planner

import (
	"math"
	"math/rand/v2"
	"testing"

	"catchment/model"
	"catchment/model/access"
	"catchment/model/atlas"
	"catchment/model/coverage"
)

// The band about a place holds what a search of all areas would find: the
// nearest, and of several as near the first.
func TestNearest(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	place := func() access.Point {
		return access.Point{Lon: float64(random.IntN(80))/10 - 6, Lat: 50 + float64(random.IntN(80))/10}
	}
	for round := range 40 {
		records := &model.Records{}
		day := &atlas.Day{Atlas: atlas.Build(records, model.Revision{})}
		for n := range random.IntN(60) {
			day.Base = append(day.Base, int32(n))
			at := place()
			if random.IntN(9) == 0 {
				at = access.Point{Lon: math.NaN(), Lat: math.NaN()}
			}
			day.Points = append(day.Points, at)
		}
		s := &sitingDay{Result: &coverage.Result{Day: day}}
		for range 50 {
			p := place()
			want, least := int32(-1), math.Inf(1)
			for base, area := range day.Base {
				if km := access.Kilometres(p, day.Points[area]); km < least {
					want, least = int32(base), km
				}
			}
			if got := s.nearest(p); got != want {
				t.Fatalf("round %d: %d is nearest to %v, not %d", round, want, p, got)
			}
		}
		if got := s.nearest(access.Point{Lon: math.NaN(), Lat: math.NaN()}); got != -1 {
			t.Errorf("%d is nearest to nowhere", got)
		}
	}
}
