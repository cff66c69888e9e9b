package cql2

import (
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"
	"github.com/paulmach/orb/project"
)

// geometry is a geometry written in the filter: as written, in the reference
// system of the filter, and as compared, in CRS84.
type geometry struct {
	written orb.Geometry // nil where it is a box
	corners []float64    // of a box: west, south, east, north
	shape   *Shape
}

func (g *geometry) kind() Kind { return Geometry }

func (g *geometry) value(values) any { return g.shape }

func (g *geometry) text(w *strings.Builder) {
	if g.written != nil {
		w.WriteString(wkt.MarshalString(g.written))
		return
	}
	w.WriteString("BBOX(")
	for i, x := range g.corners {
		if i > 0 {
			w.WriteByte(',')
		}
		w.WriteString(numeral(x))
	}
	w.WriteByte(')')
}

func (g *geometry) tree() any {
	if g.written != nil {
		return geoJSON(g.written)
	}
	return map[string]any{"bbox": g.corners}
}

// geoJSON is a geometry as RFC 7946 has it.
func geoJSON(g orb.Geometry) any {
	collection, ok := g.(orb.Collection)
	if !ok {
		return map[string]any{"type": g.GeoJSONType(), "coordinates": g}
	}
	parts := []any{}
	for _, part := range collection {
		parts = append(parts, geoJSON(part))
	}
	return map[string]any{"type": "GeometryCollection", "geometries": parts}
}

// geometry checks a literal and moves it to CRS84.
func (r *reading) geometry(at int, written orb.Geometry) (operand, error) {
	if err := r.count(at, written); err != nil {
		return operand{}, err
	}
	if intricate(written) {
		return operand{}, refusal(at, "a simpler geometry is expected, but too many edges of this one lie across each other")
	}
	if wrong := invalid(written); wrong != "" {
		return operand{}, refusal(at, "a valid geometry is expected, but %s", wrong)
	}
	moved := written
	if r.transform != nil {
		moved = project.Geometry(orb.Clone(written), r.transform)
	}
	if !finitePoints(moved) {
		return operand{}, refusal(at, "positions within the reference system are expected, but one lies outside")
	}
	return leaf(at, &geometry{written: written, shape: NewShape(moved)}), nil
}
