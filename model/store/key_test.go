package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
)

// A key is found by the hash of its secret and nothing else, and one that was
// revoked stays revoked, at the moment when it first was.
func TestKeys(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		made := time.Date(2026, 4, 1, 10, 0, 0, 123456789, time.FixedZone("", 3600))
		first := Key{Key: "aa", Hash: "h1", Name: "Mapiau", Audience: "public", Made: made, Until: "2026-12-31"}
		second := Key{Key: "bb", Hash: "h2", Name: "Planning", Audience: "commissioner", Made: made.Add(time.Second)}
		for _, k := range []Key{second, first} {
			if err := s.AddKey(t.Context(), k); err != nil {
				t.Fatal(err)
			}
		}
		first.Made, second.Made = first.Made.UTC().Truncate(time.Microsecond), second.Made.UTC().Truncate(time.Microsecond)
		keys, err := s.Keys(t.Context())
		if diff := cmp.Diff([]Key{first, second}, keys, moments); err != nil || diff != "" {
			t.Errorf("%v %s", err, diff)
		}
		for hash, want := range map[string]*Key{"h1": &first, "h2": &second, "h3": nil, "": nil, "h1' OR '1'='1": nil} {
			found, err := s.KeyOf(t.Context(), hash)
			if diff := cmp.Diff(want, found, moments); err != nil || diff != "" {
				t.Errorf("%q: %v %s", hash, err, diff)
			}
		}
		for i, at := range []time.Time{made, made.Add(time.Hour)} {
			if found, err := s.RevokeKey(t.Context(), "aa", at); err != nil || !found {
				t.Errorf("revoked %d: %t, %v", i, found, err)
			}
		}
		if k, err := s.KeyOf(t.Context(), "h1"); err != nil || k.Revoked == nil || !k.Revoked.Equal(first.Made) {
			t.Errorf("%+v, %v", k, err)
		}
		if k, err := s.KeyOf(t.Context(), "h2"); err != nil || k.Revoked != nil {
			t.Errorf("the other: %+v, %v", k, err)
		}
	})
}

var moments = cmp.Comparer(func(x, y time.Time) bool { return x.Equal(y) })

func TestKeysAreRefused(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		good := Key{Key: "aa", Hash: "h1", Name: "A", Audience: "public", Made: time.Now()}
		if err := s.AddKey(t.Context(), good); err != nil {
			t.Fatal(err)
		}
		for name, k := range map[string]Key{
			"the same id":      {Key: "aa", Hash: "h2", Name: "B", Audience: "public"},
			"the same secret":  {Key: "bb", Hash: "h1", Name: "B", Audience: "public"},
			"another audience": {Key: "cc", Hash: "h3", Name: "B", Audience: "press"},
			"a bad name":       {Key: "dd", Hash: "h4", Name: "B\x00", Audience: "public"},
		} {
			if err := s.AddKey(t.Context(), k); err == nil {
				t.Errorf("%s is taken", name)
			}
		}
		for _, id := range []string{"", "zz", "a\x00"} {
			if found, err := s.RevokeKey(t.Context(), id, time.Now()); err != nil || found {
				t.Errorf("%q: %t, %v", id, found, err)
			}
		}
		if keys, err := s.Keys(t.Context()); err != nil || len(keys) != 1 || keys[0].Until != model.Date("") {
			t.Errorf("%+v, %v", keys, err)
		}
	})
}
