package plans

import (
	"errors"
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

// adoptPage shows what adopting a scenario does to the records, and asks.
type adoptPage struct {
	shell.Page
	Errors   *parts.ErrorSummary
	Conflict *parts.Notice
	By       parts.Field
	Faults   []string
	Action   string
	Base     int
	Rows     []adoptRow
	Warnings []string // what cannot be taken back, and the like
	Stays    string
	Back     parts.Link
}

type adoptRow struct {
	Text    string
	Columns []string
}

func (d *door) askAdopt(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	if _, _, err := d.draft(c, visit); err != nil {
		return err
	}
	return d.showAdopt(c, visit, http.StatusOK, "", nil)
}

func (d *door) adoption(c echo.Context, visit *shell.Visit, base int, by string) planner.Adoption {
	return planner.Adoption{Scenario: c.Param("name"), Day: visit.View.Date(), Base: base, Actor: by}
}

// showAdopt shows what would change in the records as they are now.
func (d *door) showAdopt(c echo.Context, visit *shell.Visit, status int, wrong string, clash *parts.Notice) error {
	name := c.Param("name")
	by := nameField(visit, "by", "plans.by_optional", c.FormValue("by")).Wrong(visit.Voice, wrong)
	by.Hint = visit.Say("plans.by_hint")
	page := &adoptPage{By: by, Errors: parts.NewErrorSummary(visit.Voice, by), Conflict: clash, Action: visit.Here(), Base: d.house.Planner.Revision().Revision, Back: parts.Link{Text: visit.Say("cancel"), URL: visit.Link(shell.Path("plans", name))}}
	preview, err := d.house.Planner.PreviewAdopt(c.Request().Context(), d.adoption(c, visit, page.Base, actor))
	if page.Faults = faultsOf(visit, err); page.Faults == nil && err != nil {
		return absent(visit, err)
	}
	if preview != nil {
		page.Rows, page.Stays = d.rowsOf(visit, preview.Rows), visit.Say("plans.adopt_undo")
		for _, warning := range preview.Warnings {
			page.Warnings = append(page.Warnings, visit.Problem(warning))
		}
		if !preview.Undoable { // a warning names what is not kept
			page.Stays = visit.Say("plans.adopt_no_undo")
		}
	} else {
		status = http.StatusConflict
	}
	if page.Page, err = pageOf(visit, visit.Say("plans.adopt_title", "Name", name), visit.Say("plans.adopt_lead", "Date", visit.View.Date())); err != nil {
		return err
	}
	page.Nothing = nil
	return d.house.Show(c, status, "plans/adopt", page)
}

// faultsOf are the sentences of a refusal that the scenario itself must mend.
func faultsOf(visit *shell.Visit, err error) []string {
	var refused *planner.Refused
	var out []string
	switch {
	case errors.As(err, &refused):
		for _, p := range refused.Problems.Errors() {
			out = append(out, visit.Problem(p))
		}
	case model.CodeOf(err) == model.Forbidden:
		out = []string{visit.Say("edit.fault_lowered")}
	}
	return out
}

func (d *door) rowsOf(visit *shell.Visit, rows []planner.RowChange) []adoptRow {
	var out []adoptRow
	for _, r := range rows {
		name := r.Key
		if r.Name != "" {
			name = r.Name
			if known := nameOf(visit, r.Table, r.Key); known != r.Key {
				name = known
			}
		}
		row := adoptRow{Text: visit.Say("edit.row_"+r.Action, "Name", name)}
		for _, column := range r.Columns {
			if r.Action == "update" && visit.Has("edit.label_"+column.Column) {
				row.Columns = append(row.Columns, visit.Say("edit.conflict_column", "Column", visit.Say("edit.label_"+column.Column),
					"Before", d.adoptedText(visit, column.Column, column.Before), "After", d.adoptedText(visit, column.Column, column.After)))
			}
		}
		out = append(out, row)
	}
	return out
}

// adoptedText is a text of a column in words: of a place only that it is stated.
func (d *door) adoptedText(visit *shell.Visit, column, text string) string {
	switch {
	case text == "":
		return visit.Say("edit.none")
	case text == "stated" && slices.Contains([]string{"lon", "lat", "postcode"}, column):
		return visit.Say("edit.stated")
	}
	return d.inWords(visit, column, text)
}

func (d *door) adopt(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	if _, _, err := d.draft(c, visit); err != nil {
		return err
	}
	base, err := strconv.Atoi(c.FormValue("base"))
	if err != nil {
		p := respond.New(http.StatusBadRequest, visit.Voice)
		p.Detail, p.Field = visit.Say("edit.fault_base"), "base"
		return p
	}
	by, wrong := actorOf(visit, c.FormValue("by"))
	if wrong != "" {
		return d.showAdopt(c, visit, http.StatusUnprocessableEntity, wrong, nil)
	}
	_, err = d.house.Planner.Adopt(c.Request().Context(), d.adoption(c, visit, base, by))
	var overtaken *planner.Overtaken
	switch {
	case errors.As(err, &overtaken):
		return d.showAdopt(c, visit, http.StatusConflict, "", &parts.Notice{Kind: "important", Title: visit.Say("plans.overtaken"), Text: visit.Say("plans.adopt_overtaken")})
	case faultsOf(visit, err) != nil:
		return d.showAdopt(c, visit, http.StatusConflict, "", nil)
	case err != nil:
		return absent(visit, err)
	}
	return shell.Redirect(c, visit.Link(shell.Path("plans", c.Param("name"))))
}
