package scenario_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/need"
	"catchment/model/scenario"
	"catchment/model/trial"
)

// Every figure of every month is, to the last bit, what a computation for that
// date gives, whichever of its dates ends a service.
func TestTimelineEqualsFullRecomputation(t *testing.T) {
	incremental, whole, ended := 0, 0, map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		records := trial.Records(t)
		for i := range records.Services {
			s := &records.Services[i]
			s.ContractEnd = trial.Pick[model.Date](t, "contract", "", "", "2026-06-30", "2026-09-01", "2026-08-31")
			s.LicenceEnd = trial.Pick[model.Date](t, "licence", "", "", "2026-05-31", "2026-10-15")
			s.End = trial.Pick[model.Date](t, "end", "", "", "2026-07-01", "2026-11-30")
			if s.Programme != "" {
				s.LicenceStart = trial.Pick[model.Date](t, "licensed from", "", "2024-07-20", "2024-10-01")
			}
		}
		for i := range records.Assessments {
			records.Assessments[i].ReviewBy = trial.Pick[model.Date](t, "lapses", "", "2026-07-15", "2026-07-31", "2027-02-01")
			records.Assessments[i].AssessedOn = trial.Pick[model.Date](t, "counts from", "2025-01-01", "2026-06-01")
		}
		a := atlas.Build(records, model.Revision{})
		base := scenario.On(coverage.Score(a.On(trial.Day)))
		months := base.Timeline(9)
		if len(months) != 9 || months[0].Date != "2026-05-01" || months[8].Date != "2027-01-01" {
			t.Fatalf("%d months", len(months))
		}
		for _, m := range months {
			equalsFull(t, &m, coverage.Score(a.On(m.Date)))
			for _, service := range m.Ceases {
				ended[why(&a.Services[service])]++
			}
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
	for _, what := range []string{"contract", "licence", "service", "programme"} {
		if ended[what] == 0 {
			t.Errorf("no service ended by its %s: %v", what, ended)
		}
	}
}

// why says what ended a service; programme is a licence that lasts as its
// programme says.
func why(s *atlas.Service) string {
	if what := atlas.EndsBy(s); what != "licence" || s.LicenceEnd != "" {
		return what
	}
	return "programme"
}

func equalsFull(t fataler, m *scenario.Month, full *coverage.Result) {
	t.Helper()
	for row := range full.Day.Expected {
		for place := range full.Day.Reported {
			if got, want := m.WhatIf.FiguresAt(row, place), full.FiguresAt(row, place); !got.Equal(want) {
				t.Fatalf("%s, row %d, place %d: %+v, recomputed %+v", m.Date, row, place, got, want)
			}
		}
	}
	for place := range full.Day.Reported {
		for tier := 1; tier <= 4; tier++ {
			same(t, "tier", m.WhatIf.Tier(place, tier), full.Tier(place, tier))
			same(t, "cube", m.WhatIf.Cube(place, tier), full.Cube(place, tier))
		}
	}
	same(t, "equity", m.WhatIf.Equity(), full.Equity())
	exactScore(t, m.WhatIf.Score(), full)
}

// The months of a short horizon are those that a longer one begins with, and
// none goes past the calendar.
func TestTimelineEndsWithTheCalendar(t *testing.T) {
	a := atlas.Build(street(), model.Revision{})
	for _, c := range []struct {
		name        string
		on, last    model.Date
		months, got int
	}{
		{"none", day, "", 0, 0},
		{"a day within a month", "2026-04-15", "2026-06-01", 2, 2},
		{"five years", day, "2031-04-01", 60, 60},
		{"the end of the calendar", "9999-10-20", "9999-12-01", 12, 2},
		{"the last month", "9999-12-01", "", 12, 0},
	} {
		months := scenario.On(coverage.Score(a.On(c.on))).Timeline(c.months)
		if len(months) != c.got || len(months) > 0 && months[len(months)-1].Date != c.last {
			t.Errorf("%s: %d months", c.name, len(months))
		}
	}
}

// Without the group of the street 60 children of A1 and A2 are met no longer:
// it ends with its licence on the day itself.
func TestWithoutAService(t *testing.T) {
	base := onStreet()
	g, _ := base.Day.ServiceIndex("g")
	e := base.Without(g)
	if at := e.ByTier[1]; math.Abs(at[need.Central]-60) > 1e-9 || e.ByTier[2] != (scenario.Children{}) {
		t.Errorf("%+v", e)
	}
	lost := map[string]scenario.Children{}
	for _, l := range e.Lost {
		lost[base.Day.Areas[base.Day.Reported[l.Area]].Code] = l.Children
	}
	if len(lost) != 3 || math.Abs(lost["L1"][need.Central]-60) > 1e-9 || math.Abs(lost["A1"][need.Central]-30) > 1e-9 || lost["L1"] != e.ByTier[1] {
		t.Errorf("lost are %v", lost)
	}
	months := base.Timeline(12)
	if len(months) != 12 || len(months[0].Ceases) != 1 || slices.ContainsFunc(months[1:], func(m scenario.Month) bool { return len(m.Ceases)+len(m.Begins) > 0 }) {
		t.Errorf("%+v", months[0].Ceases)
	}
}

// A site is known by an area that is nobody's parent: when the area is gone
// the group reaches nobody, though no area of the region and no service changes.
func TestTimelineSeesTheAreaOfASiteGo(t *testing.T) {
	records := street()
	records.Areas = append(records.Areas, model.Area{Code: "X", Name: "Beside", Kind: model.LocalAuthority, PointLon: new(-4.0), PointLat: new(52.0), ValidTo: "2026-06-30"})
	records.Sites[0] = model.Site{Key: "hall", Service: "g", Disclosure: model.AreaOnly, AreaCode: "X"}
	records.Services[0].Programme, records.Services[0].LicenceStart, records.Services[0].LicenceEnd = "", "", ""
	a := atlas.Build(records, model.Revision{})
	met := map[model.Date]float64{}
	for _, m := range scenario.On(coverage.Score(a.On(day))).Timeline(12) {
		equalsFull(t, &m, coverage.Score(a.On(m.Date)))
		met[m.Date] = m.WhatIf.Tier(0, 2).Coverage
	}
	if math.Abs(met["2026-06-01"]-met["2026-07-01"]-0.15) > 1e-9 { // 30 of 100 children, one of two types
		t.Errorf("coverage by month is %v", met)
	}
}
