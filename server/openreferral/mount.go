package openreferral

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	oruk "catchment/model/exchange/openreferral"
	"catchment/model/planner"
	"catchment/server/respond"
)

// Base is where the directory begins. Everything below root is of its kind.
const (
	root = "/oruk"
	Base = root + "/v3"
)

// profile is where the specification is described.
const profile = "https://docs.openreferraluk.org/en/latest/"

// door answers for the directory.
type door struct{ planner *planner.Planner }

// Mount adds the routes, each also with a slash behind it. What refuses a
// request before a route has it must let other sites read why, too.
func Mount(e *echo.Echo, p *planner.Planner) {
	d := &door{p}
	e.Pre(open)
	get(e, Base, d.about)
	get(e, Base+"/openapi.json", d.description)
	mount(e, d, &services)
	mount(e, d, &organizations)
	mount(e, d, &places)
	mount(e, d, &taxonomies)
	mount(e, d, &terms)
	for _, at := range []string{root, root + "/*"} {
		e.GET(at, nowhere)
		e.OPTIONS(at, options)
	}
}

func mount[R any](e *echo.Echo, d *door, r *collection[R]) {
	get(e, Base+"/"+r.name, r.list(d))
	get(e, Base+"/"+r.name+"/:id", r.one(d))
}

func get(e *echo.Echo, path string, handler echo.HandlerFunc) {
	for _, at := range []string{path, path + "/"} {
		e.GET(at, handler)
		e.OPTIONS(at, options)
	}
}

// open lets pages of every site read the answer, whatever it is.
func open(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if path := c.Request().URL.Path; path == root || strings.HasPrefix(path, root+"/") {
			respond.AllowOrigins(c, true)
		}
		return next(c)
	}
}

// nowhere answers where there is nothing.
func nowhere(echo.Context) error { return echo.ErrNotFound }

// options says what may be asked from another site, before it is asked.
func options(c echo.Context) error {
	const methods = "GET, HEAD, OPTIONS"
	header := c.Response().Header()
	header.Set(echo.HeaderAllow, methods)
	header.Set(echo.HeaderAccessControlAllowMethods, methods)
	header.Set(echo.HeaderAccessControlAllowHeaders, "Accept, Authorization, If-None-Match, X-API-Key")
	header.Set(echo.HeaderAccessControlMaxAge, "86400")
	return c.NoContent(http.StatusNoContent)
}

// feed is what the public may see on the latest day that is published, in the
// language of the request.
func (d *door) feed(c echo.Context) (*oruk.Feed, error) {
	day, _ := d.planner.DayFor(disclosure.Public, "") // the latest is always there
	view, err := d.planner.View(c.Request().Context(), day, disclosure.Public)
	if err != nil {
		return nil, err
	}
	return oruk.FeedOf(view, respond.Voice(c))
}

func (d *door) about(c echo.Context) error {
	if _, p := respond.Query(c); p != nil {
		return p
	}
	return c.JSON(http.StatusOK, oruk.About{Version: oruk.Version, Profile: profile, OpenAPIURL: origin(c) + Base + "/openapi.json"})
}

// origin is where the reader asks: links of the specification are whole ones.
func origin(c echo.Context) string { return c.Scheme() + "://" + c.Request().Host }
