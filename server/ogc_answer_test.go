package server

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	"catchment/model/exchange"
)

// Every form and packing of a resource has a strong ETag of its own, which
// answers 304 to whoever has it, and no other does.
func TestOGCTags(t *testing.T) {
	p := ownDemonstration(t)
	server := httptest.NewServer(mustNew(t, Config{Build: "test"}, p))
	defer server.Close()
	const path = "/ogc/collections/areas-local_authority/items"
	seen := map[string]string{}
	ask := func(query, packing, known string) *http.Response {
		r, err := http.NewRequest(http.MethodGet, server.URL+path+query, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", packing)
		r.Header.Set("If-None-Match", known)
		answer, err := unpacked.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		return answer
	}
	for range 2 { // of a revision, and of the next
		for _, query := range []string{"", "?f=html", "?limit=1", "?for=public", "?on=2026-07-01", "?crs=" + url.QueryEscape(grid)} {
			for _, packing := range []string{"identity", "gzip"} {
				what := fmt.Sprint(query, packing, p.Revision().Revision)
				tag := ask(query, packing, "").Header.Get("ETag")
				if !strings.HasPrefix(tag, `"`) || seen[tag] != "" {
					t.Errorf("%s has the tag %s, as %s", what, tag, seen[tag])
				}
				if again := ask(query, packing, tag); again.StatusCode != http.StatusNotModified {
					t.Errorf("%s with its tag answers %d", what, again.StatusCode)
				}
				for other := range seen {
					if again := ask(query, packing, other); again.StatusCode != http.StatusOK {
						t.Errorf("%s with the tag of %s answers %d", what, seen[other], again.StatusCode)
					}
				}
				seen[tag] = what
			}
		}
		comeOrGo(t, p, 0)
	}
}

// Scripts of any site may read what is public and what holds no figures; what a
// commissioner sees without a key, only those of this machine.
func TestOGCOrigins(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	for _, c := range []struct{ path, origin, allowed string }{
		{"/ogc", "https://maps.example", "*"},
		{"/ogc/api", "https://maps.example", "*"},
		{"/ogc/collections/tiers", "https://maps.example", "*"},
		{"/ogc/collections/tiers/queryables", "https://maps.example", "*"},
		{"/ogc/collections/areas-nation/tiles/WebMercatorQuad?f=tilejson", "https://maps.example", "*"},
		{"/ogc/collections/tiers/items?for=public", "https://maps.example", "*"},
		{"/ogc/collections/tiers/items/X01000001.t1?for=public", "https://maps.example", "*"},
		{"/ogc/collections/tiers/items?for=public&limit=0", "https://maps.example", "*"},
		{"/ogc/collections/tiers/items", "https://maps.example", ""},
		{"/ogc/collections/tiers/items/X01000001.t1", "https://maps.example", ""},
		{"/ogc/collections/tiers/items", "null", ""},
		{"/ogc/collections/tiers/items", "http://localhost.example", ""},
		{"/ogc/collections/tiers/items", "http://127.0.0.1:3000", "http://127.0.0.1:3000"},
		{"/ogc/collections/tiers/items", "http://localhost:5173", "http://localhost:5173"},
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			r := httptest.NewRequest(method, "http://127.0.0.1"+c.path, nil)
			r.Header.Set("Origin", c.origin)
			w := httptest.NewRecorder()
			e.ServeHTTP(w, r)
			if got := w.Header().Get("Access-Control-Allow-Origin"); got != c.allowed {
				t.Errorf("%s %s from %s: %q is allowed, not %q", method, c.path, c.origin, got, c.allowed)
			}
			if !strings.Contains(w.Header().Get("Vary"), "Origin") && w.Code == http.StatusOK {
				t.Errorf("%s: Vary is %q", c.path, w.Header().Get("Vary"))
			}
		}
	}
	r := httptest.NewRequest(http.MethodOptions, "http://127.0.0.1/ogc/collections/tiers/items", nil)
	w := httptest.NewRecorder()
	e.ServeHTTP(w, r)
	if w.Code != http.StatusNoContent || !strings.Contains(w.Header().Get("Access-Control-Allow-Methods"), "GET") {
		t.Errorf("before a request: %d, %v", w.Code, w.Header())
	}
}

// A refusal holds no figures: scripts of any site may read what is wrong with
// their address, as long as it is not even known whose figures they ask for.
func TestOGCRefusalsToOtherSites(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	for _, c := range []struct {
		method, path string
		status       int
		allowed      string
	}{
		{"GET", "/ogc/nothing", 404, "*"},
		{"GET", "/cy/ogc/collections/tiers/nothing", 404, "*"},
		{"GET", "/ogc/collections/none/items", 404, ""}, // asked as a commissioner
		{"GET", "/ogc/collections/none/items?for=public", 404, "*"},
		{"GET", "/ogc/collections/none", 404, "*"},
		{"GET", "/ogc?f=xml", 400, "*"},
		{"GET", "/ogc/collections/tiers/items?f=xml", 400, "*"},
		{"GET", "/ogc/collections/tiers/items?on=never", 400, "*"},
		{"GET", "/ogc/collections/tiers/items?for=nobody", 400, "*"},
		{"GET", "/ogc/collections/tiers/items/X01000001.t9", 404, ""},
		{"GET", "/ogc/collections/", 301, "*"},
		{"OPTIONS", "/ogc/nothing", 204, "*"},
		{"OPTIONS", "/ogc/collections/", 204, "*"},
		{"POST", "/ogc/collections", 405, ""},
		{"POST", "/ogc/nothing", 405, ""},
	} {
		r := httptest.NewRequest(c.method, "http://127.0.0.1"+c.path, nil)
		if r.Header.Set("Origin", "https://maps.example"); c.method == "POST" {
			r.Header.Del("Origin") // of another site it is 403
		}
		w := httptest.NewRecorder()
		e.ServeHTTP(w, r)
		if got := w.Header().Get("Access-Control-Allow-Origin"); w.Code != c.status || got != c.allowed {
			t.Errorf("%s %s answers %d and allows %q, not %d and %q", c.method, c.path, w.Code, got, c.status, c.allowed)
		}
	}
}

// A slash too many leads to the address without it, with the same question.
func TestOGCSlashesTooMany(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	for from, to := range map[string]string{
		"/ogc/collections/": "/ogc/collections", "/cy/ogc/api/?f=html": "/cy/ogc/api?f=html", "/ogc/collections/tiers/items/?limit=3&bbox=-9,40,0,60": "/ogc/collections/tiers/items?limit=3&bbox=-9,40,0,60",
		"/ogc/collections/areas-nation/tiles/WebMercatorQuad/": "/ogc/collections/areas-nation/tiles/WebMercatorQuad", "/ogc//": "/ogc", "/ogc/collections/coverage/": "/ogc/collections/coverage", "/ogc/collections/tiers/items/X01000001.t3/": "/ogc/collections/tiers/items/X01000001.t3",
		"/ogc/tileMatrixSets/WebMercatorQuad//": "/ogc/tileMatrixSets/WebMercatorQuad", "/ogc/collections///": "/ogc/collections", "/ogc//maps.example/": "/ogc//maps.example",
	} {
		w := get(t, e, from, "")
		if w.Code != http.StatusMovedPermanently || w.Header().Get("Location") != to {
			t.Errorf("%s leads with %d to %q, not %q", from, w.Code, w.Header().Get("Location"), to)
		}
	}
	if w := get(t, e, "/ogc/", ""); w.Code != http.StatusOK {
		t.Errorf("the root with a slash answers %d", w.Code)
	}
}

// Numbers and moments are those of the standards, and nothing that another
// program would not read.
func TestOGCNumbersAsTheStandardsWriteThem(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	for query, want := range map[string]int{
		"limit=5": 200, "limit=%2B5": 400, "limit=+5": 400, "limit=5.0": 400, "limit=1e2": 400, "limit=0x10": 400, "limit=1_0": 400, "limit=%D9%A5": 400, "limit=99999999999999999999999": 200, "limit=-99999999999999999999999": 400,
		"offset=0": 200, "offset=%2B1": 400, "offset=0x1": 400, "offset=99999999999999999999999": 200,
		"bbox=-4,51,-3,52": 200, "bbox=-4.5,51e0,-3.25,5.2E%2B1": 200, "bbox=0x1p3,51,9,52": 400, "bbox=%2B1,51,9,52": 400, "bbox=1_0,51,11,52": 400, "bbox=-Inf,51,9,52": 400, "bbox=NaN,51,9,52": 400,
		"bbox=1e400,51,9,52": 400, "bbox=-1e400,51,9,52": 400, "bbox=infinity,51,9,52": 400, "bbox=.5,51,9,52": 400, "bbox=5.,51,9,52": 400, "bbox=1,51,,52": 400, "bbox=1,51,9,52,": 400, "bbox=-0,-0,0,0": 200,
		"tier=3": 200, "tier=%2B3": 400, "tier=0x3": 400, "tier=3.0": 400, "tier=99999999999999999999999": 200, "coverage=0.5": 200, "coverage=0x1p-1": 400, "coverage=%2B0.5": 400, "coverage=Inf": 400, "coverage=1_0.5": 400,
		"datetime=2026-04-01": 200, "datetime=2026-04-01T1:00:00Z": 400, "datetime=2026-04-01T01:00:00,5Z": 400, "datetime=2026-04-01T01:00:00%2B99:00": 400, "datetime=2026-04-01T01:00:00": 400, "datetime=2026-4-1": 400,
		"datetime=2026-04-01t01:00:00.25z/..": 200, "datetime=../9999-12-31T23:59:59-23:00": 200, "datetime=0000-01-01T00:00:00%2B23:00/..": 200, "datetime=20260401": 400, "datetime=2026-04-01Z": 400, "datetime=2026-04-01%20": 400,
		"as_of=2026-04-01": 200, "as_of=2026-04-01T00:00:00Z": 400, "as_of=2026-4-1": 400,
		"crs=http://www.opengis.net/def/crs/EPSG/0/27700": 200, "crs=EPSG:27700": 400, "crs=http://www.opengis.net/def/crs/EPSG/0/27700/": 400, "bbox-crs=http://www.opengis.net/def/crs/epsg/0/4326": 400, "filter-lang=CQL2-TEXT": 400, "filter-lang=cql-text": 400, "filter-crs=4326": 400,
	} {
		if w := get(t, e, "/ogc/collections/coverage/items?"+query, ""); w.Code != want {
			t.Errorf("%s answers %d, not %d: %.200s", query, w.Code, want, w.Body)
		}
	}
	all := pageOf(t, e, "/ogc/collections/coverage/items?limit=1").NumberMatched
	for query, want := range map[string]int{"datetime=../9999-12-31T23:59:59-23:00": all, "datetime=0000-01-01T00:00:00%2B23:00/..": all, "datetime=9999-12-31T23:59:59-23:00": 0} {
		if got := pageOf(t, e, "/ogc/collections/coverage/items?limit=1&"+query).NumberMatched; got != want {
			t.Errorf("%s: %d match, not %d", query, got, want)
		}
	}
}

// What is kept of features is of one revision and audience: whoever asks gets
// what a server that has kept nothing answers.
func TestOGCKeptFeaturesAreOfWhomTheyAreFor(t *testing.T) {
	p := ownDemonstration(t)
	e := mustNew(t, Config{}, p)
	for range 2 { // revisions
		fresh := mustNew(t, Config{}, p)
		for _, collection := range []string{"coverage", "gaps", "sites", "areas-served", "areas-nation"} {
			for _, query := range []string{"", "for=public", "on=2026-07-01", "crs=" + url.QueryEscape(grid), "for=public&crs=" + url.QueryEscape(grid)} {
				path := "/ogc/collections/" + collection + "/items?limit=300&" + query
				get(t, e, path+"&offset=1", "")
				if got, want := get(t, e, path, "").Body.String(), get(t, fresh, path, "").Body.String(); got != want {
					t.Errorf("%s in revision %d is another than a fresh server's", path, p.Revision().Revision)
				}
			}
		}
		comeOrGo(t, p, 0)
	}
}

// The definition is in the language that it is asked in.
func TestOGCDefinitionInWelsh(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	described := func(prefix string) (out map[string]string) {
		var document any
		if err := json.Unmarshal(get(t, e, prefix+"/ogc/api", "").Body.Bytes(), &document); err != nil {
			t.Fatal(err)
		}
		out = map[string]string{}
		var walk func(at string, v any)
		walk = func(at string, v any) {
			switch v := v.(type) {
			case map[string]any:
				for name, value := range v {
					if text, is := value.(string); is && (name == "description" || name == "summary") {
						out[at+name] = text
					}
					walk(at+name+"/", value)
				}
			case []any:
				for n, value := range v {
					walk(fmt.Sprint(at, n, "/"), value)
				}
			}
		}
		walk("", document)
		return out
	}
	english, welsh := described(""), described("/cy")
	if len(english) < 100 || len(english) != len(welsh) {
		t.Errorf("%d texts in English, %d in Welsh", len(english), len(welsh))
	}
	for at, text := range english {
		if welsh[at] == text && !strings.HasSuffix(text, ": WebMercatorQuad") {
			t.Errorf("%s is the same in both languages: %s", at, text)
		}
		if text == "" || strings.Contains(text+welsh[at], "⟦") {
			t.Errorf("%s: %q, %q", at, text, welsh[at])
		}
	}
}

// A packed answer is the plain one, to whoever unpacks it.
func TestOGCPackedIsPlain(t *testing.T) {
	server := httptest.NewServer(mustNew(t, Config{}, readOnly(t)))
	defer server.Close()
	unpack := map[string]func(packed []byte, url string) []byte{
		"Go": func(packed []byte, _ string) []byte {
			r, err := gzip.NewReader(bytes.NewReader(packed))
			if err != nil {
				t.Fatal(err)
			}
			r.Multistream(false)
			out, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			return out
		},
	}
	if program, err := exec.LookPath("curl"); err == nil {
		unpack["curl"] = func(_ []byte, url string) []byte { return told(t, exec.Command(program, "-sS", "--compressed", url)) }
	}
	if program, err := exec.LookPath("python3"); err == nil {
		unpack["zlib"] = func(packed []byte, _ string) []byte {
			c := exec.Command(program, "-c", "import sys,zlib\nd=zlib.decompressobj(31)\nsys.stdout.buffer.write(d.decompress(sys.stdin.buffer.read())+d.flush())\nassert d.eof and not d.unused_data")
			c.Stdin = bytes.NewReader(packed)
			return told(t, c)
		}
	}
	for _, path := range []string{"", "/api", "/collections/areas-small_area/items?limit=10000", "/collections/coverage/items?limit=3000", "/collections/sites/items",
		"/collections/tiers/items?bbox=100,10,101,11", "/collections/tiers/items/X01000001.t1", "/collections/tiers/items?limit=700&crs=" + url.QueryEscape(grid)} {
		plain, packed := fetched(t, server.URL+"/ogc"+path, "identity"), fetched(t, server.URL+"/ogc"+path, "gzip")
		if len(packed) > 2000 && len(packed) > len(plain)*2/3 {
			t.Errorf("%s: %d packed of %d", path, len(packed), len(plain))
		}
		for name, open := range unpack {
			if got := open(packed, server.URL+"/ogc"+path); !bytes.Equal(got, plain) {
				t.Errorf("%s: %s unpacks %d bytes, and %d are expected", path, name, len(got), len(plain))
			}
		}
	}
}

func told(t *testing.T, c *exec.Cmd) []byte {
	t.Helper()
	c.Stderr = &bytes.Buffer{}
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%v: %v %s", c.Args, err, c.Stderr)
	}
	return out
}

func fetched(t *testing.T, url, packing string) []byte {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", packing)
	answer, err := unpacked.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d, %v", url, answer.StatusCode, err)
	}
	return body
}

// Readers who go away in the middle of a large answer leave nothing hanging.
func TestOGCDroppedDownloads(t *testing.T) {
	server := httptest.NewServer(mustNew(t, Config{}, readOnly(t)))
	defer server.Close()
	const many = "/ogc/collections/practice/items?limit=10000"
	fetched(t, server.URL+"/ogc", "gzip")
	unpacked.CloseIdleConnections()
	before := runtime.NumGoroutine()
	for n := range 50 {
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, DisableCompression: n%2 == 0}}
		answer, err := client.Get(server.URL + many)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.CopyN(io.Discard, answer.Body, 2000); err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
	}
	for wait := time.Millisecond; ; wait *= 2 {
		if after := runtime.NumGoroutine(); after <= before+2 {
			break
		} else if wait > 5*time.Second {
			t.Fatalf("%d goroutines, and %d before", after, before)
		}
		time.Sleep(wait)
	}
	begun := time.Now()
	if body := fetched(t, server.URL+many, "gzip"); len(body) < 10000 || time.Since(begun) > 20*time.Second {
		t.Errorf("the next answer has %d bytes after %v", len(body), time.Since(begun))
	}
}

// An answer whose reader went away in the middle is not kept for the next.
func TestOGCBrokenAnswersAreNotKept(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	const path = "/ogc/collections/tiers/items?limit=300&offset=7"
	whole := get(t, e, path, "").Body.String()
	gone, leave := context.WithCancel(t.Context())
	leave()
	for range 3 {
		e.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(gone, http.MethodGet, "http://127.0.0.1"+path, nil))
	}
	for range 2 {
		if got := get(t, e, path, "").Body.String(); got != whole {
			t.Errorf("%d bytes are answered, and %d before", len(got), len(whole))
		}
	}
}

// Whatever is asked, the answer is a refusal with a sentence, or an answer: the
// server never fails.
func TestOGCOddQuestions(t *testing.T) {
	server := httptest.NewServer(mustNew(t, Config{}, readOnly(t)))
	defer server.Close()
	deep := strings.Repeat("NOT (", 3000) + "tier=1" + strings.Repeat(")", 3000)
	odd := []string{"", "%00", "a%00b", "%ff%fe", "%", "%zz", "%25", "1e400", "-1e400", "NaN", "Infinity", "9223372036854775808", "-9223372036854775809", "0x10", "1_000", "１",
		"'", `"`, "%22%27%3C%3E", "..%2f..%2fetc", "%F0%9F%97%BA", "%2B", "+", ";", "&", "=", "null", "true", "[]", "%7B%7D", "-0", "1e-400", strings.Repeat("9", 5000),
		"2026-04-01T24:00:00Z", "0000-00-00", "99999-01-01", "2026-04-01/2026-04-01/2026-04-01", "1,2,3,4,5,6,7", "1e308,1e308,1e309,1e309", "-1e308,-1e308,1e308,1e308", "0,0,0,0", "180,90,-180,-90"}
	names := []string{"limit", "offset", "after", "bbox", "bbox-crs", "crs", "datetime", "filter", "filter-lang", "filter-crs", "f", "on", "for", "tier", "coverage", "area_code", "as_of", "x%00"}
	var asked []string
	for _, name := range names {
		for _, value := range odd {
			asked = append(asked, "/collections/tiers/items?"+name+"="+value)
		}
	}
	for _, bbox := range []string{"1e308,1e308,1e308,1e308", "-1e308,-1e308,1e308,1e308", "0,0,0,0", "1e5,1e5,2e5,2e5", "90,180,-90,-180"} {
		for _, system := range []string{crs84, epsg4326, mercator, grid} {
			asked = append(asked, "/collections/tiers/items?limit=1&bbox="+bbox+"&bbox-crs="+url.QueryEscape(system))
		}
	}
	for _, filter := range []string{deep, strings.Repeat("(", 60000), strings.Repeat("tier=1 AND ", 6000) + "tier=1", strings.Repeat("x", 64<<10), "tier = 1e400", "area_code = '\x00'", "area_code LIKE '\xff'",
		"S_INTERSECTS(geometry,POINT(1e308 1e308))", "S_INTERSECTS(geometry,POLYGON((0 0,1 1,0 1)))", "S_INTERSECTS(geometry,BBOX(1,2,3))", "tier/0=1", "area_code=area_code"} {
		for _, lang := range []string{"", "&filter-lang=cql2-json"} {
			asked = append(asked, "/collections/tiers/items?limit=1&filter="+url.QueryEscape(filter)+lang)
		}
	}
	for _, json := range []string{strings.Repeat("[", 60000), strings.Repeat(`{"op":"not","args":[`, 2000), `{"op":1}`, `{"op":"=","args":[]}`, `{"op":"=","args":[{"property":{}},1]}`, `null`, `1e999`} {
		asked = append(asked, "/collections/tiers/items?filter-lang=cql2-json&filter="+url.QueryEscape(json))
	}
	for _, value := range odd {
		if value != "" && !strings.ContainsAny(value, "&;=") && value != "%" && value != "%zz" {
			asked = append(asked, "/collections/"+value, "/collections/tiers/items/"+value, "/collections/"+value+"/items", "/tileMatrixSets/"+value, "/collections/areas-nation/tiles/"+value)
		}
	}
	refused := 0
	for _, path := range asked {
		answer, err := unpacked.Get(server.URL + "/ogc" + path)
		if err != nil {
			t.Fatalf("%.200s: %v", path, err)
		}
		body, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		var problem struct{ Detail string }
		switch {
		case answer.StatusCode == http.StatusOK:
		case answer.StatusCode >= 500:
			t.Errorf("%.200s answers %d: %.300s", path, answer.StatusCode, body)
		case answer.Header.Get("Content-Type") != "application/problem+json" || json.Unmarshal(body, &problem) != nil || problem.Detail == "":
			if answer.StatusCode != http.StatusRequestHeaderFieldsTooLarge && !strings.Contains(path, "f=") {
				t.Errorf("%.200s answers %d with %s: %.200s", path, answer.StatusCode, answer.Header.Get("Content-Type"), body)
			}
		default:
			refused++
		}
	}
	if refused < len(asked)/3 {
		t.Errorf("only %d of %d are refused", refused, len(asked))
	}
}

// A box that crosses the antimeridian is the two boxes on its sides; features
// without a place are in every box, and so are their figures.
func TestOGCBoxes(t *testing.T) {
	p := ownDemonstration(t)
	batch, err := exchange.ReadFiles(map[string][]byte{
		"areas.csv": []byte("code,name,kind,parents,point_lon,point_lat\nX01999999,Nowhere,small_area,X06000001,,\n")}, exchange.Options{})
	if err == nil {
		_, err = p.Import(t.Context(), batch, "test")
	}
	if err != nil {
		t.Fatal(err)
	}
	e := mustNew(t, Config{}, p)
	within := func(collection, box string) []string {
		return pageOf(t, e, "/ogc/collections/"+collection+"/items?limit=10000&bbox="+box).ids()
	}
	for collection, nowhere := range map[string][]string{"areas-small_area": {"X01999999"}, "tiers": {"X01999999.t1", "X01999999.t2", "X01999999.t3", "X01999999.t4"}, "sites": {}} {
		if got := within(collection, "100,10,110,20"); !slices.Equal(got, nowhere) {
			t.Errorf("%s in a box far away: %v, not %v", collection, got, nowhere)
		}
		all := pageOf(t, e, "/ogc/collections/"+collection+"/items?limit=10000").ids()
		for _, c := range []struct {
			box  string
			want []string
		}{
			{"-180,-90,180,90", all},
			{"170,-80,-1,80", all},                                    // from the Pacific eastward to Greenwich
			{"170,-80,-170,80", nowhere},                              // the Pacific alone
			{"1,-80,-1,80", all},                                      // all but a strip
			{"-7.5,-80,-7.5001,80", all},                              // all but a strip that areas reach across
			{"5,-80,-7.6,80", within(collection, "-180,-80,-7.6,80")}, // the west
		} {
			got := within(collection, c.box)
			if collection == "sites" && c.box == "-7.5,-80,-7.5001,80" {
				continue // points in the strip are left out
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s in %s: %d features, %d expected", collection, c.box, len(got), len(c.want))
			}
		}
	}
	for _, f := range pageOf(t, e, "/ogc/collections/areas-small_area/items?filter=code='X01999999'").Features {
		if f.Geometry != nil {
			t.Errorf("%s lies somewhere", f.ID)
		}
	}
}

// An area of the National Grid holds the same features, whether its box is
// given there or, around it, in degrees: no more than lie in the one, no fewer
// than lie inside of the other.
func TestOGCBoxesOfTheGrid(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	for _, box := range [][4]float64{{10000, 95000, 40000, 130000}, {-20000, 100000, 20000, 140000}, {30000, 80000, 31000, 81000}, {0, 0, 0, 0}, {30000, 80000, 30000, 90000}, {9e6, 1e5, 1e7, 2e5}, {-1e9, -1e9, 1e9, 1e9}} {
		asked := fmt.Sprintf("%f,%f,%f,%f", box[0], box[1], box[2], box[3])
		var want []string
		for _, f := range gridPoints(t, e) {
			if f.x >= box[0] && f.x <= box[2] && f.y >= box[1] && f.y <= box[3] {
				want = append(want, f.id)
			}
		}
		got := pageOf(t, e, "/ogc/collections/sites/items?limit=1000&bbox="+asked+"&bbox-crs="+url.QueryEscape(grid)).ids()
		if !slices.Equal(got, append([]string{}, want...)) {
			t.Errorf("in %s: %v, not %v", asked, got, want)
		}
	}
}

type gridPoint struct {
	id   string
	x, y float64
}

// gridPoints are the sites as they lie on the National Grid.
func gridPoints(t *testing.T, e *echo.Echo) (out []gridPoint) {
	t.Helper()
	var page struct {
		Features []struct {
			ID       string
			Geometry struct{ Coordinates [2]float64 }
		}
	}
	if err := json.Unmarshal(get(t, e, "/ogc/collections/sites/items?limit=1000&crs="+url.QueryEscape(grid), "").Body.Bytes(), &page); err != nil || len(page.Features) == 0 {
		t.Fatal(err, len(page.Features))
	}
	for _, f := range page.Features {
		out = append(out, gridPoint{f.ID, f.Geometry.Coordinates[0], f.Geometry.Coordinates[1]})
	}
	return out
}

// Nothing of a protected site is in any collection for anyone, and nothing of
// its service for the public: in no form.
func TestOGCKeepsCanaries(t *testing.T) {
	p := withCanaries(t)
	e := mustNew(t, Config{}, p)
	found := map[string]int{}
	for _, audience := range disclosure.Audiences {
		for _, language := range []string{"", "/cy"} {
			start := language + "/ogc/collections"
			for _, name := range append(ogcNames(t, e), "") {
				for _, form := range []string{"json", "html"} {
					for _, what := range []string{"", "/items", "/queryables", "/schema", "/tiles"} {
						path := start + "/" + name + what + "?f=" + form + "&for=" + string(audience)
						if name == "" {
							path = start + "?f=" + form + "&for=" + string(audience)
						}
						if what == "/items" && name != "" {
							path += "&limit=" + map[string]string{"json": "10000", "html": "50"}[form]
						}
						body := strings.ToLower(get(t, e, path, "").Body.String())
						found[string(audience)] += strings.Count(body, "canary")
						if strings.Contains(body, "canary-site") || strings.Contains(body, "canary lane") || audience == disclosure.Public && strings.Contains(body, "canary") {
							t.Errorf("%s holds a canary", path)
						}
					}
				}
			}
		}
	}
	if found[string(disclosure.Commissioner)] == 0 {
		t.Error("commissioners do not see the service either: nothing is shown")
	}
	for _, path := range []string{"sites/items/canary-site", "sites/items/canary-refuge", "areas-served/items/canary-refuge.X06000003"} {
		if w := get(t, e, "/ogc/collections/"+path+"?for=public", ""); w.Code != http.StatusNotFound {
			t.Errorf("%s answers the public with %d", path, w.Code)
		}
	}
	if w := get(t, e, "/ogc/collections/areas-served/items?for=public&service=canary-refuge", ""); !strings.Contains(w.Body.String(), `"numberMatched":0`) {
		t.Errorf("the public finds the service: %.300s", w.Body)
	}
}

// ogcNames are the collections.
func ogcNames(t *testing.T, e *echo.Echo) (out []string) {
	t.Helper()
	var list struct{ Collections []struct{ ID string } }
	if err := json.Unmarshal(get(t, e, "/ogc/collections", "").Body.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	for _, c := range list.Collections {
		out = append(out, c.ID)
	}
	return out
}
