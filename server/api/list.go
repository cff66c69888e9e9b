package api

import (
	"context"
	"net/url"
	"strconv"

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
	Offset   int      `json:"offset" doc:"How many rows were left out before this page."`
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

// listOf gives the page of rows that was asked for; make makes a row of what
// it stands for.
func listOf[R, T any](ctx context.Context, d *door, view *disclosure.View, a *Asked, p Paging, rows []R, make func(R) T) (*listOutput[T], error) {
	m, err := d.metadata(ctx, view)
	if err != nil {
		return nil, err
	}
	from, to := min(p.Offset, len(rows)), min(p.Offset+p.Limit, len(rows))
	out := &listOutput[T]{Total: len(rows), Body: list[T]{Metadata: m, Total: len(rows), Limit: p.Limit, Offset: p.Offset, Items: []T{}}}
	for _, row := range rows[from:to] {
		out.Body.Items = append(out.Body.Items, make(row))
	}
	if to < len(rows) {
		out.Body.Next = nextPage(a, to)
		out.Link = "<" + out.Body.Next + `>; rel="next"`
	}
	return out, nil
}

// nextPage is the address asked for, with another offset.
func nextPage(a *Asked, offset int) string {
	query := a.url.Query()
	query.Set("offset", strconv.Itoa(offset))
	if respond.Language(a.c) == words.Welsh {
		query.Set("lang", string(words.Welsh))
	}
	return (&url.URL{Path: a.url.Path, RawQuery: query.Encode()}).String()
}

func itemOf[T any](ctx context.Context, d *door, view *disclosure.View, value T) (*itemOutput[T], error) {
	m, err := d.metadata(ctx, view)
	if err != nil {
		return nil, err
	}
	return &itemOutput[T]{item[T]{m, value}}, nil
}
