package respond

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model"
)

// Refusal is a problem of one parameter, with a sentence of the catalogue in
// the language of the request.
func Refusal(c echo.Context, status int, field, key string, pairs ...any) *Problem {
	p := New(status, Voice(c))
	p.Field, p.Detail = field, Voice(c).Say(key, pairs...)
	p.Request = c.Response().Header().Get(echo.HeaderXRequestID)
	return p
}

// Query reads the parameters behind the question mark. It refuses one that is
// not among those allowed, one that is given twice, and one without a value:
// whoever writes kind= may take the answer for that of a kind.
func Query(c echo.Context, allowed ...string) (url.Values, *Problem) {
	query, err := url.ParseQuery(c.Request().URL.RawQuery)
	if err != nil {
		return nil, Refusal(c, http.StatusBadRequest, "", "server.not_a_query")
	}
	var names []string
	for name := range query {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if key, pairs := faultOf(name, query[name], allowed); key != "" {
			return nil, Refusal(c, http.StatusBadRequest, name, key, pairs...)
		}
	}
	return query, nil
}

func faultOf(name string, values, allowed []string) (key string, pairs []any) {
	switch {
	case len(allowed) == 0:
		return "server.no_parameters", []any{"Name", model.Quoted(name)}
	case !slices.Contains(allowed, name):
		return "server.unknown_parameter", []any{"Name", model.Quoted(name), "Allowed", strings.Join(allowed, ", ")}
	case len(values) > 1:
		return "server.twice", []any{"Name", name}
	case values[0] == "":
		return "server.empty", []any{"Name", name}
	}
	return "", nil
}

// DayFor reads the day that figures are asked for. Choose knows which day
// whoever asks gets, "" being the latest, or the nearest before.
func DayFor(c echo.Context, on string, choose func(asked model.Date) (model.Date, bool)) (model.Date, *Problem) {
	asked, p := Day(c, on, "")
	if p != nil {
		return "", p
	}
	day, ok := choose(asked)
	if !ok {
		return "", Refusal(c, http.StatusBadRequest, "on", "server.not_published", "Found", asked, "Nearest", day, "On", string(day))
	}
	return day, nil
}

// Day reads a day as 2026-04-01; "" is today.
func Day(c echo.Context, on string, today model.Date) (model.Date, *Problem) {
	if on == "" {
		return today, nil
	}
	day, err := model.ParseDate(on)
	if err != nil || string(day) != on {
		return "", Refusal(c, http.StatusBadRequest, "on", "server.not_a_date", "Name", "on", "Found", model.Quoted(on))
	}
	return day, nil
}
