package server

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/labstack/echo/v4"

	"catchment/server/respond"
)

// nameRequest gives each request an id of our own making, which the answer and
// the log both have.
func nameRequest(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderXRequestID, rand.Text()[:16])
		return next(c)
	}
}

// observe answers errors, then logs and counts the request. It names the
// pattern of the path and no value of the query: these may tell of a place.
func observe(log *slog.Logger, metrics *Metrics) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			begun := time.Now()
			metrics.begin()
			defer func() {
				took := time.Since(begun)
				metrics.end(c, took)
				log.With(keyIn(c)...).Info("request", "request", c.Response().Header().Get(echo.HeaderXRequestID), "method", methodOf(c), "route", respond.Route(c),
					"status", c.Response().Status, "bytes", c.Response().Size, "ms", float64(took.Microseconds())/1000, "language", respond.Language(c))
			}()
			answerErrors(next, c)
			return nil
		}
	}
}

// keyIn names the key that a request was sent with, by its id: its secret is
// nowhere in a log.
func keyIn(c echo.Context) []any {
	if key := respond.Key(c); key != "" {
		return []any{"key", key}
	}
	return nil
}

// answerErrors answers the error of a handler at once, so that what is around
// it sees the answer.
func answerErrors(next echo.HandlerFunc, c echo.Context) {
	if err := next(c); err != nil {
		c.Error(err)
	}
}

// methodOf keeps methods that we have never heard of out of logs and metrics.
func methodOf(c echo.Context) string {
	switch method := c.Request().Method; method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	}
	return "other"
}

// recoverPanics turns a panic into an error with its stack. A deliberate break
// off goes on: it closes the connection, so that half an answer is not taken
// for a whole one.
func recoverPanics(log *slog.Logger) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) (err error) {
			defer func() {
				r := recover()
				if r == nil {
					return
				}
				if r == http.ErrAbortHandler {
					panic(r)
				}
				log.Error("panic", "route", respond.Route(c), "panic", fmt.Sprint(r), "stack", string(debug.Stack()))
				err = fmt.Errorf("panic: %v", r)
			}()
			return next(c)
		}
	}
}
