package api

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	"catchment/server/respond"
)

// AllowOrigins lets scripts of other sites read the API and exports as they may
// read /ogc: what is for the public, what they have a key for, and the
// description, which holds no figures. What only this machine may see is not
// open to them. It stands in front of what says that an answer is known, which
// they may read too.
func AllowOrigins(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if !strings.HasPrefix(r.URL.Path, Base+"/") && !strings.HasPrefix(r.URL.Path, "/export/") {
			return next(c)
		}
		c.Response().Header().Add(echo.HeaderVary, echo.HeaderOrigin)
		switch r.Method {
		case http.MethodOptions:
			respond.SayWhatMayBeAsked(c)
		case http.MethodGet, http.MethodHead:
			described := strings.HasPrefix(r.URL.Path, Base+"/openapi")
			respond.AllowOrigins(c, described || respond.Key(c) != "" || respond.Audience(c) == string(disclosure.Public))
		}
		return next(c)
	}
}
