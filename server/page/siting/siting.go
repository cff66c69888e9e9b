// Package siting is where a commissioner asks where the next services of a type
// should be. A wish (a type, an objective, a number or a budget, candidates) is
// a form; the search runs in the background, and its address, which holds its
// id, shows how far it has come and then the plan:
//
//	GET  /siting                    the type; with ?type= the wish
//	POST /siting                    begins, and leads to
//	GET  /siting/{id}               progress, then the plan
//	POST /siting/{id}/cancel        ends the search with the best so far
//	GET  /siting/{id}/scenario.csv  the plan as a file to import
//	POST /siting/{id}/scenario      makes a scenario of it
//
// Nothing of it touches the records until a scenario is made. What would be
// built where is the commissioner's alone.
package siting

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

type door struct {
	house *shell.House
	runs  *runs
}

// Mount adds the routes.
func Mount(e *echo.Echo, h *shell.House) { mount(e, h, newRuns(h.Planner, time.Now)) }

func mount(e *echo.Echo, h *shell.House, r *runs) {
	d := &door{house: h, runs: r}
	e.GET("/siting", d.ask)
	e.POST("/siting", d.begin)
	e.GET("/siting/:id", d.show)
	e.POST("/siting/:id/cancel", d.cancel)
	e.GET("/siting/:id/scenario.csv", d.file)
	e.POST("/siting/:id/scenario", d.keep)
}

// open begins a page that the public does not see, and that nobody keeps.
func (d *door) open(c echo.Context) (*shell.Visit, error) {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	visit, err := d.house.Open(c)
	if err != nil {
		return nil, err
	}
	if visit.Audience != disclosure.Commissioner {
		return nil, refusal(visit, http.StatusForbidden, visit.Say("siting.not_public"))
	}
	return visit, nil
}

// find begins a page of a run, on the run's day: the address of a page says
// what it shows. The address to go to instead is "" where it is the right one.
func (d *door) find(c echo.Context) (*shell.Visit, run, string, error) {
	visit, err := d.open(c)
	if err != nil {
		return nil, run{}, "", err
	}
	one, ok := d.runs.get(c.Param("id"))
	if !ok {
		return nil, run{}, "", refusal(visit, http.StatusNotFound, visit.Say("siting.gone"))
	}
	if day := one.wish.Day; visit.View.Date() != day {
		return visit, one, visit.Here("on", day), nil
	}
	return visit, one, "", nil
}

// refusal answers with a sentence of this package's own.
func refusal(visit *shell.Visit, status int, sentence string) error {
	p := respond.New(status, visit.Voice)
	p.Detail = sentence
	return p
}

// page begins a page. Its audience cannot be changed, and the day only of a
// wish.
func page(visit *shell.Visit, title, lead string) (shell.Page, error) {
	p, err := visit.Page("plans", title, lead)
	if err != nil {
		return p, err
	}
	p.Context.AudienceSwitchURL, p.Context.AudienceSwitchText = "", ""
	if visit.Path() == "/siting" {
		return p, nil
	}
	p.Context.ChangeAction, p.Context.ChooseURL = "", ""
	p.Context.Crumbs = []shell.Crumb{{Text: visit.Say("siting.title"), URL: visit.Link("/siting")}, {Text: title}}
	return p, nil
}
