// Package compare serves one sheet of every area of a kind, by tier of need
// and good-practice indicator: a shape and a range in each cell, the same that
// the matrix of an area shows large.
//
// A sheet has a thousand cells, so figures are computed once for each view and
// kind of area, and the rows of a page are written as text, not by template.
package compare

import (
	"github.com/labstack/echo/v4"

	"catchment/server/page/shell"
)

type door struct {
	house *shell.House
}

// Mount adds the route of the sheet.
func Mount(e *echo.Echo, h *shell.House) {
	d := &door{house: h}
	e.GET("/compare", d.compare)
}
