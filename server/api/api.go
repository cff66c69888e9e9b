package api

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/respond"
)

// Base is where the API begins.
const Base = "/api/v1"

// Config is what the door is told from outside.
type Config struct {
	Product string // name and version of the program
	Log     *slog.Logger
}

// door is what its handlers share.
type door struct {
	config  Config
	planner *planner.Planner
	huma    huma.API
	seal    seal
}

// Mount adds the API, its description and the exports.
func Mount(e *echo.Echo, config Config, p *planner.Planner) {
	d := &door{config: config, planner: p, seal: newSeal()}
	d.huma = humaecho.New(e, huma.Config{
		OpenAPI: describe(config), Formats: map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat: "application/json", OpenAPIPath: Base + "/openapi",
	})
	e.Pre(takeLanguage)
	d.huma.UseMiddleware(d.prepare)
	d.areas()
	d.tables()
	d.register()
	d.directory()
	d.reference()
	d.terms()
	d.columns()
	d.history()
	d.documentExports()
	d.documentTiles()
	d.documentAnswers()
	delete(d.huma.OpenAPI().Components.Schemas.Map(), "FormFile") // how huma holds a file, which nobody is sent
	e.GET(Base+"/docs", d.docs)
	e.GET("/export/:file", d.export)
}

// asker is an input that says for when and for whom.
type asker[I any] interface {
	*I
	asked() *Asked
}

// get adds an operation that reads, and gives its description. Its handler is
// given the view that was asked for; what it returns as an error is told like
// every other.
func get[I any, P asker[I], O any](d *door, op huma.Operation, handler func(context.Context, *disclosure.View, P) (*O, error)) *huma.Operation {
	op.Method, op.Path = http.MethodGet, Base+op.Path
	op.Errors = append(op.Errors, http.StatusBadRequest, http.StatusNotFound)
	huma.Register(d.huma, op, func(ctx context.Context, input *I) (*O, error) {
		in := P(input)
		view, err := d.planner.View(ctx, in.asked().day, in.asked().audience)
		if err != nil {
			return nil, d.problem(in.asked().c, err)
		}
		if p := typeFault(view, in.asked(), input); p != nil {
			return nil, p
		}
		out, err := handler(ctx, view, in)
		if err != nil {
			return nil, d.problem(in.asked().c, err)
		}
		return out, nil
	})
	return d.huma.OpenAPI().Paths[op.Path].Get
}

// problem says what to tell of an error, and logs it where it is not the
// asker's doing.
func (d *door) problem(c echo.Context, err error) error {
	p := respond.ProblemOf(err, respond.Voice(c))
	respond.Log(d.config.Log, c, p)
	return p
}

func describe(config Config) *huma.OpenAPI {
	return &huma.OpenAPI{
		OpenAPI:    "3.1.0",
		Components: &huma.Components{SecuritySchemes: securitySchemes, Schemas: huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer)},
		Security:   []map[string][]string{{}, {"key": {}}, {"bearer": {}}}, // {}: none is needed
		Info:       &huma.Info{Title: "Catchment API", Version: "1", Description: introduction + "\n\n" + config.Product + "."},
		Tags: []*huma.Tag{
			{Name: "areas", Description: "Areas, and figures of areas by tier of need, service type and good-practice indicator."},
			{Name: "gaps", Description: "The register of gaps: who is not met, why, and what would close it."},
			{Name: "provision", Description: "Providers, services and sites."},
			{Name: "method", Description: "How figures are made: the method in force, service types, indicators, programmes, the terms of single figures."},
			{Name: "history", Description: "Revisions of the data, and the imports that made them."},
			{Name: "files", Description: "Whole tables as files."},
			{Name: "tiles", Description: "Boundaries for maps, as vector tiles."},
		},
	}
}

// securitySchemes are the ways to send a key.
var securitySchemes = map[string]*huma.SecurityScheme{
	"key":    {Type: "apiKey", In: "header", Name: "X-API-Key", Description: "A key that only reads, scoped to an audience."},
	"bearer": {Type: "http", Scheme: "bearer", Description: "The same key, as a bearer token."},
}

const introduction = `Figures, provision and reference data of Catchment, as JSON.

Children are children a year; coverage, quality and other shares are parts from 0 to 1. A figure is null where there is nothing to compute it from. It is null too where it must not be shown; its name then stands in the member suppressed of the same row.

Every answer names the data revision, the method version, the day and the audience that its figures are for. Lists come in pages: the member next, and the header Link, lead to the one after, behind the last row of this one (after), so that rows that come or go meanwhile neither repeat nor lose others; offset takes a page out of turn. Answers carry an ETag; send it back in If-None-Match to be told that nothing has changed.

There are no accounts yet: the API answers on the machine that it runs on, and whoever asks there without a key is a commissioner, who can ask for what the public may see with for=public. A program can be given a key ("catchment key create"), which it sends as Authorization: Bearer KEY or as X-API-Key: KEY, never in the address. A key reads, and changes nothing; one for the public is answered with what the public may see, whatever is asked for. One that is not known is refused with 401, what it is not for with 403, and too many requests a minute with 429 and Retry-After. Scripts of other sites may read what is for the public, and what they have a key for. Snippets for QGIS, GDAL, Python, R, Excel and Power BI are at /connect.`
