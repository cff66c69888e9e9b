package ogc

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2/negotiation"
	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/feature"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

// Media types.
const (
	mediaHTML    = "text/html; charset=utf-8"
	mediaJSON    = "application/json"
	mediaGeoJSON = "application/geo+json"
	mediaSchema  = "application/schema+json"
	mediaOpenAPI = "application/vnd.oai.openapi+json;version=3.0"
	mediaTile    = "application/vnd.mapbox-vector-tile"
)

// asked is one request: of what view, in which form.
type asked struct {
	c     echo.Context
	query url.Values
	visit *shell.Visit
	view  *disclosure.View
	set   *feature.Set
	voice *words.Voice
	html  bool
	base  string // scheme, host and Root, in front of every link
}

func (d *door) ask(c echo.Context) (*asked, error) {
	a := &asked{c: c, voice: respond.Voice(c), html: wantsHTML(c.Request())}
	if a.html {
		leaveOutEmpty(c.Request().URL)
	}
	a.query = c.Request().URL.Query()
	a.base = baseOf(c)
	if form := a.query.Get("f"); a.query.Has("f") && !slices.Contains(formsOf(c), form) {
		return nil, a.refuse("f", "ogc.form", "Found", model.Quoted(form), "Forms", a.voice.List(formsOf(c)))
	}
	visit, err := d.house.Open(c)
	if err != nil {
		return nil, err
	}
	a.visit, a.view, a.set = visit, visit.View, feature.Of(visit.View)
	return a, nil
}

// formsOf are the forms that the resource of a path has.
func formsOf(c echo.Context) []string {
	if strings.HasSuffix(c.Path(), "/tiles/:matrix") {
		return []string{"json", "tilejson", "html"}
	}
	return []string{"json", "html"}
}

// leaveOutEmpty takes away what the form of a page sends of fields that were
// left empty.
func leaveOutEmpty(u *url.URL) {
	query := u.Query()
	for _, name := range []string{"filter", "bbox", "limit"} {
		if values := query[name]; len(values) == 1 && values[0] == "" {
			query.Del(name)
			u.RawQuery = query.Encode()
		}
	}
}

// wantsHTML says whether a page is asked for: by f, else by what is accepted.
func wantsHTML(r *http.Request) bool {
	if form := r.URL.Query().Get("f"); form != "" {
		return form == "html"
	}
	offered := []string{"application/json", "application/geo+json", "application/schema+json", "application/vnd.oai.openapi+json", "text/html"}
	return negotiation.SelectQValueFast(r.Header.Get("Accept"), offered) == "text/html"
}

func baseOf(c echo.Context) string {
	base := c.Scheme() + "://" + c.Request().Host
	if respond.Language(c) == words.Welsh {
		base += "/cy"
	}
	return base + Root
}

// collection finds the collection that the path names.
func (a *asked) collection() (*feature.Collection, error) {
	id := a.c.Param("collection")
	if c, ok := a.set.Collection(id); ok {
		return c, nil
	}
	return nil, respond.Refusal(a.c, http.StatusNotFound, "collection", "ogc.no_collection", "Found", model.Quoted(id), "Names", a.voice.List(a.set.Names()))
}

// refuse is a fault of a parameter, in a sentence of the catalogue.
func (a *asked) refuse(field, key string, pairs ...any) error {
	return respond.Refusal(a.c, http.StatusBadRequest, field, key, pairs...)
}
