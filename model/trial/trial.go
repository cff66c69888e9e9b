// Package trial draws random cases for the tests of the sums: a small region
// with its people, method, services and assessments, as records. Nothing but
// tests imports it.
package trial

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"catchment/model"
)

// Day is what every random case is computed for.
const Day model.Date = "2026-04-01"

// Pick draws one of some values.
func Pick[T any](t *rapid.T, name string, of ...T) T { return rapid.SampledFrom(of).Draw(t, name) }

// Whole draws a whole number.
func Whole(t *rapid.T, name string, least, greatest int) int {
	return rapid.IntRange(least, greatest).Draw(t, name)
}

// Chance is true once in so many times.
func Chance(t *rapid.T, name string, oneIn int) bool { return Whole(t, name, 1, oneIn) == oneIn }

// Some gives up to most of a list, in its order.
func Some[T any](t *rapid.T, name string, most int, of []T) []T {
	var out []T
	for _, x := range of {
		if len(out) < most && rapid.Bool().Draw(t, name) {
			out = append(out, x)
		}
	}
	return out
}

// Perhaps gives one of the values, or nil.
func Perhaps[T any](t *rapid.T, name string, of ...T) *T {
	if rapid.Bool().Draw(t, name) {
		return nil
	}
	return new(Pick(t, name, of...))
}

// Records draws a small region in a box of some 40 × 60 km:
//
//	R1          H1, H2        region; health boards
//	├── L1, L2, L3            local authorities, within R1
//	└── A0 … A11              base areas: in authorities, some in health boards
//	                          too, and some in R1 by a second path
func Records(t *rapid.T) *model.Records {
	r := &model.Records{Criteria: Criteria()}
	areas(t, r)
	people(t, r)
	method(t, r)
	services(t, r)
	assessments(t, r)
	return r
}

func areas(t *rapid.T, r *model.Records) {
	kinds := Whole(t, "parent kinds", 1, 3)
	var authorities, boards []string
	for i := range Whole(t, "authorities", 1, 3) {
		authorities = append(authorities, fmt.Sprintf("L%d", i+1))
		area := model.Area{Code: authorities[i], Name: authorities[i], Kind: model.LocalAuthority, PointLon: new(-3.9), PointLat: new(52.0)}
		if kinds > 1 && !Chance(t, "outside region", 5) {
			area.Parents = []string{"R1"}
		}
		area.ValidTo = Pick[model.Date](t, "valid", "", "", "", "2026-04-01", "2026-03-31")
		r.Areas = append(r.Areas, area)
	}
	if kinds > 1 {
		r.Areas = append(r.Areas, model.Area{Code: "R1", Name: "R1", Kind: "region", PointLon: new(-3.9), PointLat: new(52.1)})
	}
	if kinds > 2 {
		boards = []string{"H1", "H2"}
		for _, code := range boards {
			r.Areas = append(r.Areas, model.Area{Code: code, Name: code, Kind: "health_board", PointLon: new(-3.8), PointLat: new(52.0)})
		}
	}
	kind := Pick[model.AreaKind](t, "base kind", "lsoa", "ward")
	for i := range Whole(t, "base areas", 3, 12) {
		area := model.Area{Code: fmt.Sprintf("A%02d", i), Name: fmt.Sprintf("Area %d", i), Kind: kind}
		lon, lat := -4.2+float64(Whole(t, "lon", 0, 60))/100, 51.8+float64(Whole(t, "lat", 0, 60))/100
		if rapid.Bool().Draw(t, "stated point") {
			area.PointLon, area.PointLat = &lon, &lat
		} else {
			area.Boundary = orb.MultiPolygon{{{{lon, lat}, {lon + 0.02, lat}, {lon + 0.02, lat + 0.03}, {lon, lat + 0.03}, {lon, lat}}}}
		}
		area.Parents = []string{Pick(t, "authority", authorities...)}
		if boards != nil && rapid.Bool().Draw(t, "in board") {
			area.Parents = append(area.Parents, Pick(t, "board", boards...))
		}
		if kinds > 1 && Chance(t, "second path", 3) {
			area.Parents = append(area.Parents, "R1")
		}
		area.NeedIndex = Perhaps(t, "index", 0, 0.5, 1, 1.7, 4)
		r.Areas = append(r.Areas, area)
	}
}

func baseCodes(r *model.Records) (codes []string) {
	for _, area := range r.Areas {
		if area.Code[0] == 'A' {
			codes = append(codes, area.Code)
		}
	}
	return codes
}

func people(t *rapid.T, r *model.Records) {
	for _, code := range baseCodes(r) {
		if code != "A00" && Chance(t, "no population", 8) {
			continue
		}
		for _, year := range Pick(t, "years", []int{2025}, []int{2024, 2026}, []int{2027, 2028}) {
			row := model.Population{AreaCode: code, Year: year}
			for range Whole(t, "ages", 1, 4) {
				row.Ages[Pick(t, "age", 0, 3, 5, 6, 11, 12, 16, 17, 18, 21, 24)] = Pick(t, "persons", 1, 7, 93.5, 250, 500)
			}
			r.Population = append(r.Population, row)
		}
		if Chance(t, "observed", 4) {
			r.Observed = append(r.Observed, model.Observed{AreaCode: code, Tier: Whole(t, "tier", 2, 4),
				Count: Pick(t, "count", 0, 2, 6, 31.0), Year: Pick(t, "year", 2025, 2026, 2027)})
		}
	}
	r.Population = append(r.Population, model.Population{AreaCode: "L1", Year: 2025, Ages: model.Ages{6: 9999}}) // not used
}

// Shares that let single cells fall below 1e-9 children.
var shares = []float64{0, 1, 0.2, 0.5, 0.07, 3.3e-5, 1.7e-7, 2.3e-10}

var attributes = []string{"high_trauma", "living_with_perpetrator", "parent_substance_misuse"}

func method(t *rapid.T, r *model.Records) {
	for i := range Whole(t, "types", 1, 4) {
		kind := model.ServiceType{Key: fmt.Sprintf("type_%d", i), Measure: Pick(t, "measure", model.Places, model.Places, model.Presence),
			Unit: Pick[model.Unit](t, "unit", "", "child", "family"), CatchmentKm: Perhaps(t, "km", 4.0, 15, 25, 60),
			CatchmentMinutes: Perhaps(t, "minutes", 10.0, 30, 45), Decay: Pick[model.DecayName](t, "decay", "", "binary", "steps", "gaussian")}
		r.ServiceTypes = append(r.ServiceTypes, kind)
		for tier := 1; tier <= 4; tier++ {
			if rapid.Bool().Draw(t, "expected") {
				r.Uptake = append(r.Uptake, model.Uptake{ServiceType: kind.Key, Tier: tier,
					Uptake: Pick(t, "uptake", 0, 0.1, 0.45, 1), Weight: Perhaps(t, "weight", 0.0, 1, 2.5)})
			}
		}
	}
	for tier := 2; tier <= 4; tier++ {
		switch Whole(t, "rates", 0, 3) {
		case 0:
		case 1:
			r.Rates = append(r.Rates, rate(t, tier, 0, 17))
		case 2:
			r.Rates = append(r.Rates, rate(t, tier, 0, 11), rate(t, tier, 12, 24))
		case 3:
			r.Rates = append(r.Rates, rate(t, tier, 5, 16))
		}
		for _, attribute := range attributes {
			if !Chance(t, "no share", 3) {
				r.Shares = append(r.Shares, model.Share{Tier: tier, Attribute: attribute, Share: Pick(t, "share", shares...)})
			}
		}
	}
	if rapid.Bool().Draw(t, "tier 1 share") {
		r.Shares = append(r.Shares, model.Share{Tier: 1, Attribute: attributes[0], Share: 0.03})
	}
	r.Settings = []model.Setting{{Key: "draws", Value: 20}}
	if rapid.Bool().Draw(t, "no detour") {
		r.Settings = append(r.Settings, model.Setting{Key: "detour_factor", Value: 1})
	}
}

func rate(t *rapid.T, tier, from, to int) model.Rate {
	central := Pick(t, "central", 0, 40, 210, 3700.0)
	rate := model.Rate{Tier: tier, AgeFrom: from, AgeTo: to, Central: central}
	if rapid.Bool().Draw(t, "low") {
		rate.Low = new(central / 2)
	}
	if rapid.Bool().Draw(t, "high") {
		rate.High = new(central * 3)
	}
	return rate
}

func services(t *rapid.T, r *model.Records) {
	r.Providers = []model.Provider{{Key: "p1", Name: "One"}, {Key: "p2", Name: "Two"}}
	r.Programmes = []model.Programme{
		{Key: "strict", AgeMin: new(5), AgeMax: new(11), MinGroup: new(4.0), MaxGroup: new(6.0), Weeks: new(10.0), LicenceYears: new(2)},
		{Key: "loose"},
	}
	for i := range Whole(t, "services", 0, 8) {
		Service(t, r, fmt.Sprintf("s%d", i))
	}
}

func Service(t *rapid.T, r *model.Records, key string) {
	var codes []string
	for _, area := range r.Areas {
		codes = append(codes, area.Code)
	}
	var kinds []string
	for _, kind := range r.ServiceTypes {
		kinds = append(kinds, kind.Key)
	}
	s := model.Service{Key: key, Name: "Service " + key, Provider: Pick(t, "provider", "p1", "p2"), ServiceType: Pick(t, "type", kinds...),
		Programme: Pick(t, "programme", "", "strict", "loose"), Mode: Pick[model.Mode](t, "mode", "group", "group", "residential", "outreach", "virtual_group"),
		AgeMin: Perhaps(t, "age min", 0, 6, 12), AgeMax: Perhaps(t, "age max", 5, 12, 17, 24), SchoolYearMin: Perhaps(t, "school year", 0, 2, 7),
		Excludes: Some(t, "exclusion", 2, append([]string{"never_stated"}, attributes...)),
		Start:    Pick[model.Date](t, "start", "", "2024-04-01", "2026-04-01", "2026-04-02"),
		End:      Pick[model.Date](t, "end", "", "", "2026-04-01", "2026-03-31", "2026-10-01"),
	}
	if Chance(t, "licensed", 4) {
		s.LicenceStart = Pick[model.Date](t, "licence start", "2024-02-29", "2024-04-01", "2024-04-02")
	}
	if rapid.Bool().Draw(t, "serves areas") {
		s.AreasServed = Some(t, "served", 3, codes)
	}
	switch Whole(t, "capacity", 0, 5) {
	case 0: // unknown
	case 1:
		s.Capacity, s.CapacityUnit = new(Pick(t, "stated", 0, 3, 20, 400.0)), Pick[model.Unit](t, "unit", "", "child", "family")
	case 2:
		s.CohortsPerYear, s.PlacesPerCohort, s.ParentPlacesPerCohort = new(3.0), new(Pick(t, "places", 3, 5, 8.0)), Perhaps(t, "parents", 2, 5.0)
	case 3:
		s.Caseload, s.WeeksPerCase = new(4.0), Perhaps(t, "weeks", 6, 26.0)
	case 4:
		s.BedSpaces, s.AverageStayDays = new(2.0), new(73.0)
	case 5:
		s.Capacity = new(1000.0)
	}
	r.Services = append(r.Services, s)
	for i := range Whole(t, "sites", 0, 3) {
		site := model.Site{Key: fmt.Sprintf("%s-%d", key, i), Service: key,
			Disclosure: Pick(t, "disclosure", model.Public, model.Public, model.AreaOnly, model.AreaOnly, model.Protected)}
		switch site.Disclosure {
		case model.Public:
			if !Chance(t, "no place", 6) {
				site.Lon, site.Lat = new(-4.2+float64(Whole(t, "lon", 0, 60))/100), new(51.8+float64(Whole(t, "lat", 0, 60))/100)
			}
		case model.AreaOnly:
			site.AreaCode = Pick(t, "at area", codes...)
			site.Lon, site.Lat = new(0.0), new(0.0) // disregarded
		}
		r.Sites = append(r.Sites, site)
		if site.Disclosure != model.Protected && Chance(t, "travel", 4) {
			for _, code := range Some(t, "travel from", 6, codes) {
				for _, mode := range Pick(t, "modes", []string{""}, []string{"bus", "car"}) {
					r.Travel = append(r.Travel, model.TravelTime{AreaCode: code, Site: site.Key, Mode: mode, Minutes: float64(Whole(t, "minutes", 0, 60))})
				}
			}
		}
	}
}

func assessments(t *rapid.T, r *model.Records) {
	subjects := []model.Assessment{{SubjectKind: model.OfProvider, Subject: "p1"}, {SubjectKind: model.OfArea, Subject: "L1"}, {SubjectKind: model.OfArea, Subject: "A00"}}
	for _, s := range r.Services {
		subjects = append(subjects, model.Assessment{SubjectKind: model.OfService, Subject: s.Key})
	}
	for _, area := range r.Areas {
		if area.Code == "R1" || area.Code == "H1" {
			subjects = append(subjects, model.Assessment{SubjectKind: model.OfArea, Subject: area.Code})
		}
	}
	for range Whole(t, "assessments", 0, 30) {
		a := Pick(t, "subject", subjects...)
		a.Criterion = Pick(t, "criterion", "GP1.1", "GP1.2", "GP1.3", "GP1.4", "GP7.1", "GP7.1", "GP8.6")
		a.SelfLevel = Pick[model.Level](t, "self", "", "0", "1", "2", "3", "na")
		a.ModeratedLevel = Pick[model.Level](t, "moderated", "", "", "1", "3", "na")
		a.AssessedOn = Pick[model.Date](t, "assessed", "2025-01-01", "2025-06-01", "2026-04-01", "2026-04-02")
		a.ReviewBy = Pick[model.Date](t, "review by", "", "2026-03-31", "2026-04-01", "2027-01-01")
		same := func(b model.Assessment) bool {
			return a.SubjectKind == b.SubjectKind && a.Subject == b.Subject && a.Criterion == b.Criterion && a.AssessedOn == b.AssessedOn
		}
		if !slices.ContainsFunc(r.Assessments, same) {
			r.Assessments = append(r.Assessments, a)
		}
	}
}

// CriteriaCount is how many criteria GP1 to GP8 hold.
var CriteriaCount = [8]int{4, 5, 6, 4, 5, 5, 7, 6}

// Criteria is the 42 criteria; the partnership answers for GP7.
func Criteria() []model.Criterion {
	var out []model.Criterion
	for g, count := range CriteriaCount {
		for c := range count {
			indicator := fmt.Sprintf("GP%d", g+1)
			out = append(out, model.Criterion{Key: fmt.Sprintf("%s.%d", indicator, c+1), Indicator: indicator, Partnership: new(g == 6)})
		}
	}
	return out
}
