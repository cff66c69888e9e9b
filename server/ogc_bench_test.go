package server

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
)

// BenchmarkOGCItems asks the whole server for pages of 1,000 features of real
// Wales: the same page again and again, whose answer is kept, and pages which
// begin at another feature each time, of which none is. Compare lines of one
// run: "again" is what a kept answer costs, "elsewhere" what putting one
// together of kept pieces does.
func BenchmarkOGCItems(b *testing.B) {
	e := mustNew(b, Config{}, wales(b))
	for _, collection := range []string{"areas-lsoa", "tiers", "coverage", "practice", "gaps"} {
		path := "/ogc/collections/" + collection + "/items?limit=1000"
		matched := pageOf(b, e, path).NumberMatched
		for _, packing := range []string{"identity", "gzip"} {
			b.Run(collection+"/"+packing+"/again", func(b *testing.B) { asking(b, e, packing, func(int) string { return path }) })
			b.Run(collection+"/"+packing+"/elsewhere", func(b *testing.B) {
				asking(b, e, packing, func(n int) string { return fmt.Sprintf("%s&offset=%d", path, n*101%max(1, matched-1000)) })
			})
		}
	}
}

// asking asks for one address after the other; the first answer is not
// measured.
func asking(b *testing.B, e *echo.Echo, packing string, address func(n int) string) {
	for n := 0; b.Loop(); n++ {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+address(n), nil)
		r.Header.Set("Accept-Encoding", packing)
		w := &counter{header: http.Header{}}
		e.ServeHTTP(w, r)
		if w.status != http.StatusOK || (w.header.Get("Content-Encoding") == "") != strings.HasPrefix(packing, "identity") {
			b.Fatalf("status %d, packed as %q", w.status, w.header.Get("Content-Encoding"))
		}
		b.SetBytes(int64(w.bytes))
	}
}
