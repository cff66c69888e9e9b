package store

import (
	"net/url"
	"strings"
	"testing"

	"catchment/model"
)

func TestUnusableServers(t *testing.T) {
	addresses := map[string]string{
		"postgres://catchment:s3cret@127.0.0.1:1/none": "cannot be reached",
		"postgres://catchment:s3cret@host:x/none":      "not one like",
	}
	if server() != "" {
		address, _ := url.Parse(server())
		address.Path = "/no such database"
		addresses[address.String()] = "no database of that name"
		query := address.Query()
		query.Set("synchronous_commit", "off")
		address.Path, address.RawQuery = "/postgres", query.Encode()
		addresses[address.String()] = "does not keep data safely"
	}
	for address, word := range addresses {
		_, err := Open(t.Context(), address)
		wantCode(t, err, model.Unusable)
		if !strings.Contains(err.Error(), word) || strings.Contains(err.Error()+cause(err), "s3cret") {
			t.Errorf("%q does not say %q, or repeats the password", err, word)
		}
	}
}

func TestNewerSchemaOnServer(t *testing.T) {
	if server() == "" {
		t.Skip("no PostgreSQL server")
	}
	address := newSchema(t)
	s := mustOpen(t, address)
	if err := s.write.Exec("INSERT INTO " + versionTable + " (version_id, is_applied) VALUES (4711, true)").Error; err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), address)
	wantCode(t, err, model.Unusable)
	if !strings.Contains(err.Error(), "newer version") {
		t.Errorf("%q does not say why", err)
	}
}
