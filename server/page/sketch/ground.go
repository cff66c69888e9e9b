package sketch

import (
	"sync"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/topology"
)

// ground is what maps of one version of the boundaries are drawn from.
type ground struct {
	topology *topology.Topology
	kinds    map[model.AreaKind]*layer
}

// layer is the areas of one kind with their bounds in the plane.
type layer struct {
	shapes []disclosure.Shape
	bounds []orb.Bound
}

// grounds keeps the versions that came last. A version names its boundaries, so
// what is kept cannot be out of date.
var grounds = struct {
	sync.Mutex
	versions []string // newest first
	of       map[string]func() *ground
}{of: map[string]func() *ground{}}

// kept versions: today's boundaries, and those of some days looked back to.
const kept = 3

func groundOf(view *disclosure.View) *ground {
	version := view.BoundaryVersion()
	grounds.Lock()
	drawn, known := grounds.of[version]
	if !known {
		drawn = sync.OnceValue(func() *ground { return newGround(view) })
		grounds.of[version] = drawn
		grounds.versions = append([]string{version}, grounds.versions...)
		for len(grounds.versions) > kept {
			delete(grounds.of, grounds.versions[kept])
			grounds.versions = grounds.versions[:kept]
		}
	}
	grounds.Unlock()
	return drawn()
}

func newGround(view *disclosure.View) *ground {
	g := &ground{kinds: map[model.AreaKind]*layer{}}
	var areas []topology.Area
	for _, kind := range view.ShapeKinds() {
		l := &layer{}
		for _, shape := range view.Shapes(kind) {
			if len(shape.Boundary) == 0 {
				continue
			}
			areas = append(areas, topology.Area{Layer: string(kind), Code: shape.Code, Boundary: shape.Boundary})
			bound := shape.Boundary.Bound()
			shape.Point, shape.Boundary = topology.Project(shape.Point), nil
			l.shapes = append(l.shapes, shape)
			l.bounds = append(l.bounds, orb.MultiPoint{topology.Project(bound.Min), topology.Project(bound.Max)}.Bound())
		}
		g.kinds[kind] = l
	}
	g.topology = topology.Of(areas)
	return g
}

// layerOf is empty where no area of the kind has a boundary.
func (g *ground) layerOf(kind model.AreaKind) *layer {
	if l := g.kinds[kind]; l != nil {
		return l
	}
	return &layer{}
}
