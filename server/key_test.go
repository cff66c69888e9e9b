package server

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/auth"
)

func mustIssue(t *testing.T, p *planner.Planner, audience disclosure.Audience, until model.Date) (secret, id string) {
	t.Helper()
	secret, k, err := p.IssueKey(t.Context(), "test", audience, until)
	if err != nil {
		t.Fatal(err)
	}
	return secret, k.ID
}

// keyed asks with headers, as "Name: value".
func keyed(t *testing.T, e *echo.Echo, method, url string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, "http://127.0.0.1"+url, nil)
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	e.ServeHTTP(w, r)
	return w
}

// ogcExamples are an address of every route of the OGC door.
var ogcExamples = []string{
	"/ogc", "/ogc/", "/ogc/conformance", "/ogc/api", "/ogc/collections", "/ogc/collections/gaps", "/ogc/collections/areas-served", "/ogc/collections/coverage",
	"/ogc/collections/gaps/queryables", "/ogc/collections/gaps/schema", "/ogc/collections/gaps/items?limit=1000", "/ogc/collections/gaps/items?limit=5&f=html",
	"/ogc/collections/sites/items?limit=1000", "/ogc/collections/coverage/items?limit=1000", "/ogc/collections/practice/items?limit=1000", "/ogc/collections/areas-served/items?limit=1000",
	"/ogc/collections/areas-local_authority/items/X06000001", "/ogc/collections/areas-local_authority/tiles", "/ogc/collections/areas-local_authority/tiles/WebMercatorQuad",
	"/ogc/tileMatrixSets", "/ogc/tileMatrixSets/WebMercatorQuad",
}

// addresses are those that the tests of pages and of scenarios ask, and that a
// reader may ask with any key; further ones are found in them.
func addressesOf(t *testing.T, e *echo.Echo) []string {
	t.Helper()
	out := append([]string{"/api/v1/docs"}, ogcExamples...)
	for _, path := range pages(e, http.MethodGet) {
		if url := examples[path].there; url != "" {
			out = append(out, url, "/cy"+url)
		}
	}
	for _, s := range scenarios() {
		if (s.method == "" || s.method == http.MethodGet) && s.status == 200 && s.headers == nil {
			out = append(out, s.url)
		}
	}
	if index := regexp.MustCompile(`/tiles/[0-9a-f]{12}/index\.json`).FindString(get(t, e, "/ogc/collections/areas-local_authority/tiles/WebMercatorQuad?f=tilejson", "").Body.String() + get(t, e, "/api/v1/tiles", "").Body.String()); index != "" {
		out = append(out, index)
	}
	return out
}

// What may differ between an answer for the public and one with a key of the
// public: links of the former carry for=public. And what differs from answer to
// answer: its number, its cursors and what a form is sent with once.
var (
	forInLinks = strings.NewReplacer(`<input type="hidden" name="for" value="public">`, "", "?for=public&", "?", "?for=public", "", "&for=public", "")
	plainAmps  = strings.NewReplacer("&amp;", "&", `\u0026`, "&")
	ownOfEach  = regexp.MustCompile(`after=[^&"\\]*|"request":"[^"]*"|the number [A-Z0-9]+|rhif [A-Z0-9]+|name="once" value="[A-Z0-9]+"`)
)

func withoutLinks(body string) string {
	return ownOfEach.ReplaceAllString(forInLinks.Replace(plainAmps.Replace(body)), "")
}

func with(url, pair string) string {
	return url + map[bool]string{true: "&", false: "?"}[strings.Contains(url, "?")] + pair
}

// Whatever is asked with a key of the public is answered as the public is, to
// the byte where links do not differ; with a key of commissioners, as without
// one. What has been answered with one key is not answered with another.
func TestKeysShowTheirAudience(t *testing.T) {
	p := withCanaries(t)
	e := mustNew(t, Config{Product: "Catchment test", Build: "test", KeyRate: auth.Rate{Minute: 1 << 20, Burst: 1 << 20}}, p)
	public, _ := mustIssue(t, p, disclosure.Public, "")
	commissioner, _ := mustIssue(t, p, disclosure.Commissioner, "")
	asked, differ := map[string]bool{}, 0
	for _, url := range addressesOf(t, e) {
		if strings.Contains(url, "for=") {
			continue
		}
		c := e.NewContext(nil, nil)
		path, _, _ := strings.Cut(strings.TrimPrefix(url, "/cy"), "?")
		e.Router().Find(http.MethodGet, "/"+strings.TrimPrefix(path, "/"), c)
		asked[c.Path()] = true
		accept := "Accept: " + map[bool]string{true: "text/html", false: "*/*"}[pagesOf.MatchString(c.Path())]
		plain := keyed(t, e, http.MethodGet, url, accept)
		byKey := keyed(t, e, http.MethodGet, url, accept, "X-API-Key: "+public)
		again := keyed(t, e, http.MethodGet, url, accept, "Authorization: Bearer "+commissioner)
		byAddress := keyed(t, e, http.MethodGet, with(url, "for=public"), accept)
		if takesNoAudience[c.Path()] || strings.HasPrefix(c.Path(), "/oruk") || strings.HasPrefix(c.Path(), "/tiles") {
			byAddress = plain
		}
		if byKey.Code != byAddress.Code {
			t.Errorf("%s: status %d with a key of the public, %d for the public", url, byKey.Code, byAddress.Code)
		}
		if got, want := withoutLinks(byKey.Body.String()), withoutLinks(byAddress.Body.String()); got != want && !isArchive(byKey) {
			t.Errorf("%s: with a key of the public it differs: %s", url, difference(got, want))
		}
		if again.Code != plain.Code || withoutLinks(again.Body.String()) != withoutLinks(plain.Body.String()) && !isArchive(again) {
			t.Errorf("%s: with a key of commissioners it differs: %s", url, difference(again.Body.String(), plain.Body.String()))
		}
		if withoutLinks(byKey.Body.String()) != withoutLinks(plain.Body.String()) {
			differ++
			if tag := plain.Header().Get("ETag"); tag != "" && keyed(t, e, http.MethodGet, url, accept, "X-API-Key: "+public, "If-None-Match: "+tag).Code == http.StatusNotModified {
				t.Errorf("%s: the public is told that it has what commissioners have", url)
			}
		}
		for _, w := range []*httptest.ResponseRecorder{plain, byKey, again} {
			if w.Header().Get("Set-Cookie") != "" || w.Code >= 500 {
				t.Errorf("%s: status %d, cookie %q", url, w.Code, w.Header().Get("Set-Cookie"))
			}
			if vary := strings.Join(w.Header().Values("Vary"), ","); !strings.Contains(vary, "Authorization") || !strings.Contains(vary, "X-API-Key") {
				t.Errorf("%s: Vary is %q", url, vary)
			}
		}
		if strings.Contains(strings.ToLower(byKey.Body.String()), "canary") {
			t.Errorf("%s: the public is shown a canary with a key", url)
		}
	}
	if differ < 80 {
		t.Errorf("only %d answers differ between the audiences", differ)
	}
	for _, route := range e.Routes() {
		if route.Method == http.MethodGet && !asked[route.Path] && !notAsked[route.Path] && examples[route.Path].notThere == "" {
			t.Errorf("%s is not asked with a key", route.Path)
		}
	}
}

// takesNoAudience are routes that answer everyone alike.
var takesNoAudience = map[string]bool{
	"/healthz": true, "/readyz": true, "/api/v1/docs": true, "/api/v1/openapi.json": true, "/api/v1/openapi.yaml": true, "/api/v1/openapi-3.0.json": true, "/api/v1/openapi-3.0.yaml": true,
}

// notAsked are routes of files that hold no figures, and of addresses where
// there is nothing.
var notAsked = map[string]bool{"/static/*": true, "/api/v1/schemas/:schema": true, "/ogc/*": true, "/oruk": true, "/oruk/*": true}

func isArchive(w *httptest.ResponseRecorder) bool {
	return strings.Contains(w.Header().Get("Content-Type"), "zip") || strings.Contains(w.Header().Get("Content-Type"), "openxml")
}

func difference(got, want string) string {
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return fmt.Sprintf("…%q, and not …%q", got[max(0, i-80):min(len(got), i+80)], want[max(0, i-80):min(len(want), i+80)])
		}
	}
	return fmt.Sprintf("%d bytes, and not %d", len(got), len(want))
}

// What no key is for, or not this one, is refused at every door, and changes
// nothing.
func TestKeyRefusals(t *testing.T) {
	p := ownDemonstration(t)
	e := mustNew(t, Config{}, p)
	public, _ := mustIssue(t, p, disclosure.Public, today)
	commissioner, _ := mustIssue(t, p, disclosure.Commissioner, "")
	revoked, id := mustIssue(t, p, disclosure.Commissioner, "")
	if err := p.RevokeKey(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	const unknown = "catchment_aaaaaaaaaaaaaaaaaaaaaaaaaa"
	for _, door := range []string{"/", "/areas", "/api/v1/coverage", "/export/gaps.csv", "/ogc/collections/gaps/items", "/oruk/v3/services", "/nowhere", "/healthz"} {
		for _, c := range []struct {
			name, method, url string
			headers           []string
			status            int
			says              string
		}{
			{"unknown", "GET", door, []string{"X-API-Key: " + unknown}, 401, "is not known"},
			{"unknown, as a bearer", "GET", door, []string{"Authorization: bearer " + unknown}, 401, "is not known"},
			{"unknown as a password", "GET", door, []string{"Authorization: " + asBasic("any", unknown)}, 401, "is not known"},
			{"revoked as a name", "GET", door, []string{"Authorization: " + asBasic(revoked, "")}, 401, "is not known"},
			{"for others, as a password", "GET", with(door, "for=commissioner"), []string{"Authorization: " + asBasic("", public)}, 403, "what the public may see"},
			{"two in one", "GET", door, []string{"Authorization: " + asBasic(public, commissioner)}, 401, "two keys were sent"},
			{"empty", "GET", door, []string{"X-API-Key: "}, 401, "is not known"},
			{"no bearer", "GET", door, []string{"Authorization: Bearer"}, 401, "is not known"},
			{"revoked", "GET", door, []string{"X-API-Key: " + revoked}, 401, "is not known"},
			{"two", "GET", door, []string{"X-API-Key: " + public, "Authorization: Bearer " + commissioner}, 401, "two keys were sent"},
			{"for others", "GET", with(door, "for=commissioner"), []string{"X-API-Key: " + public}, 403, "what the public may see"},
			{"for others besides", "GET", with(door, "for=public&for=commissioner"), []string{"X-API-Key: " + public}, 403, "what the public may see"},
			{"a change", "POST", door, []string{"X-API-Key: " + commissioner}, 403, "A key only reads"},
			{"another change", "DELETE", door, []string{"Authorization: Bearer " + public}, 403, "A key only reads"},
			{"a change with an unknown key", "POST", door, []string{"X-API-Key: " + unknown}, 401, "is not known"},
		} {
			w := keyed(t, e, c.method, c.url, append(c.headers, "Accept: application/json")...)
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) || w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("Content-Type") != "application/problem+json" {
				t.Errorf("%s %s, %s: status %d, %v: %s", c.method, c.url, c.name, w.Code, w.Header(), w.Body)
			}
			if challenge := w.Header().Get("WWW-Authenticate"); (challenge != "") != (c.status == 401) || strings.Contains(w.Body.String(), "catchment_") {
				t.Errorf("%s, %s: challenge %q: %s", c.url, c.name, challenge, w.Body)
			}
		}
		if w := keyed(t, e, "GET", with(door, "for=press"), "X-API-Key: "+public, "Accept: application/json"); w.Code == 200 && door != "/healthz" {
			t.Errorf("%s for the press: status %d", door, w.Code)
		}
	}
	page := keyed(t, e, "GET", "/cy/areas", "X-API-Key: "+unknown, "Accept: text/html")
	if page.Code != 401 || !strings.Contains(page.Body.String(), `lang="cy"`) || !strings.Contains(page.Body.String(), "Nid yw'r allwedd") && !strings.Contains(page.Body.String(), "Nid yw&#39;r allwedd") {
		t.Errorf("in Welsh: %d %.1500s", page.Code, page.Body)
	}
	if revision := p.Revision().Revision; revision != 2 {
		t.Errorf("revision %d", revision)
	}
}

// asBasic is how programs send a key that know a name and a password only.
func asBasic(name, password string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(name+":"+password))
}

// A key that is sent as a password, or as a name, is a key; a password that is
// none is for somebody else.
func TestKeyAsPassword(t *testing.T) {
	p := ownDemonstration(t)
	public, _ := mustIssue(t, p, disclosure.Public, "")
	e := mustNew(t, Config{}, p)
	for said, audience := range map[string]string{
		asBasic("any", public): "public", asBasic(public, ""): "public", "basic  " + strings.TrimPrefix(asBasic("", public), "Basic "): "public",
		asBasic("any", " "+public+" "): "public",
	} {
		w := keyed(t, e, "GET", "/api/v1/gaps?limit=1", "Authorization: "+said, "Accept: application/json")
		if w.Code != 200 || !strings.Contains(w.Body.String(), `"audience":"`+audience+`"`) {
			t.Errorf("%q: status %d, not for the audience %s", said, w.Code, audience)
		}
	}
}

// A credential that is not understood is refused: who mistypes a key of the
// public must not be answered as a commissioner.
func TestMistypedKeysAreRefused(t *testing.T) {
	p := ownDemonstration(t)
	public, _ := mustIssue(t, p, disclosure.Public, "")
	e := mustNew(t, Config{}, p)
	for _, header := range []string{
		"Authorization: " + asBasic("any", public[1:]), "Authorization: " + asBasic("any", strings.ToUpper(public)), "Authorization: " + asBasic("operator", "secret"),
		"Authorization: " + asBasic("any", ""), "Authorization: Basic ***", "Authorization: Basic", "Authorization: Token " + public,
		"Authorization: Bearer", "Authorization: ", "X-API-Key: ", "X-API-Key: " + public[1:],
	} {
		if w := keyed(t, e, "GET", "/api/v1/gaps?limit=1", header, "Accept: application/json"); w.Code != 401 || strings.Contains(w.Body.String(), public) {
			t.Errorf("%q: status %d: %s", header, w.Code, w.Body)
		}
	}
}

// A key that asks too often is told how long to wait; others are not held up.
func TestKeyRate(t *testing.T) {
	p := ownDemonstration(t)
	one, _ := mustIssue(t, p, disclosure.Public, "")
	other, _ := mustIssue(t, p, disclosure.Public, "")
	for _, c := range []struct {
		rate  auth.Rate
		burst int
		says  string
	}{{auth.Rate{Minute: 2, Burst: 3}, 3, "2 requests a minute"}, {auth.Rate{Minute: 10}, 2, "10 requests a minute"}, {auth.Rate{Minute: 110}, 22, "110 requests a minute"}} {
		e := mustNew(t, Config{KeyRate: c.rate}, p)
		refused := 0
		for i := range c.burst + 40 { // some are given again meanwhile
			w := keyed(t, e, "GET", "/healthz", "X-API-Key: "+one, "Accept: application/json")
			switch {
			case w.Code == 200 && i < c.burst+30:
			case w.Code == 429 && i >= c.burst && strings.Contains(w.Body.String(), c.says) && regexp.MustCompile(`^([1-9]|[1-3][0-9])$`).MatchString(w.Header().Get("Retry-After")):
				refused++
			default:
				t.Fatalf("%+v: request %d: status %d, %v: %s", c.rate, i, w.Code, w.Header(), w.Body)
			}
		}
		if refused == 0 {
			t.Errorf("%+v: nothing was refused", c.rate)
		}
		if w := keyed(t, e, "GET", "/healthz", "X-API-Key: "+other); w.Code != 200 {
			t.Errorf("%+v: another key: status %d", c.rate, w.Code)
		}
		if w := keyed(t, e, "GET", "/healthz"); w.Code != 200 {
			t.Errorf("%+v: no key: status %d", c.rate, w.Code)
		}
	}
}

// A program that asks one after the other is slowed and not refused, at the rate
// that is usual: it reads everything. One that asks much at once is refused.
func TestKeyIsHeldBack(t *testing.T) {
	p := ownDemonstration(t)
	key, _ := mustIssue(t, p, disclosure.Public, "")
	e, begun := mustNew(t, Config{}, p), time.Now()
	for i := range 140 {
		if w := keyed(t, e, "GET", "/healthz", "X-API-Key: "+key); w.Code != 200 {
			t.Fatalf("request %d: status %d: %s", i, w.Code, w.Body)
		}
	}
	if took := time.Since(begun); took < time.Second {
		t.Errorf("140 requests take %v", took)
	}
	codes := make(chan int, 40)
	for range cap(codes) {
		go func() { codes <- keyed(t, e, "GET", "/healthz", "X-API-Key: "+key).Code }()
	}
	got := map[int]int{}
	for range cap(codes) {
		got[<-codes]++
	}
	if got[200] < 1 || got[429] < 20 || len(got) != 2 {
		t.Errorf("40 at once: %v", got)
	}
}

// A page of another site may read with a key that it was given, is told why it
// is refused, and without one reads nothing that only this machine may see.
func TestKeysFromOtherSites(t *testing.T) {
	p := ownDemonstration(t)
	e := mustNew(t, Config{KeyRate: auth.Rate{Minute: 1, Burst: 2}}, p)
	key, _ := mustIssue(t, p, disclosure.Commissioner, "")
	const origin = "Origin: https://map.example"
	for _, door := range []string{"/ogc/collections/gaps/items", "/oruk/v3/services"} {
		w := keyed(t, e, "OPTIONS", door, origin, "Access-Control-Request-Method: GET", "Access-Control-Request-Headers: authorization, x-api-key")
		allowed := w.Header().Get("Access-Control-Allow-Headers")
		if w.Code != 204 || w.Header().Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(allowed, "X-API-Key") || !strings.Contains(allowed, "Authorization") {
			t.Errorf("%s before it is asked: %d %v", door, w.Code, w.Header())
		}
	}
	for _, c := range []struct {
		name    string
		headers []string
		status  int
		origin  string
	}{
		{"no key", []string{origin}, 200, ""},
		{"a key", []string{origin, "X-API-Key: " + key}, 200, "*"},
		{"a bearer", []string{origin, "Authorization: Bearer " + key}, 200, "*"},
		{"too often", []string{origin, "X-API-Key: " + key}, 429, "*"},
		{"unknown", []string{origin, "X-API-Key: none"}, 401, "*"},
	} {
		w := keyed(t, e, "GET", "/ogc/collections/gaps/items", c.headers...)
		if w.Code != c.status || w.Header().Get("Access-Control-Allow-Origin") != c.origin || w.Header().Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%s: status %d, %v", c.name, w.Code, w.Header())
		}
		if w.Code == 429 && !strings.Contains(w.Header().Get("Access-Control-Expose-Headers"), "Retry-After") {
			t.Errorf("how long to wait cannot be read: %v", w.Header())
		}
	}
}

// The log names the key by its id; its secret, and one that is unknown, is in
// no log, metric or answer.
func TestSecretsAreNotLogged(t *testing.T) {
	p := ownDemonstration(t)
	var log bytes.Buffer
	metrics := NewMetrics(p)
	e := mustNew(t, Config{Log: slog.New(slog.NewJSONHandler(&log, nil)), Metrics: metrics, KeyRate: auth.Rate{Minute: 1, Burst: 4}}, p)
	secret, id := mustIssue(t, p, disclosure.Public, "")
	const unknown = "catchment_canarycanarycanarycanary"
	var answers strings.Builder
	for _, key := range []string{secret, unknown} {
		for _, c := range [][2]string{{"GET", "/api/v1/coverage"}, {"GET", "/api/v1/coverage?for=commissioner"}, {"POST", "/api/v1/imports"}, {"GET", "/nowhere"}, {"GET", "/areas"}, {"GET", "/ogc"}} {
			for _, header := range []string{"X-API-Key: ", "Authorization: Bearer "} {
				w := keyed(t, e, c[0], c[1], header+key)
				fmt.Fprint(&answers, w.Header(), w.Body)
			}
		}
	}
	w := httptest.NewRecorder()
	metrics.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1:9090/metrics", nil))
	for name, text := range map[string]string{"the log": log.String(), "the metrics": w.Body.String(), "an answer": answers.String()} {
		for _, word := range []string{strings.TrimPrefix(secret, "catchment_"), "canary"} {
			if strings.Contains(strings.ToLower(text), word) {
				t.Errorf("%s has %s", name, word)
			}
		}
	}
	if n := strings.Count(log.String(), `"key":"`+id+`"`); n != 12 {
		t.Errorf("the key is named in %d lines of the log: %.2000s", n, log.String())
	}
}
