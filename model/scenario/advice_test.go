package scenario_test

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/need"
	"catchment/model/scenario"
	"catchment/model/trial"
)

func mustNumber(text string) float64 {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic(err)
	}
	return x
}

func everywhere(kind int32) scenario.Asked {
	return scenario.Asked{Type: kind, Areas: model.LocalAuthority, Within: -1}
}

// The street's group has 60 places for 200 children whom it reaches: a place
// more releases one child, and nothing else releases anybody.
func TestPlacesBind(t *testing.T) {
	base := onStreet()
	kind, _ := base.Day.Type("group_work")
	advised, ok := base.Advise(everywhere(kind))
	if !ok || len(advised.List) != 1 || advised.Spare != 0 || advised.Flow.Binding != "capacity" {
		t.Fatalf("%+v, %v", advised, ok)
	}
	if x := advised.List[0]; x.Constraint != scenario.Places || math.Abs(x.Best-1) > 1e-9 || math.Abs(x.Met-1) > 1e-9 || x.Capacity != 60 {
		t.Errorf("%+v", x)
	}
}

// With 300 places for the 200 in reach, the hundred in the south are released
// by a site there; with an age bound, those of the age; with a school year,
// likewise; a closed service, its own.
func TestOtherConstraintsBind(t *testing.T) {
	for _, c := range []struct {
		name       string
		edit       func(*model.Records)
		constraint scenario.Constraint
		best       float64
	}{
		{"reach", func(r *model.Records) { r.Services[0].Capacity = new(300.0) }, scenario.Reach, 100},
		{"age", func(r *model.Records) { r.Services[0].Capacity, r.Services[0].AgeMin = new(300.0), new(7) }, scenario.Age, 200},
		{"school year", func(r *model.Records) { r.Services[0].Capacity, r.Services[0].SchoolYearMin = new(300.0), new(3) }, scenario.Age, 200},
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
			advised, _ := base.Advise(everywhere(kind))
			if len(advised.List) == 0 || advised.List[0].Constraint != c.constraint || math.Abs(advised.List[0].Best-c.best) > 1e-6 {
				t.Errorf("%+v", advised.List)
			}
		})
	}
}

// What has no places, or is expected nowhere, has nothing to relax.
func TestNothingToRelax(t *testing.T) {
	for name, edit := range map[string]func(*model.Records){
		"presence":         func(r *model.Records) { r.ServiceTypes[0].Measure = model.Presence },
		"expected nowhere": func(r *model.Records) { r.Uptake = nil },
	} {
		records := street()
		edit(records)
		base := scenario.On(coverage.Score(atlas.Build(records, model.Revision{}).On(day)))
		kind, _ := base.Day.Type("group_work")
		if advised, ok := base.Advise(everywhere(kind)); ok {
			t.Errorf("%s: %+v", name, advised)
		}
	}
}

// Every shadow price is what the flow of the full recomputation says, and every
// child more met is what the full recomputation meets.
func TestShadowPricesAreThoseOfTheFlow(t *testing.T) {
	told := map[scenario.Constraint]int{}
	rapid.Check(t, func(t *rapid.T) {
		a := atlas.Build(trial.Records(t), model.Revision{})
		base := scenario.On(coverage.Score(a.On(trial.Day)))
		for kind := range base.Day.Types {
			asked := everywhere(int32(kind))
			asked.Areas = trial.Pick(t, "areas", model.LocalAuthority, base.Day.BaseKind())
			advised, _ := base.Advise(asked)
			for _, x := range advised.List {
				full := fullRecomputation(a, []atlas.Changed{x.Changed}, trial.Day)
				before, after := flowOf(base.Result, kind), flowOf(full, kind)
				best, met := after.BestAchievable-before.BestAchievable, after.Met-before.Met
				if math.Abs(x.Best-max(0, best)) > 1e-6*(1+after.BestAchievable) || math.Abs(x.Met-met) > 1e-6*(1+after.Met) || x.Here != x.Met {
					t.Fatalf("%+v: %v by the flow, %v met", x, best, met)
				}
				told[x.Constraint]++
			}
		}
	})
	for _, constraint := range scenario.Constraints {
		if told[constraint] == 0 {
			t.Errorf("no case of %s was met with", constraint)
		}
	}
	t.Log(told)
}

// What is left out could not have come among the first: with few asked for they
// are the first of all, and no relaxation of any service releases more than the
// first.
func TestTheFirstAreTheMost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := trial.Records(t)
		a := atlas.Build(records, model.Revision{})
		base := scenario.On(coverage.Score(a.On(trial.Day)))
		for kind := range base.Day.Types {
			all, ok := base.Advise(everywhere(int32(kind)))
			asked := everywhere(int32(kind))
			asked.Most = trial.Whole(t, "most", 1, 3)
			few, _ := base.Advise(asked)
			for i, x := range few.List {
				if math.Abs(x.Best-all.List[i].Best) > 1e-6 {
					t.Fatalf("%d: %v, and of all %v", i, x.Best, all.List[i].Best)
				}
			}
			if len(few.List) != min(asked.Most, len(all.List)) {
				t.Fatalf("%d of %d given, %d asked for", len(few.List), len(all.List), asked.Most)
			}
			if ok {
				most := 0.0
				if len(all.List) > 0 {
					most = all.List[0].Best
				}
				if found, of := bruteForce(a, base, kind); found > most+1e-4 { // less counts as none
					t.Fatalf("%s releases %v, the advice knows %v", of, found, most)
				}
			}
		}
	})
}

// bruteForce relaxes every service of a type in every way, one at a time, and
// recomputes all: the most that any releases.
func bruteForce(a *atlas.Atlas, base scenario.Baseline, kind int) (most float64, of string) {
	before := flowOf(base.Result, kind).BestAchievable
	try := func(name string, at int32, change func(*model.Service, []*model.Site) []*model.Site) {
		s := *a.Services[at].Service
		resolved, _ := a.Resolve(&s, change(&s, slices.Clone(a.Services[at].Sites)))
		full := fullRecomputation(a, []atlas.Changed{{Place: at, Service: &resolved}}, trial.Day)
		if gain := flowOf(full, kind).BestAchievable - before; gain > most {
			most, of = gain, s.Key+" "+name
		}
	}
	for i := range a.Services {
		s := &a.Services[i]
		capacity := coverage.CapacityOf(s, &a.Types[kind])
		if s.Type != int32(kind) || !capacity.Known() {
			continue
		}
		if !s.Counts(trial.Day) {
			try("dates", int32(i), func(s *model.Service, sites []*model.Site) []*model.Site {
				s.Start, s.End, s.ContractEnd, s.LicenceStart, s.LicenceEnd = "", "", "", "", ""
				return sites
			})
			continue
		}
		try("places", int32(i), func(s *model.Service, sites []*model.Site) []*model.Site {
			s.Capacity, s.CapacityUnit = new(capacity.Places+1), ""
			return sites
		})
		for _, attribute := range s.Excludes {
			try("without "+attribute, int32(i), func(s *model.Service, sites []*model.Site) []*model.Site {
				s.Excludes = slices.DeleteFunc(slices.Clone(s.Excludes), func(x string) bool { return x == attribute })
				return sites
			})
		}
		for _, area := range base.Day.Reported {
			code, named := base.Day.Areas[area].Code, len(s.AreasServed) > 0
			if base.Day.Areas[area].Kind != model.LocalAuthority || !misses(base, s, int32(i), area) {
				continue
			}
			try("in "+code, int32(i), func(s *model.Service, sites []*model.Site) []*model.Site {
				if named {
					s.AreasServed = append(slices.Clone(s.AreasServed), code)
				}
				if len(sites) > 0 && !a.IsProtected(&a.Services[i]) {
					sites = append(sites, &model.Site{Key: cmp.Or(s.Key, "s") + "-more", Service: s.Key, Disclosure: model.AreaOnly, AreaCode: code})
				}
				return sites
			})
		}
	}
	return most, of
}

// Asked about an area and a tier, only what reaches the area is told, and how
// many of its children in the tier are met more.
func TestAdviceOnAnAreaAndATier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := atlas.Build(trial.Records(t), model.Revision{})
		base := scenario.On(coverage.Score(a.On(trial.Day)))
		if len(base.Day.Reported) == 0 {
			return
		}
		within, tier := trial.Whole(t, "area", 0, len(base.Day.Reported)-1), trial.Whole(t, "tier", 0, 4)
		for kind := range base.Day.Types {
			advised, _ := base.Advise(scenario.Asked{Type: int32(kind), Areas: model.LocalAuthority, Within: within, Tier: tier})
			all, _ := base.Advise(everywhere(int32(kind)))
			told := 0
			for _, x := range all.List {
				full := fullRecomputation(a, []atlas.Changed{x.Changed}, trial.Day)
				row, _ := base.Row(tierOf(base, kind), base.Day.Types[kind].Key)
				if x.Constraint == scenario.Reach && !shareGround(base, within, x.Area) {
					continue // it would reach further elsewhere
				}
				if slices.Contains(base.Reaching(row)[within], x.Service) || reaches(full, row, within, a.Services[x.Service].Key) {
					told++
				}
			}
			if told != len(advised.List) {
				t.Fatalf("%d are told of the area, %d reach it", len(advised.List), told)
			}
			for _, x := range advised.List {
				full := fullRecomputation(a, []atlas.Changed{x.Changed}, trial.Day)
				here := 0.0
				for row, e := range base.Day.Expected {
					if e.Type == int32(kind) && (tier == 0 || e.Tier == tier) {
						here += full.FiguresAt(row, within).Bands[need.Central].Met - base.FiguresAt(row, within).Bands[need.Central].Met
					}
				}
				if math.Abs(x.Here-here) > 1e-6*(1+math.Abs(here)) {
					t.Fatalf("%+v: %v here", x, here)
				}
			}
		}
	})
}

func flowOf(r *coverage.Result, kind int) coverage.Flow {
	for _, f := range r.Flows {
		if f.ServiceType == r.Day.Types[kind].Key {
			return f
		}
	}
	return coverage.Flow{}
}

func adviceCount(b scenario.Baseline, kind int32) int {
	advised, _ := b.Advise(everywhere(kind))
	return len(advised.List)
}

func tierOf(b scenario.Baseline, kind int) int {
	for _, e := range b.Day.Expected {
		if int(e.Type) == kind {
			return e.Tier
		}
	}
	return 0
}

// reaches says whether a service of a result reaches an area.
func reaches(r *coverage.Result, row, place int, key string) bool {
	return slices.ContainsFunc(r.Reaching(row)[place], func(service int32) bool { return r.Day.Services[service].Key == key })
}

func shareGround(b scenario.Baseline, place int, area int32) bool {
	other, _ := b.Day.ReportedPlace(area)
	return slices.ContainsFunc(b.Day.Within[place], func(base int32) bool { return slices.Contains(b.Day.Within[other], base) })
}

// misses says whether a service does not reach somebody in an area whom it would
// accept.
func misses(b scenario.Baseline, s *atlas.Service, at, area int32) bool {
	row, _ := b.Row(tierOf(b, int(s.Type)), b.Day.Types[s.Type].Key)
	reaching, accepted := b.Reaching(row), b.DemandFor(s)
	place, _ := b.Day.ReportedPlace(area)
	return slices.ContainsFunc(b.Day.Within[place], func(base int32) bool {
		own, _ := b.Day.ReportedPlace(b.Day.Base[base])
		return accepted[own] > 1e-6 && !slices.Contains(reaching[own], at)
	})
}
