package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
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

// A folder as programs of others save it: what stands alone is put together,
// what is not named is made, what is not as it should be is told, and of what is
// protected no place gets into the database, whatever is asked for.
func TestImportDirectoryFolder(t *testing.T) {
	const refuge = `{"id": "r", "name": "Refuge", "status": "active", "service_areas": [{"name": "Shire"}], "service_at_locations": [{"id": "x", "location": {"id": "l",
		"name": "Canary house", "latitude": 51.512345, "longitude": -3.543210, "physical_addresses": [{"address_1": "7 Canary Lane", "postal_code": "CF99 9CC"}]}}]}`
	folder := folderWith(t, map[string]string{
		"areas.csv":          "code,name,kind\nZ1,Shire,local_authority\n",
		"organizations.json": `[{"id": "o1", "name": "Families"}, {"id": "o2", "name": "Shelter", "services": [` + refuge + `, {"id": "m2", "name": "MARAC", "status": "active", "service_areas": [{"name": "Shire"}], "service_at_locations": [{"location_id": "l"}]}]}]`,
		"services.json":      "\xff\xfe" + wide(`[{"id": "m1", "name": "MARAC", "description": "Môn", "status": "active", "organization_id": "o1"}, {"id": "m3", "name": "MARAC", "status": "active"}, {"id": "q", "name": "Drums"}]`),
		"more.json":          `{"id": "q", "name": "Drums at M` + "\xf4" + `n"}`,
		"page.html":          "<html>",
	})
	database := filepath.Join(t.TempDir(), "feed.db")
	mustCall(t, "import", "--database", database, filepath.Join(folder, "areas.csv"))
	if err := os.Remove(filepath.Join(folder, "areas.csv")); err != nil {
		t.Fatal(err)
	}
	e := mustCall(t, "import", "--database", database, "--format", "oruk", "--feed", "shire", "--locations", "public", folder)
	for _, want := range []string{"providers        3", "services        4", "UTF-16", "Windows-1252", "page.html: a file that ends in .json", `"organization": an organisation with a name is expected; the service is taken`,
		"a protected service is at this place too", "/import/untagged: 1"} {
		if !strings.Contains(e.out+e.err, want) {
			t.Errorf("%q is missing:\n%s\n%s", want, e.out, e.err)
		}
	}
	files, err := filepath.Glob(database + "*")
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	kept := e.out + e.err
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		kept += string(content)
	}
	for _, canary := range []string{"Canary", "51.512", "3.543", "CF99", "9CC"} {
		if strings.Contains(kept, canary) {
			t.Errorf("%s is kept", canary)
		}
	}
	if !strings.Contains(kept, "Refuge") || !strings.Contains(kept, "Drums") {
		t.Error("the database was not read")
	}
	if again := mustCall(t, "import", "--database", database, "--format", "oruk", "--feed", "shire", "--locations", "public", folder); !strings.Contains(again.out, "Everything was known already") {
		t.Errorf("%s", again.out)
	}
}

// wide writes a text in UTF-16, the small byte first.
func wide(text string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		b.WriteByte(byte(unit))
		b.WriteByte(byte(unit >> 8))
	}
	return b.String()
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
