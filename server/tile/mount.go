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

// root is where every address begins. In the place of a version, latest stands
// for the one that is in force whenever it is asked.
const (
	root   = "/tiles/"
	latest = "latest"
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
	e.Pre(openToAll)
	e.GET(root+":version/index.json", d.index)
	e.GET(root+":version/:kind/:z/:x/:y", d.tile)
}

// openToAll lets pages of every site read what is answered, a refusal too: it holds
// no figures, and is the same for everybody.
func openToAll(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		switch r := c.Request(); {
		case !strings.HasPrefix(r.URL.Path, root):
		case r.Method == http.MethodOptions:
			respond.SayWhatMayBeAsked(c)
		default:
			respond.AllowOrigins(c, true)
		}
		return next(c)
	}
}

// ground finds the boundaries that the address names: those of the day asked
// for, or of today.
func (d *door) ground(c echo.Context) (*ground, error) {
	query, p := respond.Query(c, "on")
	if p != nil {
		return nil, p
	}
	day, p := respond.Day(c, query.Get("on"), d.planner.Today())
	if p != nil {
		return nil, p
	}
	view, err := d.planner.View(c.Request().Context(), day, disclosure.Public)
	if err != nil {
		return nil, err
	}
	if asked := c.Param("version"); asked != latest && asked != view.BoundaryVersion() {
		return nil, notThere(c, "map.tile_version", "Current", view.BoundaryVersion())
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
		return notThere(c, "map.tile_kind", "Found", string(kind), "Kinds", respond.Voice(c).List(textsOf(g.kinds)))
	}
	s, ok := squareOf(c)
	if !ok {
		return notThere(c, "map.tile_square", "Most", maxZoom)
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

// squareOf reads zoom, column and row: whole numbers, and inside the world,
// each written in one way, so that a tile has one address.
func squareOf(c echo.Context) (square, bool) {
	row, mvt := strings.CutSuffix(c.Param("y"), ".mvt")
	z, okZ := numberOf(c.Param("z"))
	x, okX := numberOf(c.Param("x"))
	y, okY := numberOf(row)
	if !mvt || !okZ || !okX || !okY || z > maxZoom || x >= 1<<z || y >= 1<<z {
		return square{}, false
	}
	return square{z, x, y}, true
}

func numberOf(text string) (int, bool) {
	number, err := strconv.ParseUint(text, 10, 16)
	return int(number), err == nil && strconv.FormatUint(number, 10) == text
}

func notThere(c echo.Context, sentence string, pairs ...any) error {
	return respond.Refusal(c, http.StatusNotFound, "", sentence, pairs...)
}

func textsOf(kinds []model.AreaKind) []string {
	out := make([]string, len(kinds))
	for i, kind := range kinds {
		out[i] = string(kind)
	}
	return out
}
