package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A key is made, listed and revoked; its secret is printed when it is made and
// never again.
func TestKeys(t *testing.T) {
	database := smallDatabase(t)
	if e := mustCall(t, "key", "list", "--database", database); !strings.Contains(e.out, "There are no keys") {
		t.Errorf("an empty list: %s", e.out)
	}
	made := mustCall(t, "key", "create", "--database", database, "--name", "Public map", "--audience", "public", "--until", "2099-12-31")
	secret, rest, _ := strings.Cut(made.out, "\n")
	if !strings.HasPrefix(secret, "catchment_") || len(secret) < 36 || !strings.Contains(rest, "shown this once") || !strings.Contains(rest, "to the end of 2099-12-31") {
		t.Errorf("it prints: %s", made.out)
	}
	var second keySheet
	if err := json.Unmarshal([]byte(mustCall(t, "key", "create", "--database", database, "--name", "Planning", "--audience", "commissioner", "--json").out), &second); err != nil || !strings.HasPrefix(second.Secret, "catchment_") || second.Audience != "commissioner" {
		t.Fatalf("%+v, %v", second, err)
	}
	mustCall(t, "key", "revoke", "--database", database, second.ID)
	list := mustCall(t, "key", "list", "--database", database).out
	if !inOrder(list, []string{"Public map", "public", "to the end of 2099-12-31"}) || !inOrder(list, []string{second.ID, "Planning", "commissioner", "revoked on"}) {
		t.Errorf("the list:\n%s", list)
	}
	var sheets []keySheet
	asJSON := mustCall(t, "key", "list", "--database", database, "--json").out
	if err := json.Unmarshal([]byte(asJSON), &sheets); err != nil || len(sheets) != 2 {
		t.Fatalf("%+v, %v", sheets, err)
	}
	for _, k := range sheets {
		if revoked := k.ID == second.ID; (k.Revoked != nil) != revoked || (k.Until == "") != revoked || k.Secret != "" {
			t.Errorf("%+v", k)
		}
	}
	for _, secret := range []string{secret, second.Secret} {
		hidden := strings.TrimPrefix(secret, "catchment_")
		files, err := filepath.Glob(database + "*")
		if err != nil || len(files) == 0 || strings.Contains(list+asJSON, hidden) {
			t.Fatalf("%v, %v, or the list shows a secret", files, err)
		}
		for _, file := range files {
			if content, err := os.ReadFile(file); err != nil || strings.Contains(string(content), hidden) {
				t.Errorf("%s keeps a secret, or %v", file, err)
			}
		}
	}
}

func TestKeyRefusals(t *testing.T) {
	database := smallDatabase(t)
	for _, c := range []struct {
		line string
		code int
		says string
	}{
		{"key list --database none.db", refused, "There is no database none.db;"},
		{"key list x --database DB", misused, "catchment key list takes no arguments"},
		{"key make --database DB", misused, `unknown command "make"`},
		{"key create --database DB --name A", refused, "--audience is"},
		{"key create --database DB --name A --audience press", refused, "public or commissioner is expected."},
		{"key create --database DB --audience public", refused, "A name of 1 to 80 letters"},
		{"key create --database DB --name CF103AT --audience public", refused, "must hold no postcode"},
		{"key create --database DB --name A --audience public --until 31.12.2026", refused, `--until is "31.12.2026"; a date like`},
		{"key create --database DB --name A --audience public --until 2001-01-01", refused, "must not be past."},
		{"key revoke --database DB", misused, "catchment key revoke needs the ID of one key"},
		{"key revoke --database DB none", refused, `"catchment key list" shows them.`},
		{"serve --database DB --address 127.0.0.1:0 --key-rate 0", refused, "--key-rate is 0; a number of 1 or more"},
		{"serve --database DB --address 127.0.0.1:0 --key-rate x", misused, `--key-rate is "x"; a whole number is expected`},
	} {
		e := call(t, strings.Fields(strings.ReplaceAll(c.line, "DB", database))...)
		if e.code != c.code || !strings.Contains(e.err, c.says) || e.out != "" {
			t.Errorf("%s: exit code %d, want %d; it prints %q and says: %s", c.line, e.code, c.code, e.out, e.err)
		}
	}
	if list := mustCall(t, "key", "list", "--database", database).out; !strings.Contains(list, "There are no keys") {
		t.Errorf("a key was made:\n%s", list)
	}
	for _, command := range []string{"create", "list", "revoke"} {
		if e := mustCall(t, "key", command, "--help"); !strings.Contains(e.out, "Examples:\n  catchment key "+command) || e.err != "" {
			t.Errorf("key %s has no help with an example:\n%s%s", command, e.out, e.err)
		}
	}
}
