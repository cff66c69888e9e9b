package intake

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
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
	if err != nil {
		return d.noUndo(c, visit, number, err)
	}
	return shell.Redirect(c, visit.Link(fmt.Sprintf("/import/revisions/%d", report.Revision.Revision)))
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
		page.English = cause.Error()
		if page.Why, err = d.whyNot(c, visit, number, cause); err != nil {
			return err
		}
	}
	return d.house.Show(c, http.StatusConflict, "intake/undo", page)
}

// whyNot says in Welsh what the planner says in English. Where it is none of
// the known reasons, it says that the sentence follows in English.
func (d *door) whyNot(c echo.Context, visit *shell.Visit, number int, cause error) (string, error) {
	if visit.Language() == words.English {
		return "", nil
	}
	past, _, err := d.house.Planner.RevisionChanges(c.Request().Context(), number)
	if err != nil {
		return "", err
	}
	var later *planner.Overtaken
	switch {
	case model.CodeOf(cause) == model.Forbidden:
		return visit.Say("intake.no_undo_protected"), nil
	case errors.As(cause, &later) && len(later.Since) > 0:
		last := later.Since[len(later.Since)-1]
		return visit.Say("intake.no_undo_by", "Who", last.Actor, "When", moment(visit, last.At), "Revision", last.Revision.Revision), nil
	case visit.Has("intake.no_undo_" + past.Why):
		return visit.Say("intake.no_undo_"+past.Why, "Revision", past.UndoneBy), nil
	}
	return visit.Say("intake.no_undo_english"), nil
}

func noRevision(visit *shell.Visit, err error) error {
	if model.CodeOf(err) == model.NotFound {
		return problem(visit, http.StatusNotFound, visit.Say("intake.no_revision"))
	}
	return err
}
