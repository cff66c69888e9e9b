package routing

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"

	"catchment/model"
)

// engine is a server that speaks the protocol: a minute for each kilometre of
// the straight line, and no way across 100 km.
func engine(t *testing.T, r *http.Request) string {
	t.Helper()
	rest, ok := strings.CutPrefix(r.URL.Path, "/osrm/table/v1/driving/")
	var points []orb.Point
	for pair := range strings.SplitSeq(rest, ";") {
		lon, lat, _ := strings.Cut(pair, ",")
		x, errX := strconv.ParseFloat(lon, 64)
		y, errY := strconv.ParseFloat(lat, 64)
		ok = ok && errX == nil && errY == nil
		points = append(points, orb.Point{x, y})
	}
	query := map[string]string{} // url.Values takes no semicolon
	for pair := range strings.SplitSeq(r.URL.RawQuery, "&") {
		name, value, _ := strings.Cut(pair, "=")
		query[name] = value
	}
	of := func(name string) (out []orb.Point) {
		for place := range strings.SplitSeq(query[name], ";") {
			n, err := strconv.Atoi(place)
			if ok = ok && err == nil && n < len(points); ok {
				out = append(out, points[n])
			}
		}
		return out
	}
	sources, destinations := of("sources"), of("destinations")
	if !ok || query["annotations"] != "duration" || r.Method != http.MethodGet {
		t.Errorf("not the protocol: %s %s", r.Method, r.URL)
	}
	var rows []string
	for _, a := range sources {
		var row []string
		for _, b := range destinations {
			cell := "null"
			if km := geo.DistanceHaversine(a, b) / 1000; km < 100 {
				cell = fmt.Sprintf("%.1f", km*60)
			}
			row = append(row, cell)
		}
		rows = append(rows, "["+strings.Join(row, ",")+"]")
	}
	return `{"code":"Ok","durations":[` + strings.Join(rows, ",") + `],"sources":[],"destinations":[]}`
}

func serve(t *testing.T, handler http.HandlerFunc) Settings {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return Settings{URL: server.URL + "/osrm/", Profile: "driving", Timeout: 500 * time.Millisecond, Tries: 3, Pause: time.Millisecond}
}

func mustNew(t *testing.T, s Settings) *Engine {
	t.Helper()
	e, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

var (
	from = []orb.Point{{-3.2, 51.5}, {-3.9, 51.6}, {-4.1, 53.2}}
	to   = []orb.Point{{-3.2, 51.5}, {-4.0, 51.7}}
)

func TestTable(t *testing.T) {
	table, err := mustNew(t, serve(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, engine(t, r)) })).Table(t.Context(), from, to)
	if err != nil || len(table) != 3 {
		t.Fatal(table, err)
	}
	for i, a := range from {
		for j, b := range to {
			want := geo.DistanceHaversine(a, b) / 1000
			if got := table[i][j]; math.Abs(got-want) > 0.01 && !(want >= 100 && math.IsNaN(got)) {
				t.Errorf("%v to %v: %v minutes, want %v", a, b, got, want)
			}
		}
	}
	if !math.IsNaN(table[2][0]) || table[0][0] != 0 {
		t.Errorf("%v", table)
	}
}

// What passes is tried again; what does not is told at once, and nothing that
// is told names a place.
func TestTableFails(t *testing.T) {
	good := func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, engine(t, r)) }
	says := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status); fmt.Fprint(w, body) }
	}
	elsewhere := httptest.NewServer(http.HandlerFunc(good))
	defer elsewhere.Close()
	for _, c := range []struct {
		name    string
		answers []http.HandlerFunc // one after the other, the last for ever
		asked   int32
		says    string // "" where it answers in the end
	}{
		{"busy, then not", []http.HandlerFunc{says(503, ""), says(500, "x"), good}, 3, ""},
		{"too often, then not", []http.HandlerFunc{func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Retry-After", "0"); w.WriteHeader(429) }, good}, 2, ""},
		{"slow, then not", []http.HandlerFunc{func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, good}, 2, ""},
		{"broken off, then not", []http.HandlerFunc{func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, good}, 2, ""},
		{"redirected on its host", []http.HandlerFunc{func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.String(), http.StatusTemporaryRedirect)
		}, good}, 2, ""},
		{"always busy", []http.HandlerFunc{says(503, "")}, 3, "it answers with status 503"},
		{"always too often", []http.HandlerFunc{says(429, "")}, 3, "it answers with status 429"},
		{"always slow", []http.HandlerFunc{func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }}, 3, "it does not answer in time"},
		{"stalls in the middle", []http.HandlerFunc{func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, `{"code":"Ok",`)
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		}}, 3, "it does not answer in time"},
		{"another host", []http.HandlerFunc{func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.URL+r.URL.Path, http.StatusFound)
		}}, 1, "redirects to another address"},
		{"round in a circle", []http.HandlerFunc{func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.String(), http.StatusTemporaryRedirect)
		}}, 4, "redirects to another address"},
		{"refused", []http.HandlerFunc{says(400, `{"code":"NoSegment","message":"-3.2,51.5"}`)}, 1, "it answers with status 400 (NoSegment)"},
		{"refused in words", []http.HandlerFunc{says(404, "no 51.5")}, 1, "it answers with status 404"},
		{"not Ok", []http.HandlerFunc{says(200, `{"code":"NoTable"}`)}, 1, "it refuses (NoTable)"},
		{"no code", []http.HandlerFunc{says(200, `{"durations":[[1,2],[1,2],[1,2]]}`)}, 1, "it refuses"},
		{"not JSON", []http.HandlerFunc{says(200, "<html>51.5</html>")}, 1, "not the JSON of a table"},
		{"cut off", []http.HandlerFunc{says(200, `{"code":"Ok","durations":[[1,2],`)}, 1, "not the JSON of a table"},
		{"not a number", []http.HandlerFunc{says(200, `{"code":"Ok","durations":[[NaN,2],[1,2],[1,2]]}`)}, 1, "not the JSON of a table"},
		{"infinite", []http.HandlerFunc{says(200, `{"code":"Ok","durations":[[1e999,2],[1,2],[1,2]]}`)}, 1, "not the JSON of a table"},
		{"text", []http.HandlerFunc{says(200, `{"code":"Ok","durations":[["1",2],[1,2],[1,2]]}`)}, 1, "not the JSON of a table"},
		{"negative", []http.HandlerFunc{says(200, `{"code":"Ok","durations":[[-1,2],[1,2],[1,2]]}`)}, 1, "a duration that cannot be"},
		{"of years", []http.HandlerFunc{says(200, `{"code":"Ok","durations":[[1e12,2],[1,2],[1,2]]}`)}, 1, "a duration that cannot be"},
		{"a row less", []http.HandlerFunc{says(200, `{"code":"Ok","durations":[[1,2],[1,2]]}`)}, 1, "not the rows"},
		{"a column more", []http.HandlerFunc{says(200, `{"code":"Ok","durations":[[1,2],[1,2,3],[1,2]]}`)}, 1, "not the columns"},
		{"no table", []http.HandlerFunc{says(200, `{"code":"Ok"}`)}, 1, "not the rows"},
		{"endless", []http.HandlerFunc{says(200, `{"code":"Ok","durations":[[1,2],[1,2],[1,2]],"x":"`+strings.Repeat("x", longestAnswer)+`"}`)}, 1, "too long"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var asked atomic.Int32
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				n := int(asked.Add(1))
				c.answers[min(n, len(c.answers))-1](w, r)
			})
			if c.name == "endless" {
				s.Timeout = 20 * time.Second
			}
			table, err := mustNew(t, s).Table(t.Context(), from, to)
			if n := asked.Load(); n != c.asked {
				t.Errorf("asked %d times, want %d", n, c.asked)
			}
			switch {
			case c.says == "":
				if err != nil || len(table) != 3 {
					t.Errorf("%v, %v", table, err)
				}
			case err == nil || table != nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "51") || strings.Contains(err.Error(), "127."):
				t.Errorf("%v, %v; want %q", table, err, c.says)
			}
		})
	}
}

// Nothing that is redirected elsewhere is sent there.
func TestNothingIsSentElsewhere(t *testing.T) {
	var sent atomic.Int32
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { sent.Add(1) }))
	defer elsewhere.Close()
	t.Setenv("HTTP_PROXY", elsewhere.URL)
	e := mustNew(t, serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, elsewhere.URL+r.URL.Path, http.StatusMovedPermanently)
	}))
	if _, err := e.Table(t.Context(), from, to); err == nil || sent.Load() != 0 {
		t.Errorf("%v; %d requests elsewhere", err, sent.Load())
	}
	gone := mustNew(t, Settings{URL: "http://127.0.0.1:1", Profile: "driving", Tries: 2, Pause: time.Millisecond})
	if _, err := gone.Table(t.Context(), from, to); err == nil || !strings.Contains(err.Error(), "cannot be reached") {
		t.Errorf("nobody there: %v", err)
	}
}

// An engine that refuses connections, or is silent, is given up after so many
// tries in a row; what answers in between, if only that it is busy, is not, but
// is tried once for each further question until it answers one.
func TestAnEngineIsGivenUp(t *testing.T) {
	silent := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	busy := func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) }
	good := func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, engine(t, r)) }
	for _, c := range []struct {
		name    string
		answers []http.HandlerFunc // one after the other, the last for ever
		asked   []int32            // after each question
	}{
		{"silent", []http.HandlerFunc{silent}, []int32{3, 3, 3, 3}},
		{"silent after an answer", []http.HandlerFunc{good, silent}, []int32{1, 4, 4, 4}},
		{"silent, busy, silent", []http.HandlerFunc{silent, busy, silent, silent, silent, good}, []int32{3, 4, 5, 5}},
		{"busy", []http.HandlerFunc{busy}, []int32{3, 4, 5, 6}},
		{"busy for a while", []http.HandlerFunc{busy, busy, busy, good, busy, good}, []int32{3, 4, 6, 7}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var asked atomic.Int32
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				c.answers[min(int(asked.Add(1)), len(c.answers))-1](w, r)
			})
			s.Timeout = 100 * time.Millisecond
			e := mustNew(t, s)
			for i, want := range c.asked {
				if _, err := e.Table(t.Context(), from, to); asked.Load() != want {
					t.Fatalf("question %d: asked %d times, want %d (%v)", i+1, asked.Load(), want, err)
				}
			}
		})
	}
}

// A server keeps its engine for long: what was given up is asked once after a
// rest, and as before when it answers again. Many ask at a time.
func TestAnEngineIsAskedAgainAfterItsRest(t *testing.T) {
	var asked atomic.Int32
	var there atomic.Bool
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1); !there.Load() {
			<-r.Context().Done()
			return
		}
		fmt.Fprint(w, engine(t, r))
	})
	s.Timeout, s.Rest = 100*time.Millisecond, time.Second
	e := mustNew(t, s)
	ask := func(want int32, answered bool) {
		t.Helper()
		if _, err := e.Table(t.Context(), from, to); asked.Load() != want || (err == nil) != answered {
			t.Fatalf("asked %d times, want %d (%v)", asked.Load(), want, err)
		}
	}
	ask(3, false)
	ask(3, false)
	time.Sleep(s.Rest)
	ask(4, false)
	ask(4, false)
	time.Sleep(s.Rest)
	there.Store(true)
	ask(5, true)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { _, _ = e.Table(t.Context(), from, to) })
	}
	all.Wait()
	ask(14, true)
}

// With the usual settings an engine that is not there costs seconds, however
// much would be asked.
func TestNobodyThere(t *testing.T) {
	e, begun := mustNew(t, Settings{URL: "http://127.0.0.1:1", Profile: "driving"}), time.Now()
	for range 1000 {
		if _, err := e.Table(t.Context(), from, to); err == nil || !strings.Contains(err.Error(), "cannot be reached") {
			t.Fatal(err)
		}
	}
	if took := time.Since(begun); took > 6*time.Second {
		t.Errorf("it takes %v", took)
	}
}

// Who breaks off waits for nothing.
func TestBreakingOff(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { cancel(); w.WriteHeader(503) })
	s.Pause = time.Hour
	begun := time.Now()
	if _, err := mustNew(t, s).Table(ctx, from, to); err != context.Canceled || time.Since(begun) > 10*time.Second {
		t.Errorf("%v after %v", err, time.Since(begun))
	}
}

func TestSettingsAreRefused(t *testing.T) {
	for _, c := range []struct {
		s     Settings
		field string
	}{
		{Settings{Profile: "driving"}, "engine"},
		{Settings{URL: "127.0.0.1:5000", Profile: "driving"}, "engine"},
		{Settings{URL: "ftp://127.0.0.1", Profile: "driving"}, "engine"},
		{Settings{URL: "http://user:word@127.0.0.1", Profile: "driving"}, "engine"},
		{Settings{URL: "http://127.0.0.1/?key=x", Profile: "driving"}, "engine"},
		{Settings{URL: "http://127.0.0.1:5000"}, "profile"},
		{Settings{URL: "http://127.0.0.1:5000", Profile: "../driving"}, "profile"},
		{Settings{URL: "http://127.0.0.1:5000", Profile: "driving", Most: 1}, "batch"},
		{Settings{URL: "http://127.0.0.1:5000", Profile: "driving", Timeout: -1}, "timeout"},
	} {
		_, err := New(c.s)
		if refused, ok := err.(*model.Error); !ok || refused.Field != c.field || strings.Contains(err.Error(), "word") {
			t.Errorf("%+v: %v", c.s, err)
		}
	}
	e := mustNew(t, Settings{URL: "http://127.0.0.1:1", Profile: "driving", Most: 4})
	for _, points := range [][2][]orb.Point{{nil, to}, {from, nil}, {from, to}} {
		if _, err := e.Table(t.Context(), points[0], points[1]); err == nil || !strings.Contains(err.Error(), "points") {
			t.Errorf("%d and %d points: %v", len(points[0]), len(points[1]), err)
		}
	}
}
