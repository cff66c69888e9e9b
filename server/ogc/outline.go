package ogc

import (
	"fmt"
	"math"
	"strconv"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/paulmach/orb"

	"catchment/model/crs"
	"catchment/model/feature"
)

// outlines is the boundaries of one version in one reference system, each
// encoded when it is first asked for.
type outlines []func() (*piece, error)

// keptOutlines is how many versions and systems are kept: a version in every
// system, and as many of another day.
const keptOutlines = 8

type outlineKey struct{ version, system string }

// press makes and keeps outlines.
type press struct {
	mutex sync.Mutex
	made  *lru.Cache[outlineKey, outlines]
}

func newPress() *press {
	made, err := lru.New[outlineKey, outlines](keptOutlines)
	if err != nil {
		panic(err) // only for a size below 1
	}
	return &press{made: made}
}

func (p *press) outlines(ground *feature.Ground, system *crs.System) outlines {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	key := outlineKey{ground.Version, system.Code}
	if known, ok := p.made.Get(key); ok {
		return known
	}
	out := make(outlines, ground.Len())
	for i := range out {
		out[i] = sync.OnceValues(func() (*piece, error) {
			encoded, err := encode(ground.Boundary(feature.Place(i)), system)
			if err != nil {
				return nil, err
			}
			return newPiece(encoded, closely), nil
		})
	}
	p.made.Add(key, out)
	return out
}

// encode writes a geometry of WGS 84 as GeoJSON in a reference system: every
// decimal of degrees, as they came, and metres to the millimetre. An area of
// one part is written as several too: a program that has seen the first
// feature takes all for what that is.
func encode(g orb.Geometry, system *crs.System) ([]byte, error) {
	if polygon, one := g.(orb.Polygon); one {
		g = orb.MultiPolygon{polygon}
	}
	if system != crs.CRS84 {
		var err error
		if g, err = system.ForwardGeometry(g); err != nil {
			return nil, err
		}
	}
	e := encoder{metres: system.Metres}
	switch g := g.(type) {
	case nil:
		return []byte("null"), nil
	case orb.Point:
		e.open("Point")
		e.position(g)
	case orb.MultiPolygon:
		e.open("MultiPolygon")
		e.list(len(g), func(i int) { e.polygon(g[i]) })
	default:
		return nil, fmt.Errorf("a %s is not written", g.GeoJSONType())
	}
	return append(e.out, '}'), nil
}

type encoder struct {
	out    []byte
	metres bool
}

func (e *encoder) open(kind string) {
	e.out = append(e.out, `{"type":"`+kind+`","coordinates":`...)
}

func (e *encoder) list(n int, part func(i int)) {
	e.out = append(e.out, '[')
	for i := range n {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		part(i)
	}
	e.out = append(e.out, ']')
}

func (e *encoder) polygon(p orb.Polygon) {
	e.list(len(p), func(i int) {
		e.list(len(p[i]), func(j int) { e.position(p[i][j]) })
	})
}

func (e *encoder) position(p orb.Point) {
	e.list(2, func(i int) {
		x := p[i]
		if e.metres {
			x = math.Round(x*1000) / 1000
		}
		e.out = strconv.AppendFloat(e.out, x+0, 'f', -1, 64)
	})
}
