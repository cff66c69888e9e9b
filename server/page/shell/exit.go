package shell

import (
	"fmt"
	"slices"
	"strings"

	"catchment/frontend/words"
	"catchment/model"
)

// Exit is where a quick exit leads: a page that anyone may have open, and that
// says nothing of the one that was left. Welsh is "" where the site has no
// page in Welsh.
type Exit struct{ Name, English, Welsh string }

// Exits are all that can be chosen; the first stands where none is.
var Exits = []Exit{
	{"bbc-weather", "https://www.bbc.co.uk/weather", ""},
	{"google", "https://www.google.co.uk/", "https://www.google.co.uk/?hl=cy"},
	{"met-office", "https://www.metoffice.gov.uk/", ""},
	{"transport-for-wales", "https://tfw.wales/", "https://trc.cymru/"},
	{"wikipedia", "https://en.wikipedia.org/", "https://cy.wikipedia.org/"},
}

// ExitNames are the names of all Exits, as a setting has them.
func ExitNames() []string {
	var names []string
	for _, e := range Exits {
		names = append(names, e.Name)
	}
	return names
}

// ExitNamed finds an exit by the value of a setting. Any other address is
// refused: a mistake there would give away who reads the page.
func ExitNamed(setting, name string) (Exit, error) {
	at := slices.IndexFunc(Exits, func(e Exit) bool { return e.Name == name })
	if at < 0 {
		return Exit{}, &model.Error{Code: model.Invalid, Field: setting, Sentence: model.Said(
			fmt.Sprintf("--%s is %q; one of these is expected: %s.", setting, name, strings.Join(ExitNames(), ", ")))}
	}
	return Exits[at], nil
}

// ExitURL is where a quick exit from this page leads.
func (p *Page) ExitURL() string {
	exit := p.House.Exit
	if p.Language() == words.Welsh && exit.Welsh != "" {
		return exit.Welsh
	}
	return exit.English
}
