// Package terms answers "how was this worked out?": for every number of an
// area the terms that it is made of, step by step, each with its formula and
// with figures that multiply out on the page, down to single services.
//
//	/areas/{code}/explain                          what can be explained
//	  ?of=population | evidence | best             of the area
//	  ?tier=3 [&of=coverage | need | practice | rank]
//	  ?tier=3&type=refuge                          one service type
//	  ?tier=3&indicator=GP3 [&type=refuge]         one indicator
//
// Figures have four digits here, where they are rounded elsewhere. The page
// is for those with the right to single terms; the public is told so.
package terms

import (
	"github.com/labstack/echo/v4"

	"catchment/server/page/shell"
)

type door struct{ house *shell.House }

// Mount adds the route of the terms.
func Mount(e *echo.Echo, h *shell.House) {
	d := &door{house: h}
	e.GET("/areas/:code/explain", d.explain)
}
