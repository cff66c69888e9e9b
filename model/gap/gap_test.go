package gap

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
)

var update = flag.Bool("update", false, "write testdata anew")

var english, welsh = words.In(words.English), words.In(words.Welsh)

const today model.Date = "2026-04-01"

// valley is two base areas in one authority, with half of all children in
// need of tier 2 (a quarter to all of them), each to be offered group work.
// Half of them live with the person who harms.
//
//	L1 Ceredigion ┬ A1 Aber  100 aged 6: demand 50 (25 to 100)
//	              └ A2 Bryn   60 aged 12: demand 30 (15 to 60), 7.228 km of road from A1
func valley(services ...model.Service) *model.Records {
	r := &model.Records{
		Areas: []model.Area{
			{Code: "L1", Name: "Ceredigion", Kind: model.LocalAuthority, PointLon: new(-3.95), PointLat: new(52.05)},
			{Code: "A1", Name: "Aber", Kind: "lsoa", Parents: []string{"L1"}, PointLon: new(-3.95), PointLat: new(52.03)},
			{Code: "A2", Name: "Bryn", Kind: "lsoa", Parents: []string{"L1"}, PointLon: new(-3.95), PointLat: new(52.08)},
		},
		Population: []model.Population{
			{AreaCode: "A1", Year: 2025, Ages: model.Ages{6: 100}},
			{AreaCode: "A2", Year: 2025, Ages: model.Ages{12: 60}},
		},
		ServiceTypes: []model.ServiceType{{Key: "change", Name: "Change programme", Audience: model.Perpetrators}, {Key: "group_work", Name: "Group work", Measure: model.Places}},
		Uptake:       []model.Uptake{{ServiceType: "group_work", Tier: 2, Uptake: 1}},
		Rates:        []model.Rate{{Tier: 2, AgeTo: 17, Low: new(2500.0), Central: 5000, High: new(10_000.0)}},
		Shares:       []model.Share{{Tier: 2, Attribute: "living_with_perpetrator", Share: 0.5}},
		Providers:    []model.Provider{{Key: "p1", Name: "Helping Hands"}, {Key: "p2", Name: "Safe House"}},
		Services:     services,
	}
	for g, count := range []int{4, 5, 6, 4, 5, 5, 7, 6} {
		indicator := fmt.Sprintf("GP%d", g+1)
		r.Indicators = append(r.Indicators, model.Indicator{Key: indicator, Name: "Indicator " + string(rune('A'+g))})
		for c := range count {
			r.Criteria = append(r.Criteria, model.Criterion{Key: fmt.Sprintf("%s.%d", indicator, c+1), Indicator: indicator})
		}
	}
	return r
}

// group is a service for everyone in the authority.
func group(key, provider string, change func(*model.Service)) model.Service {
	s := model.Service{Key: key, Name: "Group " + key, Provider: provider, ServiceType: "group_work", Mode: model.Outreach, AreasServed: []string{"L1"}, Capacity: new(1000.0)}
	if change != nil {
		change(&s)
	}
	return s
}

// standing in A1, reached by road.
func standing(r *model.Records, decay model.DecayName, km float64) {
	r.ServiceTypes[1].CatchmentKm, r.ServiceTypes[1].Decay = &km, decay
	r.Services[0].Mode, r.Services[0].AreasServed = "group", nil
	r.Sites = []model.Site{{Key: "x", Service: r.Services[0].Key, Disclosure: model.Public, Lon: new(-3.95), Lat: new(52.03)}}
}

func assess(r *model.Records, service string, level model.Level, indicators ...string) {
	for _, c := range r.Criteria {
		if slices.Contains(indicators, c.Indicator) {
			r.Assessments = append(r.Assessments, model.Assessment{SubjectKind: model.OfService, Subject: service, Criterion: c.Key, SelfLevel: level, AssessedOn: "2025-06-01"})
		}
	}
}

func register(r *model.Records) []Gap {
	result := coverage.Score(atlas.Build(r, model.Revision{}).On(today))
	return Register(result, func(*model.Area) bool { return true }, func(int32) bool { return false })
}

// The whole sentences of each kind, on records as small as can raise it.
func TestSentences(t *testing.T) {
	cases := []struct {
		name    string
		kind    Kind
		area    string
		records func() *model.Records
	}{
		{"nothing of the type", Provision, "L1", func() *model.Records { return valley() }},
		{"the last one has gone", Provision, "A1", func() *model.Records {
			return valley(group("g", "p1", func(s *model.Service) { s.ContractEnd = "2026-01-31" }))
		}},
		{"out of reach", Access, "A2", func() *model.Records {
			r := valley(group("g", "p1", nil))
			standing(r, "binary", 5)
			return r
		}},
		{"reached weakly", Access, "A2", func() *model.Records {
			r := valley(group("g", "p1", nil))
			standing(r, "steps", 8) // 7.228 km lies in the last band, 0.22
			return r
		}},
		{"no age", Eligibility, "A2", func() *model.Records {
			return valley(group("g", "p1", func(s *model.Service) { s.AgeMax = new(11) }))
		}},
		{"an attribute", Eligibility, "L1", func() *model.Records {
			return valley(group("g", "p1", func(s *model.Service) {
				s.AgeMax, s.Excludes = new(11), []string{"living_with_perpetrator"}
			}))
		}},
		{"too few places", Capacity, "L1", func() *model.Records {
			return valley(group("g", "p1", func(s *model.Service) { s.Capacity = new(20.0) }), group("h", "p2", func(s *model.Service) { s.Capacity = new(20.0) }))
		}},
		{"one service, capacity not stated", Capacity, "A1", func() *model.Records {
			return valley(group("g", "p1", func(s *model.Service) { s.Capacity = nil }))
		}},
		{"below the standard", Quality, "A1", func() *model.Records {
			r := valley(group("g", "p1", nil))
			assess(r, "g", "0", "GP1")
			assess(r, "g", "1", "GP3")
			return r
		}},
		{"not assessed", Assurance, "A1", func() *model.Records {
			r := valley(group("g", "p1", nil))
			assess(r, "g", "3", "GP1", "GP2", "GP3", "GP4", "GP5", "GP6")
			return r
		}},
		{"a contract ends", Continuity, "L1", func() *model.Records {
			return valley(group("g", "p1", func(s *model.Service) { s.Capacity, s.ContractEnd = new(20.0), "2026-12-31" }), group("h", "p2", func(s *model.Service) { s.Capacity = new(20.0) }))
		}},
		{"one provider", Continuity, "L1", func() *model.Records {
			return valley(group("g", "p1", func(s *model.Service) { s.Capacity = new(30.0) }), group("h", "p2", func(s *model.Service) { s.Capacity = new(10.0) }))
		}},
		{"groups absent", Equity, "A1", func() *model.Records { return valley(group("g", "p1", nil)) }},
		{"groups with less", Equity, "A1", func() *model.Records {
			return valley(group("g", "p1", func(s *model.Service) { s.Capacity = new(20.0) }),
				group("h", "p2", func(s *model.Service) {
					s.Capacity, s.Languages, s.ByAndFor = new(20.0), []string{"cy"}, []string{"disabled_children"}
				}))
		}},
		{"no women's service", Parallel, "L1", func() *model.Records {
			return valley(group("c", "p1", func(s *model.Service) { s.ServiceType, s.Start = "change", "2025-09-01" }))
		}},
	}
	var text strings.Builder
	for _, c := range cases {
		gaps := slices.DeleteFunc(register(c.records()), func(g Gap) bool { return g.Kind != c.kind || g.Area.Code != c.area })
		if len(gaps) != 1 {
			t.Errorf("%s: %d gaps of kind %s in %s", c.name, len(gaps), c.kind, c.area)
			continue
		}
		g := gaps[0]
		fmt.Fprintf(&text, "%s: %s\n  %s, tier %d: %.4g to %.4g to %.4g children × %g, since %q\n  %s\n  %s\n\n",
			c.kind, c.name, g.Area.Name, g.Tier, g.Low, g.Central, g.High, g.Weight, g.Since, g.Why(english), g.ClosesWith(english))
	}
	golden(t, "sentences.txt", text.String())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update writes it anew):\n%s", file, got)
	}
}

// What must raise no gap of its kind.
func TestNoGap(t *testing.T) {
	everything := func() *model.Records { return valley(group("g", "p1", nil), group("h", "p2", nil)) }
	cases := []struct {
		name    string
		kind    Kind
		records func() *model.Records
	}{
		{"reached", Provision, everything},
		{"reached in full", Access, everything},
		{"the type is nowhere: not a matter of access", Access, func() *model.Records { return valley() }},
		{"everyone is accepted", Eligibility, everything},
		{"there are places for all", Capacity, everything},
		{"nothing is assessed: not below the standard", Quality, everything},
		{"no one is met: no practice to assess", Assurance, func() *model.Records { return valley() }},
		{"two providers with half each, no end", Continuity, everything},
		{"an end beyond the horizon", Continuity, func() *model.Records {
			r := everything()
			r.Services[0].ContractEnd = "2027-04-01" // last day within 12 months and a day
			return r
		}},
		{"a service that adds nothing ends", Continuity, func() *model.Records {
			r := everything()
			r.Services[0].End = "2026-06-30"
			return r
		}},
		{"all provision is for all groups", Equity, func() *model.Records {
			r := everything()
			for i := range r.Services {
				r.Services[i].Languages, r.Services[i].ByAndFor = []string{"cy"}, []string{"disabled_children"}
			}
			return r
		}},
		{"a linked women's service", Parallel, func() *model.Records {
			r := valley(group("c", "p1", func(s *model.Service) { s.ServiceType, s.ParallelService = "change", "g" }), group("g", "p1", nil))
			return r
		}},
	}
	for _, c := range cases {
		for _, g := range register(c.records()) {
			if g.Kind == c.kind {
				t.Errorf("%s: %s", c.name, g.Why(english))
			}
		}
	}
}

// A linked women's service must count on the day.
func TestParallelServiceMustCount(t *testing.T) {
	r := valley(group("c", "p1", func(s *model.Service) { s.ServiceType, s.ParallelService = "change", "g" }), group("g", "p1", func(s *model.Service) { s.End = "2026-03-31" }))
	if !slices.ContainsFunc(register(r), func(g Gap) bool { return g.Kind == Parallel }) {
		t.Error("a link to a service that has ended is taken for one")
	}
}

// Worst first: children × tier weight, and those not counted in children last.
func TestRank(t *testing.T) {
	r := valley(group("c", "p1", func(s *model.Service) { s.ServiceType = "change" }))
	r.Uptake = append(r.Uptake, model.Uptake{ServiceType: "group_work", Tier: 4, Uptake: 1})
	r.Rates = append(r.Rates, model.Rate{Tier: 4, AgeTo: 17, Central: 1500})
	var got []string
	for i, g := range register(r) {
		if g.Rank != i+1 {
			t.Errorf("rank %d at place %d", g.Rank, i+1)
		}
		got = append(got, fmt.Sprintf("%s %s tier %d: %.4g", g.Kind, g.Area.Code, g.Tier, g.Central*g.Weight))
	}
	want := []string{
		"provision L1 tier 4: 192", // 24 × 8
		"provision L1 tier 2: 160", // 80 × 2
		"provision A1 tier 4: 120", // 15 × 8
		"provision A1 tier 2: 100", // 50 × 2
		"provision A2 tier 4: 72",
		"provision A2 tier 2: 60",
		"parallel L1 tier 0: NaN",
		"parallel A1 tier 0: NaN",
		"parallel A2 tier 0: NaN",
	}
	if !slices.Equal(got, want) {
		t.Errorf("\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestTierWeightIsASetting(t *testing.T) {
	r := valley()
	r.Settings = []model.Setting{{Key: "tier_weight_2", Value: 5}}
	if g := register(r)[0]; g.Weight != 5 {
		t.Errorf("weight %v, want 5", g.Weight)
	}
}

// Equals stand in order of kind of gap, kind of area, code.
func TestRankTies(t *testing.T) {
	r := valley()
	r.Population[1].Ages = model.Ages{6: 100}
	var got []string
	for _, g := range register(r) {
		got = append(got, g.Area.Code)
	}
	if want := []string{"L1", "A1", "A2"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// Children lie between low and high, and only chosen areas are listed.
func TestRegister(t *testing.T) {
	r := valley(group("g", "p1", func(s *model.Service) { s.Capacity, s.AgeMax, s.ContractEnd = new(20.0), new(11), "2026-12-31" }))
	result := coverage.Score(atlas.Build(r, model.Revision{}).On(today))
	gaps := Register(result, func(a *model.Area) bool { return a.Code == "L1" }, func(int32) bool { return false })
	if len(gaps) < 4 {
		t.Errorf("only %d gaps", len(gaps))
	}
	for _, g := range gaps {
		if g.Area.Code != "L1" {
			t.Errorf("%s in %s was not chosen", g.Kind, g.Area.Code)
		}
		if math.IsNaN(g.Central) != (g.Kind == Equity || g.Kind == Parallel) || g.Low > g.Central || g.Central > g.High {
			t.Errorf("%s: %v to %v to %v children", g.Kind, g.Low, g.Central, g.High)
		}
	}
}

// Of secret services neither sentences nor facts tell a name, a date or a
// provider.
func TestSecretServicesAreNotNamed(t *testing.T) {
	r := valley(
		group("g", "p1", func(s *model.Service) { s.Capacity, s.AgeMax, s.ContractEnd = new(20.0), new(11), "2026-12-31" }),
		group("c", "p1", func(s *model.Service) { s.ServiceType = "change" }))
	assess(r, "g", "0", "GP1")
	result := coverage.Score(atlas.Build(r, model.Revision{}).On(today))
	discreet := 0
	for _, g := range Register(result, func(*model.Area) bool { return true }, func(int32) bool { return true }) {
		text := g.Title(english) + g.Why(english) + g.ClosesWith(english) + g.Title(welsh) + g.Why(welsh) + g.ClosesWith(welsh) + fmt.Sprintf("%+v", g.Facts)
		for _, secret := range []string{"Group g", "Group c", "Helping Hands", "2026-12-31", "31 December 2026"} {
			if strings.Contains(text, secret) {
				t.Errorf("%s tells %q: %s", g.Kind, secret, text)
			}
		}
		if g.Discreet && g.Why(english) != "" && g.ClosesWith(english) != "" {
			discreet++
		}
	}
	if discreet < 5 {
		t.Errorf("%d discreet gaps have words; want one of each kind at least", discreet)
	}
}

// A refusal in words: runs of ages, then attributes.
func TestRefusals(t *testing.T) {
	cases := []struct {
		name  string
		facts Facts
		want  []string
	}{
		{"one age", Facts{Refusal: &coverage.Refusal{ByAge: [25]float64{7: 1}}}, []string{"age 7"}},
		{"runs of ages", Facts{Refusal: &coverage.Refusal{ByAge: [25]float64{0: 1, 1: 1, 12: 1, 13: 1, 14: 1, 24: 1}}}, []string{"ages 0 to 1", "ages 12 to 14", "age 24"}},
		{"an attribute known by name", Facts{Attributes: []string{"high_trauma"}, Refusal: &coverage.Refusal{ByAttribute: []float64{1}}}, []string{"children with high trauma"}},
		{"another attribute", Facts{Attributes: []string{"young_carer"}, Refusal: &coverage.Refusal{ByAttribute: []float64{1}}}, []string{"children marked young carer"}},
		{"neither", Facts{Refusal: &coverage.Refusal{ByAttribute: []float64{}}}, []string{"some combinations of age and circumstance"}},
	}
	for _, c := range cases {
		if got := c.facts.refusals(english); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
