package scenario_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/scenario"
	"catchment/model/trial"
)

// The street's group has 60 places for 200 children whom it reaches: a place
// more releases one child, and nothing else releases anybody.
func TestPlacesBind(t *testing.T) {
	base := onStreet()
	kind, _ := base.Day.Type("group_work")
	advice := base.Advise(kind, model.LocalAuthority)
	if len(advice) != 1 || advice[0].Constraint != scenario.Places || math.Abs(advice[0].Best-1) > 1e-9 || math.Abs(advice[0].Met-1) > 1e-9 {
		t.Errorf("%+v", advice)
	}
}

// With 300 places for the 200 in reach, the hundred in the south are released
// by a site there; with an age bound, those of the age; a closed service, its
// own.
func TestOtherConstraintsBind(t *testing.T) {
	for _, c := range []struct {
		name       string
		edit       func(*model.Records)
		constraint scenario.Constraint
		best       float64
	}{
		{"reach", func(r *model.Records) { r.Services[0].Capacity = new(300.0) }, scenario.Reach, 100},
		{"age", func(r *model.Records) { r.Services[0].Capacity, r.Services[0].AgeMin = new(300.0), new(7) }, scenario.Age, 200},
		{"exclusion", func(r *model.Records) {
			r.Services[0].Capacity, r.Services[0].Excludes = new(300.0), []string{"high_trauma"}
			r.Shares = []model.Share{{Tier: 2, Attribute: "high_trauma", Share: 0.75}}
		}, scenario.Exclusion, 150},
		{"date", func(r *model.Records) { r.Services[0].LicenceEnd = "2026-03-31" }, scenario.Dates, 60},
	} {
		t.Run(c.name, func(t *testing.T) {
			records := street()
			c.edit(records)
			base := scenario.On(coverage.Score(atlas.Build(records, model.Revision{}).On(day)))
			kind, _ := base.Day.Type("group_work")
			advice := base.Advise(kind, model.LocalAuthority)
			if len(advice) == 0 || advice[0].Constraint != c.constraint || math.Abs(advice[0].Best-c.best) > 1e-6 {
				t.Errorf("%+v", advice)
			}
		})
	}
}

// A shadow price is what the flow of the full recomputation says, and what is
// not tried could release nobody: the best is never less for a relaxation.
func TestShadowPricesAreThoseOfTheFlow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := trial.Records(t)
		a := atlas.Build(records, model.Revision{})
		base := scenario.On(coverage.Score(a.On(trial.Day)))
		for kind := range base.Day.Types {
			for i, x := range base.Advise(int32(kind), model.LocalAuthority) {
				if i > 3 {
					break
				}
				full := fullRecomputation(a, []atlas.Changed{x.Changed}, trial.Day)
				want := best(full, base.Day.Types[kind].Key) - best(base.Result, base.Day.Types[kind].Key)
				if math.Abs(x.Best-max(0, want)) > 1e-6*(1+want) {
					t.Fatalf("%+v: %v by the flow", x, want)
				}
			}
		}
	})
}

func best(r *coverage.Result, key string) float64 {
	for _, f := range r.Flows {
		if f.ServiceType == key {
			return f.BestAchievable
		}
	}
	return 0
}
