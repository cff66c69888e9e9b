package coverage

import (
	"fmt"
	"math"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/field"
)

// Capacity is the children a year that a service can take, and how that was
// worked out. Places is NaN where it is unknown. Way is one of stated,
// cohorts, caseload, beds, other_unit, none.
type Capacity struct {
	Places float64
	Way    string
	Terms  string // the sum, e.g. "4 cohorts × 5 places"
	Others int    // further complete ways, passed over
}

// Known says whether the capacity is known.
func (c Capacity) Known() bool { return !math.IsNaN(c.Places) }

// CapacityOf works out a service's capacity (METHOD 4): what is stated counts
// first, even 0; stated in another unit than the type's it is unknown; else
// the first complete way of cohorts, caseload and bed spaces.
func CapacityOf(s *atlas.Service, kind *model.ServiceType) Capacity {
	if s.Capacity != nil {
		if s.CapacityUnit != "" && s.CapacityUnit != kind.CapacityUnit() {
			return Capacity{math.NaN(), "other_unit", fmt.Sprintf("%s is stated in %s, the type counts %s",
				field.Number(*s.Capacity), s.CapacityUnit, kind.CapacityUnit()), 0}
		}
		return Capacity{*s.Capacity, "stated", "stated by the provider", 0}
	}
	chosen := Capacity{math.NaN(), "none", "not stated", 0}
	for _, way := range []func(*atlas.Service) (Capacity, bool){byCohorts, byCaseload, byBeds} {
		switch c, complete := way(s); {
		case !complete:
		case chosen.Way == "none":
			chosen = c
		default:
			chosen.Others++
		}
	}
	return chosen
}

func byCohorts(s *atlas.Service) (Capacity, bool) {
	if s.CohortsPerYear == nil || s.PlacesPerCohort == nil {
		return Capacity{}, false
	}
	places, note := *s.PlacesPerCohort, ""
	if s.ParentPlacesPerCohort != nil && *s.ParentPlacesPerCohort < places {
		places, note = *s.ParentPlacesPerCohort, ", limited by parent places"
	}
	if p := s.Programme; p != nil {
		switch {
		case p.MinGroup != nil && places < *p.MinGroup:
			note = fmt.Sprintf(", below the programme's minimum of %s: the group does not run", field.Number(*p.MinGroup))
			return Capacity{0, "cohorts", cohortTerms(s, places) + note, 0}, true
		case p.MaxGroup != nil && places > *p.MaxGroup:
			places, note = *p.MaxGroup, ", held to the programme's maximum"
		}
	}
	return Capacity{*s.CohortsPerYear * places, "cohorts", cohortTerms(s, places) + note, 0}, true
}

func cohortTerms(s *atlas.Service, places float64) string {
	return fmt.Sprintf("%s cohorts a year × %s places", field.Number(*s.CohortsPerYear), field.Number(places))
}

func byCaseload(s *atlas.Service) (Capacity, bool) {
	weeks := s.WeeksPerCase
	if weeks == nil && s.Programme != nil {
		weeks = s.Programme.Weeks
	}
	if s.Caseload == nil || weeks == nil {
		return Capacity{}, false
	}
	terms := fmt.Sprintf("caseload %s × 52 / %s weeks a case", field.Number(*s.Caseload), field.Number(*weeks))
	return Capacity{*s.Caseload * 52 / *weeks, "caseload", terms, 0}, true
}

func byBeds(s *atlas.Service) (Capacity, bool) {
	if s.BedSpaces == nil || s.AverageStayDays == nil {
		return Capacity{}, false
	}
	terms := fmt.Sprintf("%s bed spaces × 365 / %s days", field.Number(*s.BedSpaces), field.Number(*s.AverageStayDays))
	return Capacity{*s.BedSpaces * 365 / *s.AverageStayDays, "beds", terms, 0}, true
}
