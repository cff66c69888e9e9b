package exchange

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchment/model"
	"catchment/model/exchange/openreferral"
)

// A folder is read with those in it, whose names say what records are; hidden
// ones are not, and files that are no JSON by their names are told.
func TestReadDirectory(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"organisations/1.json": `{"id": "o", "name": "Families", "description": "x"}`,
		"services/1.json":      `{"id": "s", "name": "MARAC", "description": "x"}`,
		"services/2.ndjson":    `{"id": "t", "name": "MARAC", "status": "active", "organization_id": "o"}` + "\n" + `{"id": "u", "name": "MARAC", "description": "x"}`,
		".hidden/1.json":       `{"id": "v", "name": "MARAC", "status": "active"}`,
		"services/page.html":   "<html>",
	} {
		at := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d, err := ReadDirectory([]string{folder})
	if err != nil {
		t.Fatal(err)
	}
	known := &model.Records{ServiceTypes: []model.ServiceType{{Key: "multi_agency_risk_assessment"}}}
	rules, _ := openreferral.ReadRules("rules.csv", []byte("service_type,words\nmulti_agency_risk_assessment,marac\n"))
	batch := d.Batch(known, nil, openreferral.Options{Feed: "test", Rules: rules})
	var providers []string
	for _, row := range batch.Rows["providers"] {
		providers = append(providers, row.Noun.(*model.Provider).Name)
	}
	slices.Sort(providers)
	if len(batch.Rows["services"]) != 3 || !slices.Equal(providers, []string{"Families", "Organisation not named (test)"}) {
		t.Errorf("%d services, %q, %+v", len(batch.Rows["services"]), providers, batch.Problems)
	}
	if !slices.ContainsFunc(d.Problems, func(p model.Problem) bool {
		return p.Warning && p.File == "page.html" && strings.Contains(p.Expected.String(), "this one is left out")
	}) {
		t.Errorf("%+v", d.Problems)
	}
	if empty, err := ReadDirectory([]string{t.TempDir()}); err != nil || len(empty.Problems.Errors()) != 1 {
		t.Errorf("%+v %v", empty, err)
	}
}
