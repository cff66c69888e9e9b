package disclosure

import (
	"fmt"
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
	all := atlas.Build(records, model.Revision{})
	base := scenario.On(coverage.Score(all.On(today)))
	view := Of(base.Result, Commissioner)
	timeline, err := TimelineOf(view, base.Timeline(12), base.Without)
	if err != nil {
		t.Fatal(err)
	}
	if len(timeline.Edges) != 2 {
		t.Fatalf("edges are %+v", timeline.Edges)
	}
	e := timeline.Edges[1]
	if lost := e.ByTier[3]; e.Service.Key != "g" || e.What != "contract" || e.LastDay != "2026-07-31" || !(lost.Low.Value > 0 && lost.Low.Value <= lost.Central.Value && lost.Central.Value <= lost.High.Value) {
		t.Errorf("edge %+v", e)
	}
	if here := e.LostIn("L1"); here[3].Central.Value <= 0 || e.LostIn("nowhere")[3].High.Value != 0 {
		t.Errorf("in L1 lost are %+v", here)
	}
	if ends := view.Endings(view.Horizon(12)); len(ends) != 2 || ends[0].Service.Key != timeline.Edges[0].Service.Key || ends[1].Service.Key != "g" || len(view.Endings("2026-07-31")) != 0 || len(view.Endings("2026-08-01")) != 2 {
		t.Errorf("endings are %+v", ends)
	}
	if ends := Of(base.Result, Public).Endings("2030-01-01"); ends != nil {
		t.Errorf("the public sees %+v", ends)
	}
	for _, m := range timeline.Months {
		if wanted := map[bool]int{true: 2, false: 0}[m.Date == "2026-08-01"]; len(m.Ceases) != wanted {
			t.Errorf("on %s cease %+v", m.Date, m.Ceases)
		}
	}
	before, _ := timeline.Months[0].Coverage("L1", 4)
	after, _ := timeline.Months[5].Coverage("L1", 4)
	full := Of(coverage.Score(all.On(timeline.Months[5].Date)), Commissioner)
	for tier := 1; tier <= 4; tier++ {
		got, err := timeline.Months[5].Waterfalls("L1", tier)
		if want, _ := full.Waterfalls("L1", tier); err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("tier %d is %+v on the first of the month, %+v by the figures of that day", tier, got, want)
		}
		month, _ := timeline.Months[5].Tier("L1", tier)
		want, _ := full.Tier("L1", tier)
		if month.Need, month.NeedLow, month.NeedHigh = want.Need, want.NeedLow, want.NeedHigh; fmt.Sprint(month) != fmt.Sprint(want) {
			t.Errorf("tier %d: %+v, %+v by the figures of that day", tier, month, want)
		}
	}
	if !(before.Value > 0) || after.Value != 0 {
		t.Errorf("coverage goes from %+v to %+v", before, after)
	}
	later := scenario.On(coverage.Score(atlas.Build(records, model.Revision{}).On("2026-08-01")))
	kind, _ := later.Day.Type("refuge")
	advice, err := adviceOn(later, kind)
	if err != nil || len(advice.Advice) != 0 {
		t.Errorf("advice on refuges that have ended: %+v, %v", advice, err)
	}
	for _, refused := range []func() error{
		func() error {
			_, err := TimelineOf(Of(base.Result, Public), base.Timeline(1), base.Without)
			return err
		},
		func() error { _, err := AdviceOf(Of(base.Result, Public), nil, scenario.Advised{}, false); return err },
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
