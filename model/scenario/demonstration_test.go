package scenario_test

import (
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/exchange"
	"catchment/model/planner"
	"catchment/model/scenario"
	"catchment/seed"
)

const demonstrationDay model.Date = "2026-04-01"

// demonstration is the invented region as the program has it.
func demonstration(t *testing.T) *atlas.Atlas {
	t.Helper()
	now := time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC)
	read := func(files map[string][]byte, options exchange.Options) *model.Batch {
		batch, err := exchange.ReadFiles(files, options)
		if err != nil {
			t.Fatal(err)
		}
		return batch
	}
	p, err := planner.Open(t.Context(), filepath.Join(t.TempDir(), "demo.db"),
		func() (*model.Batch, error) { return read(seed.Reference(), exchange.Options{Reference: true}), nil }, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	if _, err := p.Import(t.Context(), read(seed.Demonstration(now), exchange.Options{}), "test"); err != nil {
		t.Fatal(err)
	}
	return p.Atlas()
}

// On the invented region too a what-if is the full recomputation, with its
// own scenarios and with random ones.
func TestWhatIfEqualsFullRecomputationOfTheDemonstration(t *testing.T) {
	a := demonstration(t)
	base := scenario.On(coverage.Score(a.On(demonstrationDay)))
	try := func(t fataler, changes []model.ScenarioChange) bool {
		outcome, _ := base.Try(changes)
		if outcome != nil {
			exact(t, outcome, fullRecomputation(a, outcome.WhatIf.Changed, demonstrationDay))
		}
		return outcome != nil
	}
	own := map[string][]model.ScenarioChange{}
	for _, change := range a.Records.Scenarios {
		own[change.Scenario] = append(own[change.Scenario], change)
	}
	for name, changes := range own {
		if !try(t, changes) {
			t.Errorf("the scenario %q cannot be tried", name)
		}
	}
	tried, wanted := 0, 40
	if testing.Short() {
		wanted = 5
	}
	point := a.Points[len(a.Points)/2]
	rapid.Check(t, func(t *rapid.T) {
		if tried < wanted && try(t, randomChanges(t, a.Records, point.Lon-0.3, point.Lat-0.3)) {
			tried++
		}
	})
	if tried == 0 || len(own) < 2 {
		t.Errorf("%d random lists and %d scenarios were tried", tried, len(own))
	}
}
