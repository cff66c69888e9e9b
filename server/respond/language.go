package respond

import (
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
)

const languageKey = "catchment.language"

// welshPrefix stands before every path of the Welsh pages; English has none.
const welshPrefix = "/cy"

// Language is the language that the path of the request asks for.
func Language(c echo.Context) words.Language {
	if language, ok := c.Get(languageKey).(words.Language); ok {
		return language
	}
	return words.English
}

// Voice speaks the language of the request.
func Voice(c echo.Context) *words.Voice { return words.In(Language(c)) }

// SetLanguage is for a door that has another way to ask for a language.
func SetLanguage(c echo.Context, language words.Language) { c.Set(languageKey, language) }

// TakeLanguage takes the language off the path before the request is routed:
// /cy/gaps is /gaps in Welsh. A door never sees the prefix.
func TakeLanguage(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		url := c.Request().URL
		if path, ok := withoutPrefix(url.Path); ok {
			url.Path = path
			url.RawPath, _ = withoutPrefix(url.RawPath)
			SetLanguage(c, words.Welsh)
		}
		return next(c)
	}
}

func withoutPrefix(path string) (string, bool) {
	rest, ok := strings.CutPrefix(path, welshPrefix)
	switch {
	case !ok || rest != "" && rest[0] != '/':
		return path, false
	case rest == "":
		return "/", true
	}
	return rest, true
}
