package shell

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/respond"
)

// Visit is one request to a page: who reads what, for which day, in which
// language.
type Visit struct {
	*words.Voice
	House    *House
	View     *disclosure.View
	Audience disclosure.Audience

	c  echo.Context
	on string // as the address says it; "" is today, or the latest that is published
}

// Open reads the day and the audience from the address and gets their figures.
func (h *House) Open(c echo.Context) (*Visit, error) {
	v := &Visit{c: c, Voice: respond.Voice(c), House: h, Audience: audienceOf(c), on: c.QueryParam("on")}
	if v.on != "" {
		asked, err := model.ParseDate(v.on)
		if err != nil {
			return nil, &model.Error{Code: model.Invalid, Field: "on", Sentence: model.Said(v.Say("shell.on_invalid", "Found", v.on))}
		}
		v.on = string(asked)
	}
	day, ok := h.Planner.DayFor(v.Audience, model.Date(v.on))
	if !ok {
		return nil, &model.Error{Code: model.Invalid, Field: "on", Sentence: model.Said(v.Say("server.not_published", "Found", model.Date(v.on), "Nearest", day, "On", string(day)))}
	}
	if found := c.QueryParam("for"); found != "" && !slices.Contains(disclosure.Audiences, disclosure.Audience(found)) {
		return nil, &model.Error{Code: model.Invalid, Field: "for", Sentence: model.Said(v.Say("shell.for_invalid", "Found", found))}
	}
	if v.Audience == disclosure.Public {
		c.Response().Header().Set(echo.HeaderCacheControl, "no-store") // nothing is left behind after a quick exit
	}
	view, err := h.Planner.View(c.Request().Context(), day, v.Audience)
	v.View = view
	return v, err
}

func audienceOf(c echo.Context) disclosure.Audience {
	if disclosure.Audience(respond.Audience(c)) == disclosure.Public {
		return disclosure.Public
	}
	return disclosure.Commissioner
}

// Link is the address of a page in this language, for this day and audience.
// The path is one that Path made, or has nothing to encode. Pairs are a query key and its value, and so on; later ones replace earlier
// ones, and an empty value leaves the key out.
func (v *Visit) Link(path string, pairs ...any) string {
	query := url.Values{}
	if v.on != "" {
		query.Set("on", v.on)
	}
	if v.Audience == disclosure.Public {
		query.Set("for", string(v.Audience))
	}
	return address(v.Language(), path, v.published(set(query, pairs)))
}

// PublishedOn is what on= has to be in the address of a page for the public:
// of a day that is not published the nearest before that is.
func (v *Visit) PublishedOn() string {
	return v.published(url.Values{"on": {v.on}, "for": {string(disclosure.Public)}}).Get("on")
}

// published leads the addresses of pages for the public to a published day.
func (v *Visit) published(query url.Values) url.Values {
	on := query.Get("on")
	if on == "" || disclosure.Audience(query.Get("for")) != disclosure.Public {
		return query
	}
	if day, ok := v.House.Planner.DayFor(disclosure.Public, model.Date(on)); !ok {
		query.Set("on", string(day))
	}
	return query
}

// Here is the address of this page with parts of its query changed.
func (v *Visit) Here(pairs ...any) string {
	return address(v.Language(), v.Path(), v.published(set(v.query(), pairs)))
}

// Path is the path of this page as its address has it, without the language.
func (v *Visit) Path() string { return v.c.Request().URL.EscapedPath() }

// Query is a value of the address, "" where it has none.
func (v *Visit) Query(key string) string { return v.c.QueryParam(key) }

func (v *Visit) query() url.Values { return v.c.Request().URL.Query() }

func set(query url.Values, pairs []any) url.Values {
	for i := 0; i+1 < len(pairs); i += 2 {
		key, value := fmt.Sprint(pairs[i]), fmt.Sprint(pairs[i+1])
		if query.Set(key, value); value == "" {
			query.Del(key)
		}
	}
	return query
}

func address(language words.Language, path string, query url.Values) string {
	if language == words.Welsh {
		path = "/cy" + strings.TrimSuffix(path, "/")
	}
	escaped := encoded(path)
	if text := query.Encode(); text != "" {
		return escaped + "?" + text
	}
	return escaped
}

// Text is a thing's name for this reader: in Welsh the Welsh one, where there
// is one.
func (v *Visit) Text(en, cy string) string {
	text, _ := v.Name(en, cy)
	return text
}

// Lang is the language that Text gives, where it is not the page's own; else
// "". It goes into a lang attribute.
func (v *Visit) Lang(en, cy string) string {
	if _, in := v.Name(en, cy); in != v.Language() {
		return string(in)
	}
	return ""
}

// Other is a thing's name in the language that the page is not in, "" where it
// has none or the same.
func (v *Visit) Other(en, cy string) string {
	other := cy
	if v.Language() == words.Welsh {
		other = en
	}
	if other == v.Text(en, cy) {
		return ""
	}
	return other
}

// OtherLanguage is the language that the page is not in.
func (v *Visit) OtherLanguage() words.Language {
	if v.Language() == words.Welsh {
		return words.English
	}
	return words.Welsh
}

// TypeName is what a service type is called.
func (v *Visit) TypeName(t *model.ServiceType) string {
	if t == nil {
		return ""
	}
	return v.Text(t.Label(), t.NameCy)
}

// TierName is what a tier of need is called, by the label of the source's
// table.
func (v *Visit) TierName(tier int) string {
	for _, t := range v.View.Reference().Tiers {
		if t.Tier == tier {
			return v.Text(t.TableLabel, t.TableLabelCy)
		}
	}
	return ""
}

// IndicatorName is what an indicator, 1 to 8, is called.
func (v *Visit) IndicatorName(number int) string {
	key := fmt.Sprintf("GP%d", number)
	for _, i := range v.View.Reference().Indicators {
		if i.Key == key {
			return v.Text(i.Name, i.NameCy)
		}
	}
	return key
}

// Choice reads a query value that must be one of some; absent, it is the
// first. Anything else is refused with a sentence.
func (v *Visit) Choice(key string, allowed ...string) (string, error) {
	found := cmp.Or(v.Query(key), allowed[0])
	if slices.Contains(allowed, found) {
		return found, nil
	}
	var named []string // each once: the first is what an absent value means, and can stand again in its place
	for _, value := range allowed {
		if value != "" && !slices.Contains(named, value) {
			named = append(named, value)
		}
	}
	return "", &model.Error{Code: model.Invalid, Field: key, Sentence: model.Said(v.Say("shell.choice_invalid", "Key", key, "Found", found,
		"Allowed", strings.Join(named, ", ")))}
}

// WholeNumber reads a query value from least to most; absent, it is least.
func (v *Visit) WholeNumber(key string, least, most int) (int, error) {
	text := v.Query(key)
	if text == "" {
		return least, nil
	}
	n := 0
	if _, err := fmt.Sscanf(text, "%d", &n); err != nil || fmt.Sprint(n) != text || n < least || n > most {
		return 0, &model.Error{Code: model.Invalid, Field: key, Sentence: model.Said(v.Say("shell.number_invalid", "Key", key, "Found", text, "Least", least, "Most", most))}
	}
	return n, nil
}
