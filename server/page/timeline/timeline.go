// Package timeline shows what the dates of contracts, licences and services
// make of the figures of an area, month by month, and names the cliff edges,
// each with a way to renew it in a scenario:
//
//	GET /timeline      coverage month by month, ?area= ?kind= ?tier=
//	GET /timeline.ics  what ends, as a calendar file, ?area=
//
// What one service makes of a figure is one house's, so that the public sees
// none of it; the end of a protected service is named to nobody.
package timeline

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

type door struct{ house *shell.House }

// Mount adds the routes.
func Mount(e *echo.Echo, h *shell.House) {
	d := &door{h}
	e.GET("/timeline", d.show)
	e.GET("/timeline.ics", d.calendar)
}

// open begins an answer that the public does not get, and that nobody keeps.
func (d *door) open(c echo.Context) (*shell.Visit, *disclosure.Timeline, error) {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	visit, err := d.house.Open(c)
	if err != nil {
		return nil, nil, err
	}
	if visit.Audience != disclosure.Commissioner {
		refused := respond.New(http.StatusForbidden, visit.Voice)
		refused.Detail = visit.Say("timeline.not_public")
		return nil, nil, refused
	}
	ahead, err := d.house.Planner.Timeline(c.Request().Context(), visit.View.Date(), visit.Audience)
	return visit, ahead, err
}
