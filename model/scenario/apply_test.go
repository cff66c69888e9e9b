package scenario_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/need"
	"catchment/model/scenario"
)

const day model.Date = "2026-04-01"

// street is three base areas in a row, 10 km from one another, with 100
// children aged 6 each, all of them in need of tier 2:
//
//	L1 ┬ A1 ── hall of g, 60 places, reaches 12 km: A1 and A2
//	   └ A2
//	L2 ─ A3
//
//	r is a refuge, protected, that serves L1.
func street() *model.Records {
	r := &model.Records{
		Areas:        []model.Area{{Code: "L1", Name: "North", Kind: model.LocalAuthority}, {Code: "L2", Name: "South", Kind: model.LocalAuthority, PointLon: new(-4.0), PointLat: new(52.18)}},
		ServiceTypes: []model.ServiceType{{Key: "group_work", Measure: model.Places, CatchmentKm: new(12.0)}, {Key: "refuge", Measure: model.Places, ProtectedByDefault: new(true)}},
		Uptake:       []model.Uptake{{ServiceType: "group_work", Tier: 2, Uptake: 1}, {ServiceType: "refuge", Tier: 2, Uptake: 0.1}},
		Rates:        []model.Rate{{Tier: 2, AgeTo: 17, Central: 10_000}},
		Settings:     []model.Setting{{Key: "detour_factor", Value: 1}},
		Providers:    []model.Provider{{Key: "p", Name: "P"}},
		Programmes:   []model.Programme{{Key: "licensed", Name: "Licensed", LicenceYears: new(3)}},
		Services: []model.Service{
			{Key: "g", Name: "Group", Provider: "p", ServiceType: "group_work", Mode: "group", Capacity: new(60.0), Programme: "licensed", LicenceStart: "2023-04-02", LicenceEnd: "2026-04-01"},
			{Key: "r", Name: "Refuge", Provider: "p", ServiceType: "refuge", Mode: "residential", Capacity: new(5.0), AreasServed: []string{"L1"}},
		},
		Sites: []model.Site{{Key: "hall", Service: "g", Disclosure: model.Public, Lon: new(-4.0), Lat: new(52.0)}, {Key: "house", Service: "r", Disclosure: model.Protected}},
	}
	for i, parent := range []string{"L1", "L1", "L2"} {
		code := fmt.Sprintf("A%d", i+1)
		r.Areas = append(r.Areas, model.Area{Code: code, Name: code, Kind: "lsoa", Parents: []string{parent}, PointLon: new(-4.0), PointLat: new(52 + 0.09*float64(i))})
		r.Population = append(r.Population, model.Population{AreaCode: code, Year: 2025, Ages: model.Ages{6: 100}})
	}
	return r
}

func onStreet() scenario.Baseline {
	return scenario.On(coverage.Score(atlas.Build(street(), model.Revision{}).On(day)))
}

// change is one line: kind, service, then column=value pairs.
func change(line string) model.ScenarioChange {
	words := strings.Fields(line)
	c := model.ScenarioChange{Scenario: "plan", Place: 1, Change: model.ChangeKind(words[0]), Service: words[1], Sets: map[string]string{}, Cost: new(1000.0)}
	for _, pair := range words[2:] {
		column, value, _ := strings.Cut(pair, "=")
		c.Sets[column] = value
	}
	return c
}

// Each kind of change does what it says: the children met in A1, A2, A3 by
// group work, of 100 in each.
func TestChangesDoWhatTheySay(t *testing.T) {
	for _, c := range []struct {
		name, lines string
		met         [3]float64
	}{
		{"nothing", "", [3]float64{30, 30, 0}},
		{"resize", "resize g capacity=100", [3]float64{50, 50, 0}},
		{"close", "close g", [3]float64{}},
		{"close later", "close g end=2026-12-31", [3]float64{30, 30, 0}},
		{"close yesterday", "close g end=2026-03-31", [3]float64{}},
		{"open in the south", "open h provider=p name=H service_type=group_work mode=group capacity=20 disclosure=area_only area_code=A3", [3]float64{30, 40, 10}},
		{"open where no site is said", "open h provider=p name=H service_type=group_work mode=outreach capacity=20 areas_served=L2", [3]float64{30, 30, 20}},
		{"move south", "move g lat=52.27", [3]float64{0, 0, 60}},
		{"move without a site key is of the only one", "move g lon=-4 lat=52.18", [3]float64{0, 30, 30}},
		{"serve", "serve g areas_served=L1", [3]float64{30, 30, 0}},
		{"serve the south, which it does not reach", "serve g areas_served=L2", [3]float64{}},
		{"serve no area by name any more", "serve g areas_served=L2 | serve g areas_served=;", [3]float64{30, 30, 0}},
		{"accept others", "accept g age_min=12", [3]float64{}},
		{"renew from a day on", "renew g licence_start=2026-04-02", [3]float64{30, 30, 0}},
		{"end of the licence", "renew g licence_end=2026-03-31", [3]float64{}},
		{"two changes of one service", "resize g capacity=100 | move g lat=52.27", [3]float64{0, 0, 100}},
		{"open and resize", "open h provider=p name=H service_type=group_work mode=outreach areas_served=L2 | resize h capacity=50", [3]float64{30, 30, 50}},
	} {
		t.Run(c.name, func(t *testing.T) {
			outcome, faults := onStreet().Try(lines(c.lines))
			if outcome == nil {
				t.Fatal(faults)
			}
			row, _ := outcome.Baseline.Row(2, "group_work")
			for i, want := range c.met {
				area, _ := outcome.Baseline.Day.Area(fmt.Sprintf("A%d", i+1))
				place, _ := outcome.Baseline.Day.ReportedPlace(area)
				if got := outcome.WhatIf.FiguresAt(row, int(place)).Bands[need.Central].Met; math.Abs(got-want) > 1e-9 {
					t.Errorf("A%d: %v met, want %v", i+1, got, want)
				}
			}
		})
	}
}

func lines(text string) (out []model.ScenarioChange) {
	for _, line := range strings.Split(text, "|") {
		if strings.TrimSpace(line) != "" {
			out = append(out, change(line))
		}
	}
	return out
}

// A renewal that begins a licence anew lasts as long as the programme says.
func TestARenewedLicenceLastsAsTheProgrammeSays(t *testing.T) {
	outcome, faults := onStreet().Try(lines("renew g licence_start=2026-04-02"))
	if outcome == nil {
		t.Fatal(faults)
	}
	if last := atlas.LastDay(outcome.WhatIf.Changed[0].Service); last != "2029-04-01" {
		t.Errorf("the licence ends on %s", last)
	}
}

// A protected service may move to another authority: its site stays the same,
// and has no place still.
func TestAProtectedServiceMovesToAnotherAuthority(t *testing.T) {
	outcome, faults := onStreet().Try(lines("move r area_code=L2"))
	if outcome == nil {
		t.Fatal(faults)
	}
	site := outcome.WhatIf.Changed[0].Service.Sites[0]
	if site.Key != "house" || site.Disclosure != model.Protected || site.AreaCode != "L2" || site.Placed() || site.Postcode != "" {
		t.Errorf("%+v", site)
	}
}

// What an import would refuse a plan refuses; above all a protected service
// gets no place, and stays protected.
func TestRefusals(t *testing.T) {
	for _, c := range []struct{ name, lines, column, says string }{
		{"a place for a refuge", "move r lon=-4.01234 lat=52", "lon", "a protected service has no coordinates"},
		{"a postcode for it", "resize r postcode=SY231AA", "lon", "a protected service has no coordinates"},
		{"a place for it, called public", "move r disclosure=public lon=-4.01234 lat=52", "lon", "a protected service has no coordinates"},
		{"a refuge called public without a place", "move r disclosure=public", "disclosure", "stays so"},
		{"a refuge of another type", "accept r service_type=group_work site=house disclosure=area_only area_code=L1", "disclosure", "stays so"},
		{"a refuge that serves a small area", "serve r areas_served=A1", "areas_served", "a local authority or larger"},
		{"a new refuge at a small area", "open s provider=p name=S service_type=refuge mode=residential areas_served=L1 area_code=A1", "area_code", "a local authority or larger"},
		{"a new refuge with a place", "open s provider=p name=S service_type=refuge mode=residential areas_served=L1 lon=-4.01234 lat=52", "lon", "a protected service has no coordinates"},
		{"a place for a refuge that the plan opened", "open s provider=p name=S service_type=refuge mode=residential areas_served=L1 | move s lon=-4.01234 lat=52", "lon", "a protected service has no coordinates"},
		{"lowering a refuge that the plan opened", "open s provider=p name=S service_type=refuge mode=residential areas_served=L1 area_code=L1 | move s disclosure=public lon=-4.01234 lat=52", "disclosure", "stays so"},
		{"a refuge that serves nowhere", "open s provider=p name=S service_type=refuge mode=residential", "areas_served", "must name the areas"},
		{"opening what is there", "open g provider=p name=G service_type=group_work mode=group", "service", "does not exist yet"},
		{"a service that is nowhere", "close x", "service", "known service"},
		{"a service closed before", "close g | resize g capacity=3", "service", "not closed before"},
		{"an unknown type", "open h provider=p name=H service_type=x mode=group", "service_type", "known service type"},
		{"opening without a provider", "open h name=H service_type=group_work mode=group", "provider", "needs this column"},
		{"ages that are none", "accept g age_min=x", "age_min", "whole number"},
		{"ages the wrong way round", "accept g age_min=12 age_max=5", "age_min", "not above"},
		{"a site that is another's", "move g site=house lat=52", "site", "a site of this service"},
	} {
		t.Run(c.name, func(t *testing.T) {
			outcome, faults := onStreet().Try(lines(c.lines))
			if outcome != nil {
				t.Fatal("it is tried")
			}
			found := false
			for _, f := range faults {
				told := f.Expected.String() + f.Found.String()
				found = found || f.Column == c.column && strings.Contains(told, c.says)
				if strings.Contains(told, "4.01234") || strings.Contains(told, "SY23") {
					t.Errorf("a fault repeats the place: %s", told)
				}
			}
			if !found {
				t.Errorf("faults are %+v; want one of %q that says %q", faults, c.column, c.says)
			}
		})
	}
}

// The baseline stays as it is, and what is not touched is not recomputed.
func TestOnlyWhatTheChangedServiceReachesIsTouched(t *testing.T) {
	base := onStreet()
	outcome, faults := base.Try(lines("resize g capacity=100"))
	if outcome == nil {
		t.Fatal(faults)
	}
	touched := map[string]bool{}
	outcome.WhatIf.Touched(func(row int, areas []int32) {
		if base.Day.Types[base.Day.Expected[row].Type].Key != "group_work" {
			t.Errorf("row %d is touched", row)
		}
		for _, place := range areas {
			touched[base.Day.Areas[base.Day.Reported[place]].Code] = true
		}
	})
	if len(touched) != 3 || !touched["A1"] || !touched["A2"] || !touched["L1"] {
		t.Errorf("touched are %v", touched)
	}
	if d := outcome.Difference; math.Abs(d.Met-40) > 1e-9 || d.Cost != 1000 || math.Abs(d.PerChild-25) > 1e-9 {
		t.Errorf("%v met more at %v, %v a child", d.Met, d.Cost, d.PerChild)
	}
}

// 20 places for 25 children in demand, resized to 25: five more are met, at
// 2,000 a year for each.
func Example_resize() {
	r := &model.Records{
		Areas:        []model.Area{{Code: "A", Name: "A", Kind: "ward"}},
		Population:   []model.Population{{AreaCode: "A", Year: 2025, Ages: model.Ages{6: 100}}},
		Rates:        []model.Rate{{Tier: 2, AgeTo: 17, Central: 2500}},
		ServiceTypes: []model.ServiceType{{Key: "group_work", Measure: model.Places}},
		Uptake:       []model.Uptake{{ServiceType: "group_work", Tier: 2, Uptake: 1}},
		Providers:    []model.Provider{{Key: "p", Name: "P"}},
		Services:     []model.Service{{Key: "g", Name: "Group", Provider: "p", ServiceType: "group_work", Mode: model.Outreach, Capacity: new(20.0)}},
	}
	before := coverage.Score(atlas.Build(r, model.Revision{}).On("2026-04-01"))
	outcome, _ := scenario.On(before).Try([]model.ScenarioChange{
		{Scenario: "more", Place: 1, Change: "resize", Service: "g", Sets: map[string]string{"capacity": "25"}, Cost: new(10_000.0)},
	})
	fmt.Printf("%.0f children more, %.0f a year for each\n", outcome.Difference.Met, outcome.Difference.PerChild)
	// Output: 5 children more, 2000 a year for each
}

// A contract renewed and a notice of the same capacity change no figure, and
// nothing is computed anew for them.
func TestWhatChangesNoFigureTouchesNothing(t *testing.T) {
	base := onStreet()
	for _, text := range []string{"renew g contract_end=2030-03-31 licence_end=2030-03-31", "resize g capacity=60"} {
		outcome, faults := base.Try(lines(text))
		if outcome == nil {
			t.Fatal(faults)
		}
		outcome.WhatIf.Touched(func(row int, areas []int32) {
			if len(areas) > 0 {
				t.Errorf("%s: row %d is computed anew in %v", text, row, areas)
			}
		})
		if s := outcome.Difference.Services; len(s) != 1 || s[0].Before == nil || s[0].After == nil || *s[0].Before != *s[0].After {
			t.Errorf("%s: %+v", text, s)
		}
	}
}
