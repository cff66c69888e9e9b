package api

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/server/respond"
)

// refuse is a refusal with 400.
func refuse(c echo.Context, field, key string, pairs ...any) *respond.Problem {
	return respond.Refusal(c, http.StatusBadRequest, field, key, pairs...)
}

// parameterFault holds a value to the description of its parameter.
func parameterFault(c echo.Context, p *huma.Param, value string) *respond.Problem {
	if !fits(p.Schema, value) {
		return notAsExpected(c, p.Name, value, expectedOf(p.Schema, respond.Voice(c)))
	}
	return tooLong(c, p.Name, value, p.Schema.MaxLength)
}

func tooLong(c echo.Context, name, value string, most *int) *respond.Problem {
	found := utf8.RuneCountInString(value)
	if most == nil || found <= *most {
		return nil
	}
	return refuse(c, name, "server.too_long", "Name", name, "Found", found, "Most", *most)
}

func notAsExpected(c echo.Context, name, found, expected string) *respond.Problem {
	return refuse(c, name, "server.not_as_expected", "Name", name, "Found", model.Quoted(found), "Expected", expected)
}

func missing(c echo.Context, p *huma.Param) *respond.Problem {
	return refuse(c, p.Name, "server.missing", "Name", p.Name, "Expected", expectedOf(p.Schema, respond.Voice(c)))
}

func fits(s *huma.Schema, value string) bool {
	if s.Type == huma.TypeInteger {
		number, err := strconv.Atoi(value)
		return err == nil && (s.Minimum == nil || float64(number) >= *s.Minimum) && (s.Maximum == nil || float64(number) <= *s.Maximum)
	}
	return len(s.Enum) == 0 || slices.Contains(s.Enum, any(value))
}

// expectedOf says what values a parameter takes.
func expectedOf(s *huma.Schema, voice *words.Voice) string {
	switch {
	case len(s.Enum) > 0:
		var allowed []string
		for _, value := range s.Enum {
			allowed = append(allowed, fmt.Sprint(value))
		}
		return oneOf(voice, allowed)
	case s.Maximum != nil && s.Minimum != nil:
		return voice.Say("server.expect_between", "Least", voice.Number(*s.Minimum, 0), "Most", voice.Number(*s.Maximum, 0))
	case s.Minimum != nil:
		return voice.Say("server.expect_from", "Least", voice.Number(*s.Minimum, 0))
	}
	return voice.Say("server.expect_text")
}

func oneOf(voice *words.Voice, allowed []string) string {
	return voice.Say("server.expect_one_of", "Allowed", strings.Join(allowed, ", "))
}
