package areas

import (
	"strconv"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// freshness says how old and how complete what the figures stand on is.
func (d *door) freshness(visit *shell.Visit, s *standing, sources []string) parts.SummaryList {
	list := parts.SummaryList{}
	add := func(name string, lines []string, links ...parts.Link) {
		list.Rows = append(list.Rows, parts.SummaryRow{Name: name, Lines: lines, Links: links})
	}
	if visit.Audience == disclosure.Commissioner {
		add(visit.Say("areas.evidence"), evidenceLines(visit, s), *howLink(visit, explain(visit, s.Code, "of", "evidence"), visit.Say("areas.evidence")), parts.Link{Text: visit.Say("areas.see_lapses"), URL: visit.Link("/gaps", "area", s.Code, "kind", "assurance")})
		add(visit.Say("areas.capacity_stated"), d.capacityLines(visit), parts.Link{Text: visit.Say("areas.see_services"), URL: visit.Link("/services")})
	}
	population := visit.Say("areas.population_year", "Year", strconv.Itoa(s.Year))
	if s.empty() {
		population = visit.Say("areas.no_population")
	}
	add(visit.Say("areas.population"), []string{population})
	add(visit.Say("areas.sources"), sources, parts.Link{Text: visit.Say("areas.see_sources"), URL: visit.Link("/sources")})
	revision := visit.View.Revision()
	add(visit.Say("areas.last_change"), []string{visit.Say("areas.last_change_text", "Revision", strconv.Itoa(revision.Revision),
		"Date", model.DateOf(revision.At), "Method", strconv.Itoa(revision.Method))})
	return list
}

func evidenceLines(visit *shell.Visit, s *standing) []string {
	e, err := visit.View.Evidence(s.Code, horizon(visit.View))
	if err != nil || e.Criteria == 0 {
		return []string{visit.Say("areas.no_services")}
	}
	lines := []string{visit.Say("areas.evidence_text", "Share", visit.Percent(float64(e.InDate)/float64(e.Criteria)), "InDate", e.InDate, "Criteria", e.Criteria, "Count", e.Services),
		lapses(visit, e.Lapsing)}
	if e.FirstLapse != "" {
		lines = append(lines, visit.Say("areas.first_lapse", "Date", e.FirstLapse))
	}
	return lines
}

// capacityLines counts, over all areas, the services with places that have
// stated how many.
func (d *door) capacityLines(visit *shell.Visit) []string {
	have := d.capacities(visit.View)
	if have.stated+len(have.unknown) == 0 {
		return []string{visit.Say("areas.no_services")}
	}
	return []string{visit.Say("areas.capacity_text", "Stated", have.stated, "Count", have.stated+len(have.unknown))}
}

// capacities are the services that count on the day and have places: how many
// have stated theirs, and those that have not.
type capacities struct {
	stated  int
	unknown []disclosure.Service
}

func (d *door) capacities(view *disclosure.View) capacities {
	return kept(view, func() capacities {
		var out capacities
		for _, s := range view.Services() {
			switch {
			case !s.Counts || s.Presence:
			case s.Capacity.Known():
				out.stated++
			default:
				out.unknown = append(out.unknown, s)
			}
		}
		return out
	})
}
