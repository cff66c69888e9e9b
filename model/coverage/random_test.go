package coverage_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"catchment/model"
)

// tries runs a law on n random cases; n is a multiple of 100, rapid's own
// number of cases.
func tries(t *testing.T, n int, law func(*rapid.T)) {
	t.Helper()
	if testing.Short() {
		n = 100
	}
	for range n / 100 {
		rapid.Check(t, law)
	}
}

// randomDay is what every random case is computed for.
const randomDay model.Date = "2026-04-01"

func pick[T any](t *rapid.T, name string, of ...T) T { return rapid.SampledFrom(of).Draw(t, name) }

func whole(t *rapid.T, name string, least, greatest int) int {
	return rapid.IntRange(least, greatest).Draw(t, name)
}

func chance(t *rapid.T, name string, oneIn int) bool { return whole(t, name, 1, oneIn) == oneIn }

// some gives up to most of a list, in its order.
func some[T any](t *rapid.T, name string, most int, of []T) []T {
	var out []T
	for _, x := range of {
		if len(out) < most && rapid.Bool().Draw(t, name) {
			out = append(out, x)
		}
	}
	return out
}

// perhaps gives one of the values, or nil.
func perhaps[T any](t *rapid.T, name string, of ...T) *T {
	if rapid.Bool().Draw(t, name) {
		return nil
	}
	return new(pick(t, name, of...))
}

// randomRecords draws a small region in a box of some 40 × 60 km:
//
//	R1          H1, H2        region; health boards
//	├── L1, L2, L3            local authorities, within R1
//	└── A0 … A11              base areas: in authorities, some in health boards
//	                          too, and some in R1 by a second path
func randomRecords(t *rapid.T) *model.Records {
	r := &model.Records{Criteria: criteria()}
	randomAreas(t, r)
	randomPeople(t, r)
	randomMethod(t, r)
	randomServices(t, r)
	randomAssessments(t, r)
	return r
}

func randomAreas(t *rapid.T, r *model.Records) {
	kinds := whole(t, "parent kinds", 1, 3)
	var authorities, boards []string
	for i := range whole(t, "authorities", 1, 3) {
		authorities = append(authorities, fmt.Sprintf("L%d", i+1))
		area := model.Area{Code: authorities[i], Name: authorities[i], Kind: model.LocalAuthority, PointLon: new(-3.9), PointLat: new(52.0)}
		if kinds > 1 && !chance(t, "outside region", 5) {
			area.Parents = []string{"R1"}
		}
		area.ValidTo = pick[model.Date](t, "valid", "", "", "", "2026-04-01", "2026-03-31")
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
	kind := pick[model.AreaKind](t, "base kind", "lsoa", "ward")
	for i := range whole(t, "base areas", 3, 12) {
		area := model.Area{Code: fmt.Sprintf("A%02d", i), Name: fmt.Sprintf("Area %d", i), Kind: kind}
		lon, lat := -4.2+float64(whole(t, "lon", 0, 60))/100, 51.8+float64(whole(t, "lat", 0, 60))/100
		if rapid.Bool().Draw(t, "stated point") {
			area.PointLon, area.PointLat = &lon, &lat
		} else {
			area.Boundary = orb.MultiPolygon{{{{lon, lat}, {lon + 0.02, lat}, {lon + 0.02, lat + 0.03}, {lon, lat + 0.03}, {lon, lat}}}}
		}
		area.Parents = []string{pick(t, "authority", authorities...)}
		if boards != nil && rapid.Bool().Draw(t, "in board") {
			area.Parents = append(area.Parents, pick(t, "board", boards...))
		}
		if kinds > 1 && chance(t, "second path", 3) {
			area.Parents = append(area.Parents, "R1")
		}
		area.NeedIndex = perhaps(t, "index", 0, 0.5, 1, 1.7, 4)
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

func randomPeople(t *rapid.T, r *model.Records) {
	for _, code := range baseCodes(r) {
		if code != "A00" && chance(t, "no population", 8) {
			continue
		}
		for _, year := range pick(t, "years", []int{2025}, []int{2024, 2026}, []int{2027, 2028}) {
			row := model.Population{AreaCode: code, Year: year}
			for range whole(t, "ages", 1, 4) {
				row.Ages[pick(t, "age", 0, 3, 5, 6, 11, 12, 16, 17, 18, 21, 24)] = pick(t, "persons", 1, 7, 93.5, 250, 500)
			}
			r.Population = append(r.Population, row)
		}
		if chance(t, "observed", 4) {
			r.Observed = append(r.Observed, model.Observed{AreaCode: code, Tier: whole(t, "tier", 2, 4),
				Count: pick(t, "count", 0, 2, 6, 31.0), Year: pick(t, "year", 2025, 2026, 2027)})
		}
	}
	r.Population = append(r.Population, model.Population{AreaCode: "L1", Year: 2025, Ages: model.Ages{6: 9999}}) // not used
}

// Shares that let single cells fall below 1e-9 children.
var randomShares = []float64{0, 1, 0.2, 0.5, 0.07, 3.3e-5, 1.7e-7, 2.3e-10}

var attributes = []string{"high_trauma", "living_with_perpetrator", "parent_substance_misuse"}

func randomMethod(t *rapid.T, r *model.Records) {
	for i := range whole(t, "types", 1, 4) {
		kind := model.ServiceType{Key: fmt.Sprintf("type_%d", i), Measure: pick(t, "measure", model.Places, model.Places, model.Presence),
			Unit: pick[model.Unit](t, "unit", "", "child", "family"), CatchmentKm: perhaps(t, "km", 4.0, 15, 25, 60),
			CatchmentMinutes: perhaps(t, "minutes", 10.0, 30, 45), Decay: pick[model.DecayName](t, "decay", "", "binary", "steps", "gaussian")}
		r.ServiceTypes = append(r.ServiceTypes, kind)
		for tier := 1; tier <= 4; tier++ {
			if rapid.Bool().Draw(t, "expected") {
				r.Uptake = append(r.Uptake, model.Uptake{ServiceType: kind.Key, Tier: tier,
					Uptake: pick(t, "uptake", 0, 0.1, 0.45, 1), Weight: perhaps(t, "weight", 0.0, 1, 2.5)})
			}
		}
	}
	for tier := 2; tier <= 4; tier++ {
		switch whole(t, "rates", 0, 3) {
		case 0:
		case 1:
			r.Rates = append(r.Rates, randomRate(t, tier, 0, 17))
		case 2:
			r.Rates = append(r.Rates, randomRate(t, tier, 0, 11), randomRate(t, tier, 12, 24))
		case 3:
			r.Rates = append(r.Rates, randomRate(t, tier, 5, 16))
		}
		for _, attribute := range attributes {
			if !chance(t, "no share", 3) {
				r.Shares = append(r.Shares, model.Share{Tier: tier, Attribute: attribute, Share: pick(t, "share", randomShares...)})
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

func randomRate(t *rapid.T, tier, from, to int) model.Rate {
	central := pick(t, "central", 0, 40, 210, 3700.0)
	rate := model.Rate{Tier: tier, AgeFrom: from, AgeTo: to, Central: central}
	if rapid.Bool().Draw(t, "low") {
		rate.Low = new(central / 2)
	}
	if rapid.Bool().Draw(t, "high") {
		rate.High = new(central * 3)
	}
	return rate
}

func randomServices(t *rapid.T, r *model.Records) {
	r.Providers = []model.Provider{{Key: "p1", Name: "One"}, {Key: "p2", Name: "Two"}}
	r.Programmes = []model.Programme{
		{Key: "strict", AgeMin: new(5), AgeMax: new(11), MinGroup: new(4.0), MaxGroup: new(6.0), Weeks: new(10.0), LicenceYears: new(2)},
		{Key: "loose"},
	}
	for i := range whole(t, "services", 0, 8) {
		randomService(t, r, fmt.Sprintf("s%d", i))
	}
}

func randomService(t *rapid.T, r *model.Records, key string) {
	var codes []string
	for _, area := range r.Areas {
		codes = append(codes, area.Code)
	}
	var kinds []string
	for _, kind := range r.ServiceTypes {
		kinds = append(kinds, kind.Key)
	}
	s := model.Service{Key: key, Name: "Service " + key, Provider: pick(t, "provider", "p1", "p2"), ServiceType: pick(t, "type", kinds...),
		Programme: pick(t, "programme", "", "strict", "loose"), Mode: pick[model.Mode](t, "mode", "group", "group", "residential", "outreach", "virtual_group"),
		AgeMin: perhaps(t, "age min", 0, 6, 12), AgeMax: perhaps(t, "age max", 5, 12, 17, 24), SchoolYearMin: perhaps(t, "school year", 0, 2, 7),
		Excludes: some(t, "exclusion", 2, append([]string{"never_stated"}, attributes...)),
		Start:    pick[model.Date](t, "start", "", "2024-04-01", "2026-04-01", "2026-04-02"),
		End:      pick[model.Date](t, "end", "", "", "2026-04-01", "2026-03-31", "2026-10-01"),
	}
	if chance(t, "licensed", 4) {
		s.LicenceStart = pick[model.Date](t, "licence start", "2024-02-29", "2024-04-01", "2024-04-02")
	}
	if rapid.Bool().Draw(t, "serves areas") {
		s.AreasServed = some(t, "served", 3, codes)
	}
	switch whole(t, "capacity", 0, 5) {
	case 0: // unknown
	case 1:
		s.Capacity, s.CapacityUnit = new(pick(t, "stated", 0, 3, 20, 400.0)), pick[model.Unit](t, "unit", "", "child", "family")
	case 2:
		s.CohortsPerYear, s.PlacesPerCohort, s.ParentPlacesPerCohort = new(3.0), new(pick(t, "places", 3, 5, 8.0)), perhaps(t, "parents", 2, 5.0)
	case 3:
		s.Caseload, s.WeeksPerCase = new(4.0), perhaps(t, "weeks", 6, 26.0)
	case 4:
		s.BedSpaces, s.AverageStayDays = new(2.0), new(73.0)
	case 5:
		s.Capacity = new(1000.0)
	}
	r.Services = append(r.Services, s)
	for i := range whole(t, "sites", 0, 3) {
		site := model.Site{Key: fmt.Sprintf("%s-%d", key, i), Service: key,
			Disclosure: pick(t, "disclosure", model.Public, model.Public, model.AreaOnly, model.AreaOnly, model.Protected)}
		switch site.Disclosure {
		case model.Public:
			if !chance(t, "no place", 6) {
				site.Lon, site.Lat = new(-4.2+float64(whole(t, "lon", 0, 60))/100), new(51.8+float64(whole(t, "lat", 0, 60))/100)
			}
		case model.AreaOnly:
			site.AreaCode = pick(t, "at area", codes...)
			site.Lon, site.Lat = new(0.0), new(0.0) // disregarded
		}
		r.Sites = append(r.Sites, site)
		if site.Disclosure != model.Protected && chance(t, "travel", 4) {
			for _, code := range some(t, "travel from", 6, codes) {
				for _, mode := range pick(t, "modes", []string{""}, []string{"bus", "car"}) {
					r.Travel = append(r.Travel, model.TravelTime{AreaCode: code, Site: site.Key, Mode: mode, Minutes: float64(whole(t, "minutes", 0, 60))})
				}
			}
		}
	}
}

func randomAssessments(t *rapid.T, r *model.Records) {
	subjects := []model.Assessment{{SubjectKind: model.OfProvider, Subject: "p1"}, {SubjectKind: model.OfArea, Subject: "L1"}, {SubjectKind: model.OfArea, Subject: "A00"}}
	for _, s := range r.Services {
		subjects = append(subjects, model.Assessment{SubjectKind: model.OfService, Subject: s.Key})
	}
	for _, area := range r.Areas {
		if area.Code == "R1" || area.Code == "H1" {
			subjects = append(subjects, model.Assessment{SubjectKind: model.OfArea, Subject: area.Code})
		}
	}
	for range whole(t, "assessments", 0, 30) {
		a := pick(t, "subject", subjects...)
		a.Criterion = pick(t, "criterion", "GP1.1", "GP1.2", "GP1.3", "GP1.4", "GP7.1", "GP7.1", "GP8.6")
		a.SelfLevel = pick[model.Level](t, "self", "", "0", "1", "2", "3", "na")
		a.ModeratedLevel = pick[model.Level](t, "moderated", "", "", "1", "3", "na")
		a.AssessedOn = pick[model.Date](t, "assessed", "2025-01-01", "2025-06-01", "2026-04-01", "2026-04-02")
		a.ReviewBy = pick[model.Date](t, "review by", "", "2026-03-31", "2026-04-01", "2027-01-01")
		same := func(b model.Assessment) bool {
			return a.SubjectKind == b.SubjectKind && a.Subject == b.Subject && a.Criterion == b.Criterion && a.AssessedOn == b.AssessedOn
		}
		if !slices.ContainsFunc(r.Assessments, same) {
			r.Assessments = append(r.Assessments, a)
		}
	}
}
