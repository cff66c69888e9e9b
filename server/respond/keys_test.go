package respond

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/labstack/echo/v4"
)

func TestKeysOfThePathAreRead(t *testing.T) {
	e := echo.New()
	e.Use(ReadKeys)
	e.GET("/a/:key/b/:other", func(c echo.Context) error { return c.String(200, c.Param("key")+"|"+c.Param("other")) })
	for _, key := range []string{"plain", "a/b", "a;b", "a:b", "a+b&c=d", "50% off", "%2F", "%41", "ŵ ŷ", ".", "..", "...", "a?b#c", `"<>\`, "a%"} {
		w := httptest.NewRecorder()
		e.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/a/"+Segment(key)+"/b/x%3By", nil))
		if want := key + "|x;y"; w.Code != 200 || w.Body.String() != want {
			t.Errorf("%q at %s: %d %q", key, Segment(key), w.Code, w.Body)
		}
		w = httptest.NewRecorder()
		e.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/a/"+Segment(key)+"/b/y", nil))
		if w.Body.String() != key+"|y" {
			t.Errorf("%q alone: %d %q", key, w.Code, w.Body)
		}
	}
}
