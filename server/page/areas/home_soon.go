package areas

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// ends lists the services that stop within the horizon: the first of those
// that the timeline has.
type ends struct {
	Heading parts.Heading
	Rows    []endRow
	Empty   *parts.Empty
	More    *parts.Link
}

type endRow struct {
	On                      string
	What                    string
	Service, Provider, Type parts.Link
}

// endsShown is how many endings home lists.
const endsShown = 8

func endsOf(visit *shell.Visit) *ends {
	until := visit.View.Horizon(planner.HorizonOf(visit.View.Settings()))
	all := visit.View.Endings(until)
	e := &ends{Heading: parts.Heading{ID: "ends", Title: visit.Say("areas.ends"), Lead: visit.Say("areas.ends_lead", "Count", len(all), "Date", until)}}
	if visit.Audience == disclosure.Commissioner {
		e.Heading.Link = &parts.Link{Text: visit.Say("timeline.link"), URL: visit.Link("/timeline")}
	}
	for _, ending := range all[:min(endsShown, len(all))] {
		s := ending.Service
		row := endRow{On: visit.Date(ending.LastDay), What: visit.Term("ending", ending.What),
			Service: parts.Link{Text: visit.Text(s.Name, s.NameCy), Lang: visit.Lang(s.Name, s.NameCy), URL: visit.Link(shell.Path("services", s.Key))},
			Type:    parts.Link{Text: visit.TypeName(s.Type)}}
		if s.Provider != nil {
			row.Provider = parts.Link{Text: visit.Text(s.Provider.Name, s.Provider.NameCy), Lang: visit.Lang(s.Provider.Name, s.Provider.NameCy), URL: visit.Link(shell.Path("providers", s.Provider.Key))}
		}
		e.Rows = append(e.Rows, row)
	}
	if len(all) == 0 {
		e.Empty = &parts.Empty{Title: visit.Say("areas.ends_none"), Text: visit.Say("areas.ends_none_text", "Date", until)}
	}
	if len(all) > endsShown {
		e.More = &parts.Link{Text: visit.Say("areas.ends_more", "Count", len(all)), URL: visit.Link("/timeline") + "#edges"}
	}
	return e
}

// named is how many single things a line of home names.
const named = 6

// evidenceOf says what lapses, and who has not stated a capacity.
func (d *door) evidenceOf(visit *shell.Visit, place disclosure.Place) parts.SummaryList {
	s := &standing{Place: place}
	unknown := d.capacities(visit.View).unknown
	rows := []parts.SummaryRow{{Name: visit.Say("areas.evidence"), Lines: evidenceLines(visit, s),
		Links: []parts.Link{{Text: visit.Say("areas.see_lapses"), URL: visit.Link("/gaps", "kind", "assurance")}}}}
	capacity := parts.SummaryRow{Name: visit.Say("areas.capacity_unstated"), Lines: d.capacityLines(visit)}
	for _, service := range unknown[:min(named, len(unknown))] {
		capacity.Links = append(capacity.Links, parts.Link{Text: visit.Text(service.Name, service.NameCy), Lang: visit.Lang(service.Name, service.NameCy), URL: visit.Link(shell.Path("services", service.Key)) + "#places"})
	}
	if len(unknown) > named {
		capacity.Links = append(capacity.Links, parts.Link{Text: visit.Say("areas.and_more", "Count", len(unknown)-named), URL: visit.Link("/services")})
	}
	return parts.SummaryList{Rows: append(rows, capacity)}
}

// flagRow is one kind of flag: a choice that figures stand on.
type flagRow struct {
	Name, What, Count string
	Of                []parts.Link
}

func flagsOf(visit *shell.Visit) []flagRow {
	by := map[string][]disclosure.Flag{}
	var order []string
	for _, f := range visit.View.Flags() {
		if by[f.Flag] == nil {
			order = append(order, f.Flag)
		}
		by[f.Flag] = append(by[f.Flag], f)
	}
	slices.SortStableFunc(order, func(x, y string) int { return cmp.Compare(len(by[y]), len(by[x])) })
	var rows []flagRow
	for _, key := range order {
		row := flagRow{Name: visit.Term("flag", key), What: visit.Term("flag_what", key), Count: visit.Number(float64(len(by[key])), 0)}
		for _, f := range by[key] {
			if link := subject(visit, f); len(row.Of) < 3 && !slices.Contains(row.Of, link) {
				row.Of = append(row.Of, link)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// subject leads to what a flag is about.
func subject(visit *shell.Visit, f disclosure.Flag) parts.Link {
	switch f.SubjectKind {
	case "area":
		if p, err := visit.View.Place(f.Subject); err == nil {
			return parts.Link{Text: visit.Text(p.Name, p.NameCy), Lang: visit.Lang(p.Name, p.NameCy), URL: visit.Link(shell.Path("areas", f.Subject))}
		}
	case "service":
		if s, err := visit.View.Service(f.Subject); err == nil {
			return parts.Link{Text: visit.Text(s.Name, s.NameCy), Lang: visit.Lang(s.Name, s.NameCy), URL: visit.Link(shell.Path("services", f.Subject))}
		}
	case "service_type":
		for i, t := range visit.View.Reference().ServiceTypes {
			if t.Key == f.Subject {
				return parts.Link{Text: visit.TypeName(&visit.View.Reference().ServiceTypes[i])}
			}
		}
	}
	return parts.Link{Text: f.Subject}
}

// changeRow is one revision.
type changeRow struct {
	Revision, On, What, By, Rows string
	Undone                       string
}

func (d *door) changesOf(c echo.Context, visit *shell.Visit) ([]changeRow, error) {
	latest, err := d.past.of(c.Request().Context(), d.house.Planner)
	if err != nil {
		return nil, err
	}
	var rows []changeRow
	for i := range latest {
		rows = append(rows, changeOf(visit, &latest[i]))
	}
	return rows, nil
}

func changeOf(visit *shell.Visit, p *planner.Past) changeRow {
	created, updated, removed := 0, 0, 0
	for _, t := range p.Tables {
		created, updated, removed = created+t.Created, updated+t.Updated, removed+t.Removed
	}
	row := changeRow{Revision: strconv.Itoa(p.Revision.Revision), On: visit.Date(model.DateOf(p.At)), By: visit.Sentence(model.ActorOf(p.Actor)), What: p.Action,
		Rows: visit.Say("areas.change_rows", "Created", created, "Updated", updated, "Removed", removed)}
	if key := "areas.action_" + p.Action; visit.Has(key) {
		row.What = visit.Say(key)
	}
	if p.UndoneBy > 0 {
		row.Undone = visit.Say("areas.undone_by", "Revision", strconv.Itoa(p.UndoneBy))
	}
	return row
}
