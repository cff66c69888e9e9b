package cql2

import (
	"sync"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
)

// Shape is a geometry made ready for many filters. A property may be given as
// a *Shape instead of an orb.Geometry: what was prepared for one filter is
// then kept for the next. It may be shared.
type Shape struct {
	geometry orb.Geometry
	bound    orb.Bound
	box      bool // the geometry is the bound and nothing else
	once     sync.Once
	planar   geom.Geometry
}

// NewShape prepares a geometry, which must be valid: rings closed, nothing
// crossing itself.
func NewShape(g orb.Geometry) *Shape {
	_, box := g.(orb.Bound)
	return &Shape{geometry: g, bound: g.Bound(), box: box}
}

// relatable is the geometry in the form of the library that relates it, made
// only when boxes do not decide.
func (s *Shape) relatable() geom.Geometry {
	s.once.Do(func() { s.planar = planar(s.geometry) })
	return s.planar
}

func planar(g orb.Geometry) geom.Geometry {
	switch g := g.(type) {
	case orb.Point:
		return geom.NewPoint(geom.Coordinates{XY: geom.XY{X: g[0], Y: g[1]}}).AsGeometry()
	case orb.MultiPoint:
		var points []geom.Point
		for _, p := range g {
			points = append(points, geom.NewPoint(geom.Coordinates{XY: geom.XY{X: p[0], Y: p[1]}}))
		}
		return geom.NewMultiPoint(points).AsGeometry()
	case orb.LineString:
		return line(g).AsGeometry()
	case orb.MultiLineString:
		var lines []geom.LineString
		for _, l := range g {
			lines = append(lines, line(l))
		}
		return geom.NewMultiLineString(lines).AsGeometry()
	case orb.Ring:
		return polygon(orb.Polygon{g}).AsGeometry()
	case orb.Bound:
		return polygon(g.ToPolygon()).AsGeometry()
	case orb.Polygon:
		return polygon(g).AsGeometry()
	case orb.MultiPolygon:
		var polygons []geom.Polygon
		for _, p := range g {
			polygons = append(polygons, polygon(p))
		}
		return geom.NewMultiPolygon(polygons).AsGeometry()
	case orb.Collection:
		var parts []geom.Geometry
		for _, part := range g {
			parts = append(parts, planar(part))
		}
		return geom.NewGeometryCollection(parts).AsGeometry()
	}
	return geom.Geometry{}
}

func polygon(p orb.Polygon) geom.Polygon {
	var rings []geom.LineString
	for _, ring := range p {
		rings = append(rings, line(orb.LineString(ring)))
	}
	return geom.NewPolygon(rings)
}

func line(points orb.LineString) geom.LineString {
	flat := make([]float64, 0, 2*len(points))
	for _, p := range points {
		flat = append(flat, p[0], p[1])
	}
	return geom.NewLineString(geom.NewSequence(flat, geom.DimXY))
}

// hasCornerIn says whether a corner of the geometry lies in the box or on its
// border.
func hasCornerIn(g orb.Geometry, box orb.Bound) bool {
	switch g := g.(type) {
	case orb.Point:
		return box.Contains(g)
	case orb.MultiPoint:
		return cornerIn(g, box)
	case orb.LineString:
		return cornerIn(g, box)
	case orb.Ring:
		return cornerIn(g, box)
	case orb.Polygon:
		return anyPart(g, box)
	case orb.MultiLineString:
		return anyPart(g, box)
	case orb.MultiPolygon:
		return anyPart(g, box)
	case orb.Collection:
		return anyPart(g, box)
	}
	return false
}

func anyPart[G orb.Geometry](parts []G, box orb.Bound) bool {
	for _, part := range parts {
		if hasCornerIn(part, box) {
			return true
		}
	}
	return false
}

func cornerIn(points []orb.Point, box orb.Bound) bool {
	for _, p := range points {
		if box.Contains(p) {
			return true
		}
	}
	return false
}
