// Package tagging is where a person says of which type services are that came
// with a directory of others (catchment import --format oruk), and that no rule
// knew. What is saved is one revision, in the history as every change, and can
// be undone there; a service whose type is taken back waits here again.
package tagging

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

// actor is the name that the history keeps, while there are no accounts.
const actor = "Browser on this machine"

const onPage = 25

type door struct{ house *shell.House }

// Mount adds the routes.
func Mount(e *echo.Echo, h *shell.House) {
	d := &door{h}
	e.GET("/import/untagged", d.list)
	e.POST("/import/untagged", d.save)
}

// listPage is the services that wait, those that have the words searched for.
type listPage struct {
	shell.Page
	Errors    *parts.ErrorSummary
	Notice    *parts.Notice
	Action    string
	SearchURL string
	Typed     string
	Search    parts.Field
	Waiting   bool // there is something to search
	Count     string
	Rows      []row
	Pages     parts.Pagination
	Empty     *parts.Empty
}

// row is one service with the choice of its type.
type row struct {
	Name, Organization string
	Terms, From        string
	Type               parts.Field
}

func (d *door) list(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	return d.show(c, visit, http.StatusOK, nil, nil)
}

// open begins a page that the public does not see, and that nobody keeps.
func (d *door) open(c echo.Context) (*shell.Visit, error) {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	visit, err := d.house.Open(c)
	if err != nil {
		return nil, err
	}
	if visit.Audience != disclosure.Commissioner {
		refused := respond.New(http.StatusForbidden, visit.Voice)
		refused.Detail = visit.Say("tagging.not_public")
		return nil, refused
	}
	return visit, nil
}

// show shows the list, with what was chosen and what was wrong with it.
func (d *door) show(c echo.Context, visit *shell.Visit, status int, chosen map[string]string, fault *model.Error) error {
	waiting, err := d.house.Planner.Untagged(c.Request().Context())
	if err != nil {
		return err
	}
	page := &listPage{Action: visit.Here(), SearchURL: visit.Link("/import/untagged"), Typed: strings.TrimSpace(visit.Query("q"))}
	if page.Page, err = visit.Page("import", visit.Say("tagging.title"), visit.Say("tagging.lead")); err != nil {
		return err
	}
	page.Context = nil
	page.Crumbs = []shell.Crumb{{Text: visit.Say("tagging.import"), URL: visit.Link("/import")}, {Text: visit.Say("tagging.title")}}
	page.Search = parts.NewTextField("q", visit.Say("search"), page.Typed)
	found := slices.DeleteFunc(waiting, func(u planner.Untagged) bool { return !finds(page.Typed, u) })
	number, err := visit.WholeNumber("page", 1, max(1, (len(found)+onPage-1)/onPage))
	if err != nil {
		return err
	}
	first := (number - 1) * onPage
	types := typeOptions(visit)
	var wrong []parts.Field
	for _, u := range found[min(first, len(found)):min(first+onPage, len(found))] {
		page.Rows = append(page.Rows, rowOf(visit, u, types, chosen[u.Key]))
		if last := &page.Rows[len(page.Rows)-1]; fault != nil && fault.Field == u.Key {
			last.Type = last.Type.Wrong(visit.Voice, visit.Say("tagging.cannot_stand"))
			wrong = append(wrong, last.Type)
		}
	}
	page.Errors = parts.NewErrorSummary(visit.Voice, wrong...)
	page.Count = visit.Say("tagging.count", "Count", len(found))
	page.Pages = parts.NewPagination(visit.Voice, number, onPage, len(found), func(n int) string { return visit.Here("page", n, "saved", "") })
	page.notice(fault, len(wrong) > 0)
	page.Waiting = len(waiting) > 0
	page.empty(len(waiting))
	return d.house.Show(c, status, "tagging/untagged", page)
}

// notice says that services were saved, or why not where no field shows it.
func (p *listPage) notice(fault *model.Error, shown bool) {
	switch saved, err := strconv.Atoi(p.Query("saved")); {
	case fault != nil && fault.Code == model.Conflict:
		p.Notice = &parts.Notice{Kind: "important", Title: p.Say("tagging.overtaken"), Text: p.Say("tagging.overtaken_text")}
	case fault != nil && !shown:
		p.Notice = &parts.Notice{Kind: "important", Title: p.Say("tagging.not_saved"), Text: p.Say("tagging.cannot_stand")}
	case fault == nil && err == nil && saved > 0 && saved <= p.View.Revision().Revision:
		number := strconv.Itoa(saved)
		p.Notice = &parts.Notice{Kind: "success", Title: p.Say("tagging.saved"), Text: p.Say("tagging.saved_text"),
			Link: &parts.Link{Text: p.Say("tagging.saved_link"), URL: p.Link("/import/revisions/" + number)}}
	}
}

func (p *listPage) empty(waiting int) {
	if len(p.Rows) > 0 {
		return
	}
	p.Empty = &parts.Empty{Title: p.Say("tagging.none"), Text: p.Say("tagging.none_text"), Links: []parts.Link{{Text: p.Say("tagging.import"), URL: p.Link("/import")}}}
	if waiting > 0 {
		p.Empty = &parts.Empty{Title: p.Say("tagging.not_found"), Text: p.Say("tagging.not_found_text"), Links: []parts.Link{{Text: p.Say("tagging.all"), URL: p.Here("q", "", "page", "")}}}
	}
}

// finds says whether a service has every word that is searched for.
func finds(typed string, u planner.Untagged) bool {
	text := strings.ToLower(strings.Join(append([]string{u.Name, u.NameCy, u.Organization, u.Feed}, u.Terms...), "\n"))
	for word := range strings.FieldsSeq(strings.ToLower(typed)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// typeOptions are the types in order of name, behind the choice to wait.
func typeOptions(visit *shell.Visit) []parts.Option {
	var out []parts.Option
	types := visit.View.Reference().ServiceTypes
	for i := range types {
		out = append(out, parts.Option{Value: types[i].Key, Text: visit.TypeName(&types[i])})
	}
	slices.SortStableFunc(out, func(x, y parts.Option) int { return visit.Compare(x.Text, y.Text) })
	return append([]parts.Option{{Text: visit.Say("tagging.wait")}}, out...)
}

func rowOf(visit *shell.Visit, u planner.Untagged, types []parts.Option, chosen string) row {
	name, _ := visit.Name(u.Name, u.NameCy)
	out := row{Name: name, From: visit.Say("tagging.from", "Feed", u.Feed), Organization: visit.Say("tagging.by", "Organization", u.Organization)}
	if u.Organization == "" {
		out.Organization = ""
	}
	if len(u.Terms) > 0 {
		out.Terms = visit.Say("tagging.terms", "Terms", visit.List(u.Terms))
	}
	out.Type = parts.NewSelectField(field+u.Key, visit.Say("tagging.type", "Name", name), chosen, slices.Clone(types)...)
	return out
}

// field begins the names of the choices of a form.
const field = "type-"

func (d *door) save(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	form, err := c.FormParams()
	if err != nil {
		return respond.New(http.StatusBadRequest, visit.Voice)
	}
	chosen := map[string]string{}
	for name, values := range form {
		if key, ok := strings.CutPrefix(name, field); ok && len(values) > 0 && values[0] != "" {
			chosen[key] = values[0]
		}
	}
	if len(chosen) == 0 {
		return shell.Redirect(c, visit.Here("saved", ""))
	}
	report, err := d.house.Planner.Tag(c.Request().Context(), chosen, actor)
	if fault := faultOf(err); fault != nil {
		return d.show(c, visit, statusOf(fault), chosen, fault)
	}
	if err != nil {
		return err
	}
	return shell.Redirect(c, visit.Here("saved", report.Revision.Revision, "page", ""))
}
