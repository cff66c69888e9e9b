// Package page serves the pages: complete HTML that needs no script. Each
// group of screens is a package below; all are made in the shell.
package page

import (
	"github.com/labstack/echo/v4"

	"catchment/server/page/areas"
	"catchment/server/page/compare"
	"catchment/server/page/designer"
	"catchment/server/page/directory"
	"catchment/server/page/guide"
	"catchment/server/page/intake"
	"catchment/server/page/plans"
	"catchment/server/page/register"
	"catchment/server/page/scarcity"
	"catchment/server/page/shell"
	"catchment/server/page/siting"
	"catchment/server/page/tagging"
	"catchment/server/page/terms"
	"catchment/server/page/timeline"
)

// Mount adds the routes of all pages.
func Mount(e *echo.Echo, house *shell.House) {
	for _, mount := range []func(*echo.Echo, *shell.House){areas.Mount, compare.Mount, terms.Mount, register.Mount, directory.Mount, guide.Mount, intake.Mount, tagging.Mount, siting.Mount, plans.Mount, timeline.Mount, designer.Mount, scarcity.Mount} {
		mount(e, house)
	}
}
