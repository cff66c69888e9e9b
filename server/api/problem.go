package api

import (
	"net/http"
	"strings"

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

// newProblem tells what huma found wrong with a request as we tell it. What
// is wrong with a parameter is 400; with a body, 422.
func newProblem(ctx huma.Context, status int, message string, errs ...error) huma.StatusError {
	if ctx == nil {
		return newPlainProblem(status, message, errs...)
	}
	c := humaecho.Unwrap(ctx)
	if status == http.StatusUnprocessableEntity && c.Request().Method != http.MethodPost {
		status = http.StatusBadRequest
	}
	p := problemOf(respond.New(status, respond.Voice(c)), errs)
	p.Request = c.Response().Header().Get(echo.HeaderXRequestID)
	return p
}

func newPlainProblem(status int, _ string, errs ...error) huma.StatusError {
	return problemOf(respond.New(status, words.In(words.English)), errs)
}

// problemOf puts the single faults into a problem; one alone is its detail.
func problemOf(p *respond.Problem, errs []error) *respond.Problem {
	if p.Status >= http.StatusInternalServerError {
		return p // what went wrong inside stays inside
	}
	for _, err := range errs {
		fault := respond.Fault{Detail: err.Error()}
		if detailed, ok := err.(huma.ErrorDetailer); ok {
			detail := detailed.ErrorDetail()
			_, fault.Field, _ = strings.Cut(detail.Location, ".")
			fault.Detail = strings.TrimSpace(fault.Field + ": " + detail.Message)
		}
		p.Errors = append(p.Errors, fault)
	}
	if len(p.Errors) == 1 {
		p.Detail, p.Field, p.Language = p.Errors[0].Detail, p.Errors[0].Field, words.English
		p.Errors = nil
	}
	return p
}
