package intake

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/planner"
	"catchment/model/planner/desk"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// secondsBetween is how often a page of work under way loads itself again.
const secondsBetween = 2

// draftPage is what pages of an upload share: where it is, and the way out.
type draftPage struct {
	shell.Page
	Steps  []step
	Files  []string
	Cancel string
}

// step is one of the four steps of an import.
type step struct {
	Text    string
	Current bool
}

var stepOf = map[desk.Stage]int{
	desk.Looking: 1, desk.Mapping: 1, desk.Reading: 2, desk.Checking: 2, desk.Refused: 2,
	desk.Ready: 3, desk.Overtaken: 3, desk.Writing: 4, desk.Done: 4, desk.Failed: 2,
}

func (d *door) draft(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	draft, err := d.desk.Draft(c.Param("id"))
	if err != nil {
		return d.gone(c, visit, err)
	}
	switch {
	case draft.Stage == desk.Mapping, visit.Query("step") == "map" && slices.Contains([]desk.Stage{desk.Refused, desk.Ready, desk.Failed}, draft.Stage):
		return d.showMapping(c, visit, draft, http.StatusOK, nil, "")
	case draft.Stage.Running():
		return d.running(c, visit, draft)
	case draft.Stage == desk.Refused:
		return d.refused(c, visit, draft)
	case draft.Stage == desk.Ready:
		return d.ready(c, visit, draft)
	case draft.Stage == desk.Done:
		return d.done(c, visit, draft)
	}
	return d.stopped(c, visit, draft)
}

func (d *door) draftPage(visit *shell.Visit, draft desk.Draft, title, lead string) (draftPage, error) {
	base, err := d.page(visit, title, lead)
	page := draftPage{Page: base, Cancel: visit.Link(shell.Path("import", draft.ID, "cancel"))}
	for i, text := range []string{visit.Say("intake.step_map"), visit.Say("intake.step_check"), visit.Say("intake.step_preview"), visit.Say("intake.step_done")} {
		page.Steps = append(page.Steps, step{Text: text, Current: stepOf[draft.Stage] == i+1})
	}
	for _, f := range draft.Files {
		page.Files = append(page.Files, f.Name)
	}
	return page, err
}

// runningPage is work under way.
type runningPage struct {
	draftPage
	Progress parts.Progress
	Again    parts.Link
}

func (d *door) running(c echo.Context, visit *shell.Visit, draft desk.Draft) error {
	base, err := d.draftPage(visit, draft, visit.Say("intake.running_title"), "")
	if err != nil {
		return err
	}
	page := &runningPage{draftPage: base, Again: parts.Link{Text: visit.Say("intake.look_again"), URL: visit.Link(shell.Path("import", draft.ID))}}
	page.Progress = parts.Progress{ID: "progress", Label: visit.Say("intake.stage_" + string(draft.Stage))}
	if at := draft.Progress; draft.Stage == desk.Reading && at.Parts > 0 {
		page.Progress.Value, page.Progress.Maximum = at.Part-1, at.Parts
		page.Progress.Text = visit.Say("intake.progress", "File", model.FileNamed(at.File), "Part", at.Part, "Parts", at.Parts, "Rows", visit.Number(float64(at.Rows), 0))
	}
	c.Response().Header().Set("Refresh", fmt.Sprint(secondsBetween))
	return d.house.Show(c, http.StatusOK, "intake/running", page)
}

// stoppedPage is an upload that others overtook, or that came to nothing.
type stoppedPage struct {
	draftPage
	Notice parts.Notice
	Since  []string // who changed what, when
	Again  string
}

func (d *door) stopped(c echo.Context, visit *shell.Visit, draft desk.Draft) error {
	title := visit.Say("intake.failed_title")
	if draft.Stage == desk.Overtaken {
		title = visit.Say("intake.overtaken_title")
	}
	base, err := d.draftPage(visit, draft, title, "")
	if err != nil {
		return err
	}
	page := &stoppedPage{draftPage: base, Again: visit.Link(shell.Path("import", draft.ID, "again"))}
	page.Notice = parts.Notice{Kind: "important", Title: visit.Say("intake.nothing_changed"), Text: visit.Say("intake.failed_text")}
	var overtaken *planner.Overtaken
	if errors.As(draft.Err, &overtaken) {
		page.Notice.Text = visit.Say("intake.overtaken_text")
		for _, s := range overtaken.Since {
			what, err := d.changedBy(c, visit, s.Revision.Revision)
			if err != nil {
				return err
			}
			page.Since = append(page.Since, visit.Say("intake.since", "Who", model.ActorOf(s.Actor), "What", what, "When", moment(visit, s.At), "Revision", s.Revision.Revision))
		}
	}
	var full *desk.TooManyRows
	if errors.As(draft.Err, &full) {
		page.Notice.Text = visit.Say("intake.too_many_rows", "Most", visit.Number(float64(desk.MaxRows), 0))
		page.Again = ""
	}
	return d.house.Show(c, http.StatusConflict, "intake/stopped", page)
}

// changedBy names what a revision changed: the first few rows, and how many
// more there are.
func (d *door) changedBy(c echo.Context, visit *shell.Visit, revision int) (string, error) {
	const shown = 5
	_, rows, err := d.house.Planner.RevisionChanges(c.Request().Context(), revision)
	var names []string
	for i, r := range rows {
		if i == shown && len(rows) > shown+1 {
			names = append(names, visit.Say("intake.since_more", "Count", len(rows)-shown))
			break
		}
		names = append(names, visit.Say("intake.since_row", "Name", cmp.Or(r.Name, r.Key), "Table", tableName(visit, r.Table), "Did", visit.Say("intake.row_"+r.Action)))
	}
	return visit.List(names), err
}

// donePage is an import that was made.
type donePage struct {
	draftPage
	Notice parts.Notice
	Counts []string
	Undo   *parts.Link
	Links  []parts.Link
}

func (d *door) done(c echo.Context, visit *shell.Visit, draft desk.Draft) error {
	base, err := d.draftPage(visit, draft, visit.Say("intake.done_title"), "")
	if err != nil {
		return err
	}
	page := &donePage{draftPage: base}
	page.Notice = parts.Notice{Kind: "success", Title: visit.Say("intake.done_unchanged"), Text: visit.Say("intake.done_unchanged_text")}
	page.Links = []parts.Link{{Text: visit.Say("intake.to_history"), URL: visit.Link("/import")}}
	if report := draft.Report; report.Changed {
		number := report.Revision.Revision
		page.Notice.Title = visit.Say("intake.done_changed", "Revision", number)
		page.Notice.Text = visit.Say("intake.done_changed_text")
		page.Counts = counts(visit, report.Tables)
		page.Undo = &parts.Link{Text: visit.Say("intake.undo"), URL: visit.Link(fmt.Sprintf("/import/undo/%d", number)), Hidden: visit.Say("intake.undo_which", "Revision", number)}
		page.Links = append(page.Links, parts.Link{Text: visit.Say("intake.see_changes"), URL: visit.Link(fmt.Sprintf("/import/revisions/%d", number))})
	}
	return d.house.Show(c, http.StatusOK, "intake/done", page)
}

// commit imports an upload. Asked for twice, as by a double click, it leads to
// the import that is under way or done.
func (d *door) commit(c echo.Context) error {
	return d.move(c, func(id string) error {
		err := d.desk.Commit(id)
		if model.CodeOf(err) != model.Conflict {
			return err
		}
		if draft, gone := d.desk.Draft(id); gone == nil && (draft.Stage == desk.Writing || draft.Stage == desk.Done) {
			return nil
		}
		return err
	})
}

func (d *door) again(c echo.Context) error { return d.move(c, d.desk.Again) }

// move takes an upload a step on and leads back to its page.
func (d *door) move(c echo.Context, do func(id string) error) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	if err := do(c.Param("id")); err != nil {
		return d.gone(c, visit, err)
	}
	return shell.Redirect(c, visit.Link(shell.Path("import", c.Param("id"))))
}

func (d *door) cancel(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	if err := d.desk.Cancel(c.Param("id")); err != nil {
		return d.gone(c, visit, err)
	}
	return shell.Redirect(c, visit.Link("/import"))
}
