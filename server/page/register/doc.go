// Package register serves the gap register: the list of gaps beside a map,
// filtered, sorted and paged by its address; one gap with all its facts; and
// who falls through, the children whom no service accepts or reaches.
//
// On a real country the register has some hundred thousand rows. It is
// therefore filtered over a small index that is made once for each view, and
// sentences are made for the rows of one page alone.
package register

import (
	"github.com/labstack/echo/v4"

	"catchment/server/page/shell"
)

type door struct {
	house *shell.House
}

// Mount adds the routes of the register.
func Mount(e *echo.Echo, h *shell.House) {
	d := &door{house: h}
	e.GET("/gaps", d.register)
	e.GET("/gaps/:id", d.gap)
	e.GET("/falls-through", d.fallsThrough)
}
