package shell

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"

	"catchment/frontend"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/respond"
)

// House is what all pages share: the planner that they ask, and their
// templates.
type House struct {
	Planner *planner.Planner
	Exit    Exit // where a quick exit leads
	product string
	pages   map[string]*template.Template
	notes   notes
}

// New reads the templates: each page is the layout, the parts and its own
// file. The product is the program's name and version.
func New(product string, p *planner.Planner) (*House, error) {
	h := &House{Planner: p, Exit: Exits[0], product: product, pages: map[string]*template.Template{}}
	files := frontend.Pages()
	base, err := template.New("").Option("missingkey=error").ParseFS(files, "layout.html", "parts/*.html")
	if err != nil {
		return nil, err
	}
	return h, fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.Contains(name, "/") || path.Dir(name) == "parts" {
			return err
		}
		page, err := template.Must(base.Clone()).ParseFS(files, name)
		if err != nil {
			return err
		}
		h.pages[strings.TrimSuffix(name, ".html")] = page
		return nil
	})
}

// Show answers with a page: the template by its path without ".html", e.g.
// "areas/overview".
func (h *House) Show(c echo.Context, status int, name string, page any) error {
	body, err := h.Draw(name, page)
	if err != nil {
		return err
	}
	return c.HTMLBlob(status, body)
}

// Draw gives a page as Show answers with it.
func (h *House) Draw(name string, page any) ([]byte, error) {
	t, ok := h.pages[name]
	if !ok {
		return nil, fmt.Errorf("there is no page %q", name)
	}
	var body bytes.Buffer
	if err := t.ExecuteTemplate(&body, "layout", page); err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	return body.Bytes(), nil
}

// notes keeps what stands in the footer of a revision's pages.
type notes struct {
	mutex    sync.Mutex
	revision int
	known    map[disclosure.Audience]disclosure.Provenance
}

// provenance asks once for each revision and audience.
func (h *House) provenance(c echo.Context, view *disclosure.View) (disclosure.Provenance, error) {
	h.notes.mutex.Lock()
	defer h.notes.mutex.Unlock()
	if revision := view.Revision().Revision; h.notes.revision != revision || h.notes.known == nil {
		h.notes.revision, h.notes.known = revision, map[disclosure.Audience]disclosure.Provenance{}
	}
	if p, ok := h.notes.known[view.Audience()]; ok {
		return p, nil
	}
	p, err := h.Planner.Provenance(c.Request().Context(), h.product, view)
	if err == nil {
		h.notes.known[view.Audience()] = p
	}
	return p, err
}

// faultPage is the page that says what went wrong.
type faultPage struct {
	Page
	Problem *respond.Problem
}

// Fault answers with a problem as a page. It asks for no figures, which may be
// what failed.
func (h *House) Fault(c echo.Context, p *respond.Problem) error {
	visit := &Visit{c: c, House: h, Voice: respond.Voice(c), Audience: audienceOf(c)}
	page := faultPage{Page: visit.bare(p.Title), Problem: p}
	return h.Show(c, p.Status, "shell/fault", &page)
}

// Redirect sends the reader on after a change was made, so that a reload does
// not make it again.
func Redirect(c echo.Context, url string) error { return c.Redirect(http.StatusSeeOther, url) }
