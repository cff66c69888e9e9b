package areas_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

var alone = map[string]bool{"meta": true, "link": true, "input": true, "br": true, "img": true, "hr": true}

// wellFormed holds a page to what every reader's browser and screen reader
// needs: elements closed in order, one h1, no level of heading left out, names
// that exist, no id twice, no inline style or script.
func wellFormed(t *testing.T, url, body string) {
	t.Helper()
	var open []string
	ids, named, level := map[string]bool{}, []string{}, 0
	read := html.NewTokenizer(strings.NewReader(body))
	for {
		kind := read.Next()
		if kind == html.ErrorToken {
			break
		}
		token := read.Token()
		switch kind {
		case html.StartTagToken:
			if !alone[token.Data] {
				open = append(open, token.Data)
			}
			if len(token.Data) == 2 && token.Data[0] == 'h' && token.Data[1] <= '6' && token.Data[1] >= '1' {
				now := int(token.Data[1] - '0')
				if now > level+1 || now == 1 && level > 0 {
					t.Errorf("%s: a heading h%d follows h%d", url, now, level)
				}
				level = now
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("%s: </%s> closes %v", url, token.Data, open)
			}
			open = open[:len(open)-1]
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		for _, a := range token.Attr {
			switch a.Key {
			case "id":
				if ids[a.Val] {
					t.Errorf("%s: the id %q stands twice", url, a.Val)
				}
				ids[a.Val] = true
			case "aria-labelledby", "aria-describedby":
				named = append(named, strings.Fields(a.Val)...)
			case "style", "onclick", "onload":
				t.Errorf("%s: <%s> has %s", url, token.Data, a.Key)
			case "href":
				if part, ok := strings.CutPrefix(a.Val, "#"); ok {
					named = append(named, part)
				}
			}
		}
	}
	if len(open) > 0 || level == 0 {
		t.Errorf("%s: left open: %v; last heading h%d", url, open, level)
	}
	for _, id := range named {
		if !ids[id] {
			t.Errorf("%s: nothing has the id %q", url, id)
		}
	}
}

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
