package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/server/respond"
)

// huma has one maker of errors for a whole program, and one bound of what it
// reads of a form before it writes files: none of an upload shall lie on a
// disk, where it would outlive a crash.
func init() {
	huma.NewErrorWithContext, huma.NewError = newProblem, newPlainProblem
	humaecho.MultipartMaxMemory = 512 << 20 // more than the server takes
}

// newProblem tells what huma found wrong with a request in our own words: its
// are for programmers. What prepare does not refuse itself is all that is left.
func newProblem(ctx huma.Context, status int, _ string, _ ...error) huma.StatusError {
	voice := words.In(words.English)
	if ctx != nil {
		voice = respond.Voice(humaecho.Unwrap(ctx))
	}
	if status == http.StatusUnprocessableEntity {
		status = http.StatusBadRequest
	}
	p := respond.New(status, voice)
	if ctx != nil {
		p.Request = humaecho.Unwrap(ctx).Response().Header().Get(echo.HeaderXRequestID)
	}
	return p
}

func newPlainProblem(status int, message string, errs ...error) huma.StatusError {
	return newProblem(nil, status, message, errs...)
}
