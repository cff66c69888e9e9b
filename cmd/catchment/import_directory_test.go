package main

import (
	"path/filepath"
	"strings"
	"testing"
)

const feedPage = `{"content": [
 {"id": "s1", "name": "MARAC of the shire", "description": "", "status": "active", "organization": {"id": "o", "name": "Council Example"}},
 {"id": "s2", "name": "Chess for all", "description": "Chess", "status": "active", "organization": {"id": "o", "name": "Council Example"}},
 {"id": "s3", "name": "Refuge", "description": "x", "status": "active", "organization": {"id": "o", "name": "Council Example"},
  "service_at_locations": [{"id": "x", "location": {"id": "y", "name": "7 Canary Lane", "latitude": 51.4999, "longitude": -3.1999}}]}]}`

func TestImportDirectory(t *testing.T) {
	database := filepath.Join(t.TempDir(), "feed.db")
	folder := folderWith(t, map[string]string{"page1.json": feedPage, "notes.txt": "no JSON"})
	line := []string{"import", "--database", database, "--format", "oruk", "--feed", "shire", folder}
	first := mustCall(t, line...)
	for _, want := range []string{"page1.json row 1, \"description\"", "page1.json row 3, \"service_areas\"", "on the page /import/untagged: 1"} {
		if !strings.Contains(first.out+first.err, want) {
			t.Errorf("%q is missing:\n%s\n%s", want, first.out, first.err)
		}
	}
	if strings.Contains(first.out+first.err, "Canary") || strings.Contains(first.out+first.err, "51.4999") {
		t.Errorf("a place is repeated:\n%s", first.err)
	}
	if again := mustCall(t, line...); !strings.Contains(again.out, "Everything was known already") {
		t.Errorf("%s", again.out)
	}
}

func TestImportDirectoryRefused(t *testing.T) {
	database := filepath.Join(t.TempDir(), "feed.db")
	folder := folderWith(t, map[string]string{"page1.json": feedPage, "cut.json": "{", "rules.csv": "service_type,words\ncastle,chess\n", "norules.csv": "x\n1\n"})
	page := filepath.Join(folder, "page1.json")
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"--format", "xml", page}, `There is no format "xml"`},
		{[]string{"--format", "oruk", "--locations", "all", page}, `--locations is "all"`},
		{[]string{"--format", "oruk", "--feed", " ", page}, "A name of 1 to 80 letters"},
		{[]string{"--format", "oruk", "--rules", "none.csv", page}, "The rule table none.csv cannot be read."},
		{[]string{"--format", "oruk", "--rules", filepath.Join(folder, "norules.csv"), page}, `norules.csv row 1, "service_type"`},
		{[]string{"--format", "oruk", "--rules", filepath.Join(folder, "rules.csv"), page}, `rules.csv row 2, "service_type" is "castle"`},
		{[]string{"--format", "oruk", filepath.Join(folder, "cut.json")}, "JSON is expected"},
		{[]string{"--format", "oruk", filepath.Join(folder, "gone.json")}, "There is no file or folder"},
	} {
		e := call(t, append([]string{"import", "--database", database}, c.args...)...)
		if e.code != refused || !strings.Contains(e.err, c.says) {
			t.Errorf("%v: code %d\n%s", c.args, e.code, e.err)
		}
	}
}
