package planner

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"catchment/model"
	"catchment/model/disclosure"
)

// A key holds until the end of its last day, by the clock, until it is revoked.
func TestKeyHolds(t *testing.T) {
	now := clock()
	p, err := Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), beginning, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	secret, made, err := p.IssueKey(t.Context(), " Mapiau ", disclosure.Public, "2026-04-03")
	if err != nil || made.Name != "Mapiau" {
		t.Fatal(made, err)
	}
	now = now.Add(time.Second) // keys are listed in the order in which they were made
	revoked, other, err := p.IssueKey(t.Context(), "Planning", disclosure.Commissioner, "")
	if err != nil {
		t.Fatal(err)
	}
	p.ShowAsOf("2030-01-01") // the day that figures are shown for ends no key
	holds := func(secret string) bool {
		t.Helper()
		k, ok, err := p.KeyFor(t.Context(), secret)
		if err != nil || ok != (k.ID != "") {
			t.Errorf("%+v, %t, %v", k, ok, err)
		}
		return ok
	}
	for days, want := range []bool{true, true, true, false} {
		if now = clock().AddDate(0, 0, days); holds(secret) != want {
			t.Errorf("%d days later: %t", days, !want)
		}
	}
	now = clock().AddDate(0, 0, 2).Add(14*time.Hour + 59*time.Minute) // 23:59 of its last day
	if !holds(secret) || !holds(revoked) {
		t.Error("a key does not hold")
	}
	if err := p.RevokeKey(t.Context(), other.ID); err != nil || holds(revoked) || !holds(secret) {
		t.Errorf("after one was revoked: %v", err)
	}
	for _, wrong := range []string{"", "catchment_", strings.ToUpper(secret), secret + " ", secret[1:], hashOf(secret)} {
		if holds(wrong) {
			t.Errorf("%q holds", wrong)
		}
	}
	if err := p.RevokeKey(t.Context(), "none"); model.CodeOf(err) != model.NotFound {
		t.Errorf("a key that is not there: %v", err)
	}
	keys, err := p.AccessKeys(t.Context())
	if err != nil || len(keys) != 2 {
		t.Fatalf("%+v, %v", keys, err)
	}
	for _, k := range keys {
		if ended := k.ID == other.ID; !ended && k.ID != made.ID || (k.Revoked != nil) != ended || (k.Audience == disclosure.Commissioner) != ended {
			t.Errorf("%+v", k)
		}
	}
}

// What a key must not be is refused, and no key is made.
func TestKeyRefusals(t *testing.T) {
	p := open(t)
	for _, c := range []struct {
		name     string
		audience disclosure.Audience
		until    model.Date
		field    string
	}{
		{"", disclosure.Public, "", "name"},
		{"   ", disclosure.Public, "", "name"},
		{strings.Repeat("x", longestName+1), disclosure.Public, "", "name"},
		{"House at CF10 3AT", disclosure.Public, "", "name"},
		{"Map", "press", "", "audience"},
		{"Map", "", "", "audience"},
		{"Map", disclosure.Public, "2026-03-31", "until"},
	} {
		secret, _, err := p.IssueKey(t.Context(), c.name, c.audience, c.until)
		if refused, ok := err.(*model.Error); !ok || refused.Field != c.field || secret != "" {
			t.Errorf("%q, %q, %q: %q, %v", c.name, c.audience, c.until, secret, err)
		}
	}
	if keys, err := p.AccessKeys(t.Context()); err != nil || len(keys) != 0 {
		t.Errorf("%+v, %v", keys, err)
	}
	if _, _, err := p.IssueKey(t.Context(), "Map", disclosure.Public, "2026-04-01"); err != nil {
		t.Errorf("one that ends today: %v", err)
	}
}

// The secret is in no file of the database.
func TestSecretIsNotKept(t *testing.T) {
	folder := t.TempDir()
	p, err := Open(t.Context(), filepath.Join(folder, "test.db"), beginning, clock)
	if err != nil {
		t.Fatal(err)
	}
	secret, k, err := p.IssueKey(t.Context(), "Mapiau cyhoeddus", disclosure.Public, "")
	if err != nil {
		t.Fatal(err)
	}
	look := func() (found bool) {
		files, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			content, err := os.ReadFile(filepath.Join(folder, file.Name()))
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(content), strings.TrimPrefix(secret, SecretPrefix)) {
				t.Errorf("%s holds the secret", file.Name())
			}
			found = found || strings.Contains(string(content), k.Name)
		}
		return found
	}
	open := look() // with its journal
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if closed := look(); !open || !closed {
		t.Errorf("the key is in the files while open: %t, when closed: %t", open, closed)
	}
}
