package plans

import (
	"cmp"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

// formPage asks for one change; of a new scenario first for its name and the
// kind of its first change.
type formPage struct {
	shell.Page
	Errors     *parts.ErrorSummary
	Conflict   *parts.Notice
	Clash      []clashRow
	Quoted     *remark // what the form is about
	Action     string
	Get        bool // the form only asks on
	Hidden     []parts.Pair
	Fields     []parts.Field
	Button     string
	Draft      bool        // the difference can be shown
	Difference *difference // where it was asked for
	Back       parts.Link
	Design     *parts.Link // of a service that opens: design its year first
}

func (d *door) askNew(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	kind, err := visit.Choice("change", append([]string{""}, model.ChangeKind("").Values()...)...)
	if err != nil {
		return err
	}
	n := &draft{plan: visit.Query("scenario"), fresh: true, kind: kind, texts: begun(visit, kind)}
	if kind == "" {
		return d.askKind(c, visit, n)
	}
	return d.show(c, visit, n, http.StatusOK, nil)
}

// askKind asks what a new scenario is called, and what it does first.
func (d *door) askKind(c echo.Context, visit *shell.Visit, n *draft) error {
	var kinds []parts.Option
	for _, kind := range model.ChangeKind("").Values() {
		kinds = append(kinds, parts.Option{Value: kind, Text: visit.Term("change", kind)})
	}
	name := parts.NewTextField("scenario", visit.Say("plans.name"), n.plan)
	name.Hint = visit.Say("plans.name_hint")
	page := &formPage{Action: pathOf(visit, newPath), Get: true, Hidden: keptOf(visit), Button: visit.Say("next"),
		Fields: []parts.Field{name, parts.NewRadiosField("change", visit.Say("plans.first_change"), kinds[0].Value, kinds...)}}
	return d.showForm(c, visit, page, http.StatusOK, visit.Say("plans.new"), n)
}

func (d *door) showForm(c echo.Context, visit *shell.Visit, page *formPage, status int, title string, n *draft) error {
	var err error
	if page.Page, err = pageOf(visit, title, cmp.Or(n.lead, visit.Say("plans.form_lead"))); err != nil {
		return err
	}
	page.Context, page.Nothing = nil, nil
	page.Back = parts.Link{Text: visit.Say("cancel"), URL: visit.Link("/plans")}
	page.Crumbs = []shell.Crumb{{Text: visit.Say("plans.title"), URL: visit.Link("/plans")}}
	if !n.fresh {
		page.Back.URL = visit.Link(shell.Path("plans", n.plan))
		page.Crumbs = append(page.Crumbs, shell.Crumb{Text: n.plan, URL: page.Back.URL})
	}
	page.Crumbs = append(page.Crumbs, shell.Crumb{Text: title})
	return d.house.Show(c, status, "plans/form", page)
}

// show shows the form of a change.
func (d *door) show(c echo.Context, visit *shell.Visit, n *draft, status int, clash *parts.Notice) error {
	page := &formPage{Conflict: clash, Clash: n.clash, Draft: true, Difference: n.difference, Button: visit.Say("plans.save_change"), Fields: d.fields(visit, n),
		Action: cmp.Or(n.action, visit.Here(unsaid(n.kind)...)), Hidden: []parts.Pair{{Name: "change", Value: n.kind}, {Name: "base", Value: number(n.base)}}}
	if n.kind == "open" {
		page.Design = &parts.Link{Text: visit.Say("designer.from_form"), URL: visit.Link("/designer", "programme", n.texts["programme"])}
	}
	n.lead = visit.Say("plans.lead_"+n.kind) + " " + visit.Say("plans.form_lead")
	page.Errors = parts.NewErrorSummary(visit.Voice, page.Fields...)
	for _, other := range n.others {
		if page.Errors == nil {
			page.Errors = &parts.ErrorSummary{Title: visit.Say("parts.error_summary")}
		}
		page.Errors.Errors = append(page.Errors.Errors, parts.Link{Text: other})
	}
	return d.showForm(c, visit, page, status, visit.Say("plans.title_"+n.kind), n)
}

// draft gives what the form of a change begins with.
func (d *door) draft(c echo.Context, visit *shell.Visit) (*draft, *planner.Plan, error) {
	plan, err := d.house.Planner.Plan(c.Param("name"))
	if err != nil {
		return nil, nil, absent(visit, err)
	}
	adopted, err := d.house.Planner.Adopted(c.Request().Context())
	if err != nil {
		return nil, nil, err
	}
	if adopted[plan.Name] > 0 {
		p := respond.New(http.StatusConflict, visit.Voice)
		p.Detail = visit.Say("plans.adopted_stays")
		return nil, nil, p
	}
	n := &draft{plan: plan.Name, base: plan.Base, texts: map[string]string{}, faults: map[string]string{}}
	if c.Param("place") == "" {
		if n.kind, err = visit.Choice("change", model.ChangeKind("").Values()...); err == nil {
			n.texts = begun(visit, n.kind)
		}
		return n, plan, err
	}
	if n.place, err = strconv.Atoi(c.Param("place")); err != nil || n.place < 1 || n.place > len(plan.Lines) {
		p := respond.New(http.StatusNotFound, visit.Voice)
		p.Detail = visit.Say("plans.absent_change")
		return nil, nil, p
	}
	n.texts = maps.Clone(plan.Lines[n.place-1])
	n.kind = n.texts["change"]
	return n, plan, nil
}

func (d *door) askChange(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	n, _, err := d.draft(c, visit)
	if err != nil {
		return err
	}
	return d.show(c, visit, n, http.StatusOK, nil)
}

// begun is what the address says of the columns that a change asks for: other
// pages lead here with a design, or with what they advise.
func begun(visit *shell.Visit, kind string) map[string]string {
	out := map[string]string{}
	for _, column := range append(slices.Clone(asked[kind]), "service", "cost") {
		if text := visit.Query(column); text != "" {
			out[column] = text
		}
	}
	return out
}

// unsaid takes out of an address what the form says itself.
func unsaid(kind string) (pairs []any) {
	for _, column := range append(slices.Clone(asked[kind]), "service", "cost") {
		pairs = append(pairs, column, "")
	}
	return pairs
}

func (d *door) saveNew(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	form, err := c.FormParams()
	if err != nil {
		return respond.New(http.StatusBadRequest, visit.Voice)
	}
	n := &draft{fresh: true, kind: form.Get("change"), texts: map[string]string{}, faults: map[string]string{}}
	if !slices.Contains(model.ChangeKind("").Values(), n.kind) {
		return respond.New(http.StatusBadRequest, visit.Voice)
	}
	n.read(visit, form)
	if form.Get("do") == "draft" {
		return d.showDraft(c, visit, n, form.Get("part") != "")
	}
	by, fault := actorOf(visit, n.by)
	if fault != "" {
		n.faults["by"] = fault
		return d.show(c, visit, n, http.StatusUnprocessableEntity, nil)
	}
	report, err := d.house.Planner.PutPlan(c.Request().Context(), planner.Plan{Name: n.plan, Fresh: true, Owner: n.owner, Lines: []map[string]string{n.texts}, Actor: by})
	return d.saved(c, visit, n, planner.LineReport{Report: report, Place: 1}, err)
}

func (d *door) saveChange(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	n, plan, err := d.draft(c, visit)
	if err != nil {
		return err
	}
	form, err := c.FormParams()
	if err != nil {
		return respond.New(http.StatusBadRequest, visit.Voice)
	}
	if n.base, err = baseOf(c, visit, plan); err != nil {
		return err
	}
	if kind := form.Get("change"); n.place == 0 && slices.Contains(model.ChangeKind("").Values(), kind) {
		n.kind = kind
	}
	n.read(visit, form)
	if form.Get("do") == "draft" {
		return d.showDraft(c, visit, n, form.Get("part") != "")
	}
	by, fault := actorOf(visit, n.by)
	if fault != "" {
		n.faults["by"] = fault
	}
	if len(n.faults) > 0 {
		return d.show(c, visit, n, http.StatusUnprocessableEntity, nil)
	}
	report, err := d.house.Planner.PutLine(c.Request().Context(), n.line(by))
	return d.saved(c, visit, n, report, err)
}

// line is the draft as the planner takes it.
func (n *draft) line(actor string) planner.Line {
	return planner.Line{Scenario: n.plan, Place: n.place, Texts: n.texts, Base: n.base, Actor: actor}
}

// baseOf is the revision that a form was made from: without it nobody would be
// told who was faster.
func baseOf(c echo.Context, visit *shell.Visit, plan *planner.Plan) (int, error) {
	base, err := strconv.Atoi(c.FormValue("base"))
	if err != nil || base < 1 || base > plan.Base {
		p := respond.New(http.StatusBadRequest, visit.Voice)
		p.Detail, p.Field = visit.Say("edit.fault_base"), "base"
		return 0, p
	}
	return base, nil
}

// remove takes one change away; with the last one the scenario goes.
func (d *door) remove(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	n, plan, err := d.draft(c, visit)
	if err != nil {
		return err
	}
	if plan.Base, err = baseOf(c, visit, plan); err != nil {
		return err
	}
	plan.Lines, plan.Actor = slices.Delete(plan.Lines, n.place-1, n.place), actor
	report, err := d.house.Planner.PutPlan(c.Request().Context(), *plan)
	switch refused := (*planner.Refused)(nil); {
	case errors.As(err, &refused):
		p := respond.New(http.StatusUnprocessableEntity, visit.Voice)
		p.Detail = visit.Say("plans.needed", "Fault", visit.Sentence(refused.Problems.Errors()[0].Expected.Whole()))
		return p
	case err != nil:
		return err
	case len(plan.Lines) == 0:
		return shell.Redirect(c, visit.Link("/plans", "removed", report.Revision.Revision))
	}
	return shell.Redirect(c, visit.Link(shell.Path("plans", plan.Name), "saved", report.Revision.Revision))
}
