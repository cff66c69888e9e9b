package coverage_test

import (
	"testing"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
)

func TestCapacityOf(t *testing.T) {
	limits := &model.Programme{Key: "steps", Weeks: new(13.0), MinGroup: new(4.0), MaxGroup: new(6.0)}
	family := &model.ServiceType{Key: "contact", Unit: "family"}
	child := &model.ServiceType{Key: "group_work"}
	cases := []struct {
		name      string
		service   model.Service
		programme *model.Programme
		kind      *model.ServiceType
		want      float64 // −1: unknown
		way       string
		others    int
	}{
		{"nothing stated", model.Service{}, nil, child, -1, "none", 0},
		{"stated", model.Service{Capacity: new(12.0)}, nil, child, 12, "stated", 0},
		{"stated 0 is 0", model.Service{Capacity: new(0.0)}, nil, child, 0, "stated", 0},
		{"stated in the default unit", model.Service{Capacity: new(12.0), CapacityUnit: "child"}, nil, child, 12, "stated", 0},
		{"stated in the type's unit", model.Service{Capacity: new(12.0), CapacityUnit: "family"}, nil, family, 12, "stated", 0},
		{"stated in no unit, of a family type", model.Service{Capacity: new(12.0)}, nil, family, 12, "stated", 0},
		{"stated in another unit", model.Service{Capacity: new(12.0), CapacityUnit: "child"}, nil, family, -1, "other_unit", 0},
		{"another unit, though beds are known", model.Service{Capacity: new(12.0), CapacityUnit: "seat", BedSpaces: new(4.0), AverageStayDays: new(73.0)}, nil, child, -1, "other_unit", 0},
		{"stated comes before cohorts and limits", model.Service{Capacity: new(100.0), CohortsPerYear: new(2.0), PlacesPerCohort: new(3.0)}, limits, child, 100, "stated", 0},
		{"cohorts", model.Service{CohortsPerYear: new(4.0), PlacesPerCohort: new(8.0)}, nil, child, 32, "cohorts", 0},
		{"fewer parent places", model.Service{CohortsPerYear: new(4.0), PlacesPerCohort: new(8.0), ParentPlacesPerCohort: new(5.0)}, nil, child, 20, "cohorts", 0},
		{"more parent places", model.Service{CohortsPerYear: new(4.0), PlacesPerCohort: new(8.0), ParentPlacesPerCohort: new(9.0)}, nil, child, 32, "cohorts", 0},
		{"on the least", model.Service{CohortsPerYear: new(4.0), PlacesPerCohort: new(4.0)}, limits, child, 16, "cohorts", 0},
		{"below the least", model.Service{CohortsPerYear: new(4.0), PlacesPerCohort: new(3.0)}, limits, child, 0, "cohorts", 0},
		{"parents below the least", model.Service{CohortsPerYear: new(4.0), PlacesPerCohort: new(6.0), ParentPlacesPerCohort: new(2.0)}, limits, child, 0, "cohorts", 0},
		{"on the most", model.Service{CohortsPerYear: new(4.0), PlacesPerCohort: new(6.0)}, limits, child, 24, "cohorts", 0},
		{"above the most", model.Service{CohortsPerYear: new(4.0), PlacesPerCohort: new(9.0)}, limits, child, 24, "cohorts", 0},
		{"cohorts without places", model.Service{CohortsPerYear: new(4.0)}, limits, child, -1, "none", 0},
		{"places without cohorts", model.Service{PlacesPerCohort: new(4.0), ParentPlacesPerCohort: new(4.0)}, limits, child, -1, "none", 0},
		{"caseload", model.Service{Caseload: new(10.0), WeeksPerCase: new(26.0)}, nil, child, 20, "caseload", 0},
		{"caseload over the programme's weeks", model.Service{Caseload: new(10.0)}, limits, child, 40, "caseload", 0},
		{"caseload over its own weeks first", model.Service{Caseload: new(10.0), WeeksPerCase: new(52.0)}, limits, child, 10, "caseload", 0},
		{"caseload without weeks", model.Service{Caseload: new(10.0)}, nil, child, -1, "none", 0},
		{"beds", model.Service{BedSpaces: new(4.0), AverageStayDays: new(73.0)}, nil, child, 20, "beds", 0},
		{"beds without a stay", model.Service{BedSpaces: new(4.0)}, nil, child, -1, "none", 0},
		{"two ways: the first counts", model.Service{CohortsPerYear: new(2.0), PlacesPerCohort: new(5.0), BedSpaces: new(4.0), AverageStayDays: new(73.0)}, nil, child, 10, "cohorts", 1},
		{"an incomplete way is passed over", model.Service{CohortsPerYear: new(2.0), BedSpaces: new(4.0), AverageStayDays: new(73.0)}, nil, child, 20, "beds", 0},
		{"three ways", model.Service{CohortsPerYear: new(2.0), PlacesPerCohort: new(5.0), Caseload: new(1.0), WeeksPerCase: new(1.0), BedSpaces: new(4.0), AverageStayDays: new(73.0)}, nil, child, 10, "cohorts", 2},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := coverage.CapacityOf(&atlas.Service{Service: &c.service, Programme: c.programme}, c.kind)
			if got.Known() != (c.want >= 0) || got.Known() && !near(got.Places, c.want, 0) || got.Way != c.way || got.Others != c.others {
				t.Errorf("%+v, want %v by %s and %d others", got, c.want, c.way, c.others)
			}
			if got.Terms == "" {
				t.Error("no terms")
			}
		})
	}
}
