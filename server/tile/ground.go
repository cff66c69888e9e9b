package tile

import (
	"cmp"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/topology"
)

// maxZoom is the closest zoom there are tiles for; maps enlarge those beyond.
const maxZoom = 14

// ground is what the tiles of one version are cut from.
type ground struct {
	version  string
	topology *topology.Topology
	kinds    []model.AreaKind
	layers   map[model.AreaKind]*layer
}

// layer is the areas of one kind.
type layer struct {
	areas  []area    // by code
	bound  orb.Bound // WGS 84
	square orb.Bound // in the plane
	levels [maxZoom + 1]func() []outline
}

// area is what a tile says of an area. Its number in the layer is its id.
type area struct {
	place disclosure.Place
	point *orb.Point // in the plane; nil where none is known
	rank  int
}

// outline is an area simplified for a zoom.
type outline struct {
	area     int
	boundary orb.MultiPolygon
	bound    orb.Bound
}

func newGround(view *disclosure.View) *ground {
	g := &ground{version: view.BoundaryVersion(), kinds: view.ShapeKinds(), layers: map[model.AreaKind]*layer{}}
	var areas []topology.Area
	for _, kind := range g.kinds {
		l := &layer{}
		var sizes []float64
		for _, shape := range view.Shapes(kind) {
			if len(shape.Boundary) == 0 {
				continue
			}
			areas = append(areas, topology.Area{Layer: string(kind), Code: shape.Code, Boundary: shape.Boundary})
			sizes = append(sizes, l.add(shape))
		}
		l.rank(sizes)
		g.layers[kind] = l
	}
	g.topology = topology.Of(areas)
	for kind, l := range g.layers {
		for z := range l.levels {
			l.levels[z] = sync.OnceValue(func() []outline { return g.simplified(kind, z) })
		}
	}
	return g
}

// add takes an area into the layer and says how far it reaches.
func (l *layer) add(shape disclosure.Shape) float64 {
	a, bound := area{place: shape.Place}, shape.Boundary.Bound()
	if shape.Placed {
		point := topology.Project(shape.Point)
		a.point = &point
	}
	if len(l.areas) == 0 {
		l.bound = bound
	}
	l.areas, l.bound = append(l.areas, a), l.bound.Union(bound)
	l.square = orb.MultiPoint{topology.Project(l.bound.Min), topology.Project(l.bound.Max)}.Bound()
	return (bound.Max[0] - bound.Min[0]) * (bound.Max[1] - bound.Min[1])
}

// rank orders the areas by extent, largest first.
func (l *layer) rank(sizes []float64) {
	order := make([]int, len(sizes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(sizes[j], sizes[i]) })
	for rank, i := range order {
		l.areas[i].rank = rank + 1
	}
}

// simplified leaves out what is smaller than half a pixel of a map whose tiles
// are 512 pixels wide.
func (g *ground) simplified(kind model.AreaKind, z int) []outline {
	var out []outline
	for i, o := range g.topology.At(string(kind), 0.5/512/float64(int(1)<<z)) {
		out = append(out, outline{i, o.Boundary, o.Boundary.Bound()})
	}
	return out
}
