package respond

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// Page draws a problem for people. It is given by the pages; where it fails,
// or there is none, a plain page says the same.
type Page func(c echo.Context, p *Problem) error

// Handler answers errors and logs those that are not the reader's doing.
func Handler(log *slog.Logger, page Page) echo.HTTPErrorHandler {
	return func(err error, c echo.Context) {
		p := ProblemOf(err, Voice(c))
		Log(log, c, p)
		if c.Response().Committed {
			panic(http.ErrAbortHandler) // so that half an answer is not taken for a whole one
		}
		c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
		if err := answer(c, p, page); err != nil {
			log.Warn("an error could not be answered", "request", p.Request, "route", Route(c), "cause", err)
		}
	}
}

// Log notes a problem that is not the reader's doing, and gives it the id of
// its request.
func Log(log *slog.Logger, c echo.Context, p *Problem) {
	p.Request = c.Response().Header().Get(echo.HeaderXRequestID)
	if p.Status >= http.StatusInternalServerError && c.Request().Context().Err() == nil {
		log.Error("failed", "request", p.Request, "route", Route(c), "status", p.Status, "detail", p.Detail, "cause", p.Cause)
	}
}

func answer(c echo.Context, p *Problem, page Page) error {
	if WantsJSON(c.Request()) {
		return JSON(c, p)
	}
	if page != nil {
		if err := page(c, p); err == nil || c.Response().Committed {
			return err
		}
	}
	return plainPage(c, p)
}

// JSON writes a problem as problem+json.
func JSON(c echo.Context, p *Problem) error {
	body, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return c.Blob(p.Status, problemJSON, append(body, '\n'))
}

// Route is the pattern of the path, which holds no key of anything.
func Route(c echo.Context) string {
	if path := c.Path(); path != "" {
		return path
	}
	return "unmatched"
}

// programs are the parts of the server that only programs ask.
var programs = []string{"/api/", "/export/", "/tiles/", "/ogc", "/oruk"}

// WantsJSON says whether the answer is read by a program: by the form that the
// address names, by where it asks, or by what it accepts. A page of
// documentation is for people.
func WantsJSON(r *http.Request) bool {
	accept := r.Header.Get("Accept")
	html, data := strings.Contains(accept, "text/html"), strings.Contains(accept, "json")
	for _, prefix := range programs {
		if strings.HasPrefix(r.URL.Path, prefix) {
			if form := r.URL.Query().Get("f"); form != "" {
				return form != "html"
			}
			return !html || data
		}
	}
	return data && !html
}
