// Package page serves the pages: complete HTML that needs no script. Each
// group of screens is a package below; all are made in the shell.
package page

import (
	"github.com/labstack/echo/v4"

	"catchment/model/planner"
	"catchment/server/page/areas"
	"catchment/server/page/compare"
	"catchment/server/page/directory"
	"catchment/server/page/guide"
	"catchment/server/page/intake"
	"catchment/server/page/register"
	"catchment/server/page/shell"
	"catchment/server/page/terms"
	"catchment/server/respond"
)

// Mount adds the routes of all pages, and gives what draws a problem as a
// page. The product is the program's name and version.
func Mount(e *echo.Echo, product string, p *planner.Planner) (respond.Page, error) {
	house, err := shell.New(product, p)
	if err != nil {
		return nil, err
	}
	for _, mount := range []func(*echo.Echo, *shell.House){areas.Mount, compare.Mount, terms.Mount, register.Mount, directory.Mount, guide.Mount, intake.Mount} {
		mount(e, house)
	}
	return house.Fault, nil
}
