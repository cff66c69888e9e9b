package directory

import (
	"crypto/rand"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

// editor is the name that the history keeps, while there are no accounts.
const editor = model.InBrowser

// The forms of what is new stand where no code can: a file may bring a service
// "new".
const (
	newProvider = "/new/provider"
	newService  = "/new/service"
)

// mountEdit adds the forms: create, edit and end a provider, a service, a
// site. Whoever was faster is not overwritten: a form carries the revision that
// it was made from, and one that others overtook says who changed what, and
// keeps what was typed.
func mountEdit(e *echo.Echo, h *shell.House) {
	d, once := &door{h}, newMadeOnce()
	for path, table := range map[string]string{newProvider: "providers", newService: "services"} {
		e.GET(path, d.form(table, true))
		e.POST(path, d.save(table, once))
	}
	e.GET("/services/:service/sites/new", d.form("sites", true))
	e.POST("/services/:service/sites/new", d.save("sites", once))
	for _, table := range planner.Editable {
		e.GET("/"+table+"/:key/edit", d.form(table, false))
		e.POST("/"+table+"/:key/edit", d.save(table, nil))
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
	base       int               // the revision that the form was made from
	before     map[string]string // what the form began with
	texts      map[string]string
	reason     string
	once       string            // names the form of a new noun
	faults     map[string]string // by column
	others     []string          // faults of other nouns
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
	noun := &draftNoun{table: table, key: key, known: known, base: known.Revision, before: maps.Clone(known.Columns), texts: known.Columns, faults: map[string]string{}}
	if fresh {
		noun.once = rand.Text()
	}
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

// save keeps what was typed; of a new noun once.
func (d *door) save(table string, once *madeOnce) echo.HandlerFunc {
	return func(c echo.Context) error {
		visit, err := d.openEdit(c)
		if err != nil {
			return err
		}
		noun, err := d.noun(c, visit, table, once != nil)
		if err != nil {
			return err
		}
		if err := noun.read(c); err != nil {
			return err
		}
		if err := noun.readBase(c, visit); err != nil {
			return err
		}
		if noun.refuseKey(visit) {
			return d.showForm(c, visit, noun, http.StatusUnprocessableEntity, nil)
		}
		to, err := once.do(c, noun.once, func() (string, error) { return d.put(c, visit, noun) })
		if err != nil {
			return d.notSaved(c, visit, noun, err)
		}
		return shell.Redirect(c, to)
	}
}

// put makes the change, and gives the address of the page that says so.
func (d *door) put(c echo.Context, visit *shell.Visit, noun *draftNoun) (string, error) {
	report, err := d.house.Planner.Put(c.Request().Context(), planner.Edit{
		Table: noun.table, Key: noun.key, Columns: noun.touched(), Base: noun.base, Actor: editor, Reason: noun.reason})
	if err != nil {
		return "", err
	}
	key := noun.key
	if key == "" {
		if key, err = d.createdKey(c, report, noun.table); err != nil {
			return "", err
		}
	}
	return visit.Link(shell.Path(noun.table, key, "saved"), "revision", savedRevision(report)), nil
}

// readBase takes the revision that the form was made from: without it nobody
// would be told who was faster.
func (n *draftNoun) readBase(c echo.Context, visit *shell.Visit) error {
	if n.key == "" {
		return nil
	}
	base, err := strconv.Atoi(c.FormValue("base"))
	if err != nil || base < 1 || base > n.known.Revision {
		p := respond.New(http.StatusBadRequest, visit.Voice)
		p.Detail, p.Field = visit.Say("edit.fault_base"), "base"
		return p
	}
	n.base = base
	return nil
}

// refuseKey notes a code that could not stand in the address of a page.
func (n *draftNoun) refuseKey(visit *shell.Visit) bool {
	column := planner.ColumnsOf(n.table)[0].Name
	if n.key != "" || !slices.Contains([]string{".", ".."}, n.texts[column]) {
		return false
	}
	n.faults[column] = visit.Say("edit.fault_address", "Label", visit.Say("edit.label_code"))
	return true
}

// createdKey gives the code of the noun that a revision made.
func (d *door) createdKey(c echo.Context, report *planner.Report, table string) (string, error) {
	_, rows, err := d.house.Planner.RevisionChanges(c.Request().Context(), report.Revision.Revision)
	for _, row := range rows {
		if row.Table == table && row.Action == "create" {
			return row.Key, nil
		}
	}
	return "", err
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
		return d.overtaken(c, visit, noun, overtaken)
	case model.CodeOf(cause) == model.Forbidden:
		field := "disclosure"
		if e := (*model.Error)(nil); errors.As(cause, &e) && e.Field != "" {
			field = e.Field
		}
		noun.faults[field] = visit.Say("edit.fault_lowered")
		return d.showForm(c, visit, noun, http.StatusForbidden, nil)
	}
	return absent(visit, cause)
}
