package plans

import (
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
	Errors   *parts.ErrorSummary
	Conflict *parts.Notice
	Action   string
	Get      bool // the form only asks on
	Hidden   []parts.Pair
	Fields   []parts.Field
	Button   string
	Back     parts.Link
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
	n := &draft{plan: visit.Query("scenario"), fresh: true, kind: kind, texts: map[string]string{"service": visit.Query("service")}}
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
	if page.Page, err = visit.Page("plans", title, visit.Say("plans.form_lead")); err != nil {
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
	page := &formPage{Conflict: clash, Action: visit.Here("service", ""), Button: visit.Say("plans.save_change"), Fields: d.fields(visit, n),
		Hidden: []parts.Pair{{Name: "change", Value: n.kind}, {Name: "base", Value: number(n.base)}}}
	page.Errors = parts.NewErrorSummary(visit.Voice, page.Fields...)
	for _, other := range n.others {
		if page.Errors == nil {
			page.Errors = &parts.ErrorSummary{Title: visit.Say("parts.error_summary")}
		}
		page.Errors.Errors = append(page.Errors.Errors, parts.Link{Text: other})
	}
	return d.showForm(c, visit, page, status, visit.Say("plans.change_title", "Change", visit.Term("change", n.kind)), n)
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
			n.texts["service"] = visit.Query("service")
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
	n.read(form)
	if shell.Path("plans", n.plan) == comparePath {
		n.faults["scenario"] = visit.Say("plans.name_taken")
		return d.show(c, visit, n, http.StatusUnprocessableEntity, nil)
	}
	return d.put(c, visit, n, &planner.Plan{Name: n.plan, Fresh: true, Lines: []map[string]string{n.texts}})
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
	n.read(form)
	plan.Base = n.base
	if n.place == 0 {
		plan.Lines = append(plan.Lines, n.texts)
	} else {
		plan.Lines[n.place-1] = n.texts
	}
	return d.put(c, visit, n, plan)
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

// put saves the scenario, or shows the form again with what is wrong.
func (d *door) put(c echo.Context, visit *shell.Visit, n *draft, plan *planner.Plan) error {
	plan.Actor = actor
	report, err := d.house.Planner.PutPlan(c.Request().Context(), *plan)
	var refused *planner.Refused
	var overtaken *planner.Overtaken
	switch {
	case errors.As(err, &refused):
		own := n.place
		if own == 0 {
			own = len(plan.Lines)
		}
		for _, p := range refused.Problems.Errors() {
			n.fault(visit, p, own)
		}
		return d.show(c, visit, n, http.StatusUnprocessableEntity, nil)
	case errors.As(err, &overtaken):
		return d.show(c, visit, n, http.StatusConflict, &parts.Notice{Kind: "important", Title: visit.Say("plans.overtaken"), Text: visit.Sentence(model.SentenceOf(err)),
			Link: &parts.Link{Text: visit.Say("plans.as_it_stands"), URL: visit.Link(shell.Path("plans", n.plan))}})
	case err != nil:
		return absent(visit, err)
	}
	return shell.Redirect(c, visit.Link(shell.Path("plans", plan.Name), "saved", report.Revision.Revision))
}

// fault notes a problem at the field that asks for its column. A place that is
// refused is not typed back.
func (n *draft) fault(visit *shell.Visit, p model.Problem, own int) {
	if slices.Contains([]string{"lon", "lat", "postcode"}, p.Column) {
		n.texts["lon"], n.texts["lat"], n.texts["postcode"] = "", "", ""
	}
	words := visit.Sentence(p.Expected.Whole())
	if key := "edit.label_" + p.Column; visit.Has(key) {
		words = visit.Say("plans.sets", "Label", visit.Say(key), "Value", words)
	}
	mine := p.Row == own && (slices.Contains(asked[n.kind], p.Column) || p.Column == "cost") || n.fresh && p.Column == "scenario"
	switch {
	case mine && n.faults[p.Column] == "":
		n.faults[p.Column] = words
	case mine:
	case p.Row > 0 && p.Row != own:
		n.others = append(n.others, visit.Say("plans.fault_of", "Number", number(p.Row), "Fault", words))
	default:
		n.others = append(n.others, words)
	}
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
