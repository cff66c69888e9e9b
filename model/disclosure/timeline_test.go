package disclosure

import (
	"testing"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/scenario"
)

// Of services that end, open ones are named with the children who are lost;
// protected ones are named to nobody, in no month and in no advice.
func TestTheEndOfAProtectedServiceIsNotTold(t *testing.T) {
	records := coast()
	for i := range records.Services {
		records.Services[i].ContractEnd = "2026-07-31"
	}
	base := scenario.On(coverage.Score(atlas.Build(records, model.Revision{}).On(today)))
	timeline, err := TimelineOf(Of(base.Result, Commissioner), base.Timeline(), base.Edges())
	if err != nil {
		t.Fatal(err)
	}
	if len(timeline.Edges) != 2 || timeline.Edges[1].Key != "g" || timeline.Edges[1].EndsBy != "contract" || timeline.Edges[1].LastDay != "2026-07-31" || timeline.Edges[1].ByTier[3].Value <= 0 {
		t.Errorf("edges are %+v", timeline.Edges)
	}
	for _, m := range timeline.Months {
		if wanted := map[bool]int{true: 2, false: 0}[m.Date == "2026-08-01"]; len(m.Ceases) != wanted {
			t.Errorf("on %s cease %+v", m.Date, m.Ceases)
		}
	}
	before, _ := timeline.Months[0].Coverage("L1", 4)
	after, _ := timeline.Months[5].Coverage("L1", 4)
	if !(before.Value > 0) || after.Value != 0 {
		t.Errorf("coverage goes from %+v to %+v", before, after)
	}
	later := scenario.On(coverage.Score(atlas.Build(records, model.Revision{}).On("2026-08-01")))
	kind, _ := later.Day.Type("refuge")
	advice, err := AdviceOf(Of(later.Result, Commissioner), later.Advise(kind, model.LocalAuthority))
	if err != nil || len(advice) != 0 {
		t.Errorf("advice on refuges that have ended: %+v, %v", advice, err)
	}
	for _, refused := range []func() error{
		func() error { _, err := TimelineOf(Of(base.Result, Public), base.Timeline(), base.Edges()); return err },
		func() error { _, err := AdviceOf(Of(base.Result, Public), nil); return err },
		func() error {
			outcome, _ := base.Try(nil)
			_, err := Compare(Of(base.Result, Public), outcome)
			return err
		},
	} {
		if err := refused(); model.CodeOf(err) != model.Forbidden {
			t.Errorf("the public is answered with %v", err)
		}
	}
}
