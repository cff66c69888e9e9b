package plans

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// difference is what a change as it is typed makes of the scenario. Nothing of
// it is kept. Template "part-plan-difference".
type difference struct {
	*shell.Visit
	Said   string // heard as it changes
	Rows   []differenceRow
	Saved  bool         // there is a scenario as it was saved, to set it beside
	Needed []parts.Link // fields to fill in yet
	Wrong  []wrongField
	Others []string // faults that no field has
	Now    []string // what the service has now of what the change may set
}

// differenceRow is one figure: of the scenario as saved, with the change, and
// what the change adds.
type differenceRow struct{ Name, Saved, With, Range, Adds string }

// wrongField is what is wrong with a field; the script puts it beside.
type wrongField struct{ ID, Label, Text string }

// partPage is the difference alone, for the script to put into the page.
type partPage struct {
	*shell.Visit
	Difference *difference
}

// showDraft shows the difference: alone, or in the page of the form.
func (d *door) showDraft(c echo.Context, visit *shell.Visit, n *draft, alone bool) error {
	out, err := d.differenceOf(c, visit, n)
	if err != nil {
		return absent(visit, err)
	}
	if alone {
		return d.house.Show(c, http.StatusOK, "plans/difference", &partPage{visit, out})
	}
	n.difference = out
	status := http.StatusOK
	if len(n.faults)+len(n.others) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return d.show(c, visit, n, status, nil)
}

// differenceOf tries the scenario with the change as it is typed.
func (d *door) differenceOf(c echo.Context, visit *shell.Visit, n *draft) (*difference, error) {
	out := &difference{Visit: visit, Now: d.now(visit, n)}
	changes, report, err := d.drafted(c.Request().Context(), n)
	var refused *planner.Refused
	switch {
	case errors.As(err, &refused):
		typed := maps.Clone(n.texts) // a place that is refused is taken out
		n.refuse(visit, refused, report.Place)
		d.incomplete(visit, n, typed, out)
		return out, nil
	case errors.As(err, new(*planner.Overtaken)):
		out.Said = visit.Say("plans.draft_overtaken")
		out.Others = []string{visit.Sentence(model.SentenceOf(err))}
		return out, nil
	case err != nil:
		return nil, err
	}
	with := d.tryNow(c.Request().Context(), visit, changes)
	if with.err != nil {
		return nil, with.err
	}
	if with.Comparison == nil {
		for _, fault := range with.faults {
			out.Others = append(out.Others, visit.Problem(fault))
		}
		out.Said = visit.Say("plans.draft_unworkable")
		return out, nil
	}
	var saved *tried
	if !n.fresh {
		if saved, err = d.try(c, visit, n.plan); err != nil {
			return nil, err
		}
	}
	out.compare(visit, with, saved)
	return out, nil
}

// now says what a service in the records has of the columns that the change
// may set.
func (d *door) now(visit *shell.Visit, n *draft) []string {
	if n.kind == "open" || n.texts["service"] == "" {
		return nil
	}
	form, err := d.house.Planner.Form(model.Service{}.TableName(), n.texts["service"])
	if err != nil {
		return nil // the scenario opens it, or there is none
	}
	var out []string
	for _, column := range asked[n.kind] {
		text, there := form.Columns[column]
		if !there || column == "service" {
			continue
		}
		out = append(out, visit.Say("plans.sets", "Label", d.labelOf(visit, column), "Value", orNone(visit, d.inWords(visit, column, text))))
	}
	if n.kind == "move" {
		out = append(out, sitesOf(visit, n.texts["service"])...)
	}
	return out
}

// sitesOf are the sites that a move may name, as far as they may be shown.
func sitesOf(visit *shell.Visit, service string) (out []string) {
	s, err := visit.View.Service(service)
	if err != nil {
		return nil
	}
	for i := range s.Sites {
		text := s.Sites[i].Key
		if s.Sites[i].Name != "" {
			text = s.Sites[i].Name + " (" + text + ")"
		}
		out = append(out, visit.Say("plans.sets", "Label", visit.Say("edit.label_site"), "Value", text))
	}
	return out
}

// drafted reads the change as a file would be read.
func (d *door) drafted(ctx context.Context, n *draft) ([]model.ScenarioChange, planner.LineReport, error) {
	if !n.fresh {
		return d.house.Planner.DraftLine(ctx, n.line(""))
	}
	name := n.plan
	if name == "" {
		name = "–" // it is asked for when the scenario is saved
	}
	changes, err := d.house.Planner.Draft(planner.Plan{Name: name, Fresh: true, Lines: []map[string]string{n.texts}})
	return changes, planner.LineReport{Place: 1}, err
}

// incomplete says what is wrong and what is still to be filled in: a field that
// is empty is not wrong while somebody types.
func (d *door) incomplete(visit *shell.Visit, n *draft, typed map[string]string, out *difference) {
	for _, f := range d.fields(visit, n) {
		switch {
		case f.Error == "":
		case typed[f.Name] == "" && f.Name != "scenario" && f.Name != "owner":
			out.Needed = append(out.Needed, parts.Link{Text: f.Label, URL: "#" + f.Key()})
		default:
			out.Wrong = append(out.Wrong, wrongField{f.Key(), f.Label, f.Error})
		}
	}
	out.Others = n.others
	if n.bare() {
		out.Others = nil // the next key may fill in what is missing
	}
	out.Said = visit.Say("plans.draft_incomplete")
	if len(out.Wrong) > 0 {
		out.Said = visit.Say("plans.draft_wrong", "Count", len(out.Wrong))
	}
}

// compare fills in the figures with the change, beside those of the scenario
// as it was saved.
func (out *difference) compare(visit *shell.Visit, with, saved *tried) {
	out.Saved = saved != nil && saved.Comparison != nil
	var before [5]disclosure.MetChange
	was := disclosure.Headline{Cost: noFigure, PerChild: noFigure}
	if out.Saved {
		before, was = saved.Met(), saved.Headline()
	}
	after, head := with.Met(), with.Headline()
	for _, tier := range []int{4, 3, 2, 1, 0} {
		name := visit.Say("plans.met_in_tier", "Tier", tier)
		if tier == 0 {
			name = visit.Say("plans.met_in_all")
		}
		out.Rows = append(out.Rows, differenceRow{Name: name, Saved: children(visit, before[tier].Central.Value), With: children(visit, after[tier].Central.Value),
			Range: rangeOf(visit, after[tier]), Adds: children(visit, after[tier].Beyond(before[tier]).Central.Value)})
	}
	out.Rows = append(out.Rows,
		differenceRow{Name: visit.Say("plans.cost"), Saved: money(visit, was.Cost.Value), With: money(visit, head.Cost.Value), Adds: money(visit, beyond(head.Cost.Value, was.Cost.Value))},
		differenceRow{Name: visit.Say("plans.per_child"), Saved: money(visit, was.PerChild.Value), With: money(visit, head.PerChild.Value), Range: perChildRange(visit, wholeCost(head), after[0]), Adds: "–"})
	touched, reached := touchedWords(visit, with.Comparison), "–"
	if out.Saved {
		reached = touchedWords(visit, saved.Comparison)
	}
	out.Rows = append(out.Rows, differenceRow{Name: visit.Say("plans.touched"), Saved: reached, With: touched, Adds: "–"})
	out.Said = metWords(visit, after[0]) + " " + visit.Say("plans.finding_no_cost")
	if head.Cost.IsShown() {
		out.Said = metWords(visit, after[0]) + " " + visit.Say("plans.finding_cost", "Cost", money(visit, head.Cost.Value))
	}
	if head.PerChild.IsShown() {
		out.Said += " " + visit.Say("plans.draft_per_child", "Cost", money(visit, head.PerChild.Value))
	}
	out.Said += " " + visit.Say("plans.draft_touched", "Areas", touched)
}

// beyond is a cost less another that may not be stated.
func beyond(cost, other float64) float64 {
	if other != other {
		return cost
	}
	return cost - other
}

// touchedWords say in how many areas any figure differs, of the smallest kind
// and of local authorities.
func touchedWords(visit *shell.Visit, c *disclosure.Comparison) string {
	kinds, smallest := visit.View.Kinds(), visit.View.BaseKind()
	if smallest == "" {
		return "–"
	}
	small := len(c.Touched(smallest))
	text := visit.Say("plans.areas_of", "Count", small, "Number", visit.Number(float64(small), 0), "Kind", visit.Kind(smallest, small))
	if smallest == model.LocalAuthority || !slices.Contains(kinds, model.LocalAuthority) {
		return text
	}
	large := len(c.Touched(model.LocalAuthority))
	return visit.Say("plans.areas_within", "Small", text, "Large", visit.Say("plans.areas_of", "Count", large, "Number", visit.Number(float64(large), 0), "Kind", visit.Kind(model.LocalAuthority, large)))
}
