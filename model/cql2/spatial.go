package cql2

import (
	"strings"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
)

// spatial is one of the functions of clauses 7.5 and 7.7 on the plane of
// longitude and latitude. A border belongs to its geometry.
type spatial struct {
	relation *placeRelation
	a, b     expression
}

func (s *spatial) kind() Kind { return condition }

func (s *spatial) value(of values) any {
	a, known := s.a.value(of).(*Shape)
	b, also := s.b.value(of).(*Shape)
	if !known || !also {
		return nil
	}
	return s.relation.holds(a, b)
}

func (s *spatial) text(w *strings.Builder) {
	w.WriteString(strings.ToUpper(s.relation.name) + "(")
	writeList(w, s.a, s.b)
	w.WriteByte(')')
}

func (s *spatial) tree() any { return calling(s.relation.name, s.a, s.b) }

// placeRelation is how two geometries may lie, after OGC 06-103r4 (DE-9IM).
type placeRelation struct {
	name  string
	holds func(a, b *Shape) bool
}

var placeRelations = []placeRelation{
	{"s_contains", func(a, b *Shape) bool { return within(b, a) }},
	{"s_crosses", related(geom.Crosses)},
	{"s_disjoint", func(a, b *Shape) bool { return !intersects(a, b) }},
	{"s_equals", func(a, b *Shape) bool { return a.bound.Equal(b.bound) && related(geom.Equals)(a, b) }},
	{"s_intersects", intersects},
	{"s_overlaps", related(geom.Overlaps)},
	{"s_touches", related(geom.Touches)},
	{"s_within", within},
}

// intersects is decided by boxes and corners for most features.
func intersects(a, b *Shape) bool {
	switch {
	case !a.bound.Intersects(b.bound):
		return false
	case a.box && decided(b, a.bound), b.box && decided(a, b.bound):
		return true
	}
	return geom.Intersects(a.relatable(), b.relatable())
}

// decided says whether a geometry certainly touches a box.
func decided(s *Shape, box orb.Bound) bool {
	return s.box || inside(s.bound, box) || hasCornerIn(s.geometry, box)
}

// inside counts the border of the box in.
func inside(b, box orb.Bound) bool { return box.Contains(b.Min) && box.Contains(b.Max) }

func within(a, b *Shape) bool {
	switch {
	case a.bound.IsEmpty() || !inside(a.bound, b.bound):
		return false
	case b.box && strictlyInside(a.bound, b.bound):
		return true
	}
	return related(geom.Within)(a, b)
}

// strictlyInside leaves the border out: what lies only on the border of an
// area is not within it.
func strictlyInside(b, box orb.Bound) bool {
	return b.Min[0] > box.Min[0] && b.Min[1] > box.Min[1] && b.Max[0] < box.Max[0] && b.Max[1] < box.Max[1]
}

// related asks the library where boxes meet. Its predicates return an error
// that is never set.
func related(predicate func(a, b geom.Geometry) (bool, error)) func(a, b *Shape) bool {
	return func(a, b *Shape) bool {
		if !a.bound.Intersects(b.bound) {
			return false
		}
		holds, err := predicate(a.relatable(), b.relatable())
		return holds && err == nil
	}
}
