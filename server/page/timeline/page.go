package timeline

import (
	"math"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// timelinePage is the page.
type timelinePage struct {
	shell.Page
	Choose   *parts.FilterPanel // nil where there are no figures
	Months   parts.Heading
	Tiers    []string
	Rows     []monthRow
	Sketches []sketch
	Edges    parts.Heading
	Area     string
	Ends     []edgeRow
	Empty    *parts.Empty
	Files    []parts.Link
}

// edgeRow is a cliff edge.
type edgeRow struct {
	LastDay, What string
	Service       parts.Link
	All, Here     []string // children by tier, over all areas and in the chosen one
	Renew         parts.Link
}

func (d *door) show(c echo.Context) error {
	visit, ahead, err := d.open(c)
	if err != nil {
		return err
	}
	ch, err := choiceOf(visit)
	if err != nil {
		return err
	}
	page := &timelinePage{}
	lead := ""
	if ch != nil {
		if lead, err = page.fill(ch, ahead); err != nil {
			return err
		}
	}
	if page.Page, err = visit.Page("plans", visit.Say("timeline.title"), lead); err != nil {
		return err
	}
	page.Print = true
	page.Context.AudienceSwitchURL, page.Context.AudienceSwitchText, page.Context.ChooseURL = "", "", ""
	if ch != nil {
		page.At(ch.place)
	}
	return d.house.Show(c, http.StatusOK, "timeline/timeline", page)
}

// fill sets the figures out and gives the finding.
func (p *timelinePage) fill(ch *choice, ahead *disclosure.Timeline) (string, error) {
	days, lines, err := linesOf(ch, ahead)
	if err != nil {
		return "", err
	}
	panel := ch.panel()
	p.Choose, p.Area = &panel, ch.Text(ch.place.Name, ch.place.NameCy)
	p.Months = parts.Heading{ID: "months", Title: ch.Say("timeline.months"), Lead: ch.Say("timeline.months_lead")}
	for _, l := range lines {
		p.Tiers = append(p.Tiers, ch.Say("tier", "Tier", l.tier))
		p.Sketches = append(p.Sketches, sketchOf(ch, l))
	}
	p.Rows = rowsOf(ch, days, lines)
	p.Edges = parts.Heading{ID: "edges", Title: ch.Say("timeline.edges"), Lead: ch.Say("timeline.edges_lead")}
	for i := range ahead.Edges {
		p.Ends = append(p.Ends, edgeOf(ch, &ahead.Edges[i]))
	}
	if len(p.Ends) == 0 {
		p.Empty = &parts.Empty{Title: ch.Say("timeline.no_edges"), Text: ch.Say("timeline.no_edges_text", "Date", days[len(days)-1])}
		return finding(ch, days, lines), nil
	}
	p.Files = []parts.Link{{Text: ch.Say("timeline.calendar"), URL: ch.Link("/timeline.ics")}}
	if ch.Query("area") != "" {
		p.Files = append(p.Files, parts.Link{Text: ch.Say("timeline.calendar_of", "Area", p.Area), URL: ch.Link("/timeline.ics", "area", ch.place.Code)})
	}
	return finding(ch, days, lines), nil
}

func edgeOf(ch *choice, e *disclosure.Edge) edgeRow {
	name, lang := ch.Text(e.Name, e.NameCy), ch.Lang(e.Name, e.NameCy)
	var all [4]float64
	for i, f := range e.ByTier {
		all[i] = f.Value
	}
	return edgeRow{LastDay: ch.Date(e.LastDay), What: ch.Term("ending", e.EndsBy),
		Service: parts.Link{Text: name, Lang: lang, URL: ch.Link(shell.Path("services", e.Key))},
		All:     lostBy(ch, all), Here: lostBy(ch, lostIn(e, ch.place.Code)),
		Renew: parts.Link{Text: ch.Say("timeline.renew"), Hidden: name, URL: ch.Link("/new/plan", "change", "renew", "service", e.Key)}}
}

// lostIn is the children of an area whom an edge leaves unmet, by tier.
func lostIn(e *disclosure.Edge, code string) (by [4]float64) {
	for _, l := range e.Lost {
		if l.Code == code {
			by[l.Tier-1] += l.Children.Value
		}
	}
	return by
}

// little is a difference that no figure shows.
const little = 0.05

// lostBy says children by tier, of the chosen tiers.
func lostBy(ch *choice, by [4]float64) (out []string) {
	for i, children := range slices.Backward(by[:]) {
		if !slices.Contains(ch.tiers, i+1) || math.IsNaN(children) || math.Abs(children) < little {
			continue
		}
		text := ch.Children(math.Abs(children))
		if children < 0 {
			text = "−" + text
		}
		out = append(out, ch.Say("timeline.of_tier", "Tier", i+1, "Children", text))
	}
	if out == nil {
		out = []string{ch.Say("timeline.nobody")}
	}
	return out
}
