package server

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// The header Link stays short, however long the question is: it leaves out
// links, which are all in the body, and the next page last of all.
func TestOGCLinkHeaderIsBounded(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	for _, c := range []struct {
		terms     int
		has, lost []string
	}{
		{1, []string{"next", "self", "alternate", "collection"}, nil},
		{60, []string{"next", "self", "alternate", "collection"}, nil},
		{200, []string{"next", "self", "collection"}, []string{"alternate"}},
		{300, []string{"next", "collection"}, []string{"self", "alternate"}},
		{800, []string{"collection"}, []string{"next", "self", "alternate"}},
	} {
		filter := strings.Repeat("tier=1 AND ", c.terms) + "tier=1"
		w := get(t, e, "/ogc/collections/tiers/items?limit=1&filter="+url.QueryEscape(filter), "")
		header := w.Header().Get("Link")
		if w.Code != http.StatusOK || len(header) > 6<<10 {
			t.Errorf("%d terms: %d, a Link of %d bytes", c.terms, w.Code, len(header))
		}
		for _, rel := range c.has {
			if !strings.Contains(header, `; rel="`+rel+`"`) {
				t.Errorf("%d terms: Link has no %s", c.terms, rel)
			}
		}
		for _, rel := range c.lost {
			if strings.Contains(header, `; rel="`+rel+`"`) {
				t.Errorf("%d terms: Link has %s", c.terms, rel)
			}
		}
		var body struct{ Links []struct{ Rel string } }
		if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil || len(body.Links) != 4 {
			t.Errorf("%d terms: %v, %d links in the body", c.terms, err, len(body.Links))
		}
	}
}

// An address that is too long is refused as one, and not by what its filter is;
// scripts of other sites may read why.
func TestOGCLongAddresses(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	long := strings.Repeat("tier=1%20AND%20", 3000) + "tier=1"
	for path, says := range map[string]string{
		"/ogc/collections/tiers/items?filter=": "at most 32,768", "/cy/ogc/collections/tiers/items?filter=": "32,768 ar y mwyaf",
		"/ogc/collections/tiers/items/?filter=": "at most 32,768", "/ogc/nothing?filter=": "at most 32,768", "/ogc?filter=": "at most 32,768",
	} {
		w := get(t, e, path+long, "")
		var problem struct{ Title, Detail string }
		if err := json.Unmarshal(w.Body.Bytes(), &problem); err != nil || w.Code != http.StatusRequestURITooLong || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Fatalf("%s: %v, %d %s", path, err, w.Code, w.Header().Get("Content-Type"))
		}
		if !strings.Contains(problem.Detail, says) || w.Header().Get("Access-Control-Allow-Origin") != "*" || w.Header().Get("Location") != "" {
			t.Errorf("%s: %q, %v", path, problem.Detail, w.Header())
		}
	}
	most := "/ogc/collections/tiers/items?limit=1&filter=tier=1"
	most += strings.Repeat("%20", (32<<10-len(most))/3)
	if w := get(t, e, most, ""); w.Code != http.StatusOK {
		t.Errorf("%d characters: %d", len(most), w.Code)
	}
	if w := get(t, e, most+"%20", ""); w.Code != http.StatusRequestURITooLong {
		t.Errorf("three more: %d", w.Code)
	}
}

// The next page of a page is a page, and says so.
func TestOGCNextIsOfTheSameForm(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	for form, media := range map[string]string{"json": "application/geo+json", "html": "text/html"} {
		header := get(t, e, "/ogc/collections/tiers/items?limit=1&f="+form, "").Header().Get("Link")
		address, ok := "", false
		for part := range strings.SplitSeq(header, ", <") {
			if strings.Contains(part, `>; rel="next"; type="`+media+`"`) {
				address, _, ok = strings.Cut(strings.TrimPrefix(part, "<"), ">")
			}
		}
		if !ok {
			t.Fatalf("%s: no next of type %s in %s", form, media, header)
		}
		if w := get(t, e, afterHost(t, []string{address}), ""); w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), media) {
			t.Errorf("%s: %s is %s", form, address, w.Header().Get("Content-Type"))
		}
	}
}
