package timeline

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// timelinePage is the page.
type timelinePage struct {
	shell.Page
	Errors    *parts.ErrorSummary
	Choose    *parts.FilterPanel // nil where there are no figures
	Months    parts.Heading
	Charts    []chart
	Key       string
	Edges     parts.Heading
	Area      string
	Groups    []group
	Whole     bool
	Elsewhere string // how many end that do not reach the area
	Renew     *renewalForm
	Empty     *parts.Empty
	Table     parts.Heading
	Tiers     []string
	Rows      []monthRow
	Types     *typeTable
	Notes     []parts.Inset
	Files     []parts.Link
}

func (d *door) show(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	ch, err := choiceOf(visit)
	if err != nil {
		return err
	}
	return d.page(c, ch, nil, http.StatusOK)
}

// page shows the timeline, with a wish that was refused, if there is one.
func (d *door) page(c echo.Context, ch *choice, w *wish, status int) error {
	page, lead := &timelinePage{}, ""
	if ch.place.Code != "" {
		ahead, err := d.ahead(c, ch)
		if err != nil {
			return err
		}
		if lead, err = page.fill(ch, ahead); err != nil {
			return err
		}
	}
	if err := d.renewals(c, ch, w, page); err != nil {
		return err
	}
	var err error
	if page.Page, err = ch.Page("plans", ch.Say("timeline.title"), lead); err != nil {
		return err
	}
	page.Print = true
	page.Context.AudienceSwitchURL, page.Context.AudienceSwitchText, page.Context.ChooseURL = "", "", ""
	if ch.place.Code != "" {
		page.At(ch.place)
	}
	return d.house.Show(c, status, "timeline/timeline", page)
}

// renewals adds the form that renews what ends.
func (d *door) renewals(c echo.Context, ch *choice, w *wish, page *timelinePage) error {
	open, err := d.unadopted(c)
	if err != nil || page.Groups == nil {
		return err
	}
	if w == nil {
		w = d.fresh(ch, open)
	}
	page.Renew = w.form(ch, open)
	page.Errors = w.errors(ch, page.Renew)
	for _, g := range page.Groups {
		for i := range g.Rows {
			g.Rows[i].Chosen = slices.Contains(w.services, g.Rows[i].Key)
		}
	}
	return nil
}

// fill sets the figures out and gives the finding.
func (p *timelinePage) fill(ch *choice, ahead *disclosure.Timeline) (string, error) {
	days, lines, err := linesOf(ch, ahead)
	if err != nil {
		return "", err
	}
	groups, elsewhere, err := groupsOf(ch, ahead, days)
	if err != nil {
		return "", err
	}
	panel, last := ch.panel(), days[len(days)-1]
	p.Choose, p.Area, p.Whole, p.Groups = &panel, ch.name(), ch.whole, groups
	p.Months = parts.Heading{ID: "coverage", Title: ch.Say("timeline.months"), Lead: ch.Say("timeline.months_lead", "Count", len(ahead.Months)),
		Link: &parts.Link{Text: ch.Say("how_worked_out"), URL: ch.Link(shell.Path("areas", ch.place.Code, "explain"), "tier", ch.tiers[min(1, len(ch.tiers)-1)], "of", "coverage")}}
	p.Charts, p.Key = chartsOf(ch, days, lines, groups), ch.Say("timeline.key")
	p.Table = parts.Heading{ID: "table", Title: ch.Say("timeline.table"), Link: &parts.Link{Text: ch.Say("timeline.csv"), URL: ch.link("/timeline.csv")}}
	for _, l := range lines {
		p.Tiers = append(p.Tiers, ch.Say("tier", "Tier", l.tier))
	}
	p.Rows = rowsOf(ch, days, lines, groups)
	if p.Types, err = typesOf(ch, ahead, last); err != nil {
		return "", err
	}
	rows := p.edges(ch, last, elsewhere)
	p.notes(ch, last)
	return finding(ch, days, lines, rows), nil
}

// edges sets out what ends.
func (p *timelinePage) edges(ch *choice, last model.Date, elsewhere int) (rows []edgeRow) {
	for _, g := range p.Groups {
		rows = append(rows, g.Rows...)
	}
	p.Edges = parts.Heading{ID: "edges", Title: ch.Say("timeline.edges", "Count", len(rows)), Lead: ch.Say("timeline.edges_lead", "Months", ch.Say("timeline.months_count", "Count", ch.lead))}
	if elsewhere > 0 {
		p.Elsewhere = ch.Say("timeline.elsewhere", "Count", elsewhere)
	}
	if len(rows) == 0 {
		p.Empty = &parts.Empty{Title: ch.Say("timeline.no_edges"), Text: ch.Say("timeline.no_edges_text", "Date", last)}
		return nil
	}
	p.Files = []parts.Link{{Text: ch.Say("timeline.calendar"), URL: ch.link("/timeline.ics", "area", "", "kind", "", "tier", "")}}
	if ch.Query("area") != "" {
		p.Files = append(p.Files, parts.Link{Text: ch.Say("timeline.calendar_of", "Area", p.Area), URL: ch.link("/timeline.ics", "area", ch.place.Code, "kind", "", "tier", "")})
	}
	return rows
}

// notes say what the figures cannot: dates that are not stated, what is not
// named, and where the calendar ends.
func (p *timelinePage) notes(ch *choice, last model.Date) {
	endless, all := 0, 0
	reaching, _ := ch.View.Reaching(ch.place.Code) // the place was found
	for _, s := range ch.View.Services() {
		if s.Counts && !s.Protected && reaching[s.Key] {
			if all++; s.LastDay == "" {
				endless++
			}
		}
	}
	if endless > 0 {
		p.Notes = append(p.Notes, parts.Inset{Strong: ch.Say("timeline.undated"), Text: ch.Say("timeline.undated_text", "Count", endless, "All", all),
			Link: &parts.Link{Text: ch.Say("timeline.undated_link"), URL: ch.Link("/services")}})
	}
	p.Notes = append(p.Notes, parts.Inset{Strong: ch.Say("timeline.unnamed"), Text: ch.Say("timeline.unnamed_text")})
	if ch.View.Horizon(ch.months) == model.LastDate {
		p.Notes = append(p.Notes, parts.Inset{Strong: ch.Say("timeline.cut"), Text: ch.Say("timeline.cut_text", "Date", last, "Last", model.LastDate)})
	}
}
