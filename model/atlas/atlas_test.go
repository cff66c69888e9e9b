package atlas

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
)

// diamond is two base areas under two hierarchies that meet again:
//
//	      N nation
//	     ╱ ╲
//	R region  H health board
//	     ╲ ╱ ╲
//	      L   │  local authority
//	      │   │
//	      A   B     base areas; B is in H alone
func diamond() *model.Records {
	return &model.Records{
		Areas: []model.Area{
			{Code: "B", Kind: "lsoa", Parents: []string{"H"}},
			{Code: "A", Kind: "lsoa", Parents: []string{"L"}},
			{Code: "L", Kind: "local_authority", Parents: []string{"R", "H"}},
			{Code: "H", Kind: "health_board", Parents: []string{"N"}},
			{Code: "R", Kind: "region", Parents: []string{"N"}},
			{Code: "N", Kind: "nation"},
		},
		Population: []model.Population{
			{AreaCode: "A", Year: 2025, Ages: model.Ages{6: 100}},
			{AreaCode: "L", Year: 2025, Ages: model.Ages{6: 999}}, // larger: kept and not used
		},
	}
}

const today model.Date = "2026-04-01"

func on(records *model.Records) *Day { return Build(records, model.Revision{}).On(today) }

func codes(d *Day, areas []int32) (out []string) {
	for _, area := range areas {
		out = append(out, d.Areas[area].Code)
	}
	return out
}

func TestBaseAreasAreAllOfTheSmallestKindWithPopulation(t *testing.T) {
	d := on(diamond())
	if got := codes(d, d.Base); !slices.Equal(got, []string{"A", "B"}) {
		t.Errorf("base %v", got)
	}
	if d.BaseKind() != "lsoa" {
		t.Error(d.BaseKind())
	}
	if diff := cmp.Diff([]model.Ages{{6: 100}, {}}, d.Population); diff != "" {
		t.Error(diff)
	}
	want := Flags{{"area", "B", "no_population", "No population is known; it is taken as 0."}}
	if diff := cmp.Diff(want, d.Flags); diff != "" {
		t.Error(diff)
	}
}

// A base area counts once in each ancestor, however many paths lead there.
func TestAncestorsOfADiamond(t *testing.T) {
	d := on(diamond())
	if got := codes(d, d.Reported); !slices.Equal(got, []string{"N", "R", "H", "L", "A", "B"}) {
		t.Errorf("reported %v", got) // largest kind first, then code
	}
	want := map[string][]string{"N": {"A", "B"}, "R": {"A"}, "H": {"A", "B"}, "L": {"A"}, "A": {"A"}, "B": {"B"}}
	for place, area := range d.Reported {
		var members []string
		for _, base := range d.Within[place] {
			members = append(members, d.Areas[d.Base[base]].Code)
		}
		if code := d.Areas[area].Code; !slices.Equal(members, want[code]) {
			t.Errorf("%s holds %v, want %v", code, members, want[code])
		}
	}
}

// Only base areas and their ancestors are reported.
func TestAreasWithoutBaseAreasAreNotReported(t *testing.T) {
	records := diamond()
	records.Areas = append(records.Areas, model.Area{Code: "L9", Kind: "local_authority", Parents: []string{"N"}})
	d := on(records)
	area, _ := d.Area("L9")
	if _, reported := d.ReportedPlace(area); reported {
		t.Error("L9 is reported")
	}
}

func TestAreasCountFromFirstToLastDay(t *testing.T) {
	cases := []struct {
		name     string
		from, to model.Date
		valid    bool
	}{
		{"no dates", "", "", true},
		{"from today", today, "", true},
		{"from tomorrow", "2026-04-02", "", false},
		{"to today", "", today, true},
		{"to yesterday", "", "2026-03-31", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			records := diamond()
			records.Areas[0].ValidFrom, records.Areas[0].ValidTo = c.from, c.to // B
			records.Areas[4].ValidFrom, records.Areas[4].ValidTo = c.from, c.to // R
			d := on(records)
			for _, code := range []string{"B", "R"} {
				if slices.Contains(codes(d, d.Reported), code) != c.valid {
					t.Errorf("%s is reported: %v", code, !c.valid)
				}
			}
		})
	}
}

// Without any base area that stands, the next larger kind with population is
// the smallest.
func TestBaseKindFollowsTheDay(t *testing.T) {
	records := diamond()
	records.Areas[0].ValidTo, records.Areas[1].ValidTo = "2026-03-31", "2026-03-31"
	d := on(records)
	if got := codes(d, d.Base); !slices.Equal(got, []string{"L"}) || d.Population[0][6] != 999 {
		t.Errorf("base %v, population %v", got, d.Population)
	}
}

func TestNobodyAnywhere(t *testing.T) {
	d := on(&model.Records{})
	if len(d.Base) != 0 || len(d.Reported) != 0 || d.BaseKind() != "" {
		t.Errorf("%+v", d)
	}
}

// The latest year not after the day's counts, else the earliest, flagged.
func TestPopulationYear(t *testing.T) {
	cases := []struct {
		name    string
		years   []int
		want    int
		flagged bool
	}{
		{"of this year", []int{2026}, 2026, false},
		{"the latest before", []int{2021, 2025, 2011}, 2025, false},
		{"not a later one", []int{2025, 2027}, 2025, false},
		{"the earliest of later ones", []int{2029, 2027, 2028}, 2027, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			records := &model.Records{Areas: []model.Area{{Code: "A", Kind: "lsoa"}}}
			for _, year := range c.years {
				records.Population = append(records.Population, model.Population{AreaCode: "A", Year: year, Ages: model.Ages{6: float64(year)}})
			}
			d := on(records)
			if got := int(d.Population[0][6]); got != c.want {
				t.Errorf("%d, want %d", got, c.want)
			}
			flagged := slices.ContainsFunc(d.Flags, func(f Flag) bool { return f.Flag == "later_population" })
			if flagged != c.flagged {
				t.Errorf("flagged: %v", flagged)
			}
		})
	}
}

// The latest count not after the day's year, for each tier by itself.
func TestObservedYear(t *testing.T) {
	records := diamond()
	for _, o := range []model.Observed{{Tier: 2, Year: 2024, Count: 4}, {Tier: 2, Year: 2026, Count: 6}, {Tier: 2, Year: 2027, Count: 7}, {Tier: 3, Year: 2027, Count: 9}, {Tier: 4, Year: 2020, Count: 0}} {
		o.AreaCode = "A"
		records.Observed = append(records.Observed, o)
	}
	if diff := cmp.Diff([][3]float64{{6, -1, 0}, {-1, -1, -1}}, on(records).Observed); diff != "" {
		t.Error(diff)
	}
}

// (1.6 × 1000 + 4 × 625 + 1 × 850) / 2475 = 2
func TestIndexHasMean1OverChildren(t *testing.T) {
	records := &model.Records{
		Areas: []model.Area{{Code: "A1", Kind: "lsoa", NeedIndex: new(1.6)}, {Code: "A2", Kind: "lsoa", NeedIndex: new(4.0)}, {Code: "A3", Kind: "lsoa"}},
		Population: []model.Population{{AreaCode: "A1", Year: 2025, Ages: model.Ages{6: 1000}}, {AreaCode: "A2", Year: 2025, Ages: model.Ages{6: 625, 20: 7777}},
			{AreaCode: "A3", Year: 2025, Ages: model.Ages{12: 850}}},
	}
	if diff := cmp.Diff([]float64{0.8, 2, 0.5}, on(records).Index); diff != "" {
		t.Error(diff)
	}
}

func TestIndexIsNotDividedBy0(t *testing.T) {
	cases := map[string]*model.Records{
		"all 0":       {Areas: []model.Area{{Code: "A", Kind: "lsoa", NeedIndex: new(0.0)}}, Population: []model.Population{{AreaCode: "A", Year: 2025, Ages: model.Ages{6: 10}}}},
		"no children": {Areas: []model.Area{{Code: "A", Kind: "lsoa", NeedIndex: new(0.0)}}, Population: []model.Population{{AreaCode: "A", Year: 2025, Ages: model.Ages{20: 10}}}},
	}
	for name, records := range cases {
		if got := on(records).Index; got[0] != 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestExpectedStandsInOrderOfTierAndKey(t *testing.T) {
	a := Build(&model.Records{
		ServiceTypes: []model.ServiceType{{Key: "refuge"}, {Key: "camhs"}},
		Uptake: []model.Uptake{{ServiceType: "refuge", Tier: 4, Uptake: 0.6}, {ServiceType: "refuge", Tier: 3, Uptake: 0.1, Weight: new(3.0)},
			{ServiceType: "camhs", Tier: 3, Uptake: 0.2, Weight: new(0.0)}},
	}, model.Revision{})
	want := []Expectation{{0, 3, 0.2, 0}, {1, 3, 0.1, 3}, {1, 4, 0.6, 1}} // weight 1 where not stated
	if diff := cmp.Diff(want, a.Expected); diff != "" {
		t.Error(diff)
	}
}

func TestProfile(t *testing.T) {
	a := Build(&model.Records{Shares: []model.Share{{Tier: 4, Attribute: "trauma", Share: 0.4}, {Tier: 1, Attribute: "lp", Share: 0.1}, {Tier: 3, Attribute: "trauma", Share: 0.2}}}, model.Revision{})
	want := Profile{Attributes: []string{"lp", "trauma"}, Share: [4][]float64{{0.1, 0}, {0, 0}, {0, 0.2}, {0, 0.4}}}
	if diff := cmp.Diff(want, a.Profile); diff != "" {
		t.Error(diff)
	}
}

func TestServicesKnowWhatTheyReferTo(t *testing.T) {
	a := Build(&model.Records{
		ServiceTypes: []model.ServiceType{{Key: "refuge"}},
		Providers:    []model.Provider{{Key: "p1", Name: "One"}},
		Programmes:   []model.Programme{{Key: "steps"}},
		Services:     []model.Service{{Key: "s2", ServiceType: "refuge", Provider: "p1", Programme: "steps"}, {Key: "s1", ServiceType: "refuge"}, {Key: "s0", ServiceType: "gone"}},
		Sites:        []model.Site{{Key: "y", Service: "s2"}, {Key: "x", Service: "s2"}},
	}, model.Revision{})
	if len(a.Services) != 2 || a.Services[0].Key != "s1" {
		t.Fatalf("%+v", a.Services)
	}
	s := a.Services[1]
	if s.Provider.Name != "One" || s.Programme.Key != "steps" || len(s.Sites) != 2 || s.Sites[0].Key != "x" {
		t.Errorf("%+v", s)
	}
	if a.Services[0].Programme != nil || a.Services[0].Sites != nil {
		t.Errorf("%+v", a.Services[0])
	}
}

// A cycle, which Check refuses, does not hang.
func TestCycleOfParents(t *testing.T) {
	d := on(&model.Records{
		Areas:      []model.Area{{Code: "A", Kind: "lsoa", Parents: []string{"L"}}, {Code: "L", Kind: "local_authority", Parents: []string{"R"}}, {Code: "R", Kind: "region", Parents: []string{"L"}}},
		Population: []model.Population{{AreaCode: "A", Year: 2025}},
	})
	if got := codes(d, d.Reported); !slices.Equal(got, []string{"R", "L", "A"}) {
		t.Errorf("reported %v", got)
	}
}
