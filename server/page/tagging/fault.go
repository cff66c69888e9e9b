package tagging

import (
	"errors"
	"net/http"

	"catchment/model"
	"catchment/model/planner"
)

// faultOf is what the person who tagged can put right; nil for anything else.
func faultOf(err error) *model.Error {
	var refused *planner.Refused
	var coded *model.Error
	switch {
	case errors.As(err, &refused):
		return &model.Error{Code: model.Invalid, Cause: err}
	case errors.As(err, &coded) && (coded.Code == model.Invalid || coded.Code == model.Conflict):
		return coded
	}
	return nil
}

func statusOf(fault *model.Error) int {
	if fault.Code == model.Conflict {
		return http.StatusConflict
	}
	return http.StatusUnprocessableEntity
}
