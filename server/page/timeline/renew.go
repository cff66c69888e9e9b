package timeline

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

// terms are for how many months more something can be renewed; most is the
// longest.
var terms = []int{12, 24, 36}

// wish is what the form of renewals says.
type wish struct {
	services   []string
	plan, name string // a scenario that is there, or a new one
	months     int
	faults     map[string]string // by field; "" of the whole
}

// fresh is the wish that the form begins with: a new scenario of the day, or
// the one that was made so before.
func (d *door) fresh(ch *choice, open []string) *wish {
	w := &wish{name: ch.Say("timeline.new_name", "Date", ch.View.Date()), months: terms[0], faults: map[string]string{}}
	if slices.Contains(open, w.name) {
		w.plan = w.name
	}
	return w
}

// unadopted names the scenarios that can still be changed.
func (d *door) unadopted(c echo.Context) ([]string, error) {
	adopted, err := d.house.Planner.Adopted(c.Request().Context())
	names := d.house.Planner.Scenarios()
	return slices.DeleteFunc(names, func(name string) bool { return adopted[name] > 0 }), err
}

// renew writes what was chosen into a scenario and leads there, to the first
// day on which none of it would count otherwise: there the difference shows.
func (d *door) renew(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	ch, err := choiceOf(visit)
	if err != nil {
		return err
	}
	if err := c.Request().ParseForm(); err != nil {
		return respond.New(http.StatusBadRequest, visit.Voice)
	}
	w := wishOf(ch, c.Request().PostForm)
	if len(w.faults) > 0 {
		return d.page(c, ch, w, http.StatusUnprocessableEntity)
	}
	r := planner.Renewal{Plan: w.plan, Services: w.services, Months: w.months, On: ch.View.Date(), Actor: model.InBrowser}
	if r.Fresh = w.plan == ""; r.Fresh {
		r.Plan = w.name
	}
	report, from, err := d.house.Planner.Renew(c.Request().Context(), r)
	if status := w.refused(ch, err); status > 0 {
		return d.page(c, ch, w, status)
	}
	if err != nil {
		return err
	}
	return shell.Redirect(c, ch.Link(shell.Path("plans", r.Plan), "on", from, "saved", report.Revision.Revision))
}

// wishOf reads the form. The button of one service renews that alone.
func wishOf(ch *choice, form url.Values) *wish {
	w := &wish{services: form["service"], plan: form.Get("plan"), name: strings.TrimSpace(form.Get("name")), faults: map[string]string{}}
	if only := form.Get("only"); only != "" {
		w.services = []string{only}
	}
	slices.Sort(w.services)
	w.services = slices.Compact(w.services)
	if len(w.services) == 0 {
		w.faults["service"] = ch.Say("timeline.fault_none")
	}
	if w.plan == "" && (w.name == "" || shell.Path("plans", w.name) == "/plans/compare") {
		w.faults["name"] = ch.Say("timeline.fault_name")
	}
	w.months, _ = strconv.Atoi(form.Get("longer"))
	if !slices.Contains(terms, w.months) {
		w.months, w.faults["longer"] = terms[0], ch.Say("timeline.fault_longer")
	}
	return w
}

// refused notes why the renewals were not written, and gives the status that
// says so; 0 where it is not for the reader to mend.
func (w *wish) refused(ch *choice, err error) int {
	var refused *planner.Refused
	switch {
	case errors.As(err, &refused):
		for _, p := range refused.Problems.Errors() {
			field := map[bool]string{true: "name"}[p.Column == "scenario"]
			w.faults[field] = strings.TrimSpace(w.faults[field] + " " + ch.Sentence(p.Expected.Whole()))
		}
		return http.StatusUnprocessableEntity
	case model.CodeOf(err) == model.Conflict:
		w.faults["plan"] = ch.Sentence(model.SentenceOf(err))
		return http.StatusConflict
	case model.CodeOf(err) == model.NotFound:
		w.faults["service"] = ch.Sentence(model.SentenceOf(err))
		return http.StatusUnprocessableEntity
	}
	return 0
}

// renewalForm asks where what was chosen is renewed, and for how long.
type renewalForm struct {
	Action, Label string
	Fields        []parts.Field
	Button, Note  string
}

func (w *wish) form(ch *choice, open []string) *renewalForm {
	plans := []parts.Option{{Text: ch.Say("timeline.new_plan")}}
	for _, name := range open {
		plans = append(plans, parts.Option{Value: name, Text: name})
	}
	plan := parts.NewSelectField("plan", ch.Say("timeline.plan"), w.plan, plans...)
	name := parts.NewTextField("name", ch.Say("timeline.plan_name"), w.name)
	longer := ch.duration("longer", ch.Say("timeline.longer"), w.months, terms)
	return &renewalForm{Action: ch.link("/timeline"), Label: ch.Say("timeline.renewals"), Button: ch.Say("timeline.renew_chosen"), Note: ch.Say("timeline.renewals_note"),
		Fields: []parts.Field{plan.Wrong(ch.Voice, w.faults["plan"]), name.Wrong(ch.Voice, w.faults["name"]), longer.Wrong(ch.Voice, w.faults["longer"])}}
}

// errors is the summary of what is wrong with the wish; what is no field's own
// leads to the first service.
func (w *wish) errors(ch *choice, form *renewalForm) *parts.ErrorSummary {
	summary := parts.NewErrorSummary(ch.Voice, form.Fields...)
	for _, field := range []string{"service", ""} {
		if text := w.faults[field]; text != "" {
			if summary == nil {
				summary = &parts.ErrorSummary{Title: ch.Say("parts.error_summary")}
			}
			summary.Errors = append(summary.Errors, parts.Link{Text: text, URL: "#edges"})
		}
	}
	return summary
}
