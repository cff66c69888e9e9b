package respond

import (
	"net/http"
	"strings"
)

// Knows says whether the reader has the answer of a tag already. Tags are
// compared weakly: W/"a" and "a" name the same.
func Knows(r *http.Request, tag string) bool {
	for _, list := range r.Header.Values("If-None-Match") {
		for known := range strings.SplitSeq(list, ",") {
			if strings.TrimPrefix(strings.TrimSpace(known), "W/") == strings.TrimPrefix(tag, "W/") {
				return true
			}
		}
	}
	return false
}

// KnowsAny says whether the reader has an answer, whichever it is.
func KnowsAny(r *http.Request) bool {
	return strings.TrimSpace(r.Header.Get("If-None-Match")) == "*"
}
