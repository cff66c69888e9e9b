package trial

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// WellFormed holds a page to what every reader's browser and screen reader
// needs: elements closed in order, one h1, no level of heading left out, ids
// that stand once, names that exist, no style or script inside, and no message
// that the catalogue lacks.
func WellFormed(t *testing.T, url, body string) {
	t.Helper()
	for _, fault := range faultsOf(body) {
		t.Errorf("%s: %s", url, fault)
	}
}

// alone are elements that have no end.
var alone = []string{"meta", "link", "input", "br", "img", "hr"}

// summary marks the heading of what is wrong with a form, which stands above
// the page's own.
var summary = html.Attribute{Key: "class", Val: "govuk-error-summary__title"}

var unsaid = regexp.MustCompile(`⟦[^⟧]*⟧|ZgotmplZ|%!`)

// outline is what has been read of a page.
type outline struct {
	open   []string
	ids    map[string]bool
	named  []string // ids that must be there
	level  int      // of the last heading
	faults []string
}

func (o *outline) fault(format string, values ...any) {
	o.faults = append(o.faults, fmt.Sprintf(format, values...))
}

func faultsOf(body string) []string {
	o := &outline{ids: map[string]bool{}}
	for _, found := range unsaid.FindAllString(body, -1) {
		o.fault("%s", found)
	}
	for read := html.NewTokenizer(strings.NewReader(body)); ; {
		switch kind, token := read.Next(), read.Token(); kind {
		case html.ErrorToken:
			return o.end()
		case html.StartTagToken, html.SelfClosingTagToken:
			o.begin(token, kind)
		case html.EndTagToken:
			if len(o.open) == 0 || o.open[len(o.open)-1] != token.Data {
				o.fault("</%s> closes %v", token.Data, o.open)
				return o.faults
			}
			o.open = o.open[:len(o.open)-1]
		}
	}
}

func (o *outline) begin(token html.Token, kind html.TokenType) {
	if kind == html.StartTagToken && !slices.Contains(alone, token.Data) {
		o.open = append(o.open, token.Data)
	}
	if name := token.Data; len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !slices.Contains(token.Attr, summary) {
		now := int(name[1] - '0')
		if now > o.level+1 || now == 1 && o.level > 0 {
			o.fault("a heading %s follows h%d", name, o.level)
		}
		o.level = now
	}
	for _, a := range token.Attr {
		o.attribute(token.Data, a.Key, a.Val)
	}
}

func (o *outline) attribute(element, key, value string) {
	switch part, within := strings.CutPrefix(value, "#"); {
	case key == "style", strings.HasPrefix(key, "on"):
		o.fault("<%s> has %s", element, key)
	case key == "id" && o.ids[value]:
		o.fault("the id %q stands twice", value)
	case key == "id":
		o.ids[value] = true
	case key == "aria-labelledby", key == "aria-describedby":
		o.named = append(o.named, strings.Fields(value)...)
	case key == "href" && within:
		o.named = append(o.named, part)
	}
}

func (o *outline) end() []string {
	if len(o.open) > 0 || o.level == 0 {
		o.fault("left open: %v; last heading h%d", o.open, o.level)
	}
	for _, id := range o.named {
		if !o.ids[id] {
			o.fault("nothing has the id %q", id)
		}
	}
	return o.faults
}
