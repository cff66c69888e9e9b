package api

import (
	"context"
	"net/url"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"catchment/frontend/words"
	"catchment/model/disclosure"
	"catchment/server/respond"
)

// listOutput is one page of a list with its headers.
type listOutput[T any] struct {
	Link  string `header:"Link" doc:"The next page, as rel=\"next\"; absent on the last."`
	Total int    `header:"X-Total-Count" doc:"How many rows there are in all."`
	Body  list[T]
}

type list[T any] struct {
	Metadata metadata `json:"metadata" doc:"Where the figures come from."`
	Total    int      `json:"total" doc:"How many rows there are in all, on all pages."`
	Limit    int      `json:"limit" doc:"The most rows on a page."`
	Offset   int      `json:"offset" doc:"How many rows stand before this page."`
	Next     string   `json:"next,omitempty" doc:"The address of the next page; absent on the last."`
	Items    []T      `json:"items" nullable:"false" doc:"The rows of this page."`
}

// itemOutput is one thing.
type itemOutput[T any] struct {
	Body item[T]
}

type item[T any] struct {
	Metadata metadata `json:"metadata" doc:"Where the figures come from."`
	Item     T        `json:"item" doc:"What was asked for."`
}

// listOf gives the page of rows that was asked for, of rows that stand in the
// order given; make makes a row of what it stands for.
func listOf[R, T any](ctx context.Context, d *door, view *disclosure.View, a *Asked, p Paging, rows []R, o order[R], make func(R) T) (*listOutput[T], error) {
	m, err := d.metadata(ctx, view, a.voice())
	if err != nil {
		return nil, err
	}
	from, err := begin(d, a, p, rows, o)
	if err != nil {
		return nil, err
	}
	to := min(from+p.Limit, len(rows))
	out := &listOutput[T]{Total: len(rows), Body: list[T]{Metadata: m, Total: len(rows), Limit: p.Limit, Offset: from, Items: []T{}}}
	for _, row := range rows[from:to] {
		out.Body.Items = append(out.Body.Items, make(row))
	}
	if to < len(rows) {
		cursor, err := d.seal.close(a.list(o.name), o.key(rows[to-1]))
		if err != nil {
			return nil, err
		}
		out.Body.Next = nextPage(a, cursor)
		out.Link = "<" + out.Body.Next + `>; rel="next"`
	}
	return out, nil
}

// pager is an input that asks for a page of a list.
type pager[I any] interface {
	asker[I]
	paging() Paging
}

// listed adds an operation that lists, by key, what find gives; row makes a row
// of each that stands on the page.
func listed[I any, P pager[I], N, T any](d *door, op huma.Operation, find func(*disclosure.View, P) ([]N, error), key func(*N) string, row func(*disclosure.View, *N) T) {
	order := byKey(func(n N) []any { return []any{key(&n)} })
	get(d, op, func(ctx context.Context, view *disclosure.View, in P) (*listOutput[T], error) {
		found, err := find(view, in)
		if err != nil {
			return nil, err
		}
		found = slices.Clone(found) // a list of the view stays as it is
		order.sort(found)
		return listOf(ctx, d, view, in.asked(), in.paging(), found, order, func(n N) T { return row(view, &n) })
	})
}

// nextPage is the address asked for, behind a row.
func nextPage(a *Asked, cursor string) string {
	query := a.url.Query()
	query.Del("offset")
	query.Set("after", cursor)
	if respond.Language(a.c) == words.Welsh {
		query.Set("lang", string(words.Welsh))
	}
	return (&url.URL{Path: a.url.Path, RawQuery: query.Encode()}).String()
}

func itemOf[T any](ctx context.Context, d *door, view *disclosure.View, a *Asked, value T) (*itemOutput[T], error) {
	m, err := d.metadata(ctx, view, a.voice())
	if err != nil {
		return nil, err
	}
	return &itemOutput[T]{item[T]{m, value}}, nil
}
