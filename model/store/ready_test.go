package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"catchment/model"
)

func TestProbe(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		mustApply(t, s, Change{})
		before, revision := mustLoad(t, s)
		var health Health
		for range 3 {
			if err := health.Probe(t.Context(), s); err != nil {
				t.Fatalf("%v (%s)", err, cause(err))
			}
		}
		after, same := mustLoad(t, s)
		if revision != same || len(before.Areas) != len(after.Areas) {
			t.Errorf("probing changed revision %+v to %+v", revision, same)
		}
	})
}

// A probe is a true commit: the log of the file grows, or begins anew.
func TestProbeWrites(t *testing.T) {
	path := newFile(t)
	s := mustOpen(t, path)
	log := func() int64 {
		info, err := os.Stat(path + "-wal")
		if err != nil {
			return 0
		}
		return info.Size()
	}
	before := log()
	var health Health
	if err := health.Probe(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	if log() <= before {
		t.Errorf("the log has %d bytes as before; nothing was written", before)
	}
}

func TestProbeOfAFileThatCannotBeUsed(t *testing.T) {
	cases := []struct {
		name, word string
		harm       func(t *testing.T, path string)
	}{
		{"removed", "removed or replaced", func(t *testing.T, path string) { must(t, os.Remove(path)) }},
		{"replaced", "removed or replaced", func(t *testing.T, path string) {
			content, err := os.ReadFile(path)
			must(t, err)
			other := filepath.Join(filepath.Dir(path), "other")
			must(t, os.WriteFile(other, content, 0o600))
			must(t, os.Rename(other, path))
		}},
		{"damaged", "damaged", func(t *testing.T, path string) {
			file, err := os.OpenFile(path, os.O_RDWR, 0)
			must(t, err)
			for page := int64(2); page < 40; page++ {
				_, err = file.WriteAt(make([]byte, 2000), page*4096+8)
				must(t, err)
			}
			must(t, file.Close())
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filledFile(t)
			s := mustOpen(t, path)
			health := Health{}
			if err := health.Probe(t.Context(), s); err != nil {
				t.Fatal(err)
			}
			c.harm(t, path)
			err := health.Probe(t.Context(), s)
			for deadline := time.Now().Add(4 * checkLeast); err == nil && time.Now().Before(deadline); err = health.Probe(t.Context(), s) {
				time.Sleep(checkLeast / 10)
			}
			wantCode(t, err, model.Unusable)
			if !strings.Contains(err.Error(), c.word) {
				t.Errorf("%q does not say %q", err, c.word)
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
