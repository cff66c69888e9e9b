package server

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"catchment/server/respond"
)

const pageCaching = "private, no-cache"

// revalidate tells a reader who has the answer already that it still holds. A
// door that sets Cache-Control itself (no-store for what must leave no trace,
// immutable for what never changes) is left alone and gets no ETag.
func (s *site) revalidate(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			return next(c)
		}
		tag, header := s.tagOf(c), c.Response().Header()
		if respond.Knows(r, tag) {
			header.Set(echo.HeaderCacheControl, pageCaching)
			header.Set("ETag", tag)
			return c.NoContent(http.StatusNotModified)
		}
		c.Response().Before(func() {
			if header.Get(echo.HeaderCacheControl) != "" {
				return
			}
			if c.Response().Status != http.StatusOK {
				header.Set(echo.HeaderCacheControl, "no-store")
				return
			}
			header.Set(echo.HeaderCacheControl, pageCaching)
			header.Set("ETag", tag)
			if respond.KnowsAny(r) {
				c.Response().Status = http.StatusNotModified
			}
		})
		if respond.KnowsAny(r) {
			beneath := c.Response().Writer
			defer func() { c.Response().Writer = beneath }()
			c.Response().Writer = &bodiless{beneath, c.Response()}
		}
		return s.draw(c, tag, next)
	}
}

// tagOf is made of all that an answer depends on. The audience is that of
// the key or stands in the URL, as does the date; where that does not, it is today. It is weak, because
// the same answer is packed in several ways.
func (s *site) tagOf(c echo.Context) string {
	url := c.Request().URL
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%d\n%s\n%s\n%s\n%s\n%s", s.config.Build, s.planner.Revision().Revision,
		s.planner.Today(), respond.Language(c), respond.Audience(c), url.EscapedPath(), url.RawQuery))
	return `W/"` + hex.EncodeToString(sum[:12]) + `"`
}

// bodiless leaves out the body of an answer that says it is known: whether
// there is one at all is found out only by making it.
type bodiless struct {
	http.ResponseWriter
	answer *echo.Response
}

func (b *bodiless) WriteHeader(status int) {
	if status == http.StatusNotModified {
		b.Header().Del(echo.HeaderContentLength)
		b.Header().Del(echo.HeaderContentType)
	}
	b.ResponseWriter.WriteHeader(status)
}

func (b *bodiless) Write(content []byte) (int, error) {
	if b.answer.Status == http.StatusNotModified {
		return len(content), nil
	}
	return b.ResponseWriter.Write(content)
}

// Unwrap lets http.ResponseController reach the connection.
func (b *bodiless) Unwrap() http.ResponseWriter { return b.ResponseWriter }
