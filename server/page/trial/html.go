package trial

import (
	stdhtml "html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

var alone = []string{"meta", "link", "input", "br", "img", "hr"}

// WellFormed holds a page to closed elements in order, one h1, no level of
// heading left out, ids that stand once, and no inline style.
func WellFormed(t *testing.T, url, body string) {
	t.Helper()
	var open []string
	ids, level := map[string]bool{}, 0
	read := html.NewTokenizer(strings.NewReader(body))
	for {
		kind := read.Next()
		if kind == html.ErrorToken {
			break
		}
		token := read.Token()
		if kind == html.EndTagToken {
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("%s: </%s> closes %v", url, token.Data, open)
			}
			open = open[:len(open)-1]
			continue
		}
		if kind == html.StartTagToken && !slices.Contains(alone, token.Data) {
			open = append(open, token.Data)
		}
		if now := strings.Index("h1h2h3h4", token.Data)/2 + 1; kind == html.StartTagToken && len(token.Data) == 2 && token.Data[0] == 'h' && token.Data != "hr" {
			if now > level+1 || now == 1 && level > 0 {
				t.Errorf("%s: a heading %s follows h%d", url, token.Data, level)
			}
			level = now
		}
		for _, a := range token.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") && token.Data != "input" {
				t.Errorf("%s: <%s> has %s", url, token.Data, a.Key)
			}
			if a.Key == "id" {
				if ids[a.Val] {
					t.Errorf("%s: the id %q stands twice", url, a.Val)
				}
				ids[a.Val] = true
			}
		}
	}
	if len(open) > 0 || level == 0 {
		t.Errorf("%s: left open: %v; last heading h%d", url, open, level)
	}
}

var hrefs = regexp.MustCompile(`href="([^"#]+)`)

// Links lists the addresses that a page leads to, those that the pattern
// takes.
func Links(body string, pattern *regexp.Regexp) []string {
	var out []string
	for _, m := range hrefs.FindAllStringSubmatch(body, -1) {
		if url := stdhtml.UnescapeString(m[1]); pattern.MatchString(url) && !slices.Contains(out, url) {
			out = append(out, url)
		}
	}
	return out
}
