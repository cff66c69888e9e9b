package server

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/labstack/echo/v4"

	"catchment/server/respond"
)

// What is built may be kept for ever where its name changes with it.
func TestStatic(t *testing.T) {
	e := echo.New()
	e.HTTPErrorHandler = respond.Handler(discard, nil)
	e.GET("/static/*", static(fstest.MapFS{
		"assets/main-1a2b.js":    {Data: []byte("let x")},
		"assets/noto-1a2b.woff2": {Data: []byte("font")},
		"plain.txt":              {Data: []byte("plain")},
		".vite/manifest.json":    {Data: []byte("{}")},
		"assets/.hidden":         {Data: []byte("hidden")},
	}))
	for _, c := range []struct {
		path, kind, caching string
		status              int
	}{
		{"assets/main-1a2b.js", "text/javascript; charset=utf-8", forever, 200},
		{"assets/noto-1a2b.woff2", "font/woff2", forever, 200},
		{"plain.txt", "text/plain; charset=utf-8", "", 200},
		{".vite/manifest.json", "", "no-store", 404},
		{"assets/.hidden", "", "no-store", 404},
		{"assets", "", "no-store", 404},
		{"../server.go", "", "no-store", 404},
		{"assets/../plain.txt", "", "no-store", 404},
		{"", "", "no-store", 404},
	} {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1/static/", nil)
		r.URL.Path = "/static/" + c.path
		w := httptest.NewRecorder()
		e.ServeHTTP(w, r)
		if w.Code != c.status || w.Header().Get("Cache-Control") != c.caching || c.kind != "" && w.Header().Get("Content-Type") != c.kind {
			t.Errorf("%q: status %d, caching %q, type %q", c.path, w.Code, w.Header().Get("Cache-Control"), w.Header().Get("Content-Type"))
		}
		if c.status == 404 && strings.Contains(w.Body.String(), "hidden") {
			t.Errorf("%q is given away", c.path)
		}
	}
}
