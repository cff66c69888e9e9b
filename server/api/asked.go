package api

import (
	"cmp"
	"net/url"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/respond"
)

// Asked is what every operation can be asked: for which day, for whom, in
// which language.
type Asked struct {
	On   string `query:"on" format:"date" example:"2026-04-01" doc:"The day that the figures are for, as 2026-04-01. Today where it is left out. The public gets those of the first day of a quarter (1 January, 1 April, 1 July, 1 October), not later than today, and the latest of them where it is left out."`
	For  string `query:"for" enum:"commissioner,public" doc:"Whom the figures are for, a commissioner where it is left out, or whom the key is for: a commissioner sees them in full precision, the public as they may be published."`
	Lang string `query:"lang" enum:"en,cy" doc:"The language of sentences: en (English) or cy (Welsh). Below /cy it is Welsh where it is left out. Names are always given in both."`

	c        echo.Context
	url      url.URL
	day      model.Date
	audience disclosure.Audience
}

func (a *Asked) asked() *Asked { return a }

func (a *Asked) voice() *words.Voice { return respond.Voice(a.c) }

const dayKey = "catchment.api.day"

// Resolve takes over what the request itself says; prepare has checked it.
func (a *Asked) Resolve(ctx huma.Context) []error {
	a.c, a.url = humaecho.Unwrap(ctx), ctx.URL()
	a.day, _ = a.c.Get(dayKey).(model.Date)
	a.audience = disclosure.Audience(cmp.Or(respond.Audience(a.c), string(disclosure.Commissioner)))
	return nil
}

// Paging says which part of a list to give.
type Paging struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"The most rows to give, from 1 to 1000."`
	After  string `query:"after" maxLength:"2000" doc:"Where the page begins: behind the row that this stands for, which the member next of the page before it has right. Rows that come or go meanwhile neither repeat nor lose others. It holds until the server is started again, and does not go with offset."`
	Offset int    `query:"offset" minimum:"0" maximum:"10000000" default:"0" doc:"How many rows to leave out first, for a page out of turn. To read a list from end to end, follow next instead."`
}
