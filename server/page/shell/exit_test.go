package shell

import (
	"net/url"
	"slices"
	"testing"

	"catchment/frontend/words"
	"catchment/model"
)

// Every page that can be chosen is one of its own, over TLS, and says nothing
// of this one.
func TestExits(t *testing.T) {
	for _, e := range Exits {
		if found, err := ExitNamed("exit-to", e.Name); err != nil || found != e {
			t.Errorf("%s: %+v, %v", e.Name, found, err)
		}
		for _, address := range []string{e.English, e.Welsh} {
			at, err := url.Parse(address)
			if address == "" && address == e.Welsh {
				continue
			}
			if err != nil || at.Scheme != "https" || at.Host == "" || at.User != nil || at.Fragment != "" {
				t.Errorf("%s leads to %q: %v", e.Name, address, err)
			}
		}
	}
	names := ExitNames()
	if slices.Sort(names[1:]); len(slices.Compact(names)) != len(Exits) {
		t.Errorf("a name stands twice: %v", ExitNames())
	}
}

func TestExitsElsewhereAreRefused(t *testing.T) {
	for _, name := range []string{"", "BBC-weather", "https://www.bbc.co.uk/weather", "//example.org", "javascript:alert(1)", "bbc-weather "} {
		found, err := ExitNamed("exit-to", name)
		if model.CodeOf(err) != model.Invalid || found != (Exit{}) {
			t.Errorf("%q: %+v, %v", name, found, err)
		}
	}
}

func TestExitURL(t *testing.T) {
	for _, c := range []struct {
		name     string
		language words.Language
		want     string
	}{
		{"bbc-weather", words.English, "https://www.bbc.co.uk/weather"},
		{"bbc-weather", words.Welsh, "https://www.bbc.co.uk/weather"},
		{"wikipedia", words.English, "https://en.wikipedia.org/"},
		{"wikipedia", words.Welsh, "https://cy.wikipedia.org/"},
	} {
		exit, err := ExitNamed("exit-to", c.name)
		if err != nil {
			t.Fatal(err)
		}
		page := Page{Visit: &Visit{Voice: words.In(c.language), House: &House{Exit: exit}}}
		if got := page.ExitURL(); got != c.want {
			t.Errorf("%s in %s leads to %s", c.name, c.language, got)
		}
	}
}
