package crs

import (
	"github.com/paulmach/orb"

	"catchment/model"
)

// ForwardGeometry gives a geometry of CRS84 in the system.
func (s *System) ForwardGeometry(g orb.Geometry) (orb.Geometry, error) { return moved(g, s.Forward) }

// InverseGeometry gives a geometry of the system in CRS84.
func (s *System) InverseGeometry(g orb.Geometry) (orb.Geometry, error) { return moved(g, s.Inverse) }

type move func(orb.Point) (orb.Point, error)

func moved(g orb.Geometry, by move) (orb.Geometry, error) {
	switch g := g.(type) {
	case nil:
		return nil, nil
	case orb.Point:
		return by(g)
	case orb.MultiPoint:
		return points(g, by)
	case orb.LineString:
		return points(g, by)
	case orb.Ring:
		return points(g, by)
	case orb.MultiLineString:
		return each(g, by)
	case orb.Polygon:
		return each(g, by)
	case orb.MultiPolygon:
		return each2(g, by)
	case orb.Collection:
		return collection(g, by)
	case orb.Bound:
		return bound(g, by)
	}
	return nil, &model.Error{Code: model.Invalid, Sentence: model.Say("A %s cannot be given in another reference system.", g.GeoJSONType())}
}

func points[S ~[]orb.Point](in S, by move) (S, error) {
	if in == nil {
		return nil, nil
	}
	out := make(S, len(in))
	for i, p := range in {
		var err error
		if out[i], err = by(p); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func each[S ~[]P, P ~[]orb.Point](in S, by move) (S, error) {
	if in == nil {
		return nil, nil
	}
	out := make(S, len(in))
	for i, part := range in {
		var err error
		if out[i], err = points(part, by); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func each2(in orb.MultiPolygon, by move) (orb.MultiPolygon, error) {
	if in == nil {
		return nil, nil
	}
	out := make(orb.MultiPolygon, len(in))
	for i, polygon := range in {
		var err error
		if out[i], err = each(polygon, by); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func collection(in orb.Collection, by move) (orb.Collection, error) {
	out := make(orb.Collection, len(in))
	for i, g := range in {
		var err error
		if out[i], err = moved(g, by); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// steps is how many pieces each edge of a bound is walked in.
const steps = 32

// bound gives the bound of the outline of a bound.
func bound(in orb.Bound, by move) (orb.Bound, error) {
	var outline orb.MultiPoint
	for i := range steps + 1 {
		f := float64(i) / steps
		x, y := between(in.Min[0], in.Max[0], f), between(in.Min[1], in.Max[1], f)
		for _, p := range []orb.Point{{x, in.Min[1]}, {x, in.Max[1]}, {in.Min[0], y}, {in.Max[0], y}} {
			q, err := by(p)
			if err != nil {
				return orb.Bound{}, err
			}
			outline = append(outline, q)
		}
	}
	return outline.Bound(), nil
}

// between gives the ends themselves at 0 and 1.
func between(low, high, f float64) float64 {
	if f == 1 {
		return high
	}
	return low + f*(high-low)
}
