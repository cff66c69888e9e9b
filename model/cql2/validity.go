package cql2

import (
	"fmt"

	"github.com/paulmach/orb"
)

// count holds the points of all geometries of a filter to the limit.
func (r *reading) count(at int, g orb.Geometry) error {
	if r.points += points(g); r.points > maxPoints {
		return refusal(at, "geometries of at most %d points in all are expected, but more were found", maxPoints)
	}
	return nil
}

func points(g orb.Geometry) int {
	count := 0
	everyPoint(g, func(orb.Point) { count++ })
	return count
}

// everyPoint visits the positions of a geometry in turn.
func everyPoint(g orb.Geometry, visit func(orb.Point)) {
	switch g := g.(type) {
	case orb.Point:
		visit(g)
	case orb.Bound:
		visitAll([]orb.Point{g.Min, g.Max}, visit)
	case orb.MultiPoint:
		visitAll(g, visit)
	case orb.LineString:
		visitAll(g, visit)
	case orb.Ring:
		visitAll(g, visit)
	case orb.MultiLineString:
		visitParts(g, visit)
	case orb.Polygon:
		visitParts(g, visit)
	case orb.MultiPolygon:
		visitParts(g, visit)
	case orb.Collection:
		visitParts(g, visit)
	}
}

func visitAll(points []orb.Point, visit func(orb.Point)) {
	for _, p := range points {
		visit(p)
	}
}

func visitParts[G orb.Geometry](parts []G, visit func(orb.Point)) {
	for _, part := range parts {
		everyPoint(part, visit)
	}
}

// invalid says what is wrong with a literal, "" where it is valid.
func invalid(g orb.Geometry) string {
	switch g := g.(type) {
	case orb.LineString:
		return invalidLine(g)
	case orb.MultiLineString:
		return firstInvalid(g)
	case orb.Polygon:
		for _, ring := range g {
			if wrong := invalidRing(ring); wrong != "" {
				return wrong
			}
		}
	case orb.MultiPolygon:
		if wrong := firstInvalid(g); wrong != "" {
			return wrong
		}
	case orb.Collection:
		return firstInvalid(g)
	}
	if err := planar(g).Validate(); err != nil {
		return "this one is not: " + err.Error()
	}
	return ""
}

func firstInvalid[G orb.Geometry](parts []G) string {
	for _, part := range parts {
		if wrong := invalid(part); wrong != "" {
			return wrong
		}
	}
	return ""
}

func invalidLine(l orb.LineString) string {
	for _, p := range l {
		if p != l[0] {
			return ""
		}
	}
	return "a line has no two different points"
}

func invalidRing(ring orb.Ring) string {
	if len(ring) < 4 {
		return fmt.Sprintf("a ring has %d points instead of at least 4", len(ring))
	}
	if !ring.Closed() {
		return fmt.Sprintf("a ring begins at %s and ends at %s instead of where it began", at(ring[0]), at(ring[len(ring)-1]))
	}
	return ""
}

func at(p orb.Point) string { return numeral(p[0]) + " " + numeral(p[1]) }
