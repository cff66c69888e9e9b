package directory

import (
	"strings"

	"catchment/server/page/parts"
)

// way is one of the four ways to work out places: what it asks for, and what
// of that is recorded.
type way struct {
	key   string
	needs []need
}

type need struct {
	label string
	value *float64
}

func (p *servicePage) allWays() []way {
	s := p.is
	weeks := s.WeeksPerCase
	if weeks == nil && s.Programme != nil {
		weeks = s.Programme.Weeks
	}
	return []way{
		{"stated", []need{{"term_stated", s.Service.Capacity}}},
		{"cohorts", []need{{"term_cohorts", s.CohortsPerYear}, {"term_places", s.PlacesPerCohort}}},
		{"caseload", []need{{"term_caseload", s.Caseload}, {"term_weeks_a_case", weeks}}},
		{"beds", []need{{"term_beds", s.BedSpaces}, {"term_stay", s.AverageStayDays}}},
	}
}

// ways lists them in their order, with the one that was used.
func (p *servicePage) ways() []parts.Way {
	var out []parts.Way
	for i, w := range p.allWays() {
		row := parts.Way{Name: p.Say("directory.way_numbered", "Number", i+1, "Way", p.Term("way", w.key)), Used: p.is.Capacity.Way == w.key}
		given := p.given(w)
		switch {
		case row.Used:
			row.Given, row.Outcome = strings.Join(given, ", "), p.Say("directory.used", "Places", amount(p.Voice, p.is.Capacity.Places), "Unit", p.Term("unit", p.is.Type.CapacityUnit()))
		case len(given) == 0:
			none := parts.NotStated(p.Voice, "")
			row.Figure, row.Outcome = &none, p.Say("directory.passed_over")
		case w.key == "stated":
			row.Given, row.Outcome = strings.Join(given, ", "), p.Say("directory.other_unit", "Unit", p.Term("unit", p.is.CapacityUnit), "Own", p.Term("unit", p.is.Type.CapacityUnit()))
		case len(given) < len(w.needs):
			row.Given, row.Outcome = strings.Join(given, ", "), p.Say("directory.incomplete")
		default:
			row.Given, row.Outcome = strings.Join(given, ", "), p.Say("directory.passed_over")
		}
		out = append(out, row)
	}
	return out
}

// given says what is recorded of a way: "caseload 12".
func (p *servicePage) given(w way) []string {
	var out []string
	for _, n := range w.needs {
		if n.value != nil {
			out = append(out, p.Say("directory.given", "Name", p.Say("directory."+n.label), "Value", amount(p.Voice, *n.value)))
		}
	}
	return out
}
