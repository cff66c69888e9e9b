package areas_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// elements gives the attributes of every element of a name.
func elements(t *testing.T, body, name string) []map[string]string {
	t.Helper()
	var out []map[string]string
	read := html.NewTokenizer(strings.NewReader(body))
	for {
		kind := read.Next()
		if kind == html.ErrorToken {
			return out
		}
		token := read.Token()
		if token.Data != name || kind == html.EndTagToken {
			continue
		}
		attributes := map[string]string{}
		for _, a := range token.Attr {
			attributes[a.Key] = a.Val
		}
		out = append(out, attributes)
	}
}

func attributes(t *testing.T, body, name, key string) []string {
	var out []string
	for _, e := range elements(t, body, name) {
		if value, ok := e[key]; ok {
			out = append(out, value)
		}
	}
	return out
}

func between(text, from, to string) string {
	_, rest, _ := strings.Cut(text, from)
	found, _, _ := strings.Cut(rest, to)
	return found
}
