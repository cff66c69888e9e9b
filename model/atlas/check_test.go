package atlas

import (
	"fmt"
	"strings"
	"testing"

	"catchment/model"
)

// sound is a small region in which Check finds nothing.
//
//	R1 ─ L1 ─ A1, A2        p1: g1 (public site), f1 (refuge, protected, serves L1)
func sound() *model.Records {
	return &model.Records{
		Areas: []model.Area{
			{Code: "R1", Kind: "region"},
			{Code: "L1", Kind: "local_authority", Parents: []string{"R1"}},
			{Code: "A1", Kind: "lsoa", Parents: []string{"L1"}},
			{Code: "A2", Kind: "lsoa", Parents: []string{"L1"}},
		},
		Population:   []model.Population{{AreaCode: "A1", Year: 2025, Total: new(100.0), Ages: model.Ages{6: 60}}},
		Observed:     []model.Observed{{AreaCode: "A1", Tier: 2, Count: 5, Year: 2025}},
		ServiceTypes: []model.ServiceType{{Key: "group_work"}, {Key: "refuge", ProtectedByDefault: new(true)}, {Key: "change", Audience: "perpetrators"}},
		Uptake:       []model.Uptake{{ServiceType: "group_work", Tier: 2, Uptake: 0.5}},
		Rates:        []model.Rate{{Tier: 2, AgeFrom: 0, AgeTo: 17, Low: new(1.0), Central: 2, High: new(3.0)}},
		Shares:       []model.Share{{Tier: 2, Attribute: "lp", Share: 0.2}},
		Providers:    []model.Provider{{Key: "p1"}},
		Programmes:   []model.Programme{{Key: "steps", AgeMin: new(5), AgeMax: new(11), MinGroup: new(4.0), MaxGroup: new(6.0)}},
		Services: []model.Service{
			{Key: "g1", Provider: "p1", ServiceType: "group_work", Programme: "steps", Excludes: []string{"lp"}},
			{Key: "f1", Provider: "p1", ServiceType: "refuge", AreasServed: []string{"L1"}},
		},
		Sites: []model.Site{
			{Key: "s1", Service: "g1", Disclosure: model.Public, Lon: new(-3.9), Lat: new(52.0)},
			{Key: "s2", Service: "f1", Disclosure: model.Protected, AreaCode: "L1"},
		},
		Assessments: []model.Assessment{{SubjectKind: "service", Subject: "g1", Criterion: "GP1.1", AssessedOn: "2025-01-01", ReviewBy: "2026-01-01"}},
		Travel:      []model.TravelTime{{AreaCode: "A1", Site: "s1", Minutes: 5}},
		Criteria:    []model.Criterion{{Key: "GP1.1"}},
	}
}

func TestCheckFindsNothingInSoundRecords(t *testing.T) {
	for _, f := range Check(sound()) {
		t.Errorf("%+v", f)
	}
}

const secretPlace = "12 Castle Street"

// What is not protected may say where it is, and names of streets alone do not.
func TestCheckLetsOpenServicesSayWhere(t *testing.T) {
	records := sound()
	records.Services[0].Name, records.Services[0].Funder, records.Sites[0].Name = "Group at "+secretPlace, "CF10 1AA board", secretPlace
	records.Providers[0].Name = "Helping Hands, " + secretPlace // that also has an open service
	records.Services[1].Name, records.Services[1].Funder, records.Sites[1].Name = "Street Outreach", "Hill Road Project", "Level 2 Way Forward"
	for _, f := range Check(records) {
		t.Errorf("%+v", f)
	}
}

func TestProtectedServices(t *testing.T) {
	records := sound()
	if got := ProtectedServices(records); len(got) != 1 || !got["f1"] {
		t.Errorf("%v; want f1", got)
	}
	records.Sites = records.Sites[:1]
	if got := ProtectedServices(records); len(got) != 1 || !got["f1"] {
		t.Errorf("without a site: %v; want f1 by its type", got)
	}
	records.Sites = append(records.Sites, model.Site{Key: "s3", Service: "f1", Disclosure: model.Public}, model.Site{Key: "s4", Service: "g1", Disclosure: model.Protected})
	if got := ProtectedServices(records); len(got) != 1 || !got["g1"] {
		t.Errorf("%v; want g1 by its site", got)
	}
}

// One fault at a time: where it stands, and what its sentence must hold.
func TestCheck(t *testing.T) {
	cases := []struct {
		name               string
		spoil              func(*model.Records)
		table, key, column string
		says               string // part of what is expected
		found              string // part of what was found
		warning            bool
	}{
		{"unknown parent", func(r *model.Records) { r.Areas[2].Parents = []string{"L7"} }, "areas", "A1", "parents", "a known area is expected", `"L7"`, false},
		{"parent of a smaller kind", func(r *model.Records) { r.Areas[0].Parents = []string{"A1"}; r.Areas[2].Parents = nil }, "areas", "R1", "parents", "a larger kind than region is expected", `"A1"`, true},
		{"half a point", func(r *model.Records) { r.Areas[2].PointLon = new(-3.9) }, "areas", "A1", "point_lat", `both "point_lon" and "point_lat", or neither`, "", false},
		{"valid the wrong way round", func(r *model.Records) { r.Areas[2].ValidFrom, r.Areas[2].ValidTo = "2026-02-01", "2026-01-01" }, "areas", "A1", "valid_to", `not before "valid_from", which is 2026-02-01`, "2026-01-01", false},
		{"a cycle of two", func(r *model.Records) { r.Areas[0].Parents = []string{"L1"} }, "areas", "R1", "parents", "R1 → L1 → R1", "", false},
		{"its own parent", func(r *model.Records) { r.Areas[2].Parents = []string{"A1"} }, "areas", "A1", "parents", "A1 → A1", "", false},

		{"population of an unknown area", func(r *model.Records) { r.Population[0].AreaCode = "A9" }, "population", "A9 / 2025", "area_code", "a known area is expected", `"A9"`, false},
		{"total below the ages", func(r *model.Records) { r.Population[0].Total = new(59.0) }, "population", "A1 / 2025", "total", "the sum of ages 0 to 24, 60", "59", true},
		{"observed in an unknown area", func(r *model.Records) { r.Observed[0].AreaCode = "A9" }, "observed", "A9 / 2 / 2025", "area_code", "a known area is expected", `"A9"`, false},
		{"observed in a larger area", func(r *model.Records) { r.Observed[0].AreaCode = "L1" }, "observed", "L1 / 2 / 2025", "area_code", "a base area is expected", `"L1"`, false},

		{"uptake of an unknown type", func(r *model.Records) { r.Uptake[0].ServiceType = "camhs" }, "uptake", "camhs / 2", "service_type", "a known service type is expected", `"camhs"`, false},
		{"uptake of a perpetrators' type", func(r *model.Records) { r.Uptake[0].ServiceType = "change" }, "uptake", "change / 2", "service_type", "for perpetrators have no uptake", `"change"`, false},
		{"unknown setting", func(r *model.Records) { r.Settings = []model.Setting{{Key: "gab", Value: 1}} }, "settings", "gab", "setting", "one of detour_factor, gap", `"gab"`, false},
		{"setting out of bounds", func(r *model.Records) { r.Settings = []model.Setting{{Key: "gap", Value: 1.5}} }, "settings", "gap", "value", "a number from 0 to 1 is expected for gap", "1.5", false},
		{"gap above sufficient", func(r *model.Records) { r.Settings = []model.Setting{{Key: "gap", Value: 0.9}} }, "settings", "gap", "value", `"gap" must not be above "sufficient"`, "0.9", false},
		{"ages the wrong way round", func(r *model.Records) { r.Rates[0].AgeFrom = 18 }, "rates", "2 / 18 / 17", "age_from", `not above "age_to", which is 17`, "18", false},
		{"overlapping ages", func(r *model.Records) {
			r.Rates = append(r.Rates, model.Rate{Tier: 2, AgeFrom: 17, AgeTo: 24, Central: 1})
		}, "rates", "2 / 17 / 24", "age_from", "another row names 0 to 17", "17 to 24", false},
		{"central below low", func(r *model.Records) { r.Rates[0].Low = new(2.5) }, "rates", "2 / 0 / 17", "central", `between "low" and "high"`, "2", true},
		{"central above high", func(r *model.Records) { r.Rates[0].High = new(1.5) }, "rates", "2 / 0 / 17", "central", `between "low" and "high"`, "2", true},

		{"programme's ages", func(r *model.Records) { r.Programmes[0].AgeMin = new(12) }, "programmes", "steps", "age_min", `not above "age_max", which is 11`, "12", false},
		{"programme's group", func(r *model.Records) { r.Programmes[0].MinGroup = new(7.0) }, "programmes", "steps", "min_group", `not above "max_group"`, "7", false},

		{"unknown provider", func(r *model.Records) { r.Services[0].Provider = "p9" }, "services", "g1", "provider", "a known provider is expected", `"p9"`, false},
		{"unknown type", func(r *model.Records) { r.Services[0].ServiceType = "x" }, "services", "g1", "service_type", "a known service type is expected", `"x"`, false},
		{"unknown programme", func(r *model.Records) { r.Services[0].Programme = "x" }, "services", "g1", "programme", "a known programme is expected", `"x"`, false},
		{"unknown parallel service", func(r *model.Records) { r.Services[0].ParallelService = "x" }, "services", "g1", "parallel_service", "a known service is expected", `"x"`, false},
		{"unknown area served", func(r *model.Records) { r.Services[0].AreasServed = []string{"A1", "x"} }, "services", "g1", "areas_served", "a known area is expected", `"x"`, false},
		{"service's ages", func(r *model.Records) { r.Services[0].AgeMin, r.Services[0].AgeMax = new(9), new(8) }, "services", "g1", "age_min", `not above "age_max", which is 8`, "9", false},
		{"ends before it starts", func(r *model.Records) { r.Services[0].Start, r.Services[0].End = "2026-02-01", "2026-01-01" }, "services", "g1", "end", `not before "start", which is 2026-02-01`, "2026-01-01", false},
		{"licence ends before it starts", func(r *model.Records) {
			r.Services[0].LicenceStart, r.Services[0].LicenceEnd = "2026-02-01", "2026-01-01"
		}, "services", "g1", "licence_end", `not before "licence_start", which is 2026-02-01`, "2026-01-01", false},
		{"excludes what has no share", func(r *model.Records) { r.Services[0].Excludes = []string{"high_trauma"} }, "services", "g1", "excludes", "refuses nobody", `"high_trauma"`, true},
		{"two ways to a capacity", func(r *model.Records) {
			s := &r.Services[0]
			s.CohortsPerYear, s.PlacesPerCohort, s.BedSpaces, s.AverageStayDays = new(2.0), new(5.0), new(1.0), new(30.0)
		}, "services", "g1", "capacity", "the first counts (cohorts)", "cohorts and bed spaces", true},
		{"two ways, one over the programme's weeks", func(r *model.Records) {
			r.Programmes[0].Weeks = new(10.0)
			s := &r.Services[0]
			s.Caseload, s.BedSpaces, s.AverageStayDays = new(2.0), new(1.0), new(30.0)
		}, "services", "g1", "capacity", "the first counts (caseload)", "caseload and bed spaces", true},

		{"protected service that names no area", func(r *model.Records) { r.Services[1].AreasServed = nil }, "services", "f1", "areas_served", "a protected service must name the areas it serves", "", false},
		{"protected service of a small area", func(r *model.Records) { r.Services[1].AreasServed = []string{"A1"} }, "services", "f1", "areas_served", "a local authority or larger is expected for a protected place; this one is a lsoa", "", false},
		{"protected by default, without any site", func(r *model.Records) { r.Sites = r.Sites[:1]; r.Services[1].AreasServed = nil }, "services", "f1", "areas_served", "a protected service must name", "", false},
		{"one protected site protects the service", func(r *model.Records) {
			r.Sites = append(r.Sites, model.Site{Key: "s3", Service: "g1", Disclosure: model.Protected})
		}, "services", "g1", "areas_served", "a protected service must name", "", false},

		{"protected service's name", func(r *model.Records) { r.Services[1].Name = "Refuge at " + secretPlace }, "services", "f1", "name", "a street with a house number; it is not repeated here", "", false},
		{"protected service's code", func(r *model.Records) {
			r.Services[1].Key = "refuge-CF10-1AA"
			for i := range r.Sites {
				if r.Sites[i].Service == "f1" {
					r.Sites[i].Service = "refuge-CF10-1AA"
				}
			}
		}, "services", "refuge-CF10-1AA", "service", "not repeated here", "", false},
		{"protected service's Welsh name", func(r *model.Records) { r.Services[1].NameCy = "Lloches, 12 Heol y Bont" }, "services", "f1", "name_cy", "not repeated here", "", false},
		{"protected service's funder", func(r *model.Records) { r.Services[1].Funder = "CF10 1AA board" }, "services", "f1", "funder", "not repeated here", "", false},
		{"protected service's by and for", func(r *model.Records) { r.Services[1].ByAndFor = []string{"women", "SN 123 456"} }, "services", "f1", "by_and_for", "not repeated here", "", false},
		{"protected by default, funder", func(r *model.Records) { r.Sites = r.Sites[:1]; r.Services[1].Funder = secretPlace }, "services", "f1", "funder", "not repeated here", "", false},
		{"protected service's site's name", func(r *model.Records) { r.Sites[1].Name = secretPlace }, "sites", "s2", "name", "not repeated here", "", false},
		{"name of a provider of protected services alone", func(r *model.Records) {
			r.Services = r.Services[1:]
			r.Sites = r.Sites[1:]
			r.Travel, r.Assessments = nil, nil
			r.Providers[0].Name = secretPlace
		}, "providers", "p1", "name", "not repeated here", "", false},
		{"evidence about a protected service", func(r *model.Records) {
			r.Assessments[0].Subject, r.Assessments[0].Evidence = "f1", "visited "+secretPlace
		}, "assessments", "service / f1 / GP1.1 / 2025-01-01", "evidence", "not repeated here", "", false},

		{"site of an unknown service", func(r *model.Records) { r.Sites[0].Service = "x" }, "sites", "s1", "service", "a known service is expected", `"x"`, false},
		{"site in an unknown area", func(r *model.Records) { r.Sites[0].AreaCode = "x" }, "sites", "s1", "area_code", "a known area is expected", `"x"`, false},
		{"protected site with coordinates", func(r *model.Records) { r.Sites[1].Lon, r.Sites[1].Lat = new(-3.9), new(52.0) }, "sites", "s2", "disclosure", "the value is not repeated here", "", false},
		{"protected site with a postcode", func(r *model.Records) { r.Sites[1].Postcode = "SY23 1AB" }, "sites", "s2", "disclosure", "no coordinates or postcode", "", false},
		{"protected site in a small area", func(r *model.Records) { r.Sites[1].AreaCode = "A1" }, "sites", "s2", "area_code", "a local authority or larger is expected", "", false},
		{"area-only site without an area", func(r *model.Records) { r.Sites[0] = model.Site{Key: "s1", Service: "g1", Disclosure: model.AreaOnly} }, "sites", "s1", "area_code", "needs the code of the area", "", false},
		{"half a place", func(r *model.Records) { r.Sites[0].Lat = nil }, "sites", "s1", "lat", `both "lon" and "lat", or neither`, "", false},
		{"public site without a place", func(r *model.Records) { r.Sites[0].Lon, r.Sites[0].Lat = nil, nil; r.Travel = nil }, "sites", "s1", "lon", "is not mapped", "", true},

		{"assessment of an unknown service", func(r *model.Records) { r.Assessments[0].Subject = "x" }, "assessments", "service / x / GP1.1 / 2025-01-01", "subject", "a known service is expected", `"x"`, false},
		{"assessment of an unknown provider", func(r *model.Records) { r.Assessments[0].SubjectKind = "provider" }, "assessments", "provider / g1 / GP1.1 / 2025-01-01", "subject", "a known provider is expected", `"g1"`, false},
		{"assessment of an unknown area", func(r *model.Records) { r.Assessments[0].SubjectKind = "area" }, "assessments", "area / g1 / GP1.1 / 2025-01-01", "subject", "a known area is expected", `"g1"`, false},
		{"a 43rd criterion", func(r *model.Records) { r.Assessments[0].Criterion = "GP1.5" }, "assessments", "service / g1 / GP1.5 / 2025-01-01", "criterion", "one of the 42 criteria", `"GP1.5"`, false},
		{"review before assessment", func(r *model.Records) { r.Assessments[0].ReviewBy = "2024-01-01" }, "assessments", "service / g1 / GP1.1 / 2025-01-01", "review_by", `not before "assessed_on"`, "2024-01-01", true},

		{"travel from an unknown area", func(r *model.Records) { r.Travel[0].AreaCode = "x" }, "travel", "x / s1 / ", "area_code", "a known area is expected", `"x"`, false},
		{"travel to an unknown site", func(r *model.Records) { r.Travel[0].Site = "x" }, "travel", "A1 / x / ", "site", "a known site is expected", `"x"`, false},
		{"travel to a protected site", func(r *model.Records) { r.Travel[0].Site = "s2" }, "travel", "A1 / s2 / ", "site", "a site that is not protected is expected", `"s2"`, false},

		{"opening what exists", change("open", "g1", nil), "scenario_changes", "plan / 1", "service", "does not exist yet", `"g1"`, false},
		{"closing what does not", change("close", "x", nil), "scenario_changes", "plan / 1", "service", "the key of a known service", `"x"`, false},
		{"change to an unknown type", change("open", "new", map[string]string{"service_type": "x"}), "scenario_changes", "plan / 1", "service_type", "a known service type is expected", `"x"`, false},
		{"change to an unknown provider", change("open", "new", map[string]string{"provider": "x"}), "scenario_changes", "plan / 1", "provider", "a known provider is expected", `"x"`, false},
		{"change to an unknown programme", change("open", "new", map[string]string{"programme": "x"}), "scenario_changes", "plan / 1", "programme", "a known programme is expected", `"x"`, false},
		{"change to an unknown area", change("move", "g1", map[string]string{"area_code": "x"}), "scenario_changes", "plan / 1", "area_code", "a known area is expected", `"x"`, false},
		{"change to an unknown area served", change("serve", "g1", map[string]string{"areas_served": "L1;x"}), "scenario_changes", "plan / 1", "areas_served", "a known area is expected", `"x"`, false},
		{"a plan that lowers a protected service", change("move", "f1", map[string]string{"disclosure": "public", "postcode": secretPlace}), "scenario_changes", "plan / 1", "lon", "in scenarios neither", "", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			records := sound()
			c.spoil(records)
			faults := Check(records)
			if strings.Contains(fmt.Sprint(faults), secretPlace) {
				t.Errorf("a place is repeated: %+v", faults)
			}
			for _, f := range faults {
				if f.Table == c.table && f.Key == c.key && f.Column == c.column && f.Warning == c.warning &&
					strings.Contains(f.Expected.String(), c.says) && strings.Contains(f.Found.String(), c.found) {
					return
				}
			}
			t.Errorf("not found in %+v", faults)
		})
	}
}

func change(kind model.ChangeKind, service string, sets map[string]string) func(*model.Records) {
	return func(r *model.Records) {
		r.Scenarios = []model.ScenarioChange{{Scenario: "plan", Place: 1, Change: kind, Service: service, Sets: sets}}
	}
}

// A scenario may change what it opens before.
func TestCheckScenarioOpensBefore(t *testing.T) {
	records := sound()
	records.Scenarios = []model.ScenarioChange{
		{Scenario: "plan", Place: 1, Change: "open", Service: "new"},
		{Scenario: "plan", Place: 2, Change: "resize", Service: "new"},
	}
	for _, f := range Check(records) {
		t.Errorf("%+v", f)
	}
}

// A protected type with a site that may be shown is not protected.
func TestCheckAreaOnlyRefuge(t *testing.T) {
	records := sound()
	records.Services[1].AreasServed = nil
	records.Sites[1] = model.Site{Key: "s2", Service: "f1", Disclosure: model.AreaOnly, AreaCode: "A1"}
	for _, f := range Check(records) {
		t.Errorf("%+v", f)
	}
}

// No fault about a site repeats where it stands, whatever is wrong with it.
func TestCheckNeverRepeatsAPlace(t *testing.T) {
	canaries := []string{"3.98765", "52.12345", "ZZ99", "9ZQ"}
	for _, disclosure := range []model.Disclosure{model.Public, model.AreaOnly, model.Protected, ""} {
		for _, half := range []bool{false, true} {
			records := sound()
			s := &records.Sites[1]
			s.Disclosure, s.Service, s.AreaCode, s.Postcode = disclosure, "nobody", "nowhere", "ZZ99 9ZQ"
			s.Lon, s.Lat = new(-3.98765), new(52.12345)
			if half {
				s.Lat = nil
			}
			records.Travel = append(records.Travel, model.TravelTime{AreaCode: "A1", Site: "s2", Minutes: 52.12345})
			records.Services[1].AreasServed = nil
			faults := Check(records)
			if len(faults) == 0 {
				t.Errorf("%s: no fault", disclosure)
			}
			for _, f := range faults {
				for _, canary := range canaries {
					if strings.Contains(fmt.Sprintf("%+v", f), canary) {
						t.Errorf("%s repeated: %+v", canary, f)
					}
				}
			}
		}
	}
}
