package shell

import (
	"net/url"
	"strings"

	"catchment/server/respond"
)

// Path is the path of a page, from its segments: a code of a provider, an area
// or whatever else stays one segment, whichever characters it has.
func Path(segments ...string) string {
	var b strings.Builder
	for _, segment := range segments {
		b.WriteByte('/')
		b.WriteString(respond.Segment(segment))
	}
	return b.String()
}

// encoded keeps a path that is encoded already as it is.
func encoded(path string) string {
	plain, err := url.PathUnescape(path)
	if err != nil {
		plain, path = path, ""
	}
	return (&url.URL{Path: plain, RawPath: path}).EscapedPath()
}
