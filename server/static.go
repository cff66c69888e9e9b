package server

import (
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"catchment/server/respond"
)

// hashed is the folder of files whose names change with their content, so that
// a reader never has to ask for one again.
const hashed = "assets/"

const forever = "public, max-age=31536000, immutable"

// kinds are content types that not every machine knows.
var kinds = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".map": "application/json",
	".pbf": "application/x-protobuf", ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json", ".woff2": "font/woff2",
}

// static serves the styles, scripts and fonts that were built.
func static(files fs.FS) echo.HandlerFunc {
	return func(c echo.Context) error {
		name := c.Param("*")
		if !fs.ValidPath(name) || strings.HasPrefix(name, ".") || strings.Contains(name, "/.") {
			return respond.New(http.StatusNotFound, respond.Voice(c))
		}
		file, err := files.Open(name)
		if err != nil {
			return respond.New(http.StatusNotFound, respond.Voice(c))
		}
		defer file.Close()
		content, seekable := file.(io.ReadSeeker)
		if info, err := file.Stat(); err != nil || info.IsDir() || !seekable {
			return respond.New(http.StatusNotFound, respond.Voice(c))
		}
		extension := path.Ext(name)
		if kind := kinds[extension]; kind != "" {
			c.Response().Header().Set(echo.HeaderContentType, kind)
		} else if kind := mime.TypeByExtension(extension); kind != "" {
			c.Response().Header().Set(echo.HeaderContentType, kind)
		}
		if strings.HasPrefix(name, hashed) {
			c.Response().Header().Set(echo.HeaderCacheControl, forever)
		}
		http.ServeContent(c.Response(), c.Request(), name, time.Time{}, content)
		return nil
	}
}
