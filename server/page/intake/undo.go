package intake

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// undoPage asks before a revision is taken back, and shows what that does; or
// says why it cannot be.
type undoPage struct {
	shell.Page
	Action  string
	Notice  *parts.Notice
	Why     string // why not, in Welsh
	English string // the planner's own sentence of that
	Faults  *problemTable
	Changes *changeTable
	Back    parts.Link
}

func (d *door) askUndo(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	number, err := revisionNumber(visit, c)
	if err != nil {
		return err
	}
	preview, err := d.house.Planner.PreviewUndo(c.Request().Context(), number)
	if err != nil {
		return d.noUndo(c, visit, number, err)
	}
	page, err := d.undoPage(visit, number, visit.Say("intake.undo_lead"))
	if err != nil {
		return err
	}
	changes, err := changesOf(visit, preview.Tables, preview.Rows)
	page.Changes, page.Action = &changes, visit.Link(fmt.Sprintf("/import/undo/%d", number))
	if err != nil {
		return err
	}
	return d.house.Show(c, http.StatusOK, "intake/undo", page)
}

func (d *door) undoPage(visit *shell.Visit, number int, lead string) (*undoPage, error) {
	base, err := d.page(visit, visit.Say("intake.undo_title", "Revision", number), lead)
	return &undoPage{Page: base, Back: parts.Link{Text: visit.Say("intake.to_history"), URL: visit.Link("/import")}}, err
}

func (d *door) undo(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	number, err := revisionNumber(visit, c)
	if err != nil {
		return err
	}
	report, err := d.house.Planner.Undo(c.Request().Context(), number, actor)
	if err == nil {
		return d.toRevision(c, visit, report.Revision.Revision)
	}
	if by := d.undoneBy(c, number, err); by > 0 {
		return d.toRevision(c, visit, by)
	}
	return d.noUndo(c, visit, number, err)
}

func (d *door) toRevision(c echo.Context, visit *shell.Visit, number int) error {
	return shell.Redirect(c, visit.Link(fmt.Sprintf("/import/revisions/%d", number)))
}

// undoneBy gives the revision that has taken this one back already: asked for
// twice, as by a double click, an undo leads to the one that was made. It is 0
// where that is not why the undo was refused.
func (d *door) undoneBy(c echo.Context, number int, refusal error) int {
	if model.CodeOf(refusal) != model.Conflict {
		return 0
	}
	past, _, err := d.house.Planner.RevisionChanges(c.Request().Context(), number)
	if err != nil {
		return 0 // the refusal is answered instead
	}
	return past.UndoneBy
}

// noUndo shows why a revision cannot be taken back.
func (d *door) noUndo(c echo.Context, visit *shell.Visit, number int, cause error) error {
	var refused *planner.Refused
	code := model.CodeOf(cause)
	if code == model.NotFound || code != model.Conflict && code != model.Forbidden && !errors.As(cause, &refused) {
		return noRevision(visit, cause)
	}
	page, err := d.undoPage(visit, number, "")
	if err != nil {
		return err
	}
	page.Notice = &parts.Notice{Kind: "important", Title: visit.Say("intake.undo_refused"), Text: visit.Say("intake.undo_refused_text")}
	if refused != nil {
		faults, err := problemsOf(visit, visit.Say("intake.faults"), refused.Problems.Errors(), "page")
		if err != nil {
			return err
		}
		page.Faults = &faults
	} else {
		page.Why = visit.Fault(cause)
	}
	return d.house.Show(c, http.StatusConflict, "intake/undo", page)
}

func noRevision(visit *shell.Visit, err error) error {
	if model.CodeOf(err) == model.NotFound {
		return problem(visit, http.StatusNotFound, visit.Say("intake.no_revision"))
	}
	return err
}
