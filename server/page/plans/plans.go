// Package plans is where a commissioner asks what would be if a service opened,
// closed or changed: scenarios, built here or imported (scenario.csv), each
// against the figures of the day, side by side, and at last adopted. Nothing of
// a scenario touches the records until then. What one service makes of a figure
// is one house's, so that the public sees none of it.
package plans

import (
	"context"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

// actor is the name that the history keeps of who gives none, while there are
// no accounts.
const actor = model.InBrowser

type door struct{ house *shell.House }

// Mount adds the routes. Pages that are of no one scenario stand where no name
// can: a scenario may be called anything.
func Mount(e *echo.Echo, h *shell.House) {
	d := &door{h}
	e.GET("/plans", d.list)
	e.GET(comparePath, d.compare)
	e.GET(newPath, d.askNew)
	e.POST(newPath, d.saveNew)
	e.GET("/plans/:name", d.plan)
	e.GET("/plans/:name/owner", d.askOwner)
	e.POST("/plans/:name/owner", d.saveOwner)
	e.GET("/plans/:name/comments", d.comments)
	e.POST("/plans/:name/comments", d.comment)
	e.GET("/plans/:name/comments/:comment/withdraw", d.askWithdraw)
	e.POST("/plans/:name/comments/:comment/withdraw", d.withdraw)
	e.GET("/plans/:name/changes/new", d.askChange)
	e.POST("/plans/:name/changes/new", d.saveChange)
	e.GET("/plans/:name/changes/:place", d.askChange)
	e.POST("/plans/:name/changes/:place", d.saveChange)
	e.POST("/plans/:name/changes/:place/remove", d.remove)
	e.GET("/plans/:name/adopt", d.askAdopt)
	e.POST("/plans/:name/adopt", d.adopt)
}

const (
	newPath     = "/new/plan"
	comparePath = "/compare/plans"
)

// open begins a page that the public does not see, and that nobody keeps.
func (d *door) open(c echo.Context) (*shell.Visit, error) {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	visit, err := d.house.Open(c)
	if err != nil {
		return nil, err
	}
	if visit.Audience != disclosure.Commissioner {
		refused := respond.New(http.StatusForbidden, visit.Voice)
		refused.Detail = visit.Say("plans.not_public")
		return nil, refused
	}
	return visit, nil
}

// pageOf begins a page. Its audience cannot be changed: the public sees none.
func pageOf(visit *shell.Visit, title, lead string) (shell.Page, error) {
	p, err := visit.Page("plans", title, lead)
	if err == nil {
		p.Context.AudienceSwitchURL, p.Context.AudienceSwitchText = "", ""
	}
	return p, err
}

// tried is a scenario against the figures of the day, or why it cannot be.
type tried struct {
	*disclosure.Comparison
	faults model.Problems
	err    error
}

// tryKey is what a view keeps a comparison by: another revision has another
// view. Of a scenario as it stands there is no version.
type tryKey struct {
	name    string
	version int
}

// try tries a scenario as it stands, once for each revision and day.
func (d *door) try(c echo.Context, visit *shell.Visit, name string) (*tried, error) {
	changes, err := d.house.Planner.Scenario(name)
	if err != nil {
		return nil, err
	}
	return d.tryOnce(c, visit, tryKey{name: name}, changes)
}

func (d *door) tryOnce(c echo.Context, visit *shell.Visit, key tryKey, changes []model.ScenarioChange) (*tried, error) {
	ctx := context.WithoutCancel(c.Request().Context()) // others wait for it too
	kept := visit.View.Keep(key, func() any { return d.tryNow(ctx, visit, changes) }).(*tried)
	return kept, kept.err
}

// tryNow tries changes, and keeps nothing.
func (d *door) tryNow(ctx context.Context, visit *shell.Visit, changes []model.ScenarioChange) *tried {
	out := &tried{}
	faults := new(planner.Unworkable)
	if out.Comparison, out.err = d.house.Planner.WhatIf(ctx, visit.View.Date(), visit.Audience, changes); errors.As(out.err, &faults) {
		out.faults, out.err = faults.Problems.Errors(), nil
	}
	return out
}

// listPage is the scenarios.
type listPage struct {
	shell.Page
	Notice     *parts.Notice
	Rows       []listRow
	New        parts.Link
	Import     parts.Link
	Timeline   parts.Link
	CompareURL string
	Kept       []parts.Pair
	Comparable bool // there are two that were not adopted
	Empty      *parts.Empty
}

// listRow is one scenario and what it comes to.
type listRow struct {
	Name                   string
	Link                   parts.Link
	Note                   string // adopted, that it cannot be tried, or when its renewals show
	Adopted                bool
	Owner                  string
	Own                    *parts.Link // where nobody owns it
	Changes                string
	Cost, Met, CostPerHead string
	MetRange               string
}

func (d *door) list(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	adopted, err := d.house.Planner.Adopted(c.Request().Context())
	if err != nil {
		return err
	}
	page := &listPage{New: parts.Link{Text: visit.Say("plans.new"), URL: visit.Link(newPath)},
		Import:   parts.Link{Text: visit.Say("plans.import"), URL: visit.Link("/import")},
		Timeline: parts.Link{Text: visit.Say("timeline.title"), URL: visit.Link("/timeline")}}
	owners, err := d.house.Planner.PlanOwners(c.Request().Context())
	if err != nil {
		return err
	}
	names := d.house.Planner.Scenarios()
	for _, name := range names {
		row, err := d.listRow(c, visit, name, adopted[name])
		row.own(visit, lastOwner(owners[name]))
		if err != nil {
			return err
		}
		page.Rows = append(page.Rows, row)
	}
	if page.Page, err = pageOf(visit, visit.Say("plans.title"), visit.Say("plans.lead", "Count", len(names))); err != nil {
		return err
	}
	page.Comparable = len(names)-len(adopted) > 1
	page.CompareURL, page.Kept = pathOf(visit, comparePath), keptOf(visit)
	if len(names) == 0 {
		page.Empty = &parts.Empty{Title: visit.Say("plans.none"), Text: visit.Say("plans.none_text"), Links: []parts.Link{page.New, page.Import}}
	}
	if visit.Query("removed") != "" {
		page.Notice = &parts.Notice{Kind: "success", Title: visit.Say("plans.removed"), Text: visit.Say("plans.removed_text"),
			Link: &parts.Link{Text: visit.Say("plans.history"), URL: visit.Link("/import")}}
	}
	return d.house.Show(c, http.StatusOK, "plans/list", page)
}

func (d *door) listRow(c echo.Context, visit *shell.Visit, name string, adopted int) (listRow, error) {
	changes, err := d.house.Planner.Scenario(name)
	if err != nil {
		return listRow{}, err
	}
	row := listRow{Name: name, Link: parts.Link{Text: name, URL: visit.Link(shell.Path("plans", name))},
		Changes: visit.Number(float64(len(changes)), 0), Cost: money(visit, costOf(changes)), Met: "–", CostPerHead: "–"}
	if adopted > 0 {
		row.Note, row.Adopted = visit.Say("plans.adopted_note", "Revision", number(adopted)), true
		return row, nil
	}
	result, err := d.try(c, visit, name)
	if err != nil {
		return row, err
	}
	if result.Comparison == nil {
		row.Note = visit.Say("plans.unworkable_note")
		return row, nil
	}
	if count, from := renewals(visit, changes); count > 0 {
		row.Note = visit.Say("plans.renewed_note", "Count", count, "Date", from)
	}
	head := result.Headline()
	row.Cost, row.Met, row.CostPerHead = money(visit, head.Cost.Value), children(visit, head.Met.Value), money(visit, head.PerChild.Value)
	row.MetRange = rangeOf(visit, result.Met()[0])
	return row, nil
}

func (r *listRow) own(visit *shell.Visit, owner string) {
	if r.Owner = owner; owner == "" {
		r.Own = &parts.Link{Text: visit.Say("plans.no_owner"), Hidden: visit.Say("plans.no_owner_set", "Name", r.Name), URL: visit.Link(shell.Path("plans", r.Name, "owner"))}
	}
}

// costOf is what the changes state, NaN where none does.
func costOf(changes []model.ScenarioChange) float64 {
	sum, stated := 0.0, false
	for i := range changes {
		if c := changes[i].Cost; c != nil {
			sum, stated = sum+*c, true
		}
	}
	if !stated {
		return none
	}
	return sum
}
