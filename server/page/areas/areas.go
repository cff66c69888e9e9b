// Package areas serves the pages that say how areas stand: home (what needs
// attention), the list of areas, one area's overview with the matrix of tiers
// by indicators, its profile for print, and its summary for the public.
//
// Every page begins with the finding, in one sentence, and every figure leads
// to how it was worked out. Figures come from a disclosure.View; nothing is
// worked out here but which of them stands first.
package areas

import (
	"github.com/labstack/echo/v4"

	"catchment/server/page/shell"
)

// door answers for the pages of areas.
type door struct {
	house *shell.House
	past  past
}

// Mount adds the routes.
func Mount(e *echo.Echo, h *shell.House) {
	d := &door{house: h}
	e.GET("/", d.home)
	e.GET("/areas", d.list)
	e.GET("/areas/:code", d.overview)
	e.GET("/areas/:code/profile", d.profile)
	e.GET("/public/:code", d.public)
}
