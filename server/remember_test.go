package server

import (
	"net/http"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/server/respond"
)

// counting serves pages that are counted when they are drawn.
func counting(t *testing.T) (*site, *echo.Echo, map[string]int) {
	s := &site{config: Config{Build: "one"}, planner: ownDemonstration(t), memory: newMemory()}
	e, drawn := echo.New(), map[string]int{}
	e.Pre(respond.TakeLanguage)
	e.Use(s.revalidate)
	page := func(name, caching string, status int, body string) {
		e.GET("/"+name, func(c echo.Context) error {
			drawn[name]++
			if caching != "" {
				c.Response().Header().Set(echo.HeaderCacheControl, caching)
			}
			return c.HTML(status, body)
		})
	}
	page("page", "", http.StatusOK, "a page")
	page("private", "no-store", http.StatusOK, "not for others")
	page("gone", "", http.StatusGone, "no more")
	page("long", "", http.StatusOK, strings.Repeat("x", longestPage+1))
	e.GET("/fault", func(echo.Context) error {
		drawn["fault"]++
		return &model.Error{Code: model.NotFound, Sentence: model.Said("There is none.")}
	})
	e.GET("/data", func(c echo.Context) error {
		drawn["data"]++
		return c.String(http.StatusOK, "data")
	})
	return s, e, drawn
}

func TestAPageIsDrawnOnce(t *testing.T) {
	s, e, drawn := counting(t)
	for range 3 {
		if w := get(t, e, "/page?x=1", ""); w.Code != http.StatusOK || w.Body.String() != "a page" || w.Header().Get("ETag") == "" ||
			w.Header().Get("Cache-Control") != pageCaching || w.Header().Get("Content-Type") != echo.MIMETextHTMLCharsetUTF8 {
			t.Fatalf("status %d, %q, %v", w.Code, w.Body, w.Header())
		}
	}
	if drawn["page"] != 1 {
		t.Errorf("it was drawn %d times", drawn["page"])
	}
	get(t, e, "/page?x=2", "")
	get(t, e, "/cy/page?x=1", "")
	s.planner.ShowAsOf("2030-01-01")
	get(t, e, "/page?x=1", "")
	if _, err := s.planner.Undo(t.Context(), 2, "test"); err != nil {
		t.Fatal(err)
	}
	get(t, e, "/page?x=1", "")
	if drawn["page"] != 5 {
		t.Errorf("another query, language, day and revision: it was drawn %d times, want 5", drawn["page"])
	}
}

func TestWhatIsNotRemembered(t *testing.T) {
	s, e, drawn := counting(t)
	for _, name := range []string{"private", "gone", "long", "fault", "data"} {
		for range 2 {
			get(t, e, "/"+name, "")
		}
		if drawn[name] != 2 {
			t.Errorf("%s was made %d times, want 2", name, drawn[name])
		}
	}
	if s.memory.Len() != 0 {
		t.Errorf("%d answers are kept", s.memory.Len())
	}
}
