package openreferral

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"catchment/model"
	oruk "catchment/model/exchange/openreferral"
	"catchment/server/respond"
)

// Bounds of what is asked for.
const (
	usualPage   = 50
	longestPage = 100
	lastPage    = 1_000_000
	longestText = 100
)

// ask is what the parameters say.
type ask struct {
	oruk.Choice
	page, perPage int
	full          bool // whole records
	fullService   bool // with whole services in organisations
}

// askOf reads the parameters of a request.
func askOf(c echo.Context, allowed []string) (*ask, error) {
	query, p := respond.Query(c, allowed...)
	if p != nil {
		return nil, p
	}
	a := &ask{Choice: oruk.Choice{Search: query.Get("search")}, page: 1, perPage: usualPage}
	for _, read := range []func(echo.Context, url.Values) *respond.Problem{a.readPaging, a.readIDs, a.readSwitches} {
		if p := read(c, query); p != nil {
			return nil, p
		}
	}
	return a, nil
}

func (a *ask) readPaging(c echo.Context, query url.Values) *respond.Problem {
	for _, r := range []struct {
		name string
		most int
		into *int
	}{{"page", lastPage, &a.page}, {"per_page", longestPage, &a.perPage}} {
		text := query.Get(r.name)
		if text == "" {
			continue
		}
		number, err := strconv.Atoi(text)
		if err != nil || strconv.Itoa(number) != text || number < 1 || number > r.most {
			voice := respond.Voice(c)
			return unexpected(c, r.name, text, voice.Say("server.expect_between", "Least", voice.Number(1, 0), "Most", voice.Number(float64(r.most), 0)))
		}
		*r.into = number
	}
	if found := utf8.RuneCountInString(a.Search); found > longestText {
		return respond.Refusal(c, http.StatusBadRequest, "search", "server.too_long", "Name", "search", "Found", found, "Most", longestText)
	}
	return nil
}

// readIDs reads the filters that name a record. One that there is not is no
// fault: nothing is found by it.
func (a *ask) readIDs(c echo.Context, query url.Values) *respond.Problem {
	for _, r := range []struct {
		name string
		into *string
	}{{"taxonomy_term_id", &a.Term}, {"taxonomy_id", &a.Taxonomy}, {"organization_id", &a.Organization}, {"parent_id", &a.Parent}} {
		text := query.Get(r.name)
		*r.into = strings.ToLower(text)
		if text != "" && !oruk.IsID(*r.into) {
			return unexpected(c, r.name, text, respond.Voice(c).Say("openreferral.uuid"))
		}
	}
	return nil
}

func (a *ask) readSwitches(c echo.Context, query url.Values) *respond.Problem {
	top := false // of terms that have no parent, which is all of them
	for _, r := range []struct {
		name string
		into *bool
	}{{"full", &a.full}, {"full_service", &a.fullService}, {"top_only", &top}} {
		text := query.Get(r.name)
		if text != "" && text != "true" && text != "false" {
			return unexpected(c, r.name, text, respond.Voice(c).Say("server.expect_one_of", "Allowed", "true, false"))
		}
		*r.into = text == "true"
	}
	if format := query.Get("format"); format != "" && format != "json" {
		return unexpected(c, "format", format, respond.Voice(c).Say("server.expect_one_of", "Allowed", "json"))
	}
	return nil
}

func unexpected(c echo.Context, name, found, expected string) *respond.Problem {
	return respond.Refusal(c, http.StatusBadRequest, name, "server.not_as_expected", "Name", name, "Found", model.Quoted(found), "Expected", expected)
}
