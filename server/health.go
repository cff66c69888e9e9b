package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"catchment/server/respond"
)

// health says that the process answers.
func (s *site) health(c echo.Context) error {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.JSON(http.StatusOK, struct {
		Status  string `json:"status"`
		Product string `json:"product"`
	}{"ok", s.config.Product})
}

type readiness struct {
	Ready    bool   `json:"ready"`
	Revision int    `json:"revision"`
	Cause    string `json:"cause,omitempty"`
}

// ready says whether the database takes writes and is whole, and whether the
// figures of today are there; else why not.
func (s *site) ready(c echo.Context) error {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	answer := readiness{Ready: true, Revision: s.planner.Revision().Revision}
	if err := s.planner.Ready(c.Request().Context()); err != nil {
		p := respond.ProblemOf(err, respond.Voice(c))
		answer.Ready, answer.Cause = false, p.Detail
		return c.JSON(http.StatusServiceUnavailable, answer)
	}
	return c.JSON(http.StatusOK, answer)
}
