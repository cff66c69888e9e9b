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

var (
	coda    = &model.Programme{Key: "coda", Weeks: new(12.0), Sessions: new(12.0), SessionHours: new(2.0), ConcurrentParentGroup: new(true), LicenceYears: new(3), Source: "S0; S1; S2"}
	freedom = &model.Programme{Key: "freedom", Sessions: new(12.0), SessionHours: new(1.5), MaxGroup: new(24.0), RollingEntry: new(true), Source: "S3§7.1"}
	support = &model.Programme{Key: "womens_support_group", SessionHours: new(2.0), MinGroup: new(5.0), Source: "S4"}
)

// Capacity, the rules that refuse and those that are yet to be kept, programme
// by programme.
func TestDesigns(t *testing.T) {
	ready := scenario.Design{Programme: coda, Runs: new(2.0), Groups: new(2.0), Places: new(6.0), ParentPlaces: new(12.0), Rooms: new(3.0), LicenceHeld: true, Coordinators: new(1.0), Partners: new(3.0)}
	with := func(d scenario.Design, change func(*scenario.Design)) scenario.Design {
		change(&d)
		return d
	}
	rolling := scenario.Design{Programme: freedom, Runs: new(4.0), Places: new(24.0), Attended: new(12.0), Rooms: new(1.0)}
	adult := scenario.Design{Programme: support, Unit: "adult", Runs: new(3.0), Places: new(5.0), Rooms: new(1.0)}
	harm := scenario.Design{Perpetrators: true, Parallel: true, Weeks: new(30.0), Sessions: new(30.0), SessionHours: new(2.5), Runs: new(1.0), Places: new(10.0), Rooms: new(1.0)}
	nan := math.NaN()
	for _, c := range []struct {
		name             string
		design           scenario.Design
		places           float64
		unit             model.Unit
		refused, missing []string
	}{
		{"CODA, two children's groups and a parents' group", ready, 24, "family", nil, nil},
		{"CODA with fewer parents than children", with(ready, func(d *scenario.Design) { d.ParentPlaces = new(6.0) }), 12, "family", nil, nil},
		{"CODA without a word on parents", with(ready, func(d *scenario.Design) { d.ParentPlaces = nil }), nan, "family", nil, []string{"parents"}},
		{"CODA with a group of unknown size", with(ready, func(d *scenario.Design) { d.Places = nil }), nan, "family", nil, []string{"size"}},
		{"CODA in how many runs is not stated", with(ready, func(d *scenario.Design) { d.Runs = nil }), nan, "family", nil, nil},
		{"CODA with one room", with(ready, func(d *scenario.Design) { d.Rooms = new(1.0) }), 24, "family", []string{"rooms"}, nil},
		{"CODA with two rooms for three groups", with(ready, func(d *scenario.Design) { d.Rooms = new(2.0) }), 24, "family", []string{"rooms"}, nil},
		{"CODA with one group each and two rooms", with(ready, func(d *scenario.Design) { d.Groups, d.Rooms = nil, new(2.0) }), 12, "family", nil, nil},
		{"CODA with rooms not stated", with(ready, func(d *scenario.Design) { d.Rooms = nil }), 24, "family", nil, []string{"rooms"}},
		{"CODA without licence and training", with(ready, func(d *scenario.Design) { d.LicenceHeld, d.Coordinators = false, new(0.0) }), 24, "family", nil, []string{"licence", "training"}},
		{"CODA without a word on coordinators and partners", with(ready, func(d *scenario.Design) { d.Coordinators, d.Partners = nil, nil }), 24, "family", nil, []string{"training", "partners"}},
		{"CODA without a partner agency", with(ready, func(d *scenario.Design) { d.Partners = new(0.0) }), 24, "family", nil, []string{"partners"}},
		{"CODA four times in 39 weeks, which hold three", with(ready, func(d *scenario.Design) { d.Runs, d.UsableWeeks = new(4.0), new(39.0) }), 48, "family", []string{"runs"}, nil},
		{"CODA four times in 39 weeks, two at a time", with(ready, func(d *scenario.Design) { d.Runs, d.UsableWeeks, d.Rooms = new(4.0), new(39.0), new(6.0) }), 48, "family", nil, nil},
		{"CODA four times in the year", with(ready, func(d *scenario.Design) { d.Runs = new(4.0) }), 48, "family", nil, nil},
		{"CODA five times in the year", with(ready, func(d *scenario.Design) { d.Runs = new(5.0) }), 60, "family", []string{"runs"}, nil},
		{"CODA five times in the year, rooms not stated", with(ready, func(d *scenario.Design) { d.Runs, d.Rooms = new(5.0), nil }), 60, "family", nil, []string{"rooms", "runs"}},
		{"CODA in fewer weeks than a run has, rooms not stated", with(ready, func(d *scenario.Design) { d.UsableWeeks, d.Rooms = new(11.0), nil }), 24, "family", []string{"runs"}, []string{"rooms"}},
		{"Freedom with 24", rolling, 96, model.Child, nil, nil},
		{"Freedom with 25, fewer than which it takes", with(rolling, func(d *scenario.Design) { d.Places = new(25.0) }), 96, model.Child, []string{"most"}, nil},
		{"Freedom where members come to 8 of 12", with(rolling, func(d *scenario.Design) { d.Attended = new(8.0) }), 144, model.Child, nil, nil},
		{"Freedom without attendance", with(rolling, func(d *scenario.Design) { d.Attended = nil }), nan, model.Child, nil, []string{"rolling"}},
		{"a support group of 5", adult, 15, "adult", nil, nil},
		{"a support group of 4", with(adult, func(d *scenario.Design) { d.Places = new(4.0) }), 0, "adult", []string{"least"}, nil},
		{"75 hours over 30 weeks", harm, 10, "adult", nil, nil},
		{"twice in a year that holds 30 weeks once", with(harm, func(d *scenario.Design) { d.Runs = new(2.0) }), 20, "adult", []string{"runs"}, nil},
		{"twice in a year that holds 30 weeks once, rooms not stated", with(harm, func(d *scenario.Design) { d.Runs, d.Rooms = new(2.0), nil }), 20, "adult", nil, []string{"runs"}},
		{"80 hours over 20 weeks", with(harm, func(d *scenario.Design) { d.Weeks, d.Sessions, d.SessionHours = new(20.0), new(20.0), new(4.0) }), 10, "adult", []string{"respect"}, nil},
		{"60 hours over 30 weeks", with(harm, func(d *scenario.Design) { d.SessionHours = new(2.0) }), 10, "adult", []string{"respect"}, nil},
		{"29 weeks, hours not known", with(harm, func(d *scenario.Design) { d.Weeks, d.Sessions = new(29.0), nil }), 10, "adult", []string{"respect"}, nil},
		{"hours not known", with(harm, func(d *scenario.Design) { d.Sessions = nil }), 10, "adult", nil, []string{"respect"}},
		{"without a women's service beside it", with(harm, func(d *scenario.Design) { d.Parallel = false }), 10, "adult", nil, []string{"parallel"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := c.design.Design()
			var refused, missing []string
			for _, f := range got.Findings {
				if f.Sentence.Empty() {
					t.Errorf("%s says nothing", f.Rule)
				}
				switch f.Verdict {
				case scenario.Refused:
					refused = append(refused, f.Rule)
				case scenario.Missing:
					missing = append(missing, f.Rule)
				}
			}
			slices.Sort(missing)
			slices.Sort(c.missing)
			if !equalOrUnknown(got.Places, c.places) || got.Unit != c.unit || !slices.Equal(refused, c.refused) || !slices.Equal(missing, c.missing) || got.Refused() != (c.refused != nil) {
				t.Errorf("%v %s, refused are %v, missing %v; want %v %s, %v and %v", got.Places, got.Unit, refused, missing, c.places, c.unit, c.refused, c.missing)
			}
		})
	}
}

func equalOrUnknown(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) }

// Each rule says which source states it, as the reference data has it.
func TestRulesNameTheirSources(t *testing.T) {
	records := demonstration(t).Records
	programme := func(key string) *model.Programme {
		at := slices.IndexFunc(records.Programmes, func(p model.Programme) bool { return p.Key == key })
		return &records.Programmes[at]
	}
	for _, c := range []struct {
		design scenario.Design
		want   map[string]string
	}{
		{scenario.Design{Programme: programme("coda")}, map[string]string{"size": "", "rooms": "S0", "parents": "S0", "licence": "S1", "training": "S0", "partners": "S0"}},
		{scenario.Design{Programme: programme("freedom"), Places: new(25.0)}, map[string]string{"most": "S3§7.1", "rolling": "S3§7.1"}},
		{scenario.Design{Programme: programme("womens_support_group"), Places: new(4.0)}, map[string]string{"least": "S4"}},
		{scenario.Design{Programme: programme("womens_support_group"), Unit: model.Child, Places: new(5.0)}, map[string]string{"unit": "S4", "least": "S4"}},
		{scenario.Design{Programme: programme("respect_minimum"), Perpetrators: true, Places: new(8.0), Runs: new(1.0)}, map[string]string{"respect": "S3§7.3", "parallel": "S3§7.3", "runs": "S3§7.3"}},
	} {
		c.design.Claims = records.Claims
		got := map[string]string{}
		for _, f := range c.design.Design().Findings {
			got[f.Rule] = f.Source
		}
		for rule, source := range c.want {
			if found, ok := got[rule]; !ok || found != source {
				t.Errorf("%s: %s rests on %q, want %q", c.design.Programme.Key, rule, found, source)
			}
		}
	}
}

// Two runs of 12 sessions of 2 hours, 3 groups at once with 2 facilitators:
// 24 × 3 × 2 × 3 hours with preparation at £20, 24 × 3 × 2 hours of rooms at £15.
func TestCostOfADesign(t *testing.T) {
	d := scenario.Design{Programme: coda, Runs: new(2.0), Groups: new(2.0), Places: new(6.0), ParentPlaces: new(12.0), Rooms: new(3.0), Facilitators: new(2.0), LicenceHeld: true,
		Coordinators: new(1.0), TrainingDays: new(3.0), PeopleTrained: new(4.0),
		Costs: scenario.UnitCosts{FacilitatorHour: new(20.0), PreparationHours: new(1.0), RoomHour: new(15.0), Licence: new(1500.0), TrainingDay: new(100.0), Place: new(30.0), Coordination: new(2000.0)}}
	got := d.Design()
	want := map[string]float64{"staff": 24 * 3 * 2 * 3 * 20, "rooms": 24 * 3 * 2 * 15, "licence": 500, "training": 1200, "places": 24 * 30, "coordination": 2000}
	sum := 0.0
	for _, line := range got.Lines {
		if line.Amount != want[line.Line] {
			t.Errorf("%s: %v, want %v", line.Line, line.Amount, want[line.Line])
		}
		sum += line.Amount
	}
	if len(got.Lines) != len(want) || got.Cost != sum || got.Stated != sum || got.PerPlace != sum/24 || got.ContactHours != 24 || got.StaffHours != 432 || got.RoomHours != 144 || got.RunsAtMost != 4 {
		t.Errorf("%+v", got)
	}
	d.Costs.RoomHour = nil
	if got := d.Design(); !math.IsNaN(got.Cost) || got.Stated != sum-want["rooms"] || !math.IsNaN(got.PerPlace) {
		t.Errorf("with the price of a room unknown: %v, of which %v are stated", got.Cost, got.Stated)
	}
	d.Costs.RoomHour, d.PeopleTrained, d.Costs.TrainingDay = new(15.0), new(0.0), nil
	if got := d.Design(); got.Cost != sum-want["training"] {
		t.Errorf("where nobody is trained a day's price is nothing to it: %v", got.Cost)
	}
	d.Sessions, d.Programme = nil, support
	if got := d.Design(); !math.IsNaN(got.Cost) {
		t.Errorf("with sessions unknown it costs %v", got.Cost)
	}
}

// The service that a design opens has the design's capacity, as any service has
// it (METHOD 4): closed groups by their cohorts, rolling ones as stated.
func TestADesignOpensWithItsCapacity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		few := func(label string) *float64 { return trial.Perhaps(t, label, 1.0, 9) }
		p := model.Programme{Key: "p", Sessions: new(12.0), MinGroup: few("least"), ConcurrentParentGroup: new(trial.Chance(t, "parents beside", 2)), RollingEntry: new(trial.Chance(t, "rolling", 3))}
		if most := few("most"); most != nil && p.MinGroup != nil {
			p.MaxGroup = new(*most + *p.MinGroup)
		}
		d := scenario.Design{Programme: &p, Runs: few("runs"), Groups: new(float64(trial.Whole(t, "groups", 1, 3))), Places: few("places"), ParentPlaces: few("parent places"), Attended: few("attended")}
		columns, s := d.Columns(), &atlas.Service{Service: &model.Service{}, Programme: &p}
		number := func(column string) *float64 {
			text, ok := columns[column]
			if !ok {
				return nil
			}
			return new(mustNumber(text))
		}
		s.Capacity, s.CohortsPerYear, s.PlacesPerCohort, s.ParentPlacesPerCohort = number("capacity"), number("cohorts_per_year"), number("places_per_cohort"), number("parent_places_per_cohort")
		got, want := coverage.CapacityOf(s, &model.ServiceType{}).Places, d.Design().Places
		if math.Abs(got-want) > 1e-9*(1+want) || math.IsNaN(got) != math.IsNaN(want) {
			t.Fatalf("%v places opened, %v designed: %v of %+v", got, want, columns, d)
		}
	})
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

// On random ground too the partners are the nearest, no more of them than are
// needed, and what they bring adds up.
func TestPartnersAreTheNearestAndNoMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := scenario.On(coverage.Score(atlas.Build(trial.Records(t), model.Revision{}).On(trial.Day)))
		if len(base.Day.Services) == 0 || len(base.Day.Reported) == 0 {
			return
		}
		s := &base.Day.Services[trial.Whole(t, "service", 0, len(base.Day.Services)-1)]
		place := trial.Whole(t, "area", 0, len(base.Day.Reported)-1)
		children := base.DemandFor(s)
		j := base.Join(s, place, float64(trial.Whole(t, "wanted", 1, 400)))
		sum, far := j.Own, 0.0
		for i, p := range j.Partners {
			reported, _ := base.Day.ReportedPlace(p.Area)
			if sum >= j.Wanted || p.Km < far || p.Children != children[reported] || base.Day.Areas[p.Area].Kind != base.Day.Areas[base.Day.Reported[place]].Kind {
				t.Fatalf("partner %d of %+v", i, j)
			}
			sum, far = sum+p.Children, p.Km
		}
		if j.Own != children[place] || j.Viable != (sum >= j.Wanted) {
			t.Fatalf("%+v: together %v", j, sum)
		}
	})
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

// What a programme makes places of follows from the services that run it, and
// else from what sources say of whom it works with.
func TestTypeOfAProgramme(t *testing.T) {
	types := []model.ServiceType{{Key: "camhs"}, {Key: "group"}, {Key: "harm", Audience: model.Perpetrators}}
	claims := []model.Claim{{Subject: "respect", Attribute: "intervention_area", Value: "IA3: those who harm"}, {Subject: "freedom", Attribute: "intervention_area", Value: "IA1"}, {Subject: "freedom", Attribute: "intervention_area", Value: "IA3"}}
	for _, c := range []struct {
		programme string
		running   map[string]int
		want      string
	}{{"coda", map[string]int{"camhs": 1, "group": 2}, "group"}, {"coda", nil, ""}, {"respect", nil, "harm"}, {"respect", map[string]int{"group": 1}, "group"}, {"freedom", nil, ""}} {
		got := scenario.TypeOf(c.programme, c.running, types, claims)
		if (got == nil) != (c.want == "") || got != nil && got.Key != c.want {
			t.Errorf("%s: %+v, want %q", c.programme, got, c.want)
		}
	}
}

// A group of adults is no place of a type that counts children, whatever its
// size; of one that counts adults it is.
func TestAdultsAreNoChildren(t *testing.T) {
	claims := []model.Claim{{SubjectKind: "programme", Subject: "freedom", Attribute: "group_size", Unit: "adult", Basis: "source", Source: "S3", Section: "§7.1"}}
	for unit, wanted := range map[model.Unit]bool{model.Child: true, "family": true, "adult": false, "": false} {
		got := scenario.Design{Programme: freedom, Claims: claims, Unit: unit, Runs: new(1.0), Places: new(24.0), Attended: new(12.0), Rooms: new(1.0)}.Design()
		if got.Refused() != wanted || !wanted && got.Unit != "adult" {
			t.Errorf("%q: refused is %v, in %s", unit, got.Refused(), got.Unit)
		}
	}
}
