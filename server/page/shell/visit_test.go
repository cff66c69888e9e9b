package shell

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/model"
)

// visiting is a request for an address, as it comes in.
func visiting(t *testing.T, language words.Language, address string) *Visit {
	t.Helper()
	c := echo.New().NewContext(httptest.NewRequest(http.MethodGet, address, nil), httptest.NewRecorder())
	return &Visit{Voice: words.In(language), Audience: audienceOf(c), c: c, on: c.QueryParam("on")}
}

func TestLinks(t *testing.T) {
	for _, tt := range []struct {
		name     string
		language words.Language
		at       string
		path     string
		pairs    []any
		want     string
	}{
		{"plain", words.English, "/", "/gaps", nil, "/gaps"},
		{"a filter", words.English, "/", "/gaps", []any{"tier", 3}, "/gaps?tier=3"},
		{"the day goes along, other filters do not", words.English, "/areas?on=2026-04-01&q=x", "/gaps", []any{"tier", 3}, "/gaps?on=2026-04-01&tier=3"},
		{"the audience goes along", words.English, "/?for=public", "/gaps", nil, "/gaps?for=public"},
		{"a later pair replaces an earlier one", words.English, "/", "/gaps", []any{"tier", 3, "tier", 4}, "/gaps?tier=4"},
		{"an empty value leaves the key out", words.English, "/?on=2026-04-01", "/gaps", []any{"on", ""}, "/gaps"},
		{"Welsh", words.Welsh, "/", "/gaps", nil, "/cy/gaps"},
		{"Welsh home", words.Welsh, "/", "/", nil, "/cy"},
		{"a code with a slash stays one segment", words.English, "/", Path("areas", "a b?c/d"), nil, "/areas/a%20b%3Fc%2Fd"},
		{"what is encoded is not encoded twice", words.Welsh, "/", Path("areas", "50% off", "explain"), nil, "/cy/areas/50%25%20off/explain"},
		{"dots are no step of the path", words.English, "/", Path("areas", ".."), nil, "/areas/%252E%252E"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := visiting(t, tt.language, tt.at).Link(tt.path, tt.pairs...); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestHereKeepsTheRest(t *testing.T) {
	v := visiting(t, words.Welsh, "/gaps?tier=3&page=2&on=2026-04-01")
	if got, want := v.Here("page", 3), "/cy/gaps?on=2026-04-01&page=3&tier=3"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	p := v.bare("")
	if got, want := p.OtherLanguageURL(), "/gaps?on=2026-04-01&page=2&tier=3"; got != want {
		t.Errorf("in the other language it is %s, want %s", got, want)
	}
}

// Whatever a query holds, a link stays on this site.
func TestLinksNeverLeave(t *testing.T) {
	for _, at := range []string{"/gaps?on=//elsewhere.example", "/gaps?for=https:%2F%2Felsewhere.example"} {
		v := visiting(t, words.English, at)
		for _, link := range []string{v.Link("/gaps"), v.Here("page", 1)} {
			if !strings.HasPrefix(link, "/gaps") {
				t.Errorf("%s leads to %s", at, link)
			}
		}
	}
}

func TestNames(t *testing.T) {
	en, cy := visiting(t, words.English, "/"), visiting(t, words.Welsh, "/")
	for _, tt := range []struct{ name, got, want string }{
		{"English", en.Text("Cardiff", "Caerdydd"), "Cardiff"},
		{"Welsh", cy.Text("Cardiff", "Caerdydd"), "Caerdydd"},
		{"Welsh without a Welsh name", cy.Text("Torfaen", ""), "Torfaen"},
		{"and its language", cy.Lang("Torfaen", ""), "en"},
		{"the page's own language needs no mark", cy.Lang("Cardiff", "Caerdydd"), ""},
		{"the other name", en.Other("Cardiff", "Caerdydd"), "Caerdydd"},
		{"in Welsh", cy.Other("Cardiff", "Caerdydd"), "Cardiff"},
		{"left out where it is the same", en.Other("Powys", "Powys"), ""},
		{"or unknown", cy.Other("Torfaen", ""), ""},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}

func TestChoicesAndNumbersAreRefused(t *testing.T) {
	for _, at := range []string{"/?tier=5", "/?tier=-1", "/?tier=1.5", "/?tier=%201", "/?tier=abc", "/?tier=99999999999999999999"} {
		if n, err := visiting(t, words.English, at).WholeNumber("tier", 0, 4); model.CodeOf(err) != model.Invalid {
			t.Errorf("%s: %d, %v", at, n, err)
		}
	}
	if n, err := visiting(t, words.English, "/?tier=4").WholeNumber("tier", 0, 4); n != 4 || err != nil {
		t.Errorf("tier=4: %d, %v", n, err)
	}
	if _, err := visiting(t, words.Welsh, "/?sort=name%20drop").Choice("sort", "rank", "name"); model.CodeOf(err) != model.Invalid {
		t.Errorf("an unknown sort: %v", err)
	}
	if got, err := visiting(t, words.Welsh, "/").Choice("sort", "rank", "name"); got != "rank" || err != nil {
		t.Errorf("none: %q, %v", got, err)
	}
}
