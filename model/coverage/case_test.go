package coverage_test

import (
	"math"
	"testing"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/need"
	"catchment/model/trial"
)

// worked is the case that the design works by hand, its files as records.
//
//	lat 52.1 ┌──────┐
//	         │  A2  │ Bryn: 625 aged 6                    ┐
//	   52.05 ├──────┤                                     │ L1 North
//	         │  A1  │ Aber: 500 aged 6, 500 aged 12; g1   ┘
//	    52.0 ├──────┤
//	         │  A3  │ Cwm: 425 aged 6, 425 aged 12        ─ L2 South
//	    51.8 └──────┘
//	      lon −4   −3.9
func worked() *model.Records {
	return &model.Records{
		Areas: []model.Area{
			{Code: "L1", Name: "North", NameCy: "Gogledd", Kind: "local_authority", PointLon: new(-3.95), PointLat: new(52.06), Boundary: box(52.0, 52.1)},
			{Code: "L2", Name: "South", NameCy: "De", Kind: "local_authority", PointLon: new(-3.95), PointLat: new(51.92), Boundary: box(51.8, 52.0)},
			{Code: "A1", Name: "Aber", NameCy: "Aber", Kind: "lsoa", Parents: []string{"L1"}, PointLon: new(-3.95), PointLat: new(52.03), NeedIndex: new(1.6), Boundary: box(52.0, 52.05)},
			{Code: "A2", Name: "Bryn", NameCy: "Bryn", Kind: "lsoa", Parents: []string{"L1"}, PointLon: new(-3.95), PointLat: new(52.08), NeedIndex: new(4.0), Boundary: box(52.05, 52.1)},
			{Code: "A3", Name: "Cwm", NameCy: "Cwm", Kind: "lsoa", Parents: []string{"L2"}, PointLon: new(-3.95), PointLat: new(51.91), Boundary: box(51.8, 52.0)},
		},
		Population: []model.Population{
			{AreaCode: "A1", Year: 2025, Total: new(1000.0), Ages: model.Ages{6: 500, 12: 500}},
			{AreaCode: "A2", Year: 2025, Total: new(625.0), Ages: model.Ages{6: 625}},
			{AreaCode: "A3", Year: 2025, Total: new(850.0), Ages: model.Ages{6: 425, 12: 425}},
		},
		Observed: []model.Observed{{AreaCode: "A3", Tier: 4, Count: 6, Year: 2025, Source: "worked example"}},
		ServiceTypes: []model.ServiceType{
			{Key: "group_work", Name: "Group work", Measure: model.Places, Unit: model.Child, CatchmentKm: new(15.0), Decay: "steps", Audience: "children", ProtectedByDefault: new(false)},
			{Key: "refuge", Name: "Refuge", Measure: model.Places, Unit: model.Child, CatchmentKm: new(50.0), Decay: "binary", Audience: "families", ProtectedByDefault: new(true)},
		},
		Uptake: []model.Uptake{
			{ServiceType: "group_work", Tier: 2, Uptake: 0.5},
			{ServiceType: "group_work", Tier: 3, Uptake: 0.4, Weight: new(1.0)},
			{ServiceType: "refuge", Tier: 3, Uptake: 0.1, Weight: new(3.0)},
			{ServiceType: "refuge", Tier: 4, Uptake: 0.6},
		},
		Rates: []model.Rate{
			{Tier: 2, AgeTo: 17, Low: new(200.0), Central: 400, High: new(600.0)},
			{Tier: 3, AgeTo: 17, Low: new(100.0), Central: 200, High: new(400.0)},
			{Tier: 4, AgeTo: 17, Low: new(50.0), Central: 100, High: new(200.0)},
		},
		Shares: []model.Share{
			{Tier: 2, Attribute: "living_with_perpetrator", Share: 0.2},
			{Tier: 3, Attribute: "living_with_perpetrator", Share: 0.5},
			{Tier: 4, Attribute: "living_with_perpetrator", Share: 0.5},
		},
		Providers: []model.Provider{
			{Key: "p1", Name: "Helping Hands", Sector: "children"},
			{Key: "p2", Name: "Safe House", Sector: "womens_aid"},
		},
		Programmes: []model.Programme{{Key: "steps12", Name: "Twelve Steps", Weeks: new(12.0), MinGroup: new(4.0), MaxGroup: new(6.0)}},
		Services: []model.Service{
			{Key: "g1", Provider: "p1", Name: "Saturday group", ServiceType: "group_work", Programme: "steps12", Mode: "group",
				AgeMin: new(5), AgeMax: new(11), Excludes: []string{"living_with_perpetrator"},
				CohortsPerYear: new(4.0), PlacesPerCohort: new(8.0), ParentPlacesPerCohort: new(5.0),
				Start: "2024-04-01", ContractEnd: "2027-04-01", Languages: []string{"en"}},
			{Key: "g2", Provider: "p1", Name: "Teens outreach", ServiceType: "group_work", Mode: model.Outreach, SchoolYearMin: new(7),
				AreasServed: []string{"L1"}, Capacity: new(7.0), CapacityUnit: model.Child, Start: "2024-04-01", Languages: []string{"en", "cy"}},
			{Key: "g3", Provider: "p2", Name: "Online circle", ServiceType: "group_work", Mode: model.VirtualGroup,
				AreasServed: []string{"L2"}, Start: "2026-04-01", Languages: []string{"en"}},
			{Key: "r1", Provider: "p2", Name: "Refuge", ServiceType: "refuge", Mode: "residential",
				AreasServed: []string{"L1"}, BedSpaces: new(4.0), AverageStayDays: new(73.0), Languages: []string{"en"}},
		},
		Sites: []model.Site{
			{Key: "s1", Service: "g1", Name: "Community hall", Disclosure: model.Public, Lon: new(-3.95), Lat: new(52.03), AreaCode: "A1"},
			{Key: "s2", Service: "r1", Name: "Refuge", Disclosure: model.Protected},
		},
		Assessments: []model.Assessment{
			{SubjectKind: model.OfService, Subject: "g1", Criterion: "GP1.1", SelfLevel: "3", ModeratedLevel: "2", AssessedOn: "2025-06-01", ReviewBy: "2026-06-01"},
			{SubjectKind: model.OfService, Subject: "g1", Criterion: "GP1.2", SelfLevel: "3", AssessedOn: "2025-06-01", ReviewBy: "2026-04-01"},
			{SubjectKind: model.OfService, Subject: "g1", Criterion: "GP1.3", SelfLevel: "na", AssessedOn: "2025-06-01", ReviewBy: "2026-06-01"},
			{SubjectKind: model.OfService, Subject: "g1", Criterion: "GP1.4", SelfLevel: "3", AssessedOn: "2025-03-01", ReviewBy: "2026-03-31"},
			{SubjectKind: model.OfProvider, Subject: "p1", Criterion: "GP1.4", SelfLevel: "3", AssessedOn: "2025-06-01", ReviewBy: "2026-06-01"},
			{SubjectKind: model.OfService, Subject: "r1", Criterion: "GP4.1", SelfLevel: "3", AssessedOn: "2025-06-01", ReviewBy: "2026-06-01"},
			{SubjectKind: model.OfService, Subject: "r1", Criterion: "GP4.2", SelfLevel: "3", AssessedOn: "2025-06-01", ReviewBy: "2026-06-01"},
			{SubjectKind: model.OfService, Subject: "r1", Criterion: "GP4.3", SelfLevel: "2", AssessedOn: "2025-06-01", ReviewBy: "2026-06-01"},
			{SubjectKind: model.OfService, Subject: "r1", Criterion: "GP4.4", SelfLevel: "1", AssessedOn: "2025-06-01", ReviewBy: "2026-06-01"},
			{SubjectKind: model.OfArea, Subject: "L1", Criterion: "GP7.1", SelfLevel: "2", ModeratedLevel: "3", AssessedOn: "2025-06-01", ReviewBy: "2026-06-01"},
		},
		Criteria: criteria(),
	}
}

const workedDay model.Date = "2026-04-01"

// box is all between longitudes −4 and −3.9 and two latitudes.
func box(south, north float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{{-4, south}, {-3.9, south}, {-3.9, north}, {-4, north}, {-4, south}}}}
}

func criteria() []model.Criterion { return trial.Criteria() }

func score(records *model.Records, day model.Date) *coverage.Result {
	return coverage.Score(atlas.Build(records, model.Revision{}).On(day))
}

// place is the reported place of an area.
func place(t testing.TB, r *coverage.Result, code string) int {
	t.Helper()
	area, _ := r.Day.Area(code)
	reported, ok := r.Day.ReportedPlace(area)
	if !ok {
		t.Fatalf("%s is not reported", code)
	}
	return int(reported)
}

// bandsAt is the central bands of an area, tier and service type.
func bandsAt(t testing.TB, r *coverage.Result, code string, tier int, kind string) coverage.Bands {
	t.Helper()
	row, ok := r.Row(tier, kind)
	if !ok {
		t.Fatalf("no row of %s in tier %d", kind, tier)
	}
	return r.Bands[need.Central][row][place(t, r, code)]
}

// near says whether two figures are the same to 1e-9 of them, or to 1e-12 of
// the scale of what they were subtracted from. NaN is near NaN alone.
func near(got, want, scale float64) bool {
	if math.IsNaN(got) || math.IsNaN(want) {
		return math.IsNaN(got) && math.IsNaN(want)
	}
	return math.Abs(got-want) <= 1e-9*max(math.Abs(got), math.Abs(want))+1e-12*scale
}
