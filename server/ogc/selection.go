package ogc

import (
	"context"
	"errors"
	"math"
	"net/url"
	"strings"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/cql2"
	"catchment/model/crs"
	"catchment/model/disclosure"
	"catchment/model/feature"
)

// wholeNumber reads a parameter that is a whole number from least on.
func (a *asked) wholeNumber(name string, least, otherwise int) (int, error) {
	if !a.query.Has(name) {
		return otherwise, nil
	}
	text := a.query.Get(name)
	n, ok := wholeIn(text)
	if !ok || n < least {
		return 0, a.refuse(name, "ogc.whole_number", "Name", name, "Found", model.Quoted(text), "Least", least)
	}
	return n, nil
}

// system reads a parameter that names a reference system.
func (a *asked) system(name string) (*crs.System, error) {
	if !a.query.Has(name) {
		return crs.CRS84, nil
	}
	uri := a.query.Get(name)
	for _, s := range crs.Systems {
		if s.URI == uri {
			return s, nil
		}
	}
	return nil, a.refuse(name, "ogc.system", "Name", name, "Found", model.Quoted(uri), "Systems", a.voice.List(uris()))
}

// selection reads everything that chooses features.
func (a *asked) selection(c *feature.Collection) (q feature.Query, err error) {
	if q.Where, err = a.box(); err != nil {
		return q, err
	}
	if q.Timed, q.From, q.To, err = a.interval(); err != nil {
		return q, err
	}
	for i, column := range c.Columns {
		if !a.query.Has(column.Name) {
			continue
		}
		value, err := a.valueOf(column)
		if err != nil {
			return q, err
		}
		q.Equal = append(q.Equal, feature.Equal{Column: i, Value: value})
	}
	q.Filter, err = a.filter(c)
	return q, err
}

// valueOf reads a column's parameter as the column has its values.
func (a *asked) valueOf(column feature.Column) (any, error) {
	text := a.query.Get(column.Name)
	switch column.Type {
	case feature.Integer:
		if n, ok := wholeIn(text); ok {
			return n, nil
		}
		return nil, a.refuse(column.Name, "ogc.not_whole", "Name", column.Name, "Found", model.Quoted(text))
	case feature.Number:
		if x, ok := decimalIn(text); ok {
			return x, nil
		}
		return nil, a.refuse(column.Name, "ogc.not_number", "Name", column.Name, "Found", model.Quoted(text))
	case feature.Date:
		if _, ok := dayIn(text); !ok || len(text) != len(time.DateOnly) {
			return nil, a.refuse(column.Name, "ogc.not_date", "Name", column.Name, "Found", model.Quoted(text))
		}
	}
	return text, nil
}

// filter reads a condition in CQL2.
func (a *asked) filter(c *feature.Collection) (*cql2.Filter, error) {
	lang := a.query.Get("filter-lang")
	if lang != "" && lang != "cql2-text" && lang != "cql2-json" {
		return nil, a.refuse("filter-lang", "ogc.filter_lang", "Found", model.Quoted(lang))
	}
	system, err := a.system("filter-crs")
	if err != nil || !a.query.Has("filter") {
		return nil, err
	}
	var options []cql2.Option
	if system != crs.CRS84 {
		options = append(options, cql2.Transform(func(p orb.Point) orb.Point {
			degrees, err := system.Inverse(p)
			if err != nil {
				return orb.Point{math.NaN(), math.NaN()}
			}
			return degrees
		}))
	}
	text := a.query.Get("filter")
	var out *cql2.Filter
	if lang == "cql2-json" {
		out, err = cql2.ParseJSON([]byte(text), c.Queryables(), options...)
	} else {
		out, err = cql2.ParseText(text, c.Queryables(), options...)
	}
	if err != nil {
		return nil, a.refuse("filter", "ogc.filter", "Sentence", err.Error())
	}
	return out, nil
}

// interval reads datetime: a moment, or an interval whose ends may be open.
// What features hold for is counted in days, so that a moment is its day.
func (a *asked) interval() (timed bool, from, to model.Date, err error) {
	if !a.query.Has("datetime") {
		return false, "", "", nil
	}
	text := a.query.Get("datetime")
	first, last, apart := strings.Cut(text, "/")
	if !apart {
		last = first
	}
	from, okFrom := dayOf(first, apart)
	to, okTo := dayOf(last, apart)
	if !okFrom || !okTo || from != "" && to != "" && from > to || from == "" && to == "" && !apart {
		return false, "", "", a.refuse("datetime", "ogc.datetime", "Found", model.Quoted(text))
	}
	return true, from, to, nil
}

func dayOf(text string, open bool) (model.Date, bool) {
	if open && (text == "" || text == "..") {
		return "", true
	}
	return dayIn(text)
}

// keptMatches is how many answers of Matching are kept: a reader who goes from
// page to page asks the same again.
const keptMatches = 16

// matchKey names no view: what is kept must not keep the figures of a revision
// that nobody asks for any more.
type matchKey struct {
	revision   int
	date       model.Date
	audience   disclosure.Audience
	collection string
	query      string
}

// longestMatching is how long a filter may take.
const longestMatching = 20 * time.Second

type matches struct {
	kept *lru.Cache[matchKey, []int32]
}

func newMatches() *matches {
	kept, err := lru.New[matchKey, []int32](keptMatches)
	if err != nil {
		panic(err) // only for a size below 1
	}
	return &matches{kept}
}

// paging are the parameters that choose among the features that match.
var paging = []string{"limit", "offset", "after", "crs", "f"}

func (m *matches) of(a *asked, c *feature.Collection, q feature.Query) ([]int32, error) {
	query := map[string][]string{}
	for name, values := range a.query {
		query[name] = values
	}
	for _, name := range paging {
		delete(query, name)
	}
	key := matchKey{a.view.Revision().Revision, a.view.Date(), a.view.Audience(), c.ID, url.Values(query).Encode()}
	if known, ok := m.kept.Get(key); ok {
		return known, nil
	}
	ctx, cancel := context.WithTimeout(a.c.Request().Context(), longestMatching)
	defer cancel()
	found, err := c.Matching(ctx, q)
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, a.refuse("filter", "ogc.too_long", "Seconds", int(longestMatching/time.Second))
	}
	if err == nil {
		m.kept.Add(key, found)
	}
	return found, err
}
