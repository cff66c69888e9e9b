package server

import (
	"errors"
	"io"
	"net"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/server/respond"
)

// policies are the headers that every answer has.
var policies = map[string]string{
	echo.HeaderContentSecurityPolicy: "default-src 'self'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self'; " +
		"img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
	echo.HeaderXContentTypeOptions: "nosniff",
	echo.HeaderXFrameOptions:       "DENY", // for browsers that do not know frame-ancestors
	echo.HeaderReferrerPolicy:      "same-origin",
	"Permissions-Policy":           "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
}

func setPolicies(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		for name, value := range policies {
			c.Response().Header().Set(name, value)
		}
		if c.Request().TLS != nil {
			c.Response().Header().Set(echo.HeaderStrictTransportSecurity, "max-age=31536000; includeSubDomains")
		}
		return next(c)
	}
}

// refuseOtherHosts answers only requests that name this machine: the page of
// another site, whose name leads here, would be of one origin with it.
func refuseOtherHosts(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if !namesLoopback(c.Request()) {
			return respond.New(http.StatusMisdirectedRequest, respond.Voice(c))
		}
		return next(c)
	}
}

func namesLoopback(r *http.Request) bool {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.Trim(host, "[]")
	return isLoopback(host) || strings.EqualFold(strings.TrimSuffix(host, "."), "localhost") // as names are compared
}

// refuseOtherSites lets a page of another site ask for nothing but pages.
func refuseOtherSites() echo.MiddlewareFunc {
	protection := http.NewCrossOriginProtection()
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if err := protection.Check(c.Request()); err != nil {
				p := respond.New(http.StatusForbidden, respond.Voice(c))
				p.Detail, p.Cause = respond.Voice(c).Say("server.detail_other_site"), err
				return p
			}
			return next(c)
		}
	}
}

// The largest bodies: of a form, and of an import.
const (
	formLimit   = 1 << 20
	importLimit = 256 << 20
)

// drainLimit is how much of a body that is refused is read: a browser shows no
// answer before it has sent all.
const drainLimit = 1 << 30

// drainBody reads a body and forgets it. One that waits to be asked for it
// (Expect: 100-continue) is not.
func drainBody(r *http.Request, body io.Reader) {
	if r.Header.Get("Expect") == "" {
		_, _ = io.CopyN(io.Discard, body, drainLimit) // what cannot be read is not wanted
	}
}

// limitBody refuses a body that is larger than its address takes.
func limitBody(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		limit := int64(formLimit)
		if strings.HasPrefix(r.URL.Path, "/import") || strings.HasPrefix(r.URL.Path, "/api/v1/imports") {
			limit = importLimit
		}
		if r.ContentLength > limit {
			drainBody(r, r.Body)
			return respond.New(http.StatusRequestEntityTooLarge, respond.Voice(c))
		}
		body := r.Body
		r.Body = http.MaxBytesReader(c.Response(), body, limit)
		err := next(c)
		if errors.As(err, new(*http.MaxBytesError)) {
			drainBody(r, body)
		}
		return err
	}
}
