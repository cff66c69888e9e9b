package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"catchment/model"
)

func TestMain(m *testing.M) {
	code := m.Run()
	stopServer()
	os.Exit(code)
}

// eachDatabase runs a test on a new database of each kind. Without a
// PostgreSQL server only TestPostgresIsThere says so.
func eachDatabase(t *testing.T, run func(t *testing.T, database string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { run(t, newFile(t)) })
	if server() == "" {
		return
	}
	t.Run("postgres", func(t *testing.T) { run(t, newSchema(t)) })
}

func TestPostgresIsThere(t *testing.T) {
	if server() == "" {
		t.Skip("no PostgreSQL server under /usr/lib/postgresql and none in CATCHMENT_TEST_POSTGRES: the store was tried on SQLite only")
	}
}

func newFile(t testing.TB) string { return filepath.Join(t.TempDir(), "catchment.db") }

func mustOpen(t testing.TB, database string) *Store {
	t.Helper()
	s, err := Open(t.Context(), database)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

// mustApply makes a change over the latest revision.
func mustApply(t testing.TB, s *Store, change Change) model.Revision {
	t.Helper()
	made, err := applyLatest(s, change)
	if err != nil {
		t.Fatalf("apply: %v (%v)", err, cause(err))
	}
	return made
}

func applyLatest(s *Store, change Change) (model.Revision, error) {
	last, err := s.Latest(context.Background())
	if err != nil {
		return last, err
	}
	change.Base = last.Revision
	change.At = time.Date(2026, 3, 31, 12, 30, 15, 123456789, time.FixedZone("", 3600))
	change.Actor, change.Action = "mari", "try"
	return s.Apply(context.Background(), change)
}

func mustLoad(t testing.TB, s *Store) (*model.Records, model.Revision) {
	t.Helper()
	records, revision, err := s.Load(context.Background())
	if err != nil {
		t.Fatalf("load: %v", err)
	}
	return records, revision
}

func cause(err error) string {
	type wrapper interface{ Unwrap() error }
	if w, ok := err.(wrapper); ok {
		return fmt.Sprint(w.Unwrap())
	}
	return ""
}

func wantCode(t testing.TB, err error, code string) {
	t.Helper()
	if model.CodeOf(err) != code {
		t.Fatalf("error is %v, code %q; want code %q", err, model.CodeOf(err), code)
	}
}
