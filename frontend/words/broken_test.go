package words

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// A broken file of the catalogue ends the program as it starts, and is named.
func TestABrokenCatalogueIsNotSpoken(t *testing.T) {
	cases := map[string]struct{ file, content, says string }{
		"a whole one":           {"help.cy.toml", "[\"help.title\"]\nother = \"Cymorth\"\n", ""},
		"no TOML":               {"help.cy.toml", "[\"help.title\"\nother = \"Cymorth\"\n", "help.cy.toml"},
		"no form other":         {"help.en.toml", "[\"help.title\"]\none = \"Help\"\n", "help.en.toml: help.title"},
		"a value badly written": {"help.en.toml", "[\"help.title\"]\nother = \"{{Name}}\"\n", "help.en.toml: help.title"},
		"a key of another file": {"help.en.toml", "[\"areas.title\"]\nother = \"Areas\"\n", "areas.title: another file has this key"},
		"faults that are none":  {"faults.cy.toml", "\"a text\" = 'testun\n", "faults.cy.toml"},
	}
	for name, c := range cases {
		files := fstest.MapFS{
			"catalogue/areas.en.toml":  {Data: []byte("[\"areas.title\"]\nother = \"Areas\"\n")},
			"catalogue/faults.cy.toml": {Data: []byte("\"a text\" = \"testun\"\n")},
		}
		files["catalogue/"+c.file] = &fstest.MapFile{Data: []byte(c.content)}
		got := panicOf(files)
		if c.says == "" && got != "" || !strings.Contains(got, c.says) {
			t.Errorf("%s: %q, want %q in it", name, got, c.says)
		}
	}
}

// panicOf is what speak panics with, "" where it does not.
func panicOf(files fs.FS) (said string) {
	defer func() {
		if fault := recover(); fault != nil {
			said = fmt.Sprint(fault)
		}
	}()
	speak(files)
	return ""
}
