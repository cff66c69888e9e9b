// Package directory shows who offers what: all services with filters, one
// service with its places, its rules, its dates, its reach and its practice,
// and the providers with what they hold. What one service meets is told to
// commissioners; the public sees what is offered where, and nothing at all of
// protected services.
package directory

import (
	"math"

	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/server/page/shell"
)

type door struct{ house *shell.House }

// Mount adds the routes.
func Mount(e *echo.Echo, h *shell.House) {
	d := &door{h}
	e.GET("/services", d.services)
	e.GET("/services/:key", d.service)
	e.GET("/providers", d.providers)
	e.GET("/providers/:key", d.provider)
	mountEdit(e, h)
}

// amount writes a quantity that is not an estimate: places, weeks, ratios.
// Four digits are enough for a reader to multiply by.
func amount(v *words.Voice, x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return v.Number(x, 0)
	}
	decimals := 0
	for least := 1e3; decimals < 4 && math.Abs(x) < least; least /= 10 {
		decimals++
	}
	for decimals > 0 && rounded(x, decimals) == rounded(x, decimals-1) {
		decimals--
	}
	return v.Number(x, decimals)
}

func rounded(x float64, decimals int) float64 {
	scale := math.Pow(10, float64(decimals))
	return math.Round(x*scale) / scale
}
