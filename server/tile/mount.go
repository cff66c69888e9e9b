package tile

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/respond"
)

// Sizes of what is kept: bytes of packed tiles, and versions of boundaries.
const (
	room         = 64 << 20
	keptVersions = 3
)

// door answers for tiles.
type door struct {
	planner *planner.Planner
	shelf   *shelf

	mutex   sync.Mutex
	grounds []*made // the last asked for first
}

// made is a ground that is built once.
type made struct {
	version string
	ground  func() *ground
}

// Mount adds the routes.
func Mount(e *echo.Echo, p *planner.Planner) {
	d := &door{planner: p, shelf: newShelf(room)}
	e.GET("/tiles/:version/index.json", d.index)
	e.GET("/tiles/:version/:kind/:z/:x/:y", d.tile)
}

// ground finds the boundaries that the address names: those of the day asked
// for, or of today.
func (d *door) ground(c echo.Context) (*ground, error) {
	day := d.planner.Today()
	if on := c.QueryParam("on"); on != "" {
		parsed, err := model.ParseDate(on)
		if err != nil {
			return nil, refuse(c, http.StatusBadRequest, "map.tile_day", "Found", on)
		}
		day = parsed
	}
	view, err := d.planner.View(c.Request().Context(), day, disclosure.Public)
	if err != nil {
		return nil, err
	}
	if view.BoundaryVersion() != c.Param("version") {
		return nil, refuse(c, http.StatusNotFound, "map.tile_version", "Current", view.BoundaryVersion())
	}
	return d.groundOf(view), nil
}

func (d *door) groundOf(view *disclosure.View) *ground {
	d.mutex.Lock()
	i := slices.IndexFunc(d.grounds, func(m *made) bool { return m.version == view.BoundaryVersion() })
	if i < 0 {
		i = len(d.grounds)
		d.grounds = append(d.grounds, &made{view.BoundaryVersion(), sync.OnceValue(func() *ground { return newGround(view) })})
	}
	found := d.grounds[i]
	d.grounds = append([]*made{found}, slices.Delete(d.grounds, i, i+1)...)
	d.grounds = d.grounds[:min(len(d.grounds), keptVersions)]
	d.mutex.Unlock()
	return found.ground()
}

func (d *door) tile(c echo.Context) error {
	g, err := d.ground(c)
	if err != nil {
		return err
	}
	kind := model.AreaKind(c.Param("kind"))
	l, known := g.layers[kind]
	if !known {
		return refuse(c, http.StatusNotFound, "map.tile_kind", "Found", string(kind), "Kinds", respond.Voice(c).List(textsOf(g.kinds)))
	}
	s, ok := squareOf(c)
	if !ok {
		return refuse(c, http.StatusNotFound, "map.tile_square", "Most", maxZoom)
	}
	if !s.bound(buffer).Intersects(l.square) {
		return send(c, g.version, nil)
	}
	tile, err := d.shelf.tile(key{g.version, string(kind), s}, func() ([]byte, error) { return l.cut(kind, s) })
	if err != nil {
		return err
	}
	return send(c, g.version, tile)
}

// squareOf reads zoom, column and row: whole numbers, and inside the world.
func squareOf(c echo.Context) (square, bool) {
	row, mvt := strings.CutSuffix(c.Param("y"), ".mvt")
	z, errZ := strconv.ParseUint(c.Param("z"), 10, 8)
	x, errX := strconv.ParseUint(c.Param("x"), 10, 16)
	y, errY := strconv.ParseUint(row, 10, 16)
	if !mvt || errZ != nil || errX != nil || errY != nil || z > maxZoom || x >= 1<<z || y >= 1<<z {
		return square{}, false
	}
	return square{int(z), int(x), int(y)}, true
}

// refuse is a problem with a sentence of ours in the language of the request.
func refuse(c echo.Context, status int, sentence string, pairs ...any) error {
	voice := respond.Voice(c)
	p := respond.New(status, voice)
	p.Detail = voice.Say(sentence, pairs...)
	return p
}

func textsOf(kinds []model.AreaKind) []string {
	out := make([]string, len(kinds))
	for i, kind := range kinds {
		out[i] = string(kind)
	}
	return out
}
