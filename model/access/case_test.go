package access

import (
	"testing"

	"catchment/model/trial"
)

// benchCase is a synthetic case: children in need by area, capacity by site.
type benchCase struct {
	need, capacity []float64
	areas, sites   []Point
}

// generate is a case of the bench.
func generate(t testing.TB, name string) benchCase {
	t.Helper()
	areas, sites := trial.Bench(t, name)
	return benchCase{need: areas["children"], areas: points(areas), capacity: sites["capacity"], sites: points(sites)}
}

func points(columns map[string][]float64) []Point {
	p := make([]Point, len(columns["lon"]))
	for i := range p {
		p[i] = Point{columns["lon"][i], columns["lat"][i]}
	}
	return p
}

// market is the case as a market, with the weights of a decay over 30 km.
func (c benchCase) market(reach Links) *Market {
	return &Market{Groups: 1, Demand: c.need, Accepts: everyone, Rule: make([]int32, len(c.sites)),
		Capacity: c.capacity, Reach: reach, ByArea: reach.Transpose(len(c.areas))}
}

func (c benchCase) reach(decay Decay) Links {
	return NewIndex(c.areas).Reach(c.sites, decay, 30, 1)
}
