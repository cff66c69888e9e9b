package directory

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// endPage asks for the last day, shows what ending does, and asks again.
type endPage struct {
	shell.Page
	Errors   *parts.ErrorSummary
	Conflict *conflict
	Action   string
	Base     int
	Fields   []parts.Field // while it is asked
	Rows     []endRow      // what it does, when that is known
	Hidden   []parts.Pair
	Button   string
	Back     parts.Link
}

type endRow struct {
	Text    string
	Columns []string
}

func (d *door) askEnd(table string) echo.HandlerFunc {
	return func(c echo.Context) error {
		visit, err := d.openEdit(c)
		if err != nil {
			return err
		}
		noun, err := d.noun(c, visit, table, false)
		if err != nil {
			return err
		}
		noun.texts = withText(noun.texts, "end", "")
		if table == "sites" {
			return d.showEnding(c, visit, noun, planner.Ending{Table: table, Key: noun.key, Base: noun.known.Revision, Actor: editor})
		}
		return d.askLast(c, visit, noun, http.StatusOK, nil)
	}
}

func withText(texts map[string]string, column, text string) map[string]string {
	out := map[string]string{}
	for k, v := range texts {
		out[k] = v
	}
	out[column] = text
	return out
}

// end shows what ending would do, or does it once that was seen.
func (d *door) end(table string) echo.HandlerFunc {
	return func(c echo.Context) error {
		visit, err := d.openEdit(c)
		if err != nil {
			return err
		}
		noun, err := d.noun(c, visit, table, false)
		if err != nil {
			return err
		}
		if err := noun.readBase(c, visit); err != nil {
			return err
		}
		last := c.FormValue("last")
		if last == "" && table != "sites" {
			last = parts.JoinDate(c.FormValue, "end")
		}
		noun.texts, noun.reason = withText(noun.texts, "end", last), c.FormValue("reason")
		ending := planner.Ending{Table: table, Key: noun.key, Last: model.Date(last), Base: noun.base, Actor: editor, Reason: noun.reason}
		if c.FormValue("seen") != "yes" {
			return d.showEnding(c, visit, noun, ending)
		}
		report, err := d.house.Planner.End(c.Request().Context(), ending)
		if err != nil {
			return d.notEnded(c, visit, noun, err)
		}
		if table == "sites" {
			return shell.Redirect(c, visit.Link(shell.Path("services", noun.texts["service"], "saved"), "revision", savedRevision(report)))
		}
		return shell.Redirect(c, visit.Link(shell.Path(table, noun.key, "saved"), "revision", savedRevision(report)))
	}
}

func (d *door) endFrame(visit *shell.Visit, noun *draftNoun) (*endPage, error) {
	page := &endPage{Base: noun.known.Revision, Action: visit.Link(visit.Path()), Back: noun.cancel(visit)}
	var err error
	page.Page, err = d.editFrame(visit, noun, visit.Say("edit.end_"+noun.table))
	return page, err
}

// askLast asks for the last day.
func (d *door) askLast(c echo.Context, visit *shell.Visit, noun *draftNoun, status int, clash *conflict) error {
	page, err := d.endFrame(visit, noun)
	if err != nil {
		return err
	}
	page.Conflict, page.Button = clash, visit.Say("edit.end_show")
	last := parts.NewDateField(visit.Voice, "end", visit.Say("edit.last_day"), noun.texts["end"]).Wrong(visit.Voice, noun.faults["end"])
	last.Hint = visit.Say("edit.last_day_hint_" + noun.table)
	reason := parts.NewTextField("reason", visit.Say("edit.reason"), noun.reason).Wrong(visit.Voice, noun.faults["reason"])
	reason.Hint = visit.Say("edit.reason_hint")
	page.Fields = []parts.Field{last, reason}
	if noun.table == "sites" {
		page.Fields = page.Fields[1:]
	}
	page.Errors = parts.NewErrorSummary(visit.Voice, page.Fields...)
	for _, other := range noun.others {
		page.Errors.Errors = append(page.Errors.Errors, parts.Link{Text: other, URL: "#" + last.Key()})
	}
	if rest := noun.faults[""]; rest != "" {
		page.Errors = &parts.ErrorSummary{Title: visit.Say("parts.error_summary"), Errors: []parts.Link{{Text: rest}}}
	}
	return d.house.Show(c, status, "directory/edit_end", page)
}

// showEnding shows what the ending would do, and asks whether to.
func (d *door) showEnding(c echo.Context, visit *shell.Visit, noun *draftNoun, ending planner.Ending) error {
	preview, err := d.house.Planner.PreviewEnd(c.Request().Context(), ending)
	if err != nil {
		return d.notEnded(c, visit, noun, err)
	}
	page, err := d.endFrame(visit, noun)
	if err != nil {
		return err
	}
	page.Base, page.Button = ending.Base, visit.Say("edit.end_confirm_"+noun.table)
	page.Hidden = []parts.Pair{{Name: "last", Value: string(ending.Last)}, {Name: "reason", Value: ending.Reason}, {Name: "seen", Value: "yes"}}
	page.Rows = rowsOfChange(visit, preview.Rows)
	return d.house.Show(c, http.StatusOK, "directory/edit_end", page)
}

func rowsOfChange(visit *shell.Visit, rows []planner.RowChange) []endRow {
	var out []endRow
	for _, r := range rows {
		name := r.Key
		if r.Name != "" {
			name = r.Name
		}
		row := endRow{Text: visit.Say("edit.row_"+r.Action, "Name", name)}
		for _, column := range r.Columns {
			if r.Action == "update" {
				row.Columns = append(row.Columns, visit.Say("edit.conflict_column", "Column", columnLabel(visit, column.Column),
					"Before", inWords(visit, r.Table, column.Column, column.Before), "After", inWords(visit, r.Table, column.Column, column.After)))
			}
		}
		out = append(out, row)
	}
	return out
}

// notEnded asks again and says what is wrong.
func (d *door) notEnded(c echo.Context, visit *shell.Visit, noun *draftNoun, cause error) error {
	var refused *planner.Refused
	var overtaken *planner.Overtaken
	switch {
	case errors.As(cause, &refused):
		for _, p := range refused.Problems.Errors() {
			switch {
			case p.Column == "end" && p.File == "":
				noun.faults["end"] = visit.Say("edit.fault_end")
			case p.Column == "end" && noun.faults["end"] != "":
				noun.others = append(noun.others, noun.sentence(visit, p))
			case p.Column == "end":
				noun.faults["end"] = noun.sentence(visit, p)
			default:
				noun.fault(visit, p)
			}
		}
		return d.askLast(c, visit, noun, http.StatusUnprocessableEntity, nil)
	case errors.As(cause, &overtaken):
		return d.askLast(c, visit, noun, http.StatusConflict, conflictOf(visit, overtaken))
	case model.CodeOf(cause) == model.Forbidden:
		noun.faults[""] = visit.Say("edit.fault_kept")
		return d.askLast(c, visit, noun, http.StatusForbidden, nil)
	}
	return absent(visit, cause)
}

// savedPage says that a change was made, and how to take it back.
type savedPage struct {
	shell.Page
	Notice parts.Notice
	Rows   []endRow
	Links  []parts.Link
}

func (d *door) saved(table string) echo.HandlerFunc {
	return func(c echo.Context) error {
		visit, err := d.openEdit(c)
		if err != nil {
			return err
		}
		noun, err := d.noun(c, visit, table, false)
		if err != nil {
			return err
		}
		page := &savedPage{Notice: parts.Notice{Kind: "success", Title: visit.Say("edit.unchanged"), Text: visit.Say("edit.unchanged_text")}}
		if page.Page, err = d.editFrame(visit, noun, visit.Say("edit.saved_title")); err != nil {
			return err
		}
		page.Links = append([]parts.Link{noun.back(visit)}, noun.addSite(visit)...)
		number, err := strconv.Atoi(visit.Query("revision"))
		if err != nil || number < 1 {
			return d.house.Show(c, http.StatusOK, "directory/edit_saved", page)
		}
		_, rows, err := d.house.Planner.RevisionChanges(c.Request().Context(), number)
		if err != nil {
			return absent(visit, err)
		}
		page.Rows = rowsOfChange(visit, rows)
		page.Notice.Title, page.Notice.Text = visit.Say("edit.saved", "Revision", number), visit.Say("edit.saved_text")
		page.Links = append(page.Links, parts.Link{Text: visit.Say("edit.undo"), URL: visit.Link(fmt.Sprintf("/import/undo/%d", number))})
		return d.house.Show(c, http.StatusOK, "directory/edit_saved", page)
	}
}

// addSite leads from a service to a new site of it.
func (n *draftNoun) addSite(visit *shell.Visit) []parts.Link {
	if n.table != "services" {
		return nil
	}
	return []parts.Link{{Text: visit.Say("edit.add_site"), URL: visit.Link(shell.Path("services", n.key, "sites", "new"))}}
}
