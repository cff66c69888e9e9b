package topology

import "github.com/paulmach/orb"

// Outline is an area simplified, in the plane. Rings keep the direction they
// were given in.
type Outline struct {
	Code     string
	Boundary orb.MultiPolygon
}

// At gives the areas of a layer in the order they were given in, simplified
// to a tolerance in units of the plane.
func (t *Topology) At(layer string, tolerance float64) []Outline {
	var out []Outline
	for _, area := range t.areas {
		if area.layer == layer {
			out = append(out, Outline{area.code, t.boundary(area.polygons, 2*tolerance*tolerance)})
		}
	}
	return out
}

func (t *Topology) boundary(polygons [][]ring, size float64) orb.MultiPolygon {
	var out orb.MultiPolygon
	for _, polygon := range polygons {
		if t.gone(polygon[0], size) {
			continue
		}
		var rings orb.Polygon
		for _, ring := range polygon {
			if !t.gone(ring, size) {
				rings = append(rings, t.join(ring, size))
			}
		}
		out = append(out, rings)
	}
	return out
}

func (t *Topology) gone(r ring, size float64) bool {
	return t.arcs[max(r[0], ^r[0])].gone < size
}

// join walks the arcs of a ring, leaving out the vertices that go below the
// size.
func (t *Topology) join(r ring, size float64) orb.Ring {
	var out orb.Ring
	for n, ref := range r {
		arc := &t.arcs[max(ref, ^ref)]
		last := len(arc.vertices) - 1
		for i := range arc.vertices {
			if ref < 0 {
				i = last - i
			}
			if first := i == 0 && ref >= 0 || i == last && ref < 0; first && n > 0 {
				continue // the end of the arc before
			}
			if arc.goes[i] >= size {
				out = append(out, t.points[arc.vertices[i]])
			}
		}
	}
	return out
}
