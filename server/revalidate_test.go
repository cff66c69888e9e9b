package server

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
)

func get(t testing.TB, e *echo.Echo, url, known string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+url, nil)
	if known != "" {
		r.Header.Set("If-None-Match", known)
	}
	w := httptest.NewRecorder()
	e.ServeHTTP(w, r)
	return w
}

// A reader who has an answer is told so, until anything that it depends on is
// another.
func TestRevalidation(t *testing.T) {
	p := ownDemonstration(t)
	e := mustNew(t, Config{Build: "one"}, p)
	const url = "/api/v1/areas?limit=1"
	tag := get(t, e, url, "").Header().Get("ETag")
	if tag == "" {
		t.Fatal("no ETag")
	}
	strong := strings.TrimPrefix(tag, "W/")
	for _, known := range []string{tag, strong, `"other", ` + tag, `"other",` + strong, "*"} {
		if again := get(t, e, url, known); again.Code != http.StatusNotModified || again.Body.Len() > 0 || again.Header().Get("ETag") != tag || again.Header().Get("Cache-Control") != pageCaching {
			t.Errorf("%s: status %d with %d bytes, headers %v", known, again.Code, again.Body.Len(), again.Header())
		}
	}
	tried := map[string]string{}
	differs := func(name string, e *echo.Echo, url string) {
		t.Helper()
		other := get(t, e, url, tag)
		got := other.Header().Get("ETag")
		if other.Code != http.StatusOK || got == "" || tried[got] != "" {
			t.Errorf("%s: status %d, ETag %s as %s has", name, other.Code, got, tried[got])
		}
		tried[got] = name
	}
	differs("another page", e, "/api/v1/areas?limit=1&offset=1")
	differs("another day", e, "/api/v1/areas?limit=1&on=2026-04-02")
	differs("the public", e, "/api/v1/areas?limit=1&for=public")
	differs("Welsh", e, "/cy/api/v1/areas?limit=1")
	differs("another build", mustNew(t, Config{Build: "two"}, p), url)
	if _, err := p.Undo(t.Context(), 2, "test"); err != nil {
		t.Fatal(err)
	}
	if changed := get(t, e, url, tag); changed.Code != http.StatusOK || changed.Header().Get("ETag") == tag {
		t.Errorf("after a change: status %d, ETag %s", changed.Code, changed.Header().Get("ETag"))
	}
	p.ShowAsOf("2026-04-02")
	if tomorrow := get(t, e, url, tag); tomorrow.Code != http.StatusOK {
		t.Errorf("on another day: status %d", tomorrow.Code)
	}
}

// Nobody keeps a refusal, nor what says of itself that it must not be kept.
func TestWhatIsNotKept(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	e.GET("/trace", func(c echo.Context) error {
		c.Response().Header().Set("Cache-Control", "no-store")
		return c.String(http.StatusOK, "none")
	})
	for _, url := range []string{"/trace", "/api/v1/areas/none", "/api/v1/areas?foo=1", "/nothing", "/healthz", "/readyz"} {
		if w := get(t, e, url, "*"); w.Header().Get("ETag") != "" || w.Header().Get("Cache-Control") != "no-store" || w.Code == http.StatusNotModified {
			t.Errorf("%s: status %d, %v", url, w.Code, w.Header())
		}
	}
}
