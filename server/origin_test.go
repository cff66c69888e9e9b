package server

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"catchment/model/disclosure"
)

// Scripts of other sites read of the API and of exports what is for the public,
// what they have a key for, and what holds no figures: nothing else.
func TestOriginsOfFigures(t *testing.T) {
	p := ownDemonstration(t)
	e := mustNew(t, Config{}, p)
	public, _ := mustIssue(t, p, disclosure.Public, "")
	commissioner, _ := mustIssue(t, p, disclosure.Commissioner, "")
	for _, c := range []struct{ path, origin, key, allowed string }{
		{"/export/tiers.csv?for=public", "https://map.example", "", "*"},
		{"/export/coverage.geojson?for=public&kind=nation", "https://map.example", "", "*"},
		{"/export/nothing.csv?for=public", "https://map.example", "", "*"},
		{"/export/tiers.csv?kind=nation", "https://map.example", public, "*"},
		{"/export/tiers.csv?kind=nation", "https://map.example", commissioner, "*"},
		{"/export/tiers.csv?kind=nation", "https://map.example", "", ""},
		{"/export/tiers.csv?for=commissioner", "https://map.example", "", ""},
		{"/export/tiers.csv?for=commissioner&for=public", "https://map.example", "", ""},
		{"/export/tiers.csv", "null", "", ""},
		{"/export/tiers.csv", "http://127.0.0.1.example", "", ""},
		{"/export/tiers.csv", "http://localhost:5173", "", "http://localhost:5173"},
		{"/api/v1/tiers?for=public", "https://map.example", "", "*"},
		{"/api/v1/tiers?for=public&lang=xx", "https://map.example", "", "*"},
		{"/api/v1/areas/X06000001?for=public", "https://map.example", "", "*"},
		{"/cy/api/v1/gaps?for=public&limit=1", "https://map.example", "", "*"},
		{"/api/v1/tiers", "https://map.example", public, "*"},
		{"/api/v1/tiers", "https://map.example", commissioner, "*"},
		{"/api/v1/tiers", "https://map.example", "none", "*"}, // is refused
		{"/api/v1/tiers", "https://map.example", "", ""},
		{"/api/v1/revisions", "https://map.example", "", ""},
		{"/api/v1/tiers?for=commissioner", "https://map.example", "", ""},
		{"/api/v1/tiers", "http://127.0.0.1:3000", "", "http://127.0.0.1:3000"},
		{"/api/v1/openapi.json", "https://map.example", "", "*"},
		{"/areas?for=public", "https://map.example", "", ""},
		{"/healthz", "https://map.example", "", ""},
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			w := asOther(e, method, c.path, c.origin, c.key, "")
			policy := map[bool]string{true: "same-origin", false: "cross-origin"}[c.allowed == ""]
			if got := w.Header().Get("Access-Control-Allow-Origin"); got != c.allowed || w.Header().Get("Cross-Origin-Resource-Policy") != policy {
				t.Errorf("%s %s from %s with %.20q: %d, %q is allowed (%s), not %q", method, c.path, c.origin, c.key, w.Code, got, w.Header().Get("Cross-Origin-Resource-Policy"), c.allowed)
			}
			if door := regexp.MustCompile(`^(/cy)?/(api|export)/`); door.MatchString(c.path) && c.key != "none" && !strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Origin") {
				t.Errorf("%s: Vary is %q", c.path, w.Header().Values("Vary"))
			}
			if w.Header().Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("%s takes credentials", c.path)
			}
		}
	}
}

// A reader who has an answer already may read that it still holds.
func TestOriginsOfWhatIsKnown(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	for path, allowed := range map[string]string{"/api/v1/tiers?for=public&limit=1": "*", "/api/v1/tiers?limit=1": "", "/export/tiers.csv?for=public&kind=nation": "*"} {
		tag := get(t, e, path, "").Header().Get("ETag")
		w := asOther(e, http.MethodGet, path, "https://map.example", "", tag)
		if got := w.Header().Get("Access-Control-Allow-Origin"); w.Code != http.StatusNotModified || got != allowed {
			t.Errorf("%s: %d, %q is allowed, not %q", path, w.Code, got, allowed)
		}
	}
}

// Before a script of another site asks with a key, it is told that it may ask:
// to read, and nothing else.
func TestPreflights(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	for _, path := range []string{"/export/tiers.csv", "/api/v1/tiers", "/api/v1/areas/X06000001", "/tiles/latest/index.json", "/tiles/latest/small_area/0/0/0.mvt", "/ogc/collections", "/api/v1/imports"} {
		w := asOther(e, http.MethodOptions, path, "https://map.example", "", "")
		h := w.Header()
		if w.Code != http.StatusNoContent || h.Get("Access-Control-Allow-Origin") != "*" || h.Get("Access-Control-Allow-Methods") != "GET, HEAD, OPTIONS" || !strings.Contains(h.Get("Access-Control-Allow-Headers"), "X-API-Key") {
			t.Errorf("%s: %d %v", path, w.Code, h)
		}
	}
	for _, path := range []string{"/areas", "/healthz", "/"} {
		if h := asOther(e, http.MethodOptions, path, "https://map.example", "", "").Header(); h.Get("Access-Control-Allow-Origin")+h.Get("Access-Control-Allow-Methods") != "" {
			t.Errorf("%s: %v", path, h)
		}
	}
	if w := asOther(e, http.MethodPost, "/api/v1/imports", "http://127.0.0.1:3000", "", ""); w.Code != http.StatusForbidden || w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("a change: %d %v", w.Code, w.Header())
	}
}

// asOther asks as a script of a page of another site does.
func asOther(e http.Handler, method, path, origin, key, known string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://127.0.0.1"+path, nil)
	r.Header.Set("Origin", origin)
	if key != "" {
		r.Header.Set("X-API-Key", key)
	}
	if known != "" {
		r.Header.Set("If-None-Match", known)
	}
	if method == http.MethodOptions {
		r.Header.Set("Access-Control-Request-Method", http.MethodGet)
		r.Header.Set("Access-Control-Request-Headers", "x-api-key")
	}
	w := httptest.NewRecorder()
	e.ServeHTTP(w, r)
	return w
}
