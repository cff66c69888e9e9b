package server

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"catchment/model/planner"
)

// A server whose database is gone, or whose first figures are not there yet,
// says so.
func TestReady(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cold.db")
	p, err := planner.Open(t.Context(), path, reference, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	e := mustNew(t, Config{}, p)
	expect := func(status int, word string) {
		t.Helper()
		if w := get(t, e, "/readyz", ""); w.Code != status || !strings.Contains(w.Body.String(), word) {
			t.Errorf("status %d: %s; want %d and %q", w.Code, w.Body, status, word)
		}
	}
	expect(503, "still being computed")
	if err := p.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	expect(200, `"ready":true`)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	expect(503, "was removed or replaced")
	if w := get(t, e, "/healthz", ""); w.Code != 200 {
		t.Errorf("the process: status %d", w.Code)
	}
}
