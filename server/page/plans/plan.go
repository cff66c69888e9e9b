package plans

import (
	"html/template"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/gap"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

// planPage is one scenario against the figures of the day.
type planPage struct {
	shell.Page
	Notices  []parts.Notice
	Changes  []changeRow
	Base     int
	Add      []parts.Link // a change of each kind
	Adopt    *parts.Link
	Compare  *parts.Link
	Faults   []string // why it cannot be tried
	Keys     *parts.KeyNumbers
	Method   parts.Link
	Grid     *grid
	Map      template.HTML
	Legend   parts.MapLegend
	MapTitle string
	Bands    *bands
	Cube     *cube
	AreaLink parts.Link
	Gaps     []gapList
	Services []serviceRow
	Equity   []equityRow
	Versions []versionRow
}

func (d *door) plan(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	name := c.Param("name")
	changes, err := d.house.Planner.Scenario(name)
	if err != nil {
		return absent(visit, err)
	}
	adopted, err := d.house.Planner.Adopted(c.Request().Context())
	if err != nil {
		return err
	}
	revision := adopted[name]
	page := &planPage{Base: d.house.Planner.Revision().Revision, Changes: d.changesOf(visit, name, changes, revision == 0),
		Method: parts.Link{Text: visit.Say("how_worked_out"), URL: visit.Link("/method")}}
	lead := visit.Say("plans.adopted_lead")
	if revision == 0 {
		page.ways(visit, name)
		result, err := d.try(c, visit, name)
		if err != nil {
			return err
		}
		if lead, err = page.result(visit, result); err != nil {
			return err
		}
	}
	page.notices(visit, revision)
	if page.Versions, err = d.versions(c, visit, name); err != nil {
		return err
	}
	if page.Page, err = visit.Page("plans", name, lead); err != nil {
		return err
	}
	return d.house.Show(c, http.StatusOK, "plans/plan", page)
}

// absent says that there is no such scenario.
func absent(visit *shell.Visit, err error) error {
	if model.CodeOf(err) != model.NotFound {
		return err
	}
	p := respond.New(http.StatusNotFound, visit.Voice)
	p.Detail = visit.Say("plans.absent")
	return p
}

// ways are what can be done with a scenario that was not adopted.
func (p *planPage) ways(visit *shell.Visit, name string) {
	for _, kind := range model.ChangeKind("").Values() {
		p.Add = append(p.Add, parts.Link{Text: visit.Term("change", kind), URL: visit.Link(shell.Path("plans", name, "changes", "new"), "change", kind)})
	}
	p.Adopt = &parts.Link{Text: visit.Say("plans.adopt"), URL: visit.Link(shell.Path("plans", name, "adopt"))}
	if len(visit.House.Planner.Scenarios()) > 1 {
		p.Compare = &parts.Link{Text: visit.Say("plans.compare_others"), URL: visit.Link("/plans")}
	}
}

// notices say what was just done, and what became of the scenario.
func (p *planPage) notices(visit *shell.Visit, adopted int) {
	link := func(revision string) *parts.Link {
		return &parts.Link{Text: visit.Say("plans.revision_link", "Revision", revision), URL: visit.Link(shell.Path("import", "revisions", revision))}
	}
	saved, err := visit.WholeNumber("saved", 0, visit.View.Revision().Revision)
	switch {
	case adopted > 0:
		p.Notices = append(p.Notices, parts.Notice{Kind: "success", Title: visit.Say("plans.adopted", "Revision", number(adopted)), Text: visit.Say("plans.adopted_text"), Link: link(number(adopted))})
	case err == nil && saved > 0:
		p.Notices = append(p.Notices, parts.Notice{Kind: "success", Title: visit.Say("plans.saved"), Text: visit.Say("plans.saved_text"), Link: link(number(saved))})
	}
}

// result fills in what the scenario comes to, and says it in a sentence.
func (p *planPage) result(visit *shell.Visit, result *tried) (string, error) {
	if result.Comparison == nil {
		p.Adopt = nil
		for _, fault := range result.faults {
			p.Faults = append(p.Faults, visit.Problem(fault))
		}
		return visit.Say("plans.unworkable"), nil
	}
	ch, err := choiceOf(visit)
	if err != nil {
		return "", err
	}
	opened, closed := result.Gaps(authorities(visit))
	head := result.Headline()
	p.Keys = keysOf(visit, head, len(opened), len(closed))
	p.Grid = gridOf(visit, ch, result.Comparison)
	p.drawMap(visit, ch, result.Comparison)
	if p.Bands, err = bandsOf(visit, ch.area, result.Comparison); err != nil {
		return "", err
	}
	if p.Bands != nil {
		p.Cube, p.AreaLink = cubeOf(visit, ch.area, result.Comparison), areaLink(visit, ch.area)
	}
	p.Gaps = []gapList{gapsOf(visit, "plans.closed", "closed", closed), gapsOf(visit, "plans.opened", "opened", opened)}
	p.Services, p.Equity = servicesOf(visit, result.Comparison), equityOf(visit, result.Comparison)
	return finding(visit, head, len(opened), len(closed)), nil
}

// authorities are the kinds of area whose gaps are counted.
func authorities(visit *shell.Visit) []model.AreaKind {
	return slices.DeleteFunc(slices.Clone(visit.View.Kinds()), func(kind model.AreaKind) bool { return !kind.AuthorityOrLarger() })
}

// finding says what the scenario comes to.
func finding(visit *shell.Visit, head disclosure.Headline, opened, closed int) string {
	gaps := visit.Say("plans.finding_gaps", "Closed", closed, "Opened", opened)
	cost := visit.Say("plans.finding_no_cost")
	if head.Cost.IsShown() {
		cost = visit.Say("plans.finding_cost", "Cost", money(visit, head.Cost.Value))
	}
	return metWords(visit, head.Met.Value) + " " + cost + " " + gaps
}

// metWords says how many more children are met.
func metWords(visit *shell.Visit, met float64) string {
	switch {
	case met >= 2.5:
		return visit.Say("plans.finding_more", "Children", visit.Children(met))
	case met >= 0.05:
		return visit.Say("plans.finding_few_more")
	case met <= -2.5:
		return visit.Say("plans.finding_fewer", "Children", visit.Children(-met))
	case met <= -0.05:
		return visit.Say("plans.finding_few_fewer")
	}
	return visit.Say("plans.finding_none")
}

func keysOf(visit *shell.Visit, head disclosure.Headline, opened, closed int) *parts.KeyNumbers {
	return &parts.KeyNumbers{Items: []parts.KeyNumber{
		{Label: visit.Say("plans.met"), Value: children(visit, head.Met.Value), Lines: []string{visit.Say("plans.met_note")}},
		{Label: visit.Say("plans.cost"), Value: money(visit, head.Cost.Value)},
		{Label: visit.Say("plans.per_child"), Value: money(visit, head.PerChild.Value)},
		{Label: visit.Say("plans.closed"), Value: number(closed)},
		{Label: visit.Say("plans.opened"), Value: number(opened), Lines: []string{visit.Say("plans.gaps_note")}},
	}}
}

// gapList is gaps that close or open, the worst first.
type gapList struct {
	ID, Title string
	Rows      []gapRow
	More      string
	None      string
}

type gapRow struct {
	Title, Why string
	Area       parts.Link
}

const gapsShown = 10

func gapsOf(visit *shell.Visit, title, id string, gaps []gap.Gap) gapList {
	out := gapList{ID: id, Title: visit.Say(title)}
	for i := range gaps[:min(len(gaps), gapsShown)] {
		g := &gaps[i]
		out.Rows = append(out.Rows, gapRow{Title: g.Title(visit.Voice), Why: g.Why(visit.Voice),
			Area: parts.Link{Text: visit.Text(g.Area.Name, g.Area.NameCy), Lang: visit.Lang(g.Area.Name, g.Area.NameCy), URL: visit.Link(shell.Path("areas", g.Area.Code))}})
	}
	if more := len(gaps) - gapsShown; more > 0 {
		out.More = visit.Say("plans.more_gaps", "Count", more)
	}
	if len(gaps) == 0 {
		out.None = visit.Say("none")
	}
	return out
}

// serviceRow is a service that the scenario changes.
type serviceRow struct {
	Service             parts.Link
	Type, Places, Drawn string
}

func servicesOf(visit *shell.Visit, c *disclosure.Comparison) []serviceRow {
	var out []serviceRow
	for _, s := range c.Services() {
		link := parts.Link{Text: visit.Text(s.Name, s.NameCy), Lang: visit.Lang(s.Name, s.NameCy)}
		if _, err := visit.View.Service(s.Key); err == nil {
			link.URL = visit.Link(shell.Path("services", s.Key))
		}
		out = append(out, serviceRow{Service: link, Type: visit.TypeName(s.Type), Places: step(placesOf(visit, s.Before), placesOf(visit, s.After)), Drawn: step(drawn(visit, s.Before), drawn(visit, s.After))})
	}
	return out
}

func placesOf(visit *shell.Visit, s *disclosure.Supply) string {
	switch {
	case s == nil:
		return visit.Say("plans.not_there")
	case !s.Capacity.IsShown():
		return visit.Say("not_known")
	}
	return visit.Number(s.Capacity.Value, 0)
}

func drawn(visit *shell.Visit, s *disclosure.Supply) string {
	if s == nil || !s.Pull.IsShown() {
		return "–"
	}
	return visit.Children(s.Pull.Value)
}

// equityRow is how evenly a tier is covered.
type equityRow struct{ Tier, Worst, Best, Gini string }

func equityOf(visit *shell.Visit, c *disclosure.Comparison) []equityRow {
	var out []equityRow
	for _, e := range slices.Backward(c.Equity()) {
		share := func(before, after disclosure.Figure) string {
			return step(visit.Percent(before.Value), visit.Percent(after.Value))
		}
		out = append(out, equityRow{Tier: visit.Say("tier_labelled", "Tier", e.Tier, "Label", visit.TierName(e.Tier)), Worst: share(e.WorstBefore, e.WorstAfter), Best: share(e.BestBefore, e.BestAfter),
			Gini: step(visit.Number(e.GiniBefore.Value, 3), visit.Number(e.GiniAfter.Value, 3))})
	}
	return out
}
