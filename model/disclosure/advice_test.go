package disclosure

import (
	"maps"
	"testing"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/scenario"
)

func adviceOn(b scenario.Baseline, kind int32) (*AdviceList, error) {
	of, ok := b.Advise(scenario.Asked{Type: kind, Areas: model.LocalAuthority, Within: -1})
	return AdviceOf(Of(b.Result, Commissioner), &b.Day.Types[kind], of, ok)
}

// Each relaxation says which change of a plan tries it, and the plan releases
// what was advised.
func TestAdviceCanBeTried(t *testing.T) {
	for _, c := range []struct {
		name   string
		edit   func(*model.Service)
		change model.ChangeKind
		sets   map[string]string
	}{
		{"places", func(s *model.Service) { s.Capacity = new(3.0) }, "resize", map[string]string{"service": "g", "capacity": "4"}},
		{"an age", func(s *model.Service) { s.Capacity, s.AgeMin = new(300.0), new(7) }, "accept", map[string]string{"service": "g", "age_min": "6"}},
		{"one exclusion of two", func(s *model.Service) {
			s.Capacity, s.Excludes = new(300.0), []string{"high_trauma", "parent_substance_misuse"}
		}, "accept", map[string]string{"service": "g", "excludes": "parent_substance_misuse"}},
		{"the last exclusion", func(s *model.Service) { s.Capacity, s.Excludes = new(300.0), []string{"high_trauma"} }, "accept", map[string]string{"service": "g", "excludes": ";"}},
		{"a contract", func(s *model.Service) { s.Capacity, s.ContractEnd = new(30.0), "2026-03-31" }, "renew", map[string]string{"service": "g", "contract_end": "2027-03-31"}},
		{"a start", func(s *model.Service) { s.Capacity, s.Start = new(30.0), "2026-09-01" }, "renew", map[string]string{"service": "g", "start": "2026-04-01"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			records := coast()
			at := -1
			for i := range records.Services {
				if records.Services[i].Key == "g" {
					at = i
				}
			}
			c.edit(&records.Services[at])
			records.Shares = []model.Share{{Tier: 4, Attribute: "high_trauma", Share: 0.5}, {Tier: 4, Attribute: "parent_substance_misuse", Share: 0.5}}
			a := atlas.Build(records, model.Revision{})
			base := scenario.On(coverage.Score(a.On(today)))
			kind, _ := base.Day.Type(records.Services[at].ServiceType)
			list, err := adviceOn(base, kind)
			if err != nil {
				t.Fatal(err)
			}
			var found *Advice
			for i := range list.Advice {
				if x := &list.Advice[i]; x.Key == "g" && x.Change == c.change && maps.Equal(x.Sets, c.sets) {
					found = x
				}
			}
			if found == nil {
				t.Fatalf("no such advice among %+v", list.Advice)
			}
			outcome, faults := base.Try([]model.ScenarioChange{{Scenario: "try", Place: 1, Change: found.Change, Service: "g", Sets: found.Sets}})
			if outcome == nil {
				t.Fatal(faults)
			}
			if x := outcome.Difference.Met - found.Met.Value; x > 1e-9 || x < -1e-9 {
				t.Errorf("the plan meets %v more, the advice says %v", outcome.Difference.Met, found.Met.Value)
			}
		})
	}
}

// Where one service alone could take everybody a neighbour brings, the
// neighbours are named to a commissioner; the public is refused.
func TestJointOf(t *testing.T) {
	records := coast()
	for i := range records.Areas {
		if records.Areas[i].Kind == model.LocalAuthority {
			records.Areas[i].PointLon, records.Areas[i].PointLat = new(-3.9+0.1*float64(i)), new(52.0)
		}
	}
	base := scenario.On(coverage.Score(atlas.Build(records, model.Revision{}).On(today)))
	s := &base.Day.Services[0]
	for i := range base.Day.Services {
		if base.Day.Services[i].Key == "g" {
			s = &base.Day.Services[i]
		}
	}
	area, _ := base.Day.Area("L1")
	place, _ := base.Day.ReportedPlace(area)
	joint := base.Join(s, int(place), 1e6)
	got, err := JointOf(Of(base.Result, Commissioner), "L1", joint)
	if err != nil || got.Area.Code != "L1" || got.Viable || len(got.Partners) != 1 || got.Partners[0].Code != "L2" || got.Own.Value != joint.Own {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := JointOf(Of(base.Result, Commissioner), "nowhere", joint); model.CodeOf(err) != model.NotFound {
		t.Errorf("an unknown area is answered with %v", err)
	}
	if _, err := JointOf(Of(base.Result, Public), "L1", joint); model.CodeOf(err) != model.Forbidden {
		t.Errorf("the public is answered with %v", err)
	}
}
