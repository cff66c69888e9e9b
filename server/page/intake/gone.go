package intake

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

// gonePage is an upload that is no longer here, or no longer where the reader
// took it to be.
type gonePage struct {
	shell.Page
	Text string
	On   parts.Link // where to go on
}

// gone says what became of an upload, and leads on. Uploads wait in memory, so
// that a restart of the program loses them.
func (d *door) gone(c echo.Context, visit *shell.Visit, err error) error {
	page := &gonePage{}
	status, title := http.StatusNotFound, visit.Say("intake.gone_title")
	switch model.CodeOf(err) {
	case model.NotFound:
		page.Text, page.On = visit.Say("intake.gone"), parts.Link{Text: visit.Say("intake.gone_link"), URL: visit.Link("/import")}
	case model.Conflict:
		status, title = http.StatusConflict, visit.Say("intake.moved_on_title")
		page.Text, page.On = visit.Say("intake.moved_on"), parts.Link{Text: visit.Say("intake.moved_on_link"), URL: visit.Link(shell.Path("import", c.Param("id")))}
	default:
		return err
	}
	if respond.WantsJSON(c.Request()) {
		return problem(visit, status, page.Text)
	}
	if page.Page, err = d.page(visit, title, ""); err != nil {
		return err
	}
	return d.house.Show(c, status, "intake/gone", page)
}
