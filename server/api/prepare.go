package api

import (
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/server/respond"
)

// prepare refuses parameters that an operation does not have, and settles the
// language and the day.
func (d *door) prepare(ctx huma.Context, next func(huma.Context)) {
	c := humaecho.Unwrap(ctx)
	query := c.QueryParams()
	if language := words.Language(query.Get("lang")); slices.Contains(words.Languages, language) {
		respond.SetLanguage(c, language)
	}
	p := unknownParameter(c, allowedBy(ctx.Operation()))
	if p == nil {
		day, err := dayOf(c, query.Get("on"), d.planner.Today())
		c.Set(dayKey, day)
		p = err
	}
	if p != nil {
		_ = respond.JSON(c, p) // the reader has gone where it fails
		return
	}
	next(ctx)
}

func allowedBy(op *huma.Operation) []string {
	var names []string
	for _, p := range op.Parameters {
		if p.In == "query" {
			names = append(names, p.Name)
		}
	}
	return names
}

// unknownParameter names a parameter that is not among those allowed, or that
// is given twice.
func unknownParameter(c echo.Context, allowed []string) *respond.Problem {
	query, err := url.ParseQuery(c.Request().URL.RawQuery)
	if err != nil {
		return fault(c, "", "server.not_a_query")
	}
	for _, name := range sortedKeys(query) {
		switch {
		case !slices.Contains(allowed, name) && len(allowed) == 0:
			return fault(c, name, "server.no_parameters", "Name", model.Quoted(name))
		case !slices.Contains(allowed, name):
			return fault(c, name, "server.unknown_parameter", "Name", model.Quoted(name), "Allowed", strings.Join(allowed, ", "))
		case len(query[name]) > 1:
			return fault(c, name, "server.twice", "Name", name)
		}
	}
	return nil
}

func sortedKeys[V any](of map[string]V) []string {
	var names []string
	for name := range of {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// fault is the refusal of one parameter, with a sentence of the catalogue.
func fault(c echo.Context, field, key string, pairs ...any) *respond.Problem {
	p := respond.New(400, respond.Voice(c))
	p.Field, p.Detail = field, respond.Voice(c).Say(key, pairs...)
	p.Request = c.Response().Header().Get(echo.HeaderXRequestID)
	return p
}

// dayOf reads a day; "" is today.
func dayOf(c echo.Context, on string, today model.Date) (model.Date, *respond.Problem) {
	if on == "" {
		return today, nil
	}
	day, err := model.ParseDate(on)
	if err != nil || string(day) != on {
		return "", fault(c, "on", "server.not_a_date", "Name", "on", "Found", model.Quoted(on))
	}
	return day, nil
}
