package api

import (
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
	On   string `query:"on" format:"date" example:"2026-04-01" doc:"The day that the figures are for, as 2026-04-01. Today where it is left out."`
	For  string `query:"for" enum:"commissioner,public" default:"commissioner" doc:"Whom the figures are for: a commissioner sees them in full precision, the public as they may be published."`
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
	a.audience = disclosure.Audience(a.For)
	return nil
}

// Paging says which part of a list to give.
type Paging struct {
	Limit  int `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"The most rows to give, from 1 to 1000."`
	Offset int `query:"offset" minimum:"0" maximum:"10000000" default:"0" doc:"How many rows to leave out first; the member next has it right."`
}
