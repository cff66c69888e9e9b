package siting

import (
	"strconv"
	"testing"

	"catchment/model/access"
	"catchment/model/trial"
)

// benchCase is a synthetic case: children by area, cost by site.
type benchCase struct {
	children, cost []float64
	reach          access.Links
}

// generate is a case of the bench. A site reaches the areas within 10 km of it.
func generate(t testing.TB, name string) benchCase {
	t.Helper()
	areas, sites := trial.Bench(t, name)
	return benchCase{areas["children"], sites["cost"], access.NewIndex(points(areas)).Reach(points(sites), access.Binary, 10, 1)}
}

// problem is the case with all sites as candidates.
func (c benchCase) problem(number int, budget float64) *Problem {
	p := &Problem{Objective: Reach, Reach: c.reach, Children: c.children, Number: number, Budget: budget}
	for k, cost := range c.cost {
		p.Candidates = append(p.Candidates, Candidate{Key: strconv.Itoa(k + 1), Cost: cost})
	}
	return p
}

func points(columns map[string][]float64) []access.Point {
	p := make([]access.Point, len(columns["lon"]))
	for i := range p {
		p[i] = access.Point{Lon: columns["lon"][i], Lat: columns["lat"][i]}
	}
	return p
}
