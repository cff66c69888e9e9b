// Package intake is where people bring in files and take changes back: the
// history of all changes, the upload, the step that maps headings to columns,
// the faults, what an import would do, and the undo of any revision.
//
// An upload waits on the desk (package desk), in memory; its address holds its
// id, so that a reload, or a colleague with the link, finds it where it is.
// Every step that changes something is a POST that leads on to a page; pages
// of work under way load themselves again until it is done.
package intake

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner/desk"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

// actor is the name that the history keeps, while there are no accounts.
const actor = model.InBrowser

type door struct {
	house *shell.House
	desk  *desk.Desk
	offers
}

// Mount adds the routes.
func Mount(e *echo.Echo, h *shell.House) { mount(e, h, desk.New(h.Planner, time.Now)) }

func mount(e *echo.Echo, h *shell.House, waiting *desk.Desk) {
	d := &door{house: h, desk: waiting}
	e.GET("/import", d.home)
	e.POST("/import", d.upload)
	e.GET("/import/revisions/:revision", d.revision)
	e.GET("/import/undo/:revision", d.askUndo)
	e.POST("/import/undo/:revision", d.undo)
	e.POST("/import/mappings/drop", d.dropMapping)
	e.GET("/import/:id", d.draft)
	e.POST("/import/:id/map", d.mapColumns)
	e.POST("/import/:id/commit", d.commit)
	e.POST("/import/:id/again", d.again)
	e.POST("/import/:id/cancel", d.cancel)
	e.GET("/import/:id/rejected", d.rejected)
}

// open begins a page that the public does not see, and that nobody keeps.
func (d *door) open(c echo.Context) (*shell.Visit, error) {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	visit, err := d.house.Open(c)
	if err != nil {
		return nil, err
	}
	if visit.Audience != disclosure.Commissioner {
		refused := respond.New(http.StatusForbidden, visit.Voice)
		refused.Detail = visit.Say("intake.not_public")
		return nil, refused
	}
	return visit, nil
}

// page begins a page below /import.
func (d *door) page(visit *shell.Visit, title, lead string) (shell.Page, error) {
	page, err := visit.Page("import", title, lead)
	page.Context = nil
	if visit.Path() != "/import" {
		page.Crumbs = []shell.Crumb{{Text: visit.Say("intake.title"), URL: visit.Link("/import")}, {Text: title}}
	}
	return page, err
}

// problem answers with a sentence of this package's own.
func problem(visit *shell.Visit, status int, sentence string) error {
	p := respond.New(status, visit.Voice)
	p.Detail = sentence
	return p
}
