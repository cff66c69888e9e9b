package planner

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/siting"
)

// wanting is three areas 7 km apart, with 200 children of 5 and 300 of 15 in
// each, of whom a tenth are in need, and one service in the first.
//
//	A1 ────── A2 ────── A3
//	s1
func wanting(t *testing.T) *Planner {
	t.Helper()
	p := open(t)
	rows := []tableRow{
		row("areas", &model.Area{Code: "L1", Name: "L1", Kind: "local_authority"}, "code", "name", "kind"),
		row("providers", &model.Provider{Key: "p1", Name: "P", Sector: "children"}, "provider", "name", "sector"),
		row("service_types", &model.ServiceType{Key: "group_work", Measure: model.Places, CatchmentKm: new(12.0), CatchmentMinutes: new(20.0), Decay: "binary"}, "service_type", "measure", "decay", "catchment_km", "catchment_minutes"),
		row("uptake", &model.Uptake{ServiceType: "group_work", Tier: 2, Uptake: 1}, "service_type", "tier", "uptake"),
		row("rates", &model.Rate{Tier: 2, AgeTo: 17, Central: 1000, Source: "S"}, "tier", "age_from", "age_to", "central", "source"),
		row("programmes", &model.Programme{Key: "teens", Name: "Teens", AgeMin: new(12), AgeMax: new(17), MaxGroup: new(8.0)}, "programme", "name", "age_min", "age_max", "max_group"),
		row("services", &model.Service{Key: "s1", Provider: "p1", Name: "S", ServiceType: "group_work", Mode: "group", Capacity: new(10.0), AnnualCost: new(9000.0)}, "service", "provider", "name", "service_type", "mode", "capacity", "annual_cost"),
		row("sites", &model.Site{Key: "s1-1", Service: "s1", Disclosure: model.AreaOnly, AreaCode: "A1"}, "site", "service", "disclosure", "area_code"),
	}
	for i, lon := range []float64{-3.9, -3.8, -3.7} {
		code := fmt.Sprintf("A%d", i+1)
		rows = append(rows, row("areas", &model.Area{Code: code, Name: code, Kind: "lsoa", PointLon: &lon, PointLat: new(52.0)}, "code", "name", "kind", "point_lon", "point_lat"))
		people := model.Population{AreaCode: code, Year: 2025}
		people.Ages[5], people.Ages[15] = 200, 300
		rows = append(rows, row("population", &people, "area_code", "year", "age_5", "age_15"))
	}
	if _, err := p.Import(t.Context(), batch(rows...), "test"); err != nil {
		var refused *Refused
		if errors.As(err, &refused) {
			t.Log(refused.Problems)
		}
		t.Fatal(err)
	}
	return p
}

func at(key string, lon float64, sets ...string) CandidateSite {
	site := CandidateSite{Key: key, Lon: &lon, Lat: new(52.0), Sets: map[string]string{}}
	for i := 0; i < len(sets); i += 2 {
		site.Sets[sets[i]] = sets[i+1]
	}
	return site
}

func plannedBy(t *testing.T, p *Planner, w Wish) *Siting {
	t.Helper()
	w.Day, w.ServiceType, w.Seed = "2026-04-01", "group_work", 1
	s, err := p.Site(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What a candidate states of whom it accepts and what it can take counts in the
// figures, and what is stated for all counts where it says nothing itself: the
// scenario of the same columns meets just as many.
func TestSitingByTerms(t *testing.T) {
	p := wanting(t)
	few, many := 12.0, 500.0
	for _, c := range []struct {
		name   string
		site   CandidateSite
		wish   Wish
		places float64
		terms  string
	}{
		{"it states nothing", at("a", -3.7), Wish{}, 10, "0 to 24 without []"},
		{"ages", at("a", -3.7, "age_min", "12"), Wish{Places: &many}, many, "12 to 24 without []"},
		{"ages of its programme", at("a", -3.7, "programme", "teens"), Wish{Places: &many}, many, "12 to 17 without []"},
		{"its own age before the programme's", at("a", -3.7, "programme", "teens", "age_min", "4"), Wish{Places: &many}, many, "4 to 17 without []"},
		{"an exclusion", at("a", -3.7, "excludes", "trauma", "age_max", "11"), Wish{Places: &many}, many, "0 to 11 without [trauma]"},
		{"a school year", at("a", -3.7, "school_year_min", "7"), Wish{Places: &few}, few, "11 to 24 without []"},
		{"cohorts, held to the programme's maximum", at("a", -3.7, "programme", "teens", "cohorts_per_year", "3", "places_per_cohort", "10"), Wish{}, 24, "12 to 17 without []"},
		{"what is stated for all", at("a", -3.7), Wish{Sets: map[string]string{"age_min": "12"}, Places: &many}, many, "12 to 24 without []"},
		{"its own before what is stated for all", at("a", -3.7, "age_min", "3"), Wish{Sets: map[string]string{"age_min": "12"}, Places: &few}, few, "3 to 24 without []"},
		{"between two areas and the service", at("a", -3.75, "age_min", "12"), Wish{Places: &few}, few, "12 to 24 without []"},
	} {
		for _, objective := range []siting.Objective{siting.Reach, siting.Met} {
			w := c.wish
			w.Objective, w.Number, w.Candidates.List = &objective, 1, []CandidateSite{c.site}
			s := plannedBy(t, p, w)
			chosen := s.Candidates[s.Chosen[0].Candidate]
			if got := fmt.Sprintf("%d to %d without %v", chosen.Terms.From, chosen.Terms.To, chosen.Terms.Refuses); got != c.terms || chosen.Places != c.places {
				t.Errorf("%s: %v places, %s", c.name, chosen.Places, got)
			}
			sets := map[string]string{"provider": "p1", "name": "N", "service_type": "group_work", "mode": "group", "capacity": fmt.Sprint(chosen.Places), "disclosure": "public", "lon": fmt.Sprint(*c.site.Lon), "lat": "52"}
			for column, text := range chosen.Terms.Sets {
				sets[column] = text
			}
			d, err := p.WhatIf(t.Context(), "2026-04-01", disclosure.Commissioner, []model.ScenarioChange{{Scenario: "x", Place: 1, Change: "open", Service: "n", Sets: sets}})
			if err != nil {
				t.Fatal(err)
			}
			if met := d.Headline().Met.Value; objective == siting.Met && math.Abs(met-s.Value) > 1e-9*met {
				t.Errorf("%s: the plan adds %v, the scenario %v", c.name, s.Value, met)
			}
		}
	}
}

// A plan prefers who accepts more, where all else is the same.
func TestSitingPrefersWhoAcceptsMore(t *testing.T) {
	p := wanting(t)
	reach := siting.Reach
	s := plannedBy(t, p, Wish{Objective: &reach, Number: 1, Candidates: CandidatesFrom{List: []CandidateSite{
		at("young", -3.7, "age_max", "11"), at("old", -3.7, "age_min", "12"), at("nobody", -3.7, "age_min", "16", "age_max", "17")}}})
	if key := s.Candidates[s.Chosen[0].Candidate].Key; key != "old" || math.Abs(s.Value-30) > 1e-9 {
		t.Errorf("%s is chosen and reaches %v more", key, s.Value)
	}
}

func TestSitingRefusesTerms(t *testing.T) {
	p := wanting(t)
	for _, c := range []struct {
		wish        Wish
		field, says string
	}{
		{Wish{Candidates: CandidatesFrom{List: []CandidateSite{at("a", -3.7, "programme", "none")}}}, "candidates", `Candidate a: "programme" is "none"`},
		{Wish{Candidates: CandidatesFrom{List: []CandidateSite{at("a", -3.7, "excludes", "sorrow")}}}, "candidates", "this one refuses nobody"},
		{Wish{Candidates: CandidatesFrom{List: []CandidateSite{at("a", -3.7, "age_min", "9", "age_max", "3")}}}, "candidates", "Candidate a"},
		{Wish{Sets: map[string]string{"age_min": "x"}}, "age_min", "What is stated for all candidates"},
		{Wish{Candidates: CandidatesFrom{List: []CandidateSite{at("a", 52)}}}, "candidates", "more than 50 km from every area"},
		{Wish{Journeys: map[string]map[string]float64{"b": nil}, Candidates: CandidatesFrom{List: []CandidateSite{at("a", -3.7)}}}, "journeys", `a candidate "b"`},
	} {
		c.wish.Day, c.wish.ServiceType, c.wish.Number = "2026-04-01", "group_work", 1
		_, err := p.Site(t.Context(), c.wish)
		var fault *model.Error
		if !errors.As(err, &fault) || fault.Field != c.field || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%v; %q at %s is expected", err, c.says, c.field)
		}
	}
	var many []CandidateSite
	for from := range 25 {
		for to := from; to < 25; to++ {
			many = append(many, at(fmt.Sprint(from, to), -3.7, "age_min", fmt.Sprint(from), "age_max", fmt.Sprint(to)))
		}
	}
	if _, err := p.Site(t.Context(), Wish{Day: "2026-04-01", ServiceType: "group_work", Number: 1, Candidates: CandidatesFrom{List: many}}); err == nil || !strings.Contains(err.Error(), "different rules") {
		t.Errorf("%v", err)
	}
}

// Journeys to candidates go by the minutes that were given, else by those of the
// engine, which is asked once, else by the straight line; it is said which.
func TestSitingByMinutes(t *testing.T) {
	p := wanting(t)
	reach := siting.Reach
	site := []CandidateSite{at("a", -3.7)}
	ask := func(minutes map[string]map[string]float64) *Siting {
		return plannedBy(t, p, Wish{Objective: &reach, Number: 1, Candidates: CandidatesFrom{List: site}, Journeys: minutes})
	}
	// by the straight line the service reaches A1 and A2, and the candidate A3 besides
	if s := ask(nil); math.Abs(s.Value-50) > 1e-9 || s.Journeys != (Journeys{Straight: 1}) {
		t.Errorf("by the straight line %v; %+v", s.Value, s.Journeys)
	}
	if s := ask(map[string]map[string]float64{"a": {"A3": 20, "L1": 1}}); math.Abs(s.Value-50) > 1e-9 || s.Journeys != (Journeys{Stated: 1}) {
		t.Errorf("by minutes %v; %+v", s.Value, s.Journeys)
	}
	_, err := p.Site(t.Context(), Wish{Day: "2026-04-01", ServiceType: "group_work", Objective: &reach, Number: 1,
		Candidates: CandidatesFrom{List: site}, Journeys: map[string]map[string]float64{"a": {"A2": 5, "A3": 20.1}}})
	if err == nil || !strings.Contains(err.Error(), "within reach of a service already") {
		t.Errorf("A3 is 20.1 minutes away, and 20 are in reach: %v", err)
	}
}

func TestSitingAsksTheEngine(t *testing.T) {
	p := wanting(t)
	reach := siting.Reach
	e := &engine{t: t, most: 2}
	p.RouteCandidates(Routing{Profile: "driving", Most: e.most, Table: e.table})
	w := Wish{Objective: &reach, Number: 1, Candidates: CandidatesFrom{List: []CandidateSite{at("a", -3.7), at("b", -3.75)}}}
	asked := 0
	w.Asked = func(done, all int) { asked = done*10 + all }
	s := plannedBy(t, p, w)
	if s.Journeys != (Journeys{Routed: 2, Profile: "driving"}) || e.asked != 6 || asked != 22 || math.Abs(s.Value-50) > 1e-9 {
		t.Errorf("%+v after %d pairs, %d: %v", s.Journeys, e.asked, asked, s.Value)
	}
	if again := plannedBy(t, p, w); e.asked != 6 || !reflect.DeepEqual(again.Chosen, s.Chosen) {
		t.Errorf("%d pairs are asked for the second time", e.asked)
	}
	e.fails = func(to []orb.Point) error { return errors.New("it is asleep") }
	w.Candidates.List = append(w.Candidates.List, at("c", -3.71), at("d", -3.72))
	if s := plannedBy(t, p, w); s.Journeys != (Journeys{Routed: 2, Straight: 2, Profile: "driving", Failure: "it is asleep"}) {
		t.Errorf("%+v", s.Journeys)
	}
	if sent := slices.ContainsFunc(e.points, func(at orb.Point) bool { return at[0] < -3.91 || at[0] > -3.69 }); sent {
		t.Errorf("it was sent %v", e.points)
	}
}

func TestReadCandidates(t *testing.T) {
	sites, problems := ReadCandidates("c.csv", []byte("candidate,lon,lat,capacity,annual_cost,programme,age_min,excludes,what\na,-3.7,52,12,900,teens,12,trauma;x,!\nb,-3.7,52,,,,,,\n"))
	if len(problems.Errors()) > 0 || len(problems) != 1 || problems[0].Column != "what" || len(sites) != 2 || *sites[0].Places != 12 || *sites[0].Cost != 900 ||
		!reflect.DeepEqual(sites[0].Sets, map[string]string{"programme": "teens", "age_min": "12", "excludes": "trauma;x"}) || sites[1].Sets != nil {
		t.Errorf("%+v, %v", sites, problems)
	}
	_, problems = ReadCandidates("c.csv", []byte("candidate,lon,lat,age_min,caseload\na,-3.7,52,99,-1\n"))
	if len(problems) != 2 || problems[0].Column != "age_min" || problems[1].Column != "caseload" {
		t.Errorf("%v", problems)
	}
	if _, problems = ReadCandidates("c.csv", []byte("name\na\n")); len(problems) != 1 {
		t.Errorf("%v", problems)
	}
}

// A list comes as other files do: with semicolons too, and with rows counted as
// an editor counts them.
func TestReadCandidatesAsOtherFiles(t *testing.T) {
	sites, problems := ReadCandidates("c.csv", []byte("\ufeffcandidate;lon;lat;areas_served\n\na;-3.7;52;\nb;;;\"A1;A2\"\n"))
	if len(problems) > 0 || len(sites) != 2 || *sites[0].Lat != 52 || !slices.Equal(sites[1].AreasServed, []string{"A1", "A2"}) {
		t.Errorf("%+v, %v", sites, problems)
	}
	for content, says := range map[string]string{
		"\xff\xfec\x00":                                 "c.csv: the file is UTF-16; save it as CSV in UTF-8.",
		"candidate,lon,lat\n\na,500,50\n":               "c.csv row 3",
		"candidate,lon,lat,places\na,-3.7,52,1e308\n":   "a number from 0 to 1000000",
		"candidate,lon,lat,cost\na,-3.7,52,1e11\n":      "a number from 0 to 10000000000",
		"candidate,areas_served,places\na,A1;A2,-0.5\n": "c.csv row 2",
	} {
		if _, problems := ReadCandidates("c.csv", []byte(content)); len(problems) != 1 || !strings.Contains(problems[0].Sentence(), says) {
			t.Errorf("%q: %v", content, problems)
		}
	}
}

func TestReadCandidateJourneys(t *testing.T) {
	minutes, problems := ReadCandidateJourneys("j.csv", []byte("candidate,area_code,minutes,mode\na,A1,12.5,car\na,A1,9,bus\nb,A2,0,car\n"))
	if len(problems) > 0 || !reflect.DeepEqual(minutes, map[string]map[string]float64{"a": {"A1": 9}, "b": {"A2": 0}}) {
		t.Errorf("%v, %v", minutes, problems)
	}
	_, problems = ReadCandidateJourneys("j.csv", []byte("candidate,area_code,minutes\n,A1,1\na,A1,-2\na,A1,\n"))
	if len(problems) != 3 || problems[0].Column != "candidate" || problems[1].Row != 3 {
		t.Errorf("%v", problems)
	}
	if _, problems = ReadCandidateJourneys("j.csv", []byte("candidate\na\n")); len(problems) != 1 {
		t.Errorf("%v", problems)
	}
}

// Who ends a siting while the engine is asked gets what is known by then.
func TestSitingEndedWhileAsking(t *testing.T) {
	p := wanting(t)
	reach := siting.Reach
	ctx, cancel := context.WithCancel(t.Context())
	e := &engine{t: t, most: 4, fails: func([]orb.Point) error { cancel(); return nil }}
	p.RouteCandidates(Routing{Profile: "driving", Most: e.most, Table: e.table})
	s, err := p.Site(ctx, Wish{Day: "2026-04-01", ServiceType: "group_work", Objective: &reach, Number: 1,
		Candidates: CandidatesFrom{List: []CandidateSite{at("a", -3.7), at("b", -3.75)}}})
	if err != nil || s.Ending != siting.Stopped || s.Journeys.Failure != "" || s.Journeys.Straight != 2 {
		t.Errorf("%+v, %v", s, err)
	}
}
