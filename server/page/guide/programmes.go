package guide

import (
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// programmes lists the ways of working that services can run.
func (d *door) programmes(c echo.Context) error {
	a, err := d.open(c, "programmes", "programmes")
	if err != nil {
		return err
	}
	running := a.running()
	t := newTable(a.Voice, "programmes-table", "guide.programmes_caption", "programme", "guide.head_length", "guide.head_ages", "guide.head_group", "#guide.head_services", "source")
	all := slices.Clone(a.View.Reference().Programmes)
	slices.SortFunc(all, func(x, y model.Programme) int { return a.Compare(a.Text(x.Name, x.NameCy), a.Text(y.Name, y.NameCy)) })
	for i := range all {
		is := &all[i]
		name := cell{text: text{Text: a.Text(is.Name, is.NameCy), Lang: a.Lang(is.Name, is.NameCy), URL: a.Link(shell.Path("programmes", is.Key))}}
		if other := a.Other(is.Name, is.NameCy); other != "" {
			name.Below = []text{{Text: other, Lang: string(a.OtherLang)}}
		}
		t.add("", name, a.orNot(a.length(is)), a.orNot(a.agesOf(is.AgeMin, is.AgeMax)), a.orNot(a.group(is)), plain(a.Number(float64(len(running[is.Key])), 0)), stated(a.Voice, is.Source))
	}
	t.Quiet = true
	a.Sections = []section{{ID: "all", Title: a.Say("guide.programmes_all"), Lead: a.Say("guide.programmes_not_stated"), Tables: []table{t}}}
	if len(all) == 0 {
		a.Sections[0].Tables, a.Sections[0].Empty = nil, a.Say("guide.programmes_none")
	}
	return d.show(c, a)
}

// running lists the services that the audience may see, by programme.
func (a *article) running() map[string][]disclosure.Service {
	out := map[string][]disclosure.Service{}
	for _, s := range a.View.Services() {
		if s.Programme != nil {
			out[s.Programme.Key] = append(out[s.Programme.Key], s)
		}
	}
	return out
}

func (d *door) programme(c echo.Context) error {
	a, err := d.open(c, "programmes", "programme")
	if err != nil {
		return err
	}
	key := c.Param("key")
	all := a.View.Reference().Programmes
	at := slices.IndexFunc(all, func(p model.Programme) bool { return p.Key == key })
	if at < 0 {
		return &model.Error{Code: model.NotFound, Field: "programme", Sentence: model.Say("There is no programme %s.", model.Quoted(key))}
	}
	is := &all[at]
	a.Named(is.Name, is.NameCy)
	services := a.running()[key]
	a.Lead = a.Say("guide.programme_lead", "Count", len(services), "Services", a.Say("services_count", "Count", len(services)))
	a.crumbs(parts.Link{Text: a.Say("guide.programmes_title"), URL: a.Link("/programmes")})
	rules := a.rules(is)
	if a.Audience == disclosure.Commissioner {
		rules.Links = []parts.Link{{Text: a.Say("designer.from_programme"), URL: a.Link("/designer", "programme", is.Key)}}
	}
	a.Sections = append(a.Sections, rules)
	for _, s := range []section{a.variants(is), a.claims(is), a.services(services)} {
		if len(s.Tables) > 0 || s.Empty != "" {
			a.Sections = append(a.Sections, s)
		}
	}
	a.list()
	return d.show(c, a)
}

// rules is every column of the programme, in words.
func (a *article) rules(is *model.Programme) section {
	s := said(a.Voice, "rules", "programme_rules")
	var list parts.SummaryList
	for _, column := range planner.ColumnsOf("programmes") {
		row := parts.SummaryRow{Name: a.Say("guide.column_" + column.Name)}
		switch value := column.Text(is); {
		case value == "":
			none := parts.NotStated(a.Voice, "")
			row.Figure = &none
		case column.Name == "concurrent_parent_group" || column.Name == "rolling_entry":
			row.Lines = []string{a.Say(value)}
		case column.Name == "name":
			row.Lines, row.Lang = []string{value}, unless(a.Voice, "en")
		case column.Name == "name_cy":
			row.Lines, row.Lang = []string{value}, unless(a.Voice, "cy")
		default:
			row.Lines = []string{value}
		}
		list.Rows = append(list.Rows, row)
	}
	if hours := contactHours(is); hours > 0 {
		list.Rows = append(list.Rows, parts.SummaryRow{Name: a.Say("guide.contact_hours"), Lines: []string{a.Say("guide.contact_sum", "Sessions", a.number(*is.Sessions), "Hours", a.number(*is.SessionHours), "Sum", a.number(hours))}})
	}
	s.Summary = &list
	return s
}

func contactHours(is *model.Programme) float64 {
	if is.Sessions == nil || is.SessionHours == nil {
		return 0
	}
	return *is.Sessions * *is.SessionHours
}

// orNot is words, or that nothing is stated.
func (a *article) orNot(words string) cell {
	if words == "" {
		return stated(a.Voice, "")
	}
	return plain(words)
}

func (a *article) length(is *model.Programme) string {
	var out []string
	if is.Weeks != nil {
		out = append(out, a.Say("weeks_count", "Count", *is.Weeks))
	}
	if is.Sessions != nil {
		out = append(out, a.Say("guide.sessions", "Count", *is.Sessions))
	}
	if is.SessionHours != nil {
		out = append(out, a.Say("guide.of_hours", "Count", *is.SessionHours))
	}
	return strings.Join(out, ", ")
}

func (a *article) agesOf(from, to *int) string {
	switch {
	case from != nil && to != nil:
		return a.Say("ages", "From", *from, "To", *to)
	case from != nil:
		return a.Say("ages_from", "From", *from)
	case to != nil:
		return a.Say("ages_to", "To", *to)
	}
	return ""
}

func (a *article) group(is *model.Programme) string {
	switch {
	case is.MinGroup != nil && is.MaxGroup != nil:
		return a.Say("range", "Low", a.number(*is.MinGroup), "High", a.number(*is.MaxGroup))
	case is.MinGroup != nil:
		return a.Say("guide.or_more", "Number", a.number(*is.MinGroup))
	case is.MaxGroup != nil:
		return a.Say("guide.at_most", "Number", a.number(*is.MaxGroup))
	}
	return ""
}

// variants are the ways in which it is given, each with its own rules.
func (a *article) variants(is *model.Programme) section {
	s := said(a.Voice, "variants", "variants")
	t := newTable(a.Voice, "variants-table", "guide.variants", "guide.head_variant", "guide.head_modes", "guide.head_ages", "guide.head_year", "guide.head_not_taken", "guide.head_printed", "source")
	t.Quiet = true
	for _, v := range a.View.Reference().Variants {
		if v.Programme != is.Key {
			continue
		}
		name := cell{text: text{Text: a.Text(v.Name, v.NameCy), Lang: a.Lang(v.Name, v.NameCy)}, Below: []text{{Text: v.Key}}}
		year := ""
		if v.SchoolYearMin != nil {
			year = a.Say("guide.from_year", "Year", *v.SchoolYearMin, "Age", *v.SchoolYearMin+4)
		}
		t.add("", name, a.each("mode", v.Modes), a.orNot(a.agesOf(v.AgeMin, v.AgeMax)), a.orNot(year), a.each("attribute_short", v.Excludes), stated(a.Voice, v.Printed), plain(v.Source))
	}
	if len(t.Rows) > 0 {
		s.Tables = []table{t}
	}
	return s
}

// each lists values of a fixed list, one a line.
func (a *article) each(family string, values []string) cell {
	if len(values) == 0 {
		return stated(a.Voice, "")
	}
	out := plain(a.Term(family, values[0]))
	for _, value := range values[1:] {
		out.Lines = append(out.Lines, a.Term(family, value))
	}
	return out
}

// services are those that run the programme.
func (a *article) services(running []disclosure.Service) section {
	s := said(a.Voice, "services", "programme_services")
	if len(running) == 0 {
		s.Empty = a.Say("guide.programme_unused")
		return s
	}
	t := newTable(a.Voice, "services-table", "guide.programme_services", "service", "provider", "guide.head_modes", "guide.head_ages", "status")
	t.Quiet = true
	for i := range running {
		is := &running[i]
		status := plain(a.Say("guide.counts"))
		if !is.Counts {
			status = cell{text: text{Text: a.Say("guide.counts_not")}, Strong: true}
		}
		t.add("", cell{text: text{Text: a.Text(is.Name, is.NameCy), Lang: a.Lang(is.Name, is.NameCy), URL: a.Link(shell.Path("services", is.Key))}},
			cell{text: text{Text: a.Text(is.Provider.Name, is.Provider.NameCy), Lang: a.Lang(is.Provider.Name, is.Provider.NameCy), URL: a.Link(shell.Path("providers", is.Provider.Key))}},
			plain(a.Term("mode", is.Mode)), a.orNot(a.agesOf(is.AgeFrom, is.AgeTo)), status)
	}
	s.Tables = []table{t}
	return s
}
