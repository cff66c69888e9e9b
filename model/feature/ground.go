package feature

import (
	"github.com/paulmach/orb"

	"catchment/model/cql2"
	"catchment/model/disclosure"
)

// Ground is the boundaries of all areas that stand on a day, by kind and code.
// Two views of one boundary version have the same ground, number for number.
type Ground struct {
	Version    string
	boundaries []*cql2.Shape // ready for filters
	geometries []orb.Geometry
	numbers    map[string]Place
}

func groundOf(view *disclosure.View) *Ground {
	g := &Ground{Version: view.BoundaryVersion(), numbers: map[string]Place{}}
	for _, kind := range view.ShapeKinds() {
		for _, shape := range view.Shapes(kind) {
			if len(shape.Boundary) == 0 {
				continue
			}
			boundary := simplest(shape.Boundary)
			g.numbers[shape.Code] = Place(len(g.geometries))
			g.geometries, g.boundaries = append(g.geometries, boundary), append(g.boundaries, cql2.NewShape(boundary))
		}
	}
	return g
}

// simplest gives a boundary of one part as a polygon, as the files have it.
func simplest(boundary orb.MultiPolygon) orb.Geometry {
	if len(boundary) == 1 {
		return boundary[0]
	}
	return boundary
}

// Len is the number of boundaries.
func (g *Ground) Len() int { return len(g.geometries) }

// Boundary is a polygon or several, in WGS 84.
func (g *Ground) Boundary(place Place) orb.Geometry { return g.geometries[place] }

// Of is the place of an area, Nowhere for one without a boundary.
func (g *Ground) Of(code string) Place {
	if place, ok := g.numbers[code]; ok {
		return place
	}
	return Nowhere
}
