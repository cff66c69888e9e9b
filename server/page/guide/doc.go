// Package guide says how the figures come about and how to read them: the
// programmes, the method with every setting and its source, the indicators,
// boundaries and sources, help, how programs connect, glossary, and the
// statements. Every page is an
// article: a row of sections, named at the top.
package guide

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

type door struct{ house *shell.House }

// Mount adds the routes.
func Mount(e *echo.Echo, h *shell.House) {
	d := &door{h}
	e.GET("/programmes", d.programmes)
	e.GET("/programmes/:key", d.programme)
	e.GET("/method", d.method)
	e.GET("/indicators/:key", d.indicator)
	e.GET("/sources", d.sources)
	e.GET("/help", d.help)
	e.GET("/connect", d.connect)
	e.GET("/glossary", d.glossary)
	e.GET("/accessibility", d.statement("accessibility", "state", "how", "limits", "report", "prepared"))
	e.GET("/privacy", d.statement("privacy", "people", "places", "counts", "browser", "requests", "logs"))
}

// open begins an article. Its title and lead are guide.KEY_title and
// guide.KEY_lead.
func (d *door) open(c echo.Context, section, key string) (*article, error) {
	visit, err := d.house.Open(c)
	if err != nil {
		return nil, err
	}
	a := &article{}
	a.Page, err = visit.Page(section, visit.Say("guide."+key+"_title"), visit.Say("guide."+key+"_lead"))
	if err != nil {
		return nil, err
	}
	a.crumbs()
	return a, nil
}

func (d *door) show(c echo.Context, a *article) error {
	return d.house.Show(c, http.StatusOK, "guide/article", a)
}

// statement is a page of words alone.
func (d *door) statement(key string, sections ...string) echo.HandlerFunc {
	return func(c echo.Context) error {
		a, err := d.open(c, "", key)
		if err != nil {
			return err
		}
		for _, name := range sections {
			a.Sections = append(a.Sections, said(a.Voice, name, key+"_"+name))
		}
		return d.show(c, a)
	}
}

// help says how to read the pages, and where to go on.
func (d *door) help(c echo.Context) error {
	a, err := d.open(c, "", "help")
	if err != nil {
		return err
	}
	for _, name := range []string{"begin", "matrix", "states", "ranges", "empty", "data", "address", "line", "wrong"} {
		a.Sections = append(a.Sections, said(a.Voice, name, "help_"+name))
	}
	links := map[string][]parts.Link{
		"begin": {{Text: a.Say("guide.to_home"), URL: a.Link("/")}, {Text: a.Say("guide.to_gaps"), URL: a.Link("/gaps")}},
		"data":  {{Text: a.Say("guide.to_import"), URL: a.Link("/import")}, {Text: a.Say("guide.to_sources"), URL: a.Link("/sources")}, {Text: a.Say("guide.to_connect"), URL: a.Link("/connect")}},
		"wrong": {{Text: a.Say("guide.to_method"), URL: a.Link("/method")}, {Text: a.Say("guide.to_glossary"), URL: a.Link("/glossary")}},
	}
	for i := range a.Sections {
		a.Sections[i].Links = links[a.Sections[i].ID]
	}
	a.list()
	return d.show(c, a)
}
