package scenario_test

import (
	"math"
	"slices"
	"testing"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/need"
	"catchment/model/scenario"
)

var (
	coda    = &model.Programme{Key: "coda", Weeks: new(12.0), Sessions: new(12.0), SessionHours: new(2.0), ConcurrentParentGroup: new(true), LicenceYears: new(3)}
	freedom = &model.Programme{Key: "freedom", Sessions: new(12.0), SessionHours: new(1.5), MaxGroup: new(24.0), RollingEntry: new(true)}
	support = &model.Programme{Key: "womens_support_group", SessionHours: new(2.0), MinGroup: new(5.0)}
)

// Capacity and the rules that are broken, programme by programme.
func TestDesigns(t *testing.T) {
	ready := scenario.Design{Programme: coda, Runs: 2, Groups: 2, Places: new(6.0), ParentPlaces: new(12.0), Rooms: 3, LicenceHeld: true, Coordinators: 1, Partners: 3}
	with := func(change func(*scenario.Design)) scenario.Design {
		d := ready
		change(&d)
		return d
	}
	nan := math.NaN()
	for _, c := range []struct {
		name   string
		design scenario.Design
		places float64
		broken []string
	}{
		{"CODA, two children's groups and a parents' group", ready, 24, nil},
		{"CODA with fewer parents than children", with(func(d *scenario.Design) { d.ParentPlaces = new(6.0) }), 12, nil},
		{"CODA without a word on parents", with(func(d *scenario.Design) { d.ParentPlaces = nil }), nan, []string{"parents"}},
		{"CODA with a group of unknown size", with(func(d *scenario.Design) { d.Places = nil }), nan, []string{"size"}},
		{"CODA with one room", with(func(d *scenario.Design) { d.Rooms = 1 }), 24, []string{"rooms"}},
		{"CODA without licence and training", with(func(d *scenario.Design) { d.LicenceHeld, d.Coordinators = false, 0 }), 24, []string{"licence", "training"}},
		{"CODA four times in 39 weeks, which hold three", with(func(d *scenario.Design) { d.Runs, d.UsableWeeks = 4, 39 }), 48, []string{"runs"}},
		{"CODA four times in the year", with(func(d *scenario.Design) { d.Runs = 4 }), 48, nil},
		{"Freedom with 24", scenario.Design{Programme: freedom, Runs: 4, Places: new(24.0), Attended: new(12.0), Rooms: 1}, 96, nil},
		{"Freedom with 25, fewer than which it takes", scenario.Design{Programme: freedom, Runs: 4, Places: new(25.0), Attended: new(12.0), Rooms: 1}, 96, []string{"most"}},
		{"Freedom without attendance", scenario.Design{Programme: freedom, Runs: 4, Places: new(24.0), Rooms: 1}, nan, []string{"rolling"}},
		{"a support group of 5", scenario.Design{Programme: support, Runs: 3, Places: new(5.0), Rooms: 1}, 15, nil},
		{"a support group of 4", scenario.Design{Programme: support, Runs: 3, Places: new(4.0), Rooms: 1}, 0, []string{"least"}},
		{"75 hours over 30 weeks", scenario.Design{Perpetrators: true, Weeks: new(30.0), Sessions: new(30.0), SessionHours: new(2.5), Runs: 1, Places: new(10.0), Rooms: 1}, 10, nil},
		{"80 hours over 20 weeks", scenario.Design{Perpetrators: true, Weeks: new(20.0), Sessions: new(20.0), SessionHours: new(4.0), Runs: 1, Places: new(10.0), Rooms: 1}, 10, []string{"respect"}},
		{"60 hours over 30 weeks", scenario.Design{Perpetrators: true, Weeks: new(30.0), Sessions: new(30.0), SessionHours: new(2.0), Runs: 1, Places: new(10.0), Rooms: 1}, 10, []string{"respect"}},
		{"hours not known", scenario.Design{Perpetrators: true, Runs: 1, Places: new(10.0), Rooms: 1}, 10, []string{"respect"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := c.design.Design()
			var broken []string
			for _, f := range got.Findings {
				if f.Sentence.Empty() {
					t.Errorf("%s says nothing", f.Rule)
				}
				if f.Broken {
					broken = append(broken, f.Rule)
				}
			}
			if got.Places != c.places && !(math.IsNaN(got.Places) && math.IsNaN(c.places)) || !slices.Equal(broken, c.broken) {
				t.Errorf("%v places, broken are %v; want %v and %v", got.Places, broken, c.places, c.broken)
			}
		})
	}
}

// Two runs of 12 sessions of 2 hours, 3 groups at once with 2 facilitators:
// 24 × 3 × 2 × 3 hours with preparation at £20, 24 × 3 × 2 hours of rooms at £15.
func TestCostOfADesign(t *testing.T) {
	d := scenario.Design{Programme: coda, Runs: 2, Groups: 2, Places: new(6.0), ParentPlaces: new(12.0), Rooms: 3, Facilitators: 2, LicenceHeld: true,
		Coordinators: 1, TrainingDays: 3, PeopleTrained: 4,
		Costs: scenario.UnitCosts{FacilitatorHour: 20, PreparationHours: 1, RoomHour: 15, Licence: 1500, TrainingDay: 100, Place: 30, Coordination: 2000}}
	got := d.Design()
	want := map[string]float64{"staff": 24 * 3 * 2 * 3 * 20, "rooms": 24 * 3 * 2 * 15, "licence": 500, "training": 1200, "places": 24 * 30, "coordination": 2000}
	sum := 0.0
	for _, line := range got.Lines {
		if line.Amount != want[line.Line] {
			t.Errorf("%s: %v, want %v", line.Line, line.Amount, want[line.Line])
		}
		sum += line.Amount
	}
	if got.Cost != sum || got.PerPlace != sum/24 || got.ContactHours != 24 || got.Unit != "family" || got.RunsAtMost != 4 {
		t.Errorf("%+v", got)
	}
	d.Sessions, d.Programme = nil, support
	if got := d.Design(); !math.IsNaN(got.Cost) {
		t.Errorf("with sessions unknown it costs %v", got.Cost)
	}
}

// On the street each area has 100 children: a group of 150 needs a neighbour,
// the nearest; one of 400 is beyond all three.
func TestNeighboursThatMakeAGroupViable(t *testing.T) {
	base := onStreet()
	s := &base.Day.Services[0]
	area, _ := base.Day.Area("A1")
	place, _ := base.Day.ReportedPlace(area)
	codes := func(j scenario.Joint) (out []string) {
		for _, p := range j.Partners {
			out = append(out, base.Day.Areas[p.Area].Code)
		}
		return out
	}
	for _, c := range []struct {
		wanted   float64
		partners []string
		viable   bool
	}{{80, nil, true}, {150, []string{"A2"}, true}, {250, []string{"A2", "A3"}, true}, {400, []string{"A2", "A3"}, false}} {
		if j := base.Join(s, int(place), c.wanted); !slices.Equal(codes(j), c.partners) || j.Viable != c.viable || j.Own != 100 {
			t.Errorf("%v: %v, %+v", c.wanted, codes(j), j)
		}
	}
}

// Whom a service would accept is, where it alone of its type reaches
// everywhere, all demand but what is not eligible.
func TestDemandForIsWhatIsEligible(t *testing.T) {
	records := street()
	records.Services[0].Mode, records.Services[0].AgeMax = model.Outreach, new(5)
	records.Population[0].Ages[4] = 40
	base := scenario.On(coverage.Score(atlas.Build(records, model.Revision{}).On(day)))
	row, _ := base.Row(2, "group_work")
	for place, children := range base.DemandFor(&base.Day.Services[0]) {
		b := base.Bands[need.Central][row][place]
		if math.Abs(children-(b.Demand-b.NotEligible)) > 1e-9 {
			t.Errorf("place %d: %v of %+v", place, children, b)
		}
	}
}
