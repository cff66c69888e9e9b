// Package timeline shows what the dates of contracts, licences and services
// make of the figures of an area, month by month, names the cliff edges, and
// renews what ends in a scenario:
//
//	GET  /timeline      coverage month by month, ?area= ?kind= ?tier= ?months= ?lead=
//	POST /timeline      renews services in a scenario, and leads there
//	GET  /timeline.csv  every figure of every month, ?area= ?tier= ?months=
//	GET  /timeline.ics  what ends, as a calendar file, ?area= ?months= ?lead=
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
	e.POST("/timeline", d.renew)
	e.GET("/timeline.csv", d.sheet)
	e.GET("/timeline.ics", d.calendar)
}

// open begins an answer that the public does not get, and that nobody keeps.
func (d *door) open(c echo.Context) (*shell.Visit, error) {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	visit, err := d.house.Open(c)
	if err != nil {
		return nil, err
	}
	if visit.Audience != disclosure.Commissioner {
		refused := respond.New(http.StatusForbidden, visit.Voice)
		refused.Detail = visit.Say("timeline.not_public")
		return nil, refused
	}
	return visit, nil
}

// ahead is the timeline that the address asks for.
func (d *door) ahead(c echo.Context, ch *choice) (*disclosure.Timeline, error) {
	return d.house.Planner.Timeline(c.Request().Context(), ch.View.Date(), ch.Audience, ch.months)
}
