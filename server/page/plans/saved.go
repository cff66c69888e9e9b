package plans

import (
	"errors"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// clashRow is a column that two people filled in differently.
type clashRow struct{ Label, Mine, Theirs string }

// saved leads on to the scenario, or shows the form again with what is wrong.
func (d *door) saved(c echo.Context, visit *shell.Visit, n *draft, report planner.LineReport, err error) error {
	var refused *planner.Refused
	var overtaken *planner.Overtaken
	switch {
	case errors.As(err, &refused):
		n.refuse(visit, refused, report.Place)
		return d.show(c, visit, n, http.StatusUnprocessableEntity, nil)
	case errors.As(err, &overtaken):
		return d.showClash(c, visit, n, err)
	case err != nil:
		return absent(visit, err)
	}
	merged := map[bool]string{true: "1"}[report.Merged]
	return shell.Redirect(c, visit.Link(shell.Path("plans", n.plan), "saved", report.Revision.Revision, "merged", merged))
}

// refuse notes every fault; own is the place of the line in the scenario.
func (n *draft) refuse(visit *shell.Visit, refused *planner.Refused, own int) {
	bare := n.kind != "close" && n.bare()
	for _, p := range refused.Problems.Errors() {
		if bare && p.Row == own && p.Column == "change" {
			n.others = append(n.others, visit.Say("plans.nothing_set"))
			continue
		}
		n.fault(visit, p, own)
	}
}

// bare says whether a change states nothing but its service.
func (n *draft) bare() bool {
	return !slices.ContainsFunc(asked[n.kind], func(column string) bool { return column != "service" && n.texts[column] != "" })
}

// showClash shows what was typed beside what somebody faster made of the line,
// to be saved over it or left.
func (d *door) showClash(c echo.Context, visit *shell.Visit, n *draft, err error) error {
	notice := &parts.Notice{Kind: "important", Title: visit.Say("plans.overtaken"), Text: visit.Sentence(model.SentenceOf(err)),
		Link: &parts.Link{Text: visit.Say("plans.as_it_stands"), URL: visit.Link(shell.Path("plans", n.plan))}}
	plan, gone := d.house.Planner.Plan(n.plan)
	if gone != nil {
		return absent(visit, gone)
	}
	at := -1
	for i, line := range plan.Lines {
		if line["change"] == n.kind && line["service"] == n.texts["service"] {
			at = i
		}
	}
	n.base = plan.Base
	if at < 0 {
		notice.Text += " " + visit.Say("plans.clash_gone")
		n.action = visit.Link(shell.Path("plans", n.plan, "changes", "new"), "change", n.kind)
		return d.show(c, visit, n, http.StatusConflict, notice)
	}
	notice.Text += " " + visit.Say("plans.clash_kept")
	n.action = visit.Link(shell.Path("plans", n.plan, "changes", number(at+1)))
	for _, column := range append(slices.Clone(asked[n.kind]), "cost") {
		if mine, theirs := n.texts[column], plan.Lines[at][column]; mine != theirs {
			n.clash = append(n.clash, clashRow{d.labelOf(visit, column), orNone(visit, d.inWords(visit, column, mine)), orNone(visit, d.inWords(visit, column, theirs))})
		}
	}
	return d.show(c, visit, n, http.StatusConflict, notice)
}

func (d *door) labelOf(visit *shell.Visit, column string) string {
	switch column {
	case "cost":
		return visit.Say("plans.cost")
	case "area_code":
		return visit.Say("plans.area_code")
	}
	return visit.Say("edit.label_" + column)
}

func orNone(visit *shell.Visit, text string) string {
	if text == "" {
		return visit.Say("not_stated")
	}
	return text
}

// needed are columns without which a change is none: of one that is empty a
// person is told that, not what a file may hold there.
var needed = []string{"scenario", "service", "name", "provider", "service_type", "mode"}

// faultLabel is what a form calls a column, "" where none asks for it.
func faultLabel(visit *shell.Visit, column string) string {
	switch key := "edit.label_" + column; {
	case column == "scenario":
		return visit.Say("plans.name")
	case column == "cost":
		return visit.Say("plans.cost")
	case visit.Has(key):
		return visit.Say(key)
	}
	return ""
}

// fault notes a problem at the field that asks for its column. A place that is
// refused is not typed back.
func (n *draft) fault(visit *shell.Visit, p model.Problem, own int) {
	if slices.Contains([]string{"lon", "lat", "postcode"}, p.Column) {
		n.texts["lon"], n.texts["lat"], n.texts["postcode"] = "", "", ""
	}
	words := visit.Sentence(p.Expected.Whole())
	if slices.Contains(needed, p.Column) && (n.texts[p.Column] == "" && p.Column != "scenario" || n.plan == "" && p.Column == "scenario") {
		words = visit.Say("plans.needed_field")
	}
	if label := faultLabel(visit, p.Column); label != "" {
		words = visit.Say("plans.sets", "Label", label, "Value", words)
	}
	mine := p.Row == own && (slices.Contains(asked[n.kind], p.Column) || p.Column == "cost") || n.fresh && (p.Column == "scenario" || p.Column == "owner")
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
