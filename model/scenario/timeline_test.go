package scenario_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/scenario"
	"catchment/model/trial"
)

// Every month is, to the last bit, what a computation for that date gives.
func TestTimelineEqualsFullRecomputation(t *testing.T) {
	incremental, whole := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		records := trial.Records(t)
		records.Settings = append(records.Settings, model.Setting{Key: "horizon_months", Value: 8})
		for i := range records.Services {
			records.Services[i].ContractEnd = trial.Pick[model.Date](t, "contract", "", "2026-06-30", "2026-09-01", "2026-08-31")
		}
		for i := range records.Assessments {
			records.Assessments[i].ReviewBy = trial.Pick[model.Date](t, "lapses", "", "2026-07-15", "2026-07-31", "2027-02-01")
			records.Assessments[i].AssessedOn = trial.Pick[model.Date](t, "counts from", "2025-01-01", "2026-06-01")
		}
		a := atlas.Build(records, model.Revision{})
		base := scenario.On(coverage.Score(a.On(trial.Day)))
		months := base.Timeline()
		if len(months) != 8 || months[0].Date != "2026-05-01" || months[7].Date != "2026-12-01" {
			t.Fatalf("%d months", len(months))
		}
		for _, m := range months {
			full := coverage.Score(a.On(m.Date))
			for row := range full.Day.Expected {
				for place := range full.Day.Reported {
					if got, want := m.WhatIf.FiguresAt(row, place), full.FiguresAt(row, place); !got.Equal(want) {
						t.Fatalf("%s, row %d, place %d: %+v, recomputed %+v", m.Date, row, place, got, want)
					}
				}
			}
			same(t, "equity", m.WhatIf.Equity(), full.Equity())
			exactScore(t, m.WhatIf.Score(), full)
			if m.Baseline.Day.Date == trial.Day {
				incremental++
			} else {
				whole++
			}
		}
	})
	if incremental == 0 || whole == 0 {
		t.Errorf("%d months were computed from the first day, %d anew", incremental, whole)
	}
}

// The group of the street ends with its licence on the day itself: 60 children
// of A1 and A2 are met no longer.
func TestEdgesAreNamed(t *testing.T) {
	base := onStreet()
	edges := base.Edges()
	if len(edges) != 1 {
		t.Fatalf("%+v", edges)
	}
	e := edges[0]
	if key := base.Day.Services[e.Service].Key; key != "g" || e.LastDay != day || e.EndsBy != "licence" || math.Abs(e.ByTier[1]-60) > 1e-9 || e.ByTier[2] != 0 {
		t.Errorf("%s: %+v", key, e)
	}
	lost := map[string]float64{}
	for _, l := range e.Lost {
		lost[base.Day.Areas[base.Day.Reported[l.Area]].Code] = l.Children
	}
	if len(lost) != 3 || math.Abs(lost["L1"]-60) > 1e-9 || math.Abs(lost["A1"]-30) > 1e-9 {
		t.Errorf("lost are %v", lost)
	}
	months := base.Timeline()
	if len(months) != 12 || len(months[0].Ceases) != 1 || slices.ContainsFunc(months[1:], func(m scenario.Month) bool { return len(m.Ceases)+len(m.Begins) > 0 }) {
		t.Errorf("%+v", months[0].Ceases)
	}
}
