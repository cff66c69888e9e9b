package ogc

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

// Root is the path below which everything lies.
const Root = "/ogc"

// Config is what the door is told from outside.
type Config struct {
	Product string // name and version of the program
	Build   string // differs from build to build; part of every ETag
}

type door struct {
	config  Config
	planner *planner.Planner
	house   *shell.House
	press   *press
	matches *matches
	answers *answers // by tag
	store   *store
}

// Mount adds the routes. The house draws the pages.
func Mount(e *echo.Echo, config Config, house *shell.House) {
	d := &door{config: config, planner: house.Planner, house: house, press: newPress(), matches: newMatches(), answers: newAnswers(), store: newStore(keptBytes)}
	g := e.Group(Root)
	get := func(path string, parameters func(*asked) ([]parameter, error), answer func(*asked) error) {
		g.GET(path, d.handle(parameters, answer))
		g.OPTIONS(path, preflight)
	}
	get("", only(common), d.landing)
	get("/", only(common), d.landing)
	get("/conformance", only(common), d.conformance)
	get("/api", only(common), d.api)
	get("/collections", only(common), d.collections)
	get("/collections/:collection", only(common), d.collection)
	get("/collections/:collection/queryables", only(common), d.queryables)
	get("/collections/:collection/schema", only(common), d.schema)
	get("/collections/:collection/items", d.itemsTake, d.items)
	get("/collections/:collection/items/:feature", only(featureParameters), d.feature)
	get("/collections/:collection/tiles", only(common), d.tilesets)
	get("/collections/:collection/tiles/:matrix", only(tilesetParameters), d.tileset)
	get("/tileMatrixSets", only(common), d.matrixSets)
	get("/tileMatrixSets/:matrix", only(common), d.matrixSet)
	g.GET("/*", nowhere)
	g.OPTIONS("/*", preflight)
}

// nowhere answers where there is no resource, or can be none.
func nowhere(c echo.Context) error {
	respond.AllowOrigins(c, true)
	if p := tooLong(c); p != nil {
		return p
	}
	if path, ok := withoutSlash(c); ok {
		return c.Redirect(http.StatusMovedPermanently, path)
	}
	return echo.ErrNotFound
}

// longestAddress is how long path and question may be together: more than any
// program makes that means it, and less than what the longest lines of headers
// are that programs read.
const longestAddress = 32 << 10

func tooLong(c echo.Context) *respond.Problem {
	u := c.Request().URL
	if len(u.EscapedPath())+len("?")+len(u.RawQuery) <= longestAddress {
		return nil
	}
	return respond.Refusal(c, http.StatusRequestURITooLong, "", "ogc.long_address", "Most", respond.Voice(c).Number(longestAddress, 0))
}

// withoutSlash is where an address with a slash too many leads, with the same
// question. Root alone has one.
func withoutSlash(c echo.Context) (string, bool) {
	url := c.Request().URL
	path := strings.TrimRight(url.EscapedPath(), "/")
	if path == url.EscapedPath() || url.EscapedPath() == Root+"/" {
		return "", false
	}
	if respond.Language(c) == words.Welsh {
		path = "/cy" + path
	}
	if url.RawQuery != "" {
		path += "?" + url.RawQuery
	}
	return path, true
}

func only(parameters []parameter) func(*asked) ([]parameter, error) {
	return func(*asked) ([]parameter, error) { return parameters, nil }
}

// handle reads what every resource is asked with, refuses parameters that the
// resource does not take, and answers.
func (d *door) handle(parameters func(*asked) ([]parameter, error), answer func(*asked) error) echo.HandlerFunc {
	return func(c echo.Context) error {
		if _, ok := withoutSlash(c); ok || tooLong(c) != nil { // the last part of an address holds slashes too
			return nowhere(c)
		}
		a, err := d.ask(c)
		if err != nil {
			respond.AllowOrigins(c, true) // it is not even known whose figures are asked for
			return err
		}
		a.allowOrigins()
		takes, err := parameters(a)
		if err != nil {
			return err
		}
		if _, p := respond.Query(c, namesOf(takes)...); p != nil {
			return p
		}
		return answer(a)
	}
}

// allowOrigins lets pages of other sites read what holds no figures, what is
// public, and what they have a key for. What only this machine may see is not
// open to them: a page that a commissioner happens to visit must not read it.
func (a *asked) allowOrigins() {
	figures := strings.Contains(a.c.Path(), "/items")
	respond.AllowOrigins(a.c, !figures || respond.Key(a.c) != "" || a.view.Audience() == disclosure.Public)
}

func preflight(c echo.Context) error {
	respond.SayWhatMayBeAsked(c)
	return c.NoContent(http.StatusNoContent)
}
