package register

import (
	"math"

	"catchment/model/disclosure"
	"catchment/model/gap"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// tablesOf sets out the facts of a gap, as its kind has them. The public sees
// none.
func tablesOf(v *shell.Visit, g *disclosure.Gap) []factTable {
	f := g.Facts()
	if f == nil {
		return nil
	}
	var out []factTable
	switch g.Kind {
	case gap.Provision:
		return nil
	case gap.Access:
		out = append(out, accessTable(v, g, f))
	case gap.Eligibility:
		services := servicesOf(v, f.Services)
		return []factTable{refusedTable(v, f, services), rulesTable(v, services)}
	case gap.Quality, gap.Assurance:
		out = append(out, indicatorTable(v, g.Kind, f))
	case gap.Continuity:
		out = append(out, endingTables(v, f)...)
	case gap.Equity:
		out = append(out, groupTable(v, f))
	}
	if len(f.Services) > 0 {
		out = append(out, servicesTable(v, g.Kind, f))
	}
	return out
}

func heads(v *shell.Visit, keys ...string) []factHead {
	var out []factHead
	for _, key := range keys {
		number := key[0] == '#'
		if number {
			key = key[1:]
		}
		out = append(out, factHead{v.Say(key), number})
	}
	return out
}

func figure(text string) factCell { return factCell{Text: text, Number: true} }

func refusedTable(v *shell.Visit, f *gap.Facts, services []disclosure.Service) factTable {
	t := factTable{Caption: v.Say("register.refused_caption"), Heads: heads(v, "register.whom", "#children"), Note: v.Say("register.refused_note")}
	for _, g := range groupsOf(v, f, services) {
		t.Rows = append(t.Rows, []factCell{{Text: g.Words}, figure(g.Children)})
	}
	return t
}

func rulesTable(v *shell.Visit, services []disclosure.Service) factTable {
	t := factTable{Caption: v.Say("register.rules_caption"), Heads: heads(v, "service", "register.rules")}
	for _, s := range serviceRows(v, services) {
		t.Rows = append(t.Rows, []factCell{{Link: &s.Link, Other: s.Other}, {Text: s.Rules}})
	}
	return t
}

func accessTable(v *shell.Visit, g *disclosure.Gap, f *gap.Facts) factTable {
	t := factTable{Caption: v.Say("register.access_caption"), Heads: heads(v, "register.whom", "#children")}
	if far := g.Central.Value - f.Weak; far >= least {
		var present []string
		for _, area := range f.InParents {
			present = append(present, area.In(v.Voice))
		}
		t.Note = v.Say("register.access_note", "Areas", v.List(present))
		t.Rows = append(t.Rows, []factCell{{Text: v.Say("register.access_out")}, figure(v.Children(far))})
	}
	if f.Weak >= least {
		t.Rows = append(t.Rows, []factCell{{Text: v.Say("register.access_weak", "Bound", f.Bound)}, figure(v.Children(f.Weak))})
	}
	return t
}

func indicatorTable(v *shell.Visit, kind gap.Kind, f *gap.Facts) factTable {
	t := factTable{Caption: v.Say("register.indicators_caption"), Heads: heads(v, "indicator", "#register.at_most", "#register.known"), Note: v.Say("register.indicators_"+string(kind), "Standard", v.Percent(f.Bound))}
	for _, i := range f.Indicators {
		t.Rows = append(t.Rows, []factCell{{Link: &parts.Link{Text: v.Say("register.indicator", "Number", i.Number, "Name", v.IndicatorName(i.Number)), URL: v.Link("/indicators/GP" + v.Number(float64(i.Number), 0))}},
			figure(v.Percent(i.High)), figure(v.Percent(i.Known))})
	}
	return t
}

func endingTables(v *shell.Visit, f *gap.Facts) []factTable {
	var out []factTable
	if f.Ends != nil {
		t := factTable{Caption: v.Say("register.ends_caption"), Heads: heads(v, "service", "register.ends_what", "register.ends_on"),
			Note: v.Say("register.ends_note", "Met", v.Children(f.Met), "After", v.Children(f.After))}
		for _, e := range f.Ends {
			t.Rows = append(t.Rows, []factCell{nameCell(v, e.Service, "services"), {Text: v.Term("ending", e.What)}, {Text: v.Date(e.LastDay)}})
		}
		out = append(out, t)
	}
	if f.Provider.Text != "" {
		out = append(out, factTable{Caption: v.Say("register.provider_caption"), Heads: heads(v, "provider", "#children", "#register.part_of_met"),
			Rows: [][]factCell{{nameCell(v, f.Provider, "providers"), figure(v.Children(f.ByProvider)), figure(v.Percent(f.ByProvider / f.Met))}}})
	}
	return out
}

func groupTable(v *shell.Visit, f *gap.Facts) factTable {
	t := factTable{Caption: v.Say("register.groups_caption"), Heads: heads(v, "register.group", "#coverage", "#register.own"), Note: v.Say("register.groups_note")}
	for _, g := range f.Groups {
		covers := v.Percent(g.Coverage)
		if math.IsNaN(g.Coverage) {
			covers = v.Say("register.absent")
		}
		t.Rows = append(t.Rows, []factCell{{Text: v.Term("group", g.Key)}, figure(covers), figure(v.Percent(f.Met / f.Demand))})
	}
	return t
}

// servicesTable lists the services that a gap rests on, with their places.
func servicesTable(v *shell.Visit, kind gap.Kind, f *gap.Facts) factTable {
	t := factTable{Caption: v.Say("register.services_" + string(kind)), Heads: heads(v, "service", "provider", "#register.capacity")}
	for _, s := range servicesOf(v, f.Services) {
		link := serviceLink(v, &s)
		places := v.Say("register.presence")
		switch {
		case s.Presence:
		case s.Capacity.Known():
			places = v.Number(s.Capacity.Places, 0)
		default:
			places = v.Say("not_stated")
		}
		provider := factCell{}
		if s.Provider != nil {
			provider = factCell{Link: &parts.Link{Text: v.Text(s.Provider.Name, s.Provider.NameCy), URL: v.Link(shell.Path("providers", s.Provider.Key)), Lang: v.Lang(s.Provider.Name, s.Provider.NameCy)}}
		}
		t.Rows = append(t.Rows, []factCell{{Link: &link, Other: v.Other(s.Name, s.NameCy)}, provider, figure(places)})
	}
	if f.Unknown > 0 {
		t.Note = v.Say("register.unknown_note", "Count", f.Unknown)
	}
	return t
}

func nameCell(v *shell.Visit, n gap.Name, table string) factCell {
	return factCell{Link: &parts.Link{Text: n.In(v.Voice), URL: v.Link(shell.Path(table, n.Key)), Lang: v.Lang(n.Text, n.Cy)}, Other: v.Other(n.Text, n.Cy)}
}
