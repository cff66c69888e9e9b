package tile

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// index says what tiles there are.
type index struct {
	Version string      `json:"version"`
	Tiles   string      `json:"tiles"`
	MinZoom int         `json:"minzoom"`
	MaxZoom int         `json:"maxzoom"`
	Layers  []indexKind `json:"kinds"`
}

// indexKind is one kind of area. Bounds are west, south, east and north.
type indexKind struct {
	Kind   string     `json:"kind"`
	Label  string     `json:"label_layer"`
	Areas  int        `json:"areas"`
	Bounds [4]float64 `json:"bounds"`
}

func (d *door) index(c echo.Context) error {
	g, err := d.ground(c)
	if err != nil {
		return err
	}
	out := index{Version: g.version, Tiles: root + c.Param("version") + "/{kind}/{z}/{x}/{y}.mvt", MaxZoom: maxZoom, Layers: []indexKind{}}
	for _, kind := range g.kinds {
		b := g.layers[kind].bound
		out.Layers = append(out.Layers, indexKind{string(kind), string(kind) + "-label", len(g.layers[kind].areas), [4]float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}})
	}
	keep(c, g.version)
	if known(c) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.JSON(http.StatusOK, out)
}
