package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// quarter is a routing engine from which everything is a quarter of an hour
// away. It counts the pairs that it was asked for.
func quarter(t *testing.T, pairs *atomic.Int64, status *atomic.Int64) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if code := int(status.Load()); code != 0 {
			w.WriteHeader(code)
			return
		}
		named := map[string]int{}
		for pair := range strings.SplitSeq(r.URL.RawQuery, "&") {
			name, value, _ := strings.Cut(pair, "=")
			named[name] = len(strings.Split(value, ";"))
		}
		row := "[" + strings.Repeat("900,", named["destinations"]-1) + "900]"
		pairs.Add(int64(named["sources"] * named["destinations"]))
		fmt.Fprintf(w, `{"code":"Ok","durations":[%s]}`, strings.Repeat(row+",", named["sources"]-1)+row)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// The demonstration is given travel times, by which its reach then goes; where
// the engine does not answer, the flags say so.
func TestTravel(t *testing.T) {
	var pairs, status atomic.Int64
	database, engine := demoDatabase(t), quarter(t, &pairs, &status)
	var first, second travelled
	for _, into := range []*travelled{&first, &second} {
		out := mustCall(t, "travel", "--database", database, "--engine", engine, "--as-of", "2026-04-01", "--json").out
		if err := json.Unmarshal([]byte(out), into); err != nil {
			t.Fatal(err)
		}
	}
	if !first.Changed || first.Asked == 0 || int64(first.Asked) != pairs.Load() || first.Sites == 0 || len(first.StraightLine) != 0 {
		t.Errorf("%+v, %d pairs", first, pairs.Load())
	}
	if second.Changed || second.Asked != 0 || second.Kept != first.Asked {
		t.Errorf("again: %+v", second)
	}
	status.Store(400)
	if e := mustCall(t, "travel", "--database", database, "--engine", engine, "--as-of", "2026-04-01", "--again"); !strings.Contains(e.out, "Every site keeps the times that it gave before") || !strings.Contains(e.out, "Nothing was changed.") {
		t.Errorf("again, without an answer: %s%s", e.out, e.err)
	}
	e := mustCall(t, "travel", "--database", database, "--engine", engine, "--as-of", "2026-04-01", "--profile", "walking")
	if !strings.Contains(e.out, "it answers with status 400") || !strings.Contains(e.out, "Nothing was changed.") {
		t.Errorf("a profile that it has not: %s%s", e.out, e.err)
	}
}

// An engine that is not there is given up within seconds; what then goes by
// the straight line is counted.
func TestTravelWithNobodyThere(t *testing.T) {
	database, begun := demoDatabase(t), time.Now()
	e := mustCall(t, "travel", "--database", database, "--engine", "http://127.0.0.1:1", "--as-of", "2026-04-01")
	if took := time.Since(begun); took > 12*time.Second {
		t.Errorf("it takes %v", took)
	}
	said := regexp.MustCompile(`given up, and the rest not asked for: it cannot be reached, or breaks off\. ([0-9]+) journeys, to ([0-9]+) sites, go by the straight line`).FindStringSubmatch(e.out)
	if said == nil || !strings.Contains(e.out, said[2]+" go by the straight line.") || !strings.Contains(e.out, "Nothing was changed.") {
		t.Fatalf("it says: %s", e.out)
	}
	var counted travelled
	if err := json.Unmarshal([]byte(mustCall(t, "travel", "--database", database, "--engine", "http://127.0.0.1:1", "--as-of", "2026-04-01", "--json").out), &counted); err != nil {
		t.Fatal(err)
	}
	if !counted.GivenUp || fmt.Sprint(counted.JourneysByStraightLine) != said[1] || counted.JourneysByStraightLine%len(counted.StraightLine) != 0 || counted.Changed {
		t.Errorf("%+v; it says: %s", counted, said[0])
	}
}

// Ctrl+C ends it at once, while it waits for an engine that is silent and while
// it waits to try again.
func TestTravelInterrupted(t *testing.T) {
	database := demoDatabase(t)
	for name, answers := range map[string]http.HandlerFunc{
		"silent": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"busy": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "60")
			w.WriteHeader(503)
		},
	} {
		ctx, interrupt := context.WithCancel(t.Context())
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			time.AfterFunc(100*time.Millisecond, interrupt)
			answers(w, r)
		}))
		before, begun := stateOf(t, database), time.Now()
		e := callWithin(ctx, "travel", "--database", database, "--engine", server.URL)
		server.Close()
		if took := time.Since(begun); e.code != refused || !strings.Contains(e.err, "Interrupted;") || took > 10*time.Second || stateOf(t, database) != before {
			t.Errorf("%s: exit code %d after %v: %s", name, e.code, took, e.err)
		}
	}
}

func TestTravelRefusals(t *testing.T) {
	database := smallDatabase(t)
	for _, c := range []struct {
		line string
		code int
		says string
	}{
		{"travel --database DB", refused, "--engine is not an address of a routing engine"},
		{"travel --database DB --engine file:///etc", refused, "--engine is not an address"},
		{"travel --database DB --engine http://127.0.0.1:1 --profile a/b", refused, "--profile is not a name"},
		{"travel --database DB --engine http://127.0.0.1:1 --batch 0", refused, "--batch is 0; a number from 2 to 10000 is expected."},
		{"travel --database DB --engine http://127.0.0.1:1 --batch 1", refused, "--batch is 1; a number from 2 to 10000 is expected."},
		{"travel --database DB --engine http://127.0.0.1:1 --batch 10001", refused, "--batch is 10001; a number from 2 to 10000 is expected."},
		{"travel --database DB --engine http://127.0.0.1:1 --batch -5", refused, "--batch is -5; a number from 2 to 10000 is expected."},
		{"travel --database DB --engine http://127.0.0.1:1 --batch many", misused, "--batch is \"many\"; a number from 2 to 10000 is expected"},
		{"travel --database DB --engine http://127.0.0.1:1 --timeout 99999999999", refused, "--timeout is 99999999999; a number from 1 to 3600 is expected."},
		{"travel --database DB --engine http://127.0.0.1:1 --timeout 0", refused, "--timeout is 0;"},
		{"travel --database none.db --engine http://127.0.0.1:1", refused, "There is no database none.db;"},
		{"travel --database DB --engine http://127.0.0.1:1 --as-of x", refused, `--as-of is "x"`},
		{"travel DB", misused, "catchment travel takes no arguments"},
	} {
		before := stateOf(t, database)
		e := call(t, strings.Fields(strings.ReplaceAll(c.line, "DB", database))...)
		if e.code != c.code || !strings.Contains(e.err, c.says) || e.out != "" || stateOf(t, database) != before {
			t.Errorf("%s: exit code %d, want %d; it prints %q and says: %s", c.line, e.code, c.code, e.out, e.err)
		}
	}
}
