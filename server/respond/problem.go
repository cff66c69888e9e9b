package respond

import (
	"cmp"
	"errors"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/model"
)

// Problem is what a person or a program is told of an error, as RFC 9457 has
// it.
type Problem struct {
	Type    string  `json:"type" doc:"Always about:blank: the status says what kind of problem it is." example:"about:blank"`
	Title   string  `json:"title" doc:"The kind of problem in a few words, in the language of the request."`
	Status  int     `json:"status" doc:"The HTTP status." example:"404"`
	Detail  string  `json:"detail" doc:"What is wrong, in a sentence to act on."`
	Field   string  `json:"field,omitempty" doc:"The parameter, field or column that is at fault."`
	Errors  []Fault `json:"errors,omitempty" doc:"Each single fault, where there are several."`
	Request string  `json:"request,omitempty" doc:"The id of the request, as the log of the server has it."`

	Cause error `json:"-"` // for the log alone
}

// Fault is one of several things that are wrong.
type Fault struct {
	Detail string `json:"detail" doc:"What is wrong, in a sentence."`
	Field  string `json:"field,omitempty" doc:"The parameter, field or column at fault."`
}

// Error gives the sentence.
func (p *Problem) Error() string { return p.Detail }

// GetStatus gives the status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is how a problem is sent, whatever was asked for.
func (p *Problem) ContentType(string) string { return problemJSON }

const problemJSON = "application/problem+json"

// statuses turns the codes of errors into statuses.
var statuses = map[string]int{
	model.Invalid:   http.StatusBadRequest,
	model.NotFound:  http.StatusNotFound,
	model.Conflict:  http.StatusConflict,
	model.Forbidden: http.StatusForbidden,
	model.Unusable:  http.StatusServiceUnavailable,
}

// ProblemOf says what to tell of an error, in the voice's language.
func ProblemOf(err error, voice *words.Voice) *Problem {
	var known *Problem
	var coded *model.Error
	var routed *echo.HTTPError
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &coded):
		p := New(statusOf(err, coded.Code), voice)
		p.Detail, p.Field, p.Cause = voice.Sentence(coded.Sentence), coded.Field, coded.Cause
		if coded.Cause == model.ErrOvertaken {
			p.Title = voice.Say("server.title_overtaken")
		}
		return p
	case errors.As(err, &tooLarge):
		return New(http.StatusRequestEntityTooLarge, voice)
	case errors.As(err, &routed):
		p := New(routed.Code, voice)
		p.Cause = routed.Internal
		return p
	}
	p := New(http.StatusInternalServerError, voice)
	p.Cause = err
	return p
}

func statusOf(err error, code string) int {
	if errors.Is(err, model.ErrFull) {
		return http.StatusInsufficientStorage
	}
	return cmp.Or(statuses[code], http.StatusInternalServerError)
}

// New is the problem of a status, in our own words.
func New(status int, voice *words.Voice) *Problem {
	p := &Problem{Type: "about:blank", Status: status}
	number := strconv.Itoa(status)
	if !voice.Has("server.title_" + number) {
		number = map[bool]string{true: "400", false: "500"}[status < http.StatusInternalServerError]
	}
	p.Title, p.Detail = voice.Say("server.title_"+number), voice.Say("server.detail_"+number)
	return p
}
