package server

import (
	"io"
	"log/slog"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/labstack/echo/v4"

	"catchment/frontend"
	"catchment/model/planner"
	"catchment/server/api"
	"catchment/server/auth"
	"catchment/server/ogc"
	"catchment/server/openreferral"
	"catchment/server/page"
	"catchment/server/page/shell"
	"catchment/server/respond"
	"catchment/server/tile"
)

// Config is what the server is told from outside.
type Config struct {
	Product string       // name and version of the program
	Build   string       // differs from build to build; part of every ETag
	Exit    shell.Exit   // where a quick exit leads; zero: the first of shell.Exits
	KeyRate auth.Rate    // how often a key may ask; zero: the usual
	Log     *slog.Logger // nil: nothing is logged
	Metrics *Metrics     // nil: nothing is counted
}

// site is what the handlers of the server itself share.
type site struct {
	config  Config
	planner *planner.Planner
	memory  *lru.Cache[string, drawn]
}

// New joins the middleware and every door. An error is a fault of this program,
// like a template that cannot be read.
func New(config Config, p *planner.Planner) (*echo.Echo, error) {
	if config.Log == nil {
		config.Log = slog.New(slog.DiscardHandler)
	}
	s := &site{config: config, planner: p, memory: newMemory()}
	e := echo.New()
	e.Logger.SetOutput(io.Discard) // what goes wrong is logged in respond
	e.OnAddRouteHandler = answerHead(e)

	e.Pre(nameRequest, setPolicies, observe(config.Log, config.Metrics),
		respond.TakeLanguage, refuseOtherHosts, refuseOtherSites())
	e.Use(compress(), recoverPanics(config.Log), limitBody, respond.ReadKeys, auth.Keys(p, config.KeyRate), api.AllowOrigins, s.revalidate)

	e.GET("/healthz", s.health)
	e.GET("/readyz", s.ready)
	e.GET(frontend.Root+"*", static(frontend.Dist()))
	house, err := shell.New(config.Product, p)
	if err != nil {
		return nil, err
	}
	if config.Exit != (shell.Exit{}) {
		house.Exit = config.Exit
	}
	e.HTTPErrorHandler = respond.Handler(config.Log, house.Fault)
	page.Mount(e, house)
	tile.Mount(e, p)
	ogc.Mount(e, ogc.Config{Product: config.Product, Build: config.Build}, house)
	openreferral.Mount(e, p)
	api.Mount(e, api.Config{Product: config.Product, Log: config.Log}, p)
	return e, nil
}

// answerHead adds HEAD for each GET; the body is left out by net/http.
func answerHead(e *echo.Echo) func(string, echo.Route, echo.HandlerFunc, []echo.MiddlewareFunc) {
	return func(_ string, route echo.Route, handler echo.HandlerFunc, middleware []echo.MiddlewareFunc) {
		if route.Method == echo.GET {
			e.HEAD(route.Path, handler, middleware...)
		}
	}
}
