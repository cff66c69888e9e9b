package respond

import (
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"
)

// Segment encodes a key as one segment of a path. Browsers take "." and ".."
// for steps in the path even where they are encoded, so that these are
// encoded twice.
func Segment(key string) string {
	if key == "." || key == ".." {
		return strings.ReplaceAll(key, ".", "%252E")
	}
	return url.PathEscape(key)
}

// ReadKeys gives the handlers the keys of the path as they are: the router
// leaves them encoded where one has a character that could stand plain, like
// "a%3Bb", or must not, like "a%2Fb".
func ReadKeys(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		values := append([]string{}, c.ParamValues()...)
		for i, name := range c.ParamNames() {
			if name != "*" && i < len(values) {
				values[i] = keyOf(values[i], c.Request().URL.RawPath != "")
			}
		}
		c.SetParamValues(values...)
		return next(c)
	}
}

func keyOf(segment string, raw bool) string {
	if raw {
		if plain, err := url.PathUnescape(segment); err == nil {
			segment = plain
		}
	}
	if dots := strings.ReplaceAll(segment, "%2E", "."); dots == "." || dots == ".." {
		return dots
	}
	return segment
}
