package respond

import (
	"net"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"
)

// AllowOrigins lets scripts of other sites read an answer: of all, or only
// those that this machine serves itself.
func AllowOrigins(c echo.Context, all bool) {
	header, origin := c.Response().Header(), c.Request().Header.Get(echo.HeaderOrigin)
	switch {
	case all:
		header.Set(echo.HeaderAccessControlAllowOrigin, "*")
	case isLocal(origin):
		header.Set(echo.HeaderAccessControlAllowOrigin, origin)
	default:
		return
	}
	header.Set("Cross-Origin-Resource-Policy", "cross-origin")
	header.Set(echo.HeaderAccessControlExposeHeaders, "Content-Crs, Content-Disposition, ETag, Link, Retry-After, X-Total-Count")
}

// SayWhatMayBeAsked answers what a browser asks before it lets a script of
// another site ask with a key: it may, and only to read.
func SayWhatMayBeAsked(c echo.Context) {
	AllowOrigins(c, true)
	header := c.Response().Header()
	header.Set(echo.HeaderAccessControlAllowMethods, "GET, HEAD, OPTIONS")
	header.Set(echo.HeaderAccessControlAllowHeaders, "Accept, Authorization, If-None-Match, X-API-Key")
	header.Set(echo.HeaderAccessControlMaxAge, "86400")
}

func isLocal(origin string) bool {
	u, err := url.Parse(origin)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return strings.EqualFold(u.Hostname(), "localhost") || ip != nil && ip.IsLoopback()
}
