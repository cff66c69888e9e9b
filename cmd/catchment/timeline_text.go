package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/model/exchange/calendar"
)

// timelineLine is a timeline as JSON.
type timelineLine struct {
	Area, Name string
	Months     []monthLine // the day itself, then the first of each month
	Edges      []edgeLine
}

type monthLine struct {
	Date           model.Date
	Tiers          []monthTier
	Begins, Ceases []string // services that may be named, of all areas, since the day before
}

type monthTier struct {
	Tier     int
	Coverage *float64
	Status   coverage.Status
}

type edgeLine struct {
	Service, Name, Provider, ServiceType, Funder, What string
	LastDay, DecideBy                                  model.Date
	Lost                                               []lostLine // in the area
}

// lostLine is the children a year of a tier who are no longer met.
type lostLine struct {
	Tier                int
	Low, Children, High float64
}

func (t *looking) lines() (*timelineLine, error) {
	out := &timelineLine{Area: t.place.Code, Name: t.place.Name, Months: []monthLine{}, Edges: []edgeLine{}}
	first, err := t.month(t.view.Date(), t.view.Tier)
	if err != nil {
		return nil, err
	}
	out.Months = append(out.Months, first)
	for i := range t.ahead.Months {
		m := &t.ahead.Months[i]
		line, err := t.month(m.Date, m.Tier)
		if err != nil {
			return nil, err
		}
		line.Begins, line.Ceases = keysNamed(m.Begins), keysNamed(m.Ceases)
		out.Months = append(out.Months, line)
	}
	for i := range t.edges {
		out.Edges = append(out.Edges, t.edge(&t.edges[i]))
	}
	return out, nil
}

func (t *looking) month(date model.Date, tierOf func(code string, tier int) (disclosure.Tier, error)) (monthLine, error) {
	line := monthLine{Date: date, Begins: []string{}, Ceases: []string{}}
	for _, tier := range t.tiers {
		f, err := tierOf(t.place.Code, tier)
		if err != nil {
			return line, err
		}
		line.Tiers = append(line.Tiers, monthTier{tier, value(f.Coverage), f.Status})
	}
	return line, nil
}

func keysNamed(services []disclosure.ServiceName) []string {
	keys := []string{}
	for _, s := range services {
		keys = append(keys, s.Key)
	}
	return keys
}

func (t *looking) edge(e *disclosure.Edge) edgeLine {
	s := &e.Service
	line := edgeLine{Service: s.Key, Name: s.Name, Provider: s.Service.Provider, ServiceType: s.Type.Key, Funder: s.Funder, What: e.What,
		LastDay: e.LastDay, DecideBy: calendar.DecideBy(e.LastDay, t.flags.lead), Lost: []lostLine{}}
	here := e.LostIn(t.place.Code)
	for _, tier := range t.tiers {
		if r := here[tier-1]; calendar.LostIn(english, here, tier) != "" {
			line.Lost = append(line.Lost, lostLine{tier, r.Low.Value, r.Central.Value, r.High.Value})
		}
	}
	return line
}

func (l *timelineLine) write(w io.Writer, t *looking) {
	fmt.Fprintf(w, "Coverage in %s (%s), from dates alone. Method version %d, revision %d.\n\n", l.Name, l.Area, t.view.Revision().Method, t.view.Revision().Revision)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(table, "on")
	for _, tier := range t.tiers {
		fmt.Fprintf(table, "\ttier %d", tier)
	}
	fmt.Fprintln(table, "\tended before")
	ended := 0
	for _, m := range l.Months {
		fmt.Fprint(table, m.Date)
		for _, tier := range m.Tiers {
			fmt.Fprintf(table, "\t%s", fine(tier.Coverage))
		}
		var ends []string
		for ; ended < len(l.Edges) && l.Edges[ended].LastDay < m.Date; ended++ {
			ends = append(ends, l.Edges[ended].Service)
		}
		fmt.Fprintf(table, "\t%s\n", strings.Join(ends, ", "))
	}
	table.Flush()
	if last := l.Months[len(l.Months)-1].Date; last.AddMonths(1) == model.LastDate {
		fmt.Fprintf(w, "\nNo date goes past %s, so that the months end here.\n", model.LastDate.Long())
	}
	fmt.Fprintln(w)
	if len(l.Edges) == 0 {
		fmt.Fprintf(w, "Nothing that may be named ends by %s.\n", l.Months[len(l.Months)-1].Date.Long())
		return
	}
	fmt.Fprintln(table, "last day\tends\tservice\tname\tchildren a year no longer met\tdecide by\tfunded by")
	for _, e := range l.Edges {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", e.LastDay, e.What, e.Service, e.Name, lostText(e.Lost), e.DecideBy, orDash(e.Funder))
	}
	table.Flush()
	fmt.Fprintf(w, "\nProtected services are not named. Decide by: %s before the end (--lead).\n", english.Say("timeline.months_count", "Count", t.flags.lead))
}

func lostText(lost []lostLine) string {
	if len(lost) == 0 {
		return "none"
	}
	var out []string
	for _, l := range lost {
		text := fmt.Sprintf("tier %d: %s", l.Tier, english.Children(l.Children))
		if low, high := english.Children(l.Low), english.Children(l.High); low != high {
			text += " (" + english.Range(l.Low, l.High) + ")"
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}
