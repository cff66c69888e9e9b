package scenario_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/scenario"
	"catchment/model/trial"
)

// A what-if is, to the last bit, the full recomputation with the services
// changed: every figure of every row and area, and what is not touched is the
// baseline's.
func TestWhatIfEqualsFullRecomputation(t *testing.T) {
	tried, wanted := 0, 500
	if testing.Short() {
		wanted = 50
	}
	for tried < wanted { // rapid draws 100 cases a time; some lists are refused
		rapid.Check(t, func(t *rapid.T) {
			records := trial.Records(t)
			a := atlas.Build(records, model.Revision{})
			before := coverage.Score(a.On(trial.Day))
			changes := randomChanges(t, records, -4.2, 51.8)
			outcome, faults := scenario.On(before).Try(changes)
			if outcome == nil {
				if len(faults) == 0 {
					t.Fatal("no outcome, and no fault")
				}
				return
			}
			tried++
			full := fullRecomputation(a, outcome.WhatIf.Changed, trial.Day)
			exact(t, outcome, full)
			exactTerms(t, outcome.WhatIf.Score(), full)
		})
	}
	t.Logf("%d lists of changes applied", tried)
}

// Where a base area holds another its figures are not its own alone, and all is
// computed anew.
func TestWhatIfWhereABaseAreaHoldsAnother(t *testing.T) {
	records := street()
	for i := range records.Areas {
		if records.Areas[i].Code == "A2" {
			records.Areas[i].Parents = []string{"L1", "A1"}
		}
	}
	a := atlas.Build(records, model.Revision{})
	base := scenario.On(coverage.Score(a.On(day)))
	for _, text := range []string{"resize g capacity=100", "move g lat=52.27", "close g"} {
		outcome, faults := base.Try(lines(text))
		if outcome == nil {
			t.Fatal(faults)
		}
		exact(t, outcome, fullRecomputation(a, outcome.WhatIf.Changed, day))
	}
}

// fullRecomputation builds everything anew from records with the services as
// they would be.
func fullRecomputation(a *atlas.Atlas, changed []atlas.Changed, day model.Date) *coverage.Result {
	return coverage.Score(atlas.Build(a.With(changed).Records, a.Revision).On(day))
}

type fataler interface {
	Helper()
	Fatalf(string, ...any)
}

// exact holds a what-if against the full recomputation.
func exact(t fataler, o *scenario.Outcome, full *coverage.Result) {
	t.Helper()
	w := o.WhatIf
	for row := range full.Day.Expected {
		for place := range full.Day.Reported {
			if got, want := w.FiguresAt(row, place), full.FiguresAt(row, place); !got.Equal(want) {
				t.Fatalf("row %d, place %d: %+v, recomputed %+v", row, place, got, want)
			}
		}
	}
	for place := range full.Day.Reported {
		for tier := 1; tier <= 4; tier++ {
			same(t, "tier", w.Tier(place, tier), full.Tier(place, tier))
			same(t, "cube", w.Cube(place, tier), full.Cube(place, tier))
		}
	}
	same(t, "equity", w.Equity(), full.Equity())
	exactScore(t, w.Score(), full)
	exactDifference(t, o, full)
}

// exactScore holds the what-if as a result of its own against it.
func exactScore(t fataler, score, full *coverage.Result) {
	t.Helper()
	same(t, "bands", score.Bands, full.Bands)
	same(t, "held", score.Held, full.Held)
	same(t, "services", score.Services, full.Services)
	same(t, "flows", score.Flows, full.Flows)
	same(t, "supplies", score.Supplies(), full.Supplies())
	same(t, "flags", score.Flags.Sorted(), full.Flags.Sorted())
}

// exactTerms holds what figures are made of against it.
func exactTerms(t fataler, score, full *coverage.Result) {
	t.Helper()
	for row := range full.Day.Expected {
		same(t, "given", score.GivenBy(row), full.GivenBy(row))
		same(t, "reaching", score.Reaching(row), full.Reaching(row))
		same(t, "refused", score.Refused(row), full.Refused(row))
		for place := range full.Day.Reported {
			same(t, "explanation", score.Explain(place, row), full.Explain(place, row))
		}
	}
}

// exactDifference holds the difference against that of the two results.
func exactDifference(t fataler, o *scenario.Outcome, full *coverage.Result) {
	t.Helper()
	before, cells := o.Baseline.Result, 0
	for row := range full.Day.Expected {
		for place := range full.Day.Reported {
			if !before.FiguresAt(row, place).Equal(full.FiguresAt(row, place)) {
				cells++
			}
		}
	}
	if cells != len(o.Difference.Cells) {
		t.Fatalf("%d cells differ; the difference has %d", cells, len(o.Difference.Cells))
	}
	tiers := 0
	for place := range full.Day.Reported {
		for tier := 1; tier <= 4; tier++ {
			if !cmp.Equal(before.Tier(place, tier), full.Tier(place, tier), cmpopts.EquateNaNs()) || !cmp.Equal(before.Cube(place, tier), full.Cube(place, tier), cmpopts.EquateNaNs()) {
				tiers++
			}
		}
	}
	if tiers != len(o.Difference.Tiers) {
		t.Fatalf("%d tiers differ; the difference has %d", tiers, len(o.Difference.Tiers))
	}
}

func same(t fataler, what string, got, want any) {
	t.Helper()
	if reflect.DeepEqual(want, got) {
		return // quicker than the difference, which has an eye for NaN
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateNaNs(), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%s: %s", what, diff)
	}
}

// randomChanges draws one to four changes of all kinds, with places in a box of
// 0.6 degrees from a corner.
func randomChanges(t *rapid.T, r *model.Records, lon, lat float64) []model.ScenarioChange {
	var out []model.ScenarioChange
	var keys []string
	for _, s := range r.Services {
		keys = append(keys, s.Key)
	}
	for i := range trial.Whole(t, "changes", 1, 4) {
		c := model.ScenarioChange{Scenario: "random", Place: i + 1, Sets: map[string]string{}, Cost: trial.Perhaps(t, "cost", 0.0, 1500)}
		c.Change = model.ChangeKind(trial.Pick(t, "change", model.ChangeKind("").Values()...))
		if len(keys) == 0 {
			c.Change = "open"
		}
		if c.Change == "open" {
			c.Service = fmt.Sprintf("%s%d", trial.Pick(t, "before or after", "a", "s3x", "z"), i)
			keys = append(keys, c.Service)
		} else {
			c.Service = trial.Pick(t, "service", keys...)
		}
		m := maker{t, r, &c, lon, lat}
		m.sets()
		out = append(out, c)
	}
	return out
}

// maker draws the columns of a change.
type maker struct {
	*rapid.T
	records  *model.Records
	change   *model.ScenarioChange
	lon, lat float64
}

func (m maker) sets() {
	c, r := m.change, m.records
	switch c.Change {
	case "open":
		c.Sets["provider"], c.Sets["name"], c.Sets["service_type"] = r.Providers[0].Key, "New", r.ServiceTypes[trial.Whole(m.T, "type", 0, len(r.ServiceTypes)-1)].Key
		c.Sets["mode"] = trial.Pick(m.T, "mode", "group", "outreach")
		m.capacity()
		m.accept()
		if trial.Chance(m.T, "in areas", 2) {
			m.serve()
		} else {
			m.place()
		}
	case "close":
		if trial.Chance(m.T, "later", 3) {
			c.Sets["end"] = trial.Pick(m.T, "end", "2026-03-31", "2026-04-01", "2027-01-01")
		}
	case "resize":
		m.capacity()
	case "move":
		m.place()
	case "serve":
		m.serve()
	case "accept":
		m.accept()
	case "renew":
		c.Sets[trial.Pick(m.T, "date", "end", "contract_end", "licence_start", "licence_end", "start")] = trial.Pick(m.T, "day", "2026-03-31", "2026-04-01", "2029-03-31")
	}
}

func (m maker) capacity() {
	if n := trial.Whole(m.T, "capacity", 0, 5); n > 0 {
		m.change.Sets["capacity"] = fmt.Sprint(n * n * 3)
	} else {
		m.change.Sets["cohorts_per_year"], m.change.Sets["places_per_cohort"] = "4", "6"
	}
}

func (m maker) accept() {
	m.change.Sets["age_min"] = trial.Pick(m.T, "age min", "", "3", "9")
	m.change.Sets["age_max"] = trial.Pick(m.T, "age max", "", "14", "18")
	m.change.Sets["excludes"] = trial.Pick(m.T, "excludes", "", "high_trauma", "high_trauma;parent_substance_misuse")
}

func (m maker) serve() {
	var codes []string
	for range trial.Whole(m.T, "areas served", 1, 3) {
		codes = append(codes, trial.Pick(m.T, "served", m.records.Areas...).Code)
	}
	m.change.Sets["areas_served"] = strings.Join(codes, ";")
}

func (m maker) place() {
	if trial.Chance(m.T, "area only", 2) {
		m.change.Sets["disclosure"], m.change.Sets["area_code"] = "area_only", trial.Pick(m.T, "area", m.records.Areas...).Code
		return
	}
	m.change.Sets["disclosure"] = "public"
	m.change.Sets["lon"] = fmt.Sprintf("%.2f", m.lon+float64(trial.Whole(m.T, "lon", 0, 60))/100)
	m.change.Sets["lat"] = fmt.Sprintf("%.2f", m.lat+float64(trial.Whole(m.T, "lat", 0, 60))/100)
}
