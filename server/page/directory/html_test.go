package directory_test

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"
)

// open elements that have no end.
var void = []string{"meta", "link", "input", "br", "img", "hr"}

var left = regexp.MustCompile(`⟦[^⟧]*⟧|ZgotmplZ|%!`)

// wellFormed holds a page to elements that close in order, one h1, no level of
// heading left out, ids that stand once, no style or script inside, and no
// message that the catalogue lacks.
func wellFormed(t *testing.T, url, body string) {
	t.Helper()
	if found := left.FindString(body); found != "" {
		t.Errorf("%s: %s", url, found)
	}
	var stack []string
	ids, level := map[string]bool{}, 0
	for read := xhtml.NewTokenizer(strings.NewReader(body)); ; {
		kind := read.Next()
		if kind == xhtml.ErrorToken {
			break
		}
		token := read.Token()
		switch {
		case kind == xhtml.EndTagToken:
			if len(stack) == 0 || stack[len(stack)-1] != token.Data {
				t.Fatalf("%s: </%s> closes %v", url, token.Data, stack)
			}
			stack = stack[:len(stack)-1]
		case kind == xhtml.StartTagToken && !slices.Contains(void, token.Data):
			stack = append(stack, token.Data)
		}
		if kind == xhtml.StartTagToken && len(token.Data) == 2 && token.Data[0] == 'h' && token.Data != "hr" {
			now := int(token.Data[1] - '0')
			if now > level+1 || now == 1 && level > 0 {
				t.Errorf("%s: a heading %s follows h%d", url, token.Data, level)
			}
			level = now
		}
		for _, a := range token.Attr {
			if a.Key == "style" || a.Key == "onclick" {
				t.Errorf("%s: <%s> has %s", url, token.Data, a.Key)
			}
			if a.Key == "id" && ids[a.Val] {
				t.Errorf("%s: the id %q stands twice", url, a.Val)
			}
			ids[a.Val] = ids[a.Val] || a.Key == "id"
		}
	}
	if len(stack) > 0 || level == 0 {
		t.Errorf("%s: left open: %v; last heading h%d", url, stack, level)
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)
var spaces = regexp.MustCompile(`\s+`)

// said is what a page says, without its elements.
func said(body string) string {
	return strings.TrimSpace(spaces.ReplaceAllString(html.UnescapeString(tags.ReplaceAllString(body, " ")), " "))
}

// has holds a page to words that it must say.
func has(t *testing.T, url, text string, wanted ...string) {
	t.Helper()
	for _, w := range wanted {
		if !strings.Contains(text, spaces.ReplaceAllString(w, " ")) {
			t.Errorf("%s does not say %q", url, w)
		}
	}
}

// lacks holds a page to words that it must not say.
func lacks(t *testing.T, url, text string, unwanted ...string) {
	t.Helper()
	for _, w := range unwanted {
		if strings.Contains(text, w) {
			t.Errorf("%s says %q", url, w)
		}
	}
}
