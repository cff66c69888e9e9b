package server

import (
	"bytes"
	"net/http"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/labstack/echo/v4"
)

// A page is made of its ETag's ingredients and nothing else: revision, day,
// language and address. So a page once drawn is kept under its tag, and drawn
// again only when one of them is another. Nothing has to be thrown away by
// hand: what nobody asks for any more is pushed out.
const (
	pagesKept   = 128
	longestPage = 512 << 10
)

// drawn is a page as it was answered.
type drawn struct {
	contentType string
	body        []byte
}

func newMemory() *lru.Cache[string, drawn] {
	cache, err := lru.New[string, drawn](pagesKept)
	if err != nil {
		panic(err) // only for a size below 1
	}
	return cache
}

// draw answers with a page that is remembered, or draws and remembers it.
// Only whole pages that carry their tag are kept: a door that sets
// Cache-Control itself has none.
func (s *site) draw(c echo.Context, tag string, next echo.HandlerFunc) error {
	if page, ok := s.memory.Get(tag); ok {
		return c.Blob(http.StatusOK, page.contentType, page.body)
	}
	response := c.Response()
	beneath := response.Writer
	tee := &teeWriter{ResponseWriter: beneath}
	response.Writer = tee
	defer func() { response.Writer = beneath }()
	err := next(c)
	header := response.Header()
	if contentType := header.Get(echo.HeaderContentType); err == nil && response.Status == http.StatusOK && header.Get("ETag") == tag &&
		contentType == echo.MIMETextHTMLCharsetUTF8 && !tee.long && c.Request().Method == http.MethodGet {
		s.memory.Add(tag, drawn{contentType, tee.body.Bytes()})
	}
	return err
}

// teeWriter keeps a copy of what is written, until it is too long to keep.
type teeWriter struct {
	http.ResponseWriter
	body bytes.Buffer
	long bool
}

func (t *teeWriter) Write(b []byte) (int, error) {
	if t.long = t.long || t.body.Len()+len(b) > longestPage; t.long {
		t.body = bytes.Buffer{}
	} else {
		t.body.Write(b)
	}
	return t.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (t *teeWriter) Unwrap() http.ResponseWriter { return t.ResponseWriter }
