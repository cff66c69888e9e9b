package tile

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/server/respond"
)

// send answers with a packed tile, unpacked for those who cannot.
func send(c echo.Context, version string, tile []byte) error {
	header, r := c.Response().Header(), c.Request()
	keep(c, version)
	if known(c) {
		return c.NoContent(http.StatusNotModified)
	}
	if len(tile) == 0 {
		return c.NoContent(http.StatusNoContent)
	}
	if !strings.Contains(header.Get(echo.HeaderVary), echo.HeaderAcceptEncoding) {
		header.Add(echo.HeaderVary, echo.HeaderAcceptEncoding)
	}
	const mvt = "application/vnd.mapbox-vector-tile"
	if respond.AcceptsGzip(r) {
		header.Set(echo.HeaderContentEncoding, "gzip")
		header.Set(echo.HeaderContentLength, strconv.Itoa(len(tile)))
		return c.Blob(http.StatusOK, mvt, tile)
	}
	unpacking, err := gzip.NewReader(bytes.NewReader(tile))
	if err != nil {
		return err
	}
	raw, err := io.ReadAll(unpacking)
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, mvt, raw)
}

// keep says how long an answer holds. The address of a version always has the
// same one, so that it is never asked for again; that of the latest has it until
// the version is another.
func keep(c echo.Context, version string) {
	header := c.Response().Header()
	header.Set(echo.HeaderCacheControl, "public, max-age=31536000, immutable")
	if c.Param("version") == latest {
		header.Set(echo.HeaderCacheControl, "public, no-cache")
	}
	header.Set("ETag", `W/"`+version+`"`)
}

// known says whether the reader has what is kept under the tag.
func known(c echo.Context) bool {
	return respond.Knows(c.Request(), c.Response().Header().Get("ETag")) || respond.KnowsAny(c.Request())
}
