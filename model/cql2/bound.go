package cql2

import "github.com/paulmach/orb"

// Bound is a box that the geometry of every match touches, for an index. It is
// false where the filter implies none, and where the features have several
// geometries, since the box is of one of them.
func (f *Filter) Bound() (orb.Bound, bool) {
	if f.geometries != 1 {
		return orb.Bound{}, false
	}
	return boundOf(f.root)
}

func boundOf(e expression) (orb.Bound, bool) {
	switch e := e.(type) {
	case *logic:
		if e.or {
			return widest(e.args)
		}
		return narrowest(e.args)
	case *spatial:
		return e.bound()
	}
	return orb.Bound{}, false
}

// narrowest is the smallest box of those that must all be touched. Their
// intersection would be wrong: a large area touches two boxes that lie apart.
func narrowest(args []expression) (smallest orb.Bound, found bool) {
	for _, a := range args {
		box, ok := boundOf(a)
		if ok && (!found || extent(box) < extent(smallest)) {
			smallest, found = box, true
		}
	}
	return smallest, found
}

// widest is the box around all; one branch without a box leaves none.
func widest(args []expression) (orb.Bound, bool) {
	all, ok := boundOf(args[0])
	for _, a := range args[1:] {
		box, has := boundOf(a)
		if ok = ok && has; !ok {
			return orb.Bound{}, false
		}
		all = all.Union(box)
	}
	return all, ok
}

func extent(b orb.Bound) float64 {
	return (b.Max[0] - b.Min[0]) * (b.Max[1] - b.Min[1])
}

// bound is the box of a literal beside a property.
func (s *spatial) bound() (orb.Bound, bool) {
	if s.relation.name == "s_disjoint" {
		return orb.Bound{}, false
	}
	for _, pair := range [][2]expression{{s.a, s.b}, {s.b, s.a}} {
		_, named := pair[0].(*property)
		if literal, ok := pair[1].(*geometry); ok && named {
			return literal.shape.bound, true
		}
	}
	return orb.Bound{}, false
}
