package directory

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

// editor is the name that the history keeps, while there are no accounts.
const editor = "Browser on this machine"

// mountEdit adds the forms: create, edit and end a provider, a service, a
// site. Whoever was faster is not overwritten: a form carries the revision that
// it was made from, and one that others overtook says who changed what, and
// keeps what was typed.
func mountEdit(e *echo.Echo, h *shell.House) {
	d := &door{h}
	for _, table := range []string{"providers", "services"} {
		e.GET("/"+table+"/new", d.form(table, true))
		e.POST("/"+table+"/new", d.save(table, true))
	}
	e.GET("/services/:service/sites/new", d.form("sites", true))
	e.POST("/services/:service/sites/new", d.save("sites", true))
	for _, table := range planner.Editable {
		e.GET("/"+table+"/:key/edit", d.form(table, false))
		e.POST("/"+table+"/:key/edit", d.save(table, false))
		e.GET("/"+table+"/:key/end", d.askEnd(table))
		e.POST("/"+table+"/:key/end", d.end(table))
		e.GET("/"+table+"/:key/saved", d.saved(table))
	}
}

// openEdit begins a page that the public does not see, and that nobody keeps:
// forms hold what is not shown elsewhere.
func (d *door) openEdit(c echo.Context) (*shell.Visit, error) {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	visit, err := d.house.Open(c)
	if err != nil {
		return nil, err
	}
	if visit.Audience != disclosure.Commissioner {
		refused := respond.New(http.StatusForbidden, visit.Voice)
		refused.Detail = visit.Say("edit.not_public")
		return nil, refused
	}
	return visit, nil
}

// draftNoun is a noun as it is known and as it was typed over that.
type draftNoun struct {
	table, key string
	known      *planner.Form
	texts      map[string]string
	reason     string
	faults     map[string]string // by column
}

func (d *door) form(table string, fresh bool) echo.HandlerFunc {
	return func(c echo.Context) error {
		visit, err := d.openEdit(c)
		if err != nil {
			return err
		}
		noun, err := d.noun(c, visit, table, fresh)
		if err != nil {
			return err
		}
		return d.showForm(c, visit, noun, http.StatusOK, nil)
	}
}

// noun gives what a form begins with.
func (d *door) noun(c echo.Context, visit *shell.Visit, table string, fresh bool) (*draftNoun, error) {
	key := c.Param("key")
	if fresh {
		key = ""
	}
	known, err := d.house.Planner.Form(table, key)
	if err != nil {
		return nil, absent(visit, err)
	}
	noun := &draftNoun{table: table, key: key, known: known, texts: known.Columns, faults: map[string]string{}}
	if fresh && table == "sites" {
		return noun, d.newSite(c, visit, noun)
	}
	if fresh && table == "services" {
		noun.texts["provider"] = visit.Query("provider")
	}
	return noun, nil
}

// newSite gives a site its service, and the disclosure that is usual there.
func (d *door) newSite(c echo.Context, visit *shell.Visit, noun *draftNoun) error {
	service, err := visit.View.Service(c.Param("service"))
	if err != nil {
		return absent(visit, err)
	}
	noun.texts["service"] = service.Key
	noun.texts["disclosure"] = string(model.AreaOnly)
	if service.Type != nil && service.Type.IsProtected() {
		noun.texts["disclosure"] = string(model.Protected)
	}
	return nil
}

func absent(visit *shell.Visit, err error) error {
	if model.CodeOf(err) != model.NotFound {
		return err
	}
	p := respond.New(http.StatusNotFound, visit.Voice)
	p.Detail = visit.Say("edit.absent")
	return p
}

func (d *door) save(table string, fresh bool) echo.HandlerFunc {
	return func(c echo.Context) error {
		visit, err := d.openEdit(c)
		if err != nil {
			return err
		}
		noun, err := d.noun(c, visit, table, fresh)
		if err != nil {
			return err
		}
		if err := noun.read(c); err != nil {
			return err
		}
		base, err := strconv.Atoi(c.FormValue("base"))
		if err != nil || base < 0 {
			base = noun.known.Revision
		}
		report, err := d.house.Planner.Put(c.Request().Context(), planner.Edit{Table: table, Key: noun.key, Columns: noun.texts, Base: base, Actor: editor, Reason: noun.reason})
		if err != nil {
			return d.notSaved(c, visit, noun, err)
		}
		key := noun.key
		if fresh {
			key = createdKey(report, table)
		}
		return shell.Redirect(c, visit.Link("/"+table+"/"+key+"/saved", "revision", savedRevision(report)))
	}
}

// createdKey reads the code of a new noun off the source of its revision:
// "services grwp: reason".
func createdKey(report *planner.Report, table string) string {
	key, _, _ := strings.Cut(strings.TrimPrefix(report.Revision.Source, table+" "), ": ")
	return key
}

func savedRevision(report *planner.Report) int {
	if report.Changed {
		return report.Revision.Revision
	}
	return 0
}

// notSaved shows the form again, with what was typed and what is wrong.
func (d *door) notSaved(c echo.Context, visit *shell.Visit, noun *draftNoun, cause error) error {
	var refused *planner.Refused
	var overtaken *planner.Overtaken
	switch {
	case errors.As(cause, &refused):
		for _, p := range refused.Problems.Errors() {
			noun.fault(visit, p)
		}
		return d.showForm(c, visit, noun, http.StatusUnprocessableEntity, nil)
	case errors.As(cause, &overtaken):
		return d.showForm(c, visit, noun, http.StatusConflict, conflictOf(visit, overtaken))
	case model.CodeOf(cause) == model.Forbidden:
		noun.faults["disclosure"] = visit.Say("edit.fault_lowered")
		return d.showForm(c, visit, noun, http.StatusForbidden, nil)
	}
	return absent(visit, cause)
}
