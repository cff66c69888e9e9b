package server

import (
	"net/http"
	"strings"

	"github.com/klauspost/compress/gzhttp"
	"github.com/labstack/echo/v4"
)

// compress packs answers as the reader accepts. The fastest level: on one
// machine and in a county's network the processor is what is short. Errors are
// answered inside, so that they are packed and closed like everything else.
func compress() echo.MiddlewareFunc {
	pack, err := gzhttp.NewWrapper(gzhttp.CompressionLevel(1), gzhttp.ContentTypeFilter(packable))
	if err != nil {
		panic(err) // only where the options contradict each other
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			response := c.Response()
			beneath := response.Writer
			defer func() { response.Writer = beneath }()
			pack(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				response.Writer = w
				answerErrors(next, c)
			})).ServeHTTP(beneath, c.Request())
			return nil
		}
	}
}

// packable leaves out what is packed already. Tiles are kept packed by their
// door, which says so in Content-Encoding.
func packable(contentType string) bool {
	for _, packed := range []string{"application/zip", "openxmlformats", "image/png", "image/webp", "font/"} {
		if strings.Contains(contentType, packed) {
			return false
		}
	}
	return true
}
