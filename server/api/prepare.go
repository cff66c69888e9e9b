package api

import (
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/respond"
)

// takeLanguage reads lang= of what the door answers, before the request is
// routed: a refusal at an address that there is not speaks that language too.
func takeLanguage(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		path, language := c.Request().URL.Path, words.Language(c.QueryParam("lang"))
		if (strings.HasPrefix(path, "/api/") || strings.HasPrefix(path, "/export/")) && slices.Contains(words.Languages, language) {
			respond.SetLanguage(c, language)
		}
		return next(c)
	}
}

// prepare settles the day, and refuses what an operation is
// not described to take. So huma finds no fault any more with what it reads,
// and every refusal is a sentence in the reader's language.
func (d *door) prepare(ctx huma.Context, next func(huma.Context)) {
	c := humaecho.Unwrap(ctx)
	if p := d.refused(c, ctx); p != nil {
		_ = respond.JSON(c, p) // the reader has gone where it fails
		return
	}
	next(ctx)
}

func (d *door) refused(c echo.Context, ctx huma.Context) *respond.Problem {
	op := ctx.Operation()
	query, p := respond.Query(c, allowedBy(op)...)
	if p != nil {
		return p
	}
	for _, parameter := range op.Parameters {
		switch {
		case parameter.In == "path":
			p = parameterFault(c, parameter, ctx.Param(parameter.Name))
		case query.Has(parameter.Name):
			p = parameterFault(c, parameter, query.Get(parameter.Name))
		case parameter.Required:
			p = missing(c, parameter)
		}
		if p != nil {
			return p
		}
	}
	day, p := d.dayFor(c, disclosure.Audience(respond.Audience(c)))
	c.Set(dayKey, day)
	if p == nil && op.RequestBody != nil {
		p = formFault(c, op)
	}
	return p
}

// dayFor reads the day that figures are asked for, by an audience.
func (d *door) dayFor(c echo.Context, audience disclosure.Audience) (model.Date, *respond.Problem) {
	return respond.DayFor(c, c.QueryParam("on"), func(asked model.Date) (model.Date, bool) { return d.planner.DayFor(audience, asked) })
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

func sortedKeys[V any](of map[string]V) []string {
	var names []string
	for name := range of {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
