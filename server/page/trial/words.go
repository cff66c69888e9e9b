package trial

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Contains holds a page to words that it must and must not have.
func Contains(t *testing.T, url, body string, must, mustNot []string) {
	t.Helper()
	for _, words := range must {
		if !strings.Contains(body, words) {
			t.Errorf("%s: lacks %q", url, words)
		}
	}
	Lacks(t, url, body, mustNot...)
	Lacks(t, url, body, "⟦", "NaN", "%!")
}

// Lacks holds a page to words that it must not say.
func Lacks(t *testing.T, url, text string, unwanted ...string) {
	t.Helper()
	for _, words := range unwanted {
		if strings.Contains(text, words) {
			t.Errorf("%s: has %q", url, words)
		}
	}
}

// Says holds what a page says to words that it must say, however they are
// spaced.
func Says(t *testing.T, url, text string, wanted ...string) {
	t.Helper()
	for _, words := range wanted {
		if !strings.Contains(text, spaces.ReplaceAllString(words, " ")) {
			t.Errorf("%s does not say %q", url, words)
		}
	}
}

var (
	tags   = regexp.MustCompile(`<[^>]*>`)
	spaces = regexp.MustCompile(`\s+`)
	hrefs  = regexp.MustCompile(`href="([^"#]+)`)
)

// Said is what a page says, without its elements.
func Said(body string) string {
	return strings.TrimSpace(spaces.ReplaceAllString(html.UnescapeString(tags.ReplaceAllString(body, " ")), " "))
}

// Links lists the addresses that a page leads to, those that the pattern
// takes.
func Links(body string, pattern *regexp.Regexp) []string {
	var out []string
	for _, m := range hrefs.FindAllStringSubmatch(body, -1) {
		if url := html.UnescapeString(m[1]); pattern.MatchString(url) && !slices.Contains(out, url) {
			out = append(out, url)
		}
	}
	return out
}
