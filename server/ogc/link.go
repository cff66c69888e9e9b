package ogc

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"catchment/server/respond"
)

// The relations of links that are not registered by IANA.
const (
	relConformance = "http://www.opengis.net/def/rel/ogc/1.0/conformance"
	relQueryables  = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
	relSchema      = "http://www.opengis.net/def/rel/ogc/1.0/schema"
	relVector      = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
	relMatrixSets  = "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes"
	relMatrixSet   = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"
)

// link is a link of a JSON answer.
type link struct {
	Href      string `json:"href"`
	Rel       string `json:"rel"`
	Type      string `json:"type,omitempty"`
	Title     string `json:"title,omitempty"`
	Templated bool   `json:"templated,omitempty"`
}

// url is the address of a resource by the segments of its path. It keeps the
// day and the audience of the request; pairs are further parameters, and take
// one away where they are "".
func (a *asked) url(segments []string, pairs ...any) string {
	path := a.base
	for _, segment := range segments {
		path += "/" + respond.Segment(segment)
	}
	query := url.Values{}
	for _, name := range []string{"on", "for"} {
		if a.query.Has(name) {
			query.Set(name, a.query.Get(name))
		}
	}
	return path + behind(query, pairs)
}

// here is the address of this resource with some parameters changed.
func (a *asked) here(pairs ...any) string {
	path := strings.TrimSuffix(a.base, Root) + a.c.Request().URL.EscapedPath()
	query := url.Values{}
	for name, values := range a.query {
		query[name] = values
	}
	return path + behind(query, pairs)
}

func behind(query url.Values, pairs []any) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		name, value := fmt.Sprint(pairs[i]), fmt.Sprint(pairs[i+1])
		if query.Set(name, value); value == "" {
			query.Del(name)
		}
	}
	if text := query.Encode(); text != "" {
		return "?" + text
	}
	return ""
}

// own links a resource to itself in both forms: the first is the one that is
// read.
func (a *asked) own(media string) []link {
	data := link{Href: a.here("f", "json"), Rel: "alternate", Type: media, Title: a.voice.Say("ogc.as_json")}
	page := link{Href: a.here("f", "html"), Rel: "alternate", Type: "text/html", Title: a.voice.Say("ogc.as_page")}
	if a.html {
		page.Rel, page.Href = "self", a.here()
		return []link{page, data}
	}
	data.Rel, data.Href = "self", a.here()
	return []link{data, page}
}

// longestLinks is how long the Link header may be.
const longestLinks = 6 << 10

// header writes links as the Link header has them (RFC 8288). Each repeats the
// question, so that a long one would make a line that programs and proxies
// refuse: what would make the header longer than longestLinks is left out of
// it, and stands in the body alone. The next page has room first, then the
// resource itself, then its other forms.
func header(links []link) string {
	var parts []string
	size := 0
	for _, l := range slices.SortedStableFunc(slices.Values(links), func(a, b link) int { return a.rank() - b.rank() }) {
		part := l.inHeader()
		if l.Templated || size+len(part) > longestLinks {
			continue
		}
		parts, size = append(parts, part), size+len(part)+len(", ")
	}
	return strings.Join(parts, ", ")
}

// rank is which links have room first.
func (l link) rank() int {
	if at := slices.Index([]string{"next", "self", "alternate"}, l.Rel); at >= 0 {
		return at
	}
	return 3
}

func (l link) inHeader() string {
	text := "<" + l.Href + `>; rel="` + l.Rel + `"`
	if l.Type != "" {
		text += `; type="` + strings.ReplaceAll(l.Type, `"`, `'`) + `"`
	}
	return text
}
