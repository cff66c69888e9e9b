package plans

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

// planPage is one scenario against the figures of the day.
type planPage struct {
	shell.Page
	Errors   *parts.ErrorSummary
	Notices  []parts.Notice
	Owner    string
	Own      parts.Link // the page that says whose it is
	Stands   string     // which version this is, and since when
	Changes  []changeRow
	Base     int
	Add      []parts.Link // a change of each kind
	Adopt    *parts.Link
	Compare  *parts.Link
	Share    *parts.Link  // to this version, for good
	Faults   []string     // why it cannot be tried
	Later    *parts.Inset // where it renews what ends later
	Keys     *parts.KeyNumbers
	Method   parts.Link
	Grid     *grid
	Map      *changeMap
	Bands    *bands
	Matrix   *diffMatrix
	AreaLink parts.Link
	Costs    *costs
	Worse    *parts.Inset
	Gaps     []gapList
	Services []serviceRow
	Equity   []equityRow
	Remarks  *remarks
	Versions []versionRow
}

func (d *door) plan(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	if names := c.QueryParams()["with"]; c.Param("name") == "compare" && len(names) > 0 { // where they once were
		return shell.Redirect(c, visit.Link(comparePath)+withOf(visit, names))
	}
	return d.showPlan(c, visit, http.StatusOK, nil)
}

// showPlan shows a scenario as it stands, or the version that the address
// names; with a comment that was refused.
func (d *door) showPlan(c echo.Context, visit *shell.Visit, status int, t *typed) error {
	name := c.Param("name")
	changes, err := d.house.Planner.Scenario(name)
	if err != nil {
		return absent(visit, err)
	}
	version, err := d.versionAsked(c, visit, name)
	if err != nil {
		return err
	}
	adopted, err := d.house.Planner.Adopted(c.Request().Context())
	if err != nil {
		return err
	}
	page := &planPage{Base: d.house.Planner.Revision().Revision, Method: parts.Link{Text: visit.Say("how_worked_out"), URL: visit.Link("/method")},
		Own: parts.Link{Text: visit.Say("plans.owner_change"), URL: visit.Link(shell.Path("plans", name, "owner"))}}
	lead, err := d.fill(c, visit, page, name, changes, version, adopted[name])
	if err != nil {
		return err
	}
	if page.Remarks, err = d.remarksOf(c, visit, name, changes, t); err != nil {
		return err
	}
	page.Errors = parts.NewErrorSummary(visit.Voice, page.Remarks.Fields...)
	if page.Page, err = pageOf(visit, name, lead); err != nil {
		return err
	}
	return d.house.Show(c, status, "plans/plan", page)
}

// fill is what the page says of the scenario, or of a version of it, but for
// the comments. It gives the finding.
func (d *door) fill(c echo.Context, visit *shell.Visit, page *planPage, name string, changes []model.ScenarioChange, version *planner.PlanVersion, adopted int) (string, error) {
	key, shown := tryKey{name: name}, 0
	if version != nil {
		changes, key.version, shown = version.Changes, version.Revision, version.Revision
	}
	page.Changes = d.changesOf(visit, name, changes, adopted == 0 && version == nil)
	if err := page.history(c, d, visit, name, shown); err != nil {
		return "", err
	}
	page.notices(visit, adopted)
	if version != nil {
		page.Notices = append(page.Notices, versionNotice(visit, version, page.madeOn(version.Revision)))
	}
	switch {
	case adopted > 0:
		return visit.Say("plans.adopted_lead"), nil
	case version != nil && len(version.Withheld) > 0:
		return visit.Say("plans.version_withheld", "Count", len(version.Withheld), "Changes", numbers(visit, version.Withheld)), nil
	case version == nil:
		page.ways(visit, name)
	}
	result, err := d.tryOnce(c, visit, key, changes)
	if err != nil {
		return "", err
	}
	if result.Comparison != nil {
		page.Later = laterOf(visit, changes)
		page.Costs = d.costsOf(c, visit, key, changes, result)
	}
	return page.result(visit, result)
}

// history is whose the scenario is, and its versions; shown is the version
// that the page is about, 0 for the scenario as it stands.
func (p *planPage) history(c echo.Context, d *door, visit *shell.Visit, name string, shown int) (err error) {
	owners, err := d.house.Planner.PlanOwners(c.Request().Context())
	if err != nil {
		return err
	}
	p.Owner = lastOwner(owners[name])
	if p.Versions, err = d.versions(c, visit, name, owners[name], shown); err != nil {
		return err
	}
	for i := range p.Versions {
		row := &p.Versions[i]
		if row.Version.URL == "" || shown > 0 && !row.Current {
			continue
		}
		p.Stands = visit.Say("plans.stands", "Version", row.Revision.Text, "When", row.On, "Name", row.By)
		if shown == 0 {
			p.Share = &parts.Link{Text: visit.Say("plans.share_link", "Version", row.Revision.Text), URL: row.Version.URL}
		}
		break
	}
	return nil
}

// madeOn is when a version was made.
func (p *planPage) madeOn(revision int) string {
	for i := range p.Versions {
		if p.Versions[i].Revision.Text == number(revision) {
			return p.Versions[i].On
		}
	}
	return ""
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
	case err == nil && saved > 0 && visit.Query("merged") != "":
		p.Notices = append(p.Notices, parts.Notice{Kind: "important", Title: visit.Say("plans.merged"), Text: visit.Say("plans.merged_text"), Link: &parts.Link{Text: visit.Say("plans.versions"), URL: "#versions"}})
	case err == nil && saved > 0:
		p.Notices = append(p.Notices, parts.Notice{Kind: "success", Title: visit.Say("plans.saved"), Text: visit.Say("plans.saved_text"), Link: link(number(saved))})
	}
	if noted := visit.Query("noted"); visit.Has("plans.noted_" + noted) {
		p.Notices = append(p.Notices, parts.Notice{Kind: "success", Title: visit.Say("plans.noted_" + noted)})
	}
}
