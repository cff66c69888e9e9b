package api

import (
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
)

// meanings says when an answer is given.
var meanings = map[int]string{
	http.StatusNotModified:           "The answer is the one that If-None-Match names.",
	http.StatusBadRequest:            "A parameter, or the body, is not as it should be; nothing was changed.",
	http.StatusUnauthorized:          "The key that was sent is not known, has ended or was revoked.",
	http.StatusForbidden:             "Not allowed: to the public, to a page of another site, or with a key.",
	http.StatusNotFound:              "There is nothing with that code, key or name.",
	http.StatusConflict:              "The change does not fit how things stand; nothing was changed.",
	http.StatusRequestEntityTooLarge: "The body is larger than the server takes.",
	http.StatusUnsupportedMediaType:  "The body is not a form.",
	http.StatusMisdirectedRequest:    "The request does not name this machine as its host.",
	http.StatusUnprocessableEntity:   "The files have faults, which are all listed; nothing was imported.",
	http.StatusTooManyRequests:       "The key asks too often; Retry-After says how many seconds to wait.",
	http.StatusInternalServerError:   "A fault of the server; the log has it under the id of the request.",
	http.StatusServiceUnavailable:    "The database cannot be used now.",
	http.StatusInsufficientStorage:   "The disk is full; nothing was changed.",
}

// always are the answers that every operation can give, by method.
var always = map[string][]int{
	http.MethodGet:  {http.StatusNotModified, http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests, http.StatusMisdirectedRequest, http.StatusInternalServerError, http.StatusServiceUnavailable},
	http.MethodPost: {http.StatusUnauthorized, http.StatusForbidden, http.StatusRequestEntityTooLarge, http.StatusTooManyRequests, http.StatusMisdirectedRequest, http.StatusInternalServerError, http.StatusServiceUnavailable},
}

// documentAnswers adds the answers that every operation can give, and says of
// each refusal what it means and how it is told.
func (d *door) documentAnswers() {
	for _, op := range operations(d.huma.OpenAPI()) {
		if op.RequestBody == nil {
			delete(op.Responses, "422") // huma's own; prepare leaves nothing of it
		}
		for _, status := range always[op.Method] {
			op.Responses[strconv.Itoa(status)] = &huma.Response{}
		}
		for status, meaning := range meanings {
			answer := op.Responses[strconv.Itoa(status)]
			if answer == nil {
				continue
			}
			if answer.Description = meaning; status >= http.StatusBadRequest {
				answer.Content = map[string]*huma.MediaType{"application/problem+json": {Schema: &huma.Schema{Ref: "#/components/schemas/Problem"}}}
			}
		}
	}
}
