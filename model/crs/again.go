package crs

import "github.com/paulmach/orb"

// boundaryKey tells one boundary in memory from others.
type boundaryKey struct {
	first *orb.Point
	parts int
}

// Repeating is ForwardGeometry for layers in which the same boundary stands
// under many features, as an area's does under its gaps: each is turned once.
// It relies on boundaries in memory not being changed while it is in use.
func (s *System) Repeating() func(orb.Geometry) (orb.Geometry, error) {
	known := map[boundaryKey]orb.Geometry{}
	return func(g orb.Geometry) (orb.Geometry, error) {
		parts, ok := g.(orb.MultiPolygon)
		if !ok || len(parts) == 0 || len(parts[0]) == 0 || len(parts[0][0]) == 0 {
			return s.ForwardGeometry(g)
		}
		key := boundaryKey{&parts[0][0][0], len(parts)}
		if out, ok := known[key]; ok {
			return out, nil
		}
		out, err := s.ForwardGeometry(g)
		if err == nil {
			known[key] = out
		}
		return out, err
	}
}
