package cql2

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/project"
)

// box reads BBOX(west, south, east, north); six numbers have heights besides,
// which are not compared. A box whose west is east of its east crosses the
// antimeridian.
func (r *reading) box(at int, numbers []float64) (operand, error) {
	if len(numbers) == 6 {
		numbers = []float64{numbers[0], numbers[1], numbers[3], numbers[4]}
	}
	if len(numbers) != 4 {
		return operand{}, refusal(at, "4 or 6 numbers of a BBOX are expected, but %d were found", len(numbers))
	}
	if numbers[1] > numbers[3] {
		return operand{}, refusal(at, "a BBOX with its south before its north is expected, but %s is north of %s", numeral(numbers[1]), numeral(numbers[3]))
	}
	covered, err := r.covered(at, numbers)
	if err != nil {
		return operand{}, err
	}
	if !finitePoints(covered) {
		return operand{}, refusal(at, "a BBOX within the reference system is expected, but a corner lies outside")
	}
	return leaf(at, &geometry{corners: numbers, shape: NewShape(covered)}), nil
}

// covered is what a box covers in CRS84.
func (r *reading) covered(at int, n []float64) (orb.Geometry, error) {
	if n[0] <= n[2] {
		return r.moveBox(orb.Bound{Min: orb.Point{n[0], n[1]}, Max: orb.Point{n[2], n[3]}}), nil
	}
	if r.transform != nil {
		return nil, refusal(at, "a BBOX with its west before its east is expected in this reference system, but %s is east of %s", numeral(n[0]), numeral(n[2]))
	}
	if n[0] > 180 || n[2] < -180 || n[1] == n[3] {
		return nil, refusal(at, "a BBOX over the antimeridian with longitudes from -180 to 180 and some height is expected, but the box from %s to %s was found", numeral(n[0]), numeral(n[2]))
	}
	var parts orb.MultiPolygon
	for _, part := range []orb.Bound{{Min: orb.Point{n[0], n[1]}, Max: orb.Point{180, n[3]}}, {Min: orb.Point{-180, n[1]}, Max: orb.Point{n[2], n[3]}}} {
		if part.Min[0] < part.Max[0] {
			parts = append(parts, part.ToPolygon())
		}
	}
	return parts, nil
}

// sides is into how many parts a side of a box is cut before it is moved to
// another reference system, where it may bend.
const sides = 16

// moveBox keeps a box a box where the transformation does. A box without width
// or height is a line or a point.
func (r *reading) moveBox(b orb.Bound) orb.Geometry {
	if r.transform == nil {
		return thin(b)
	}
	if b.Min[0] == b.Max[0] || b.Min[1] == b.Max[1] {
		return project.Geometry(thin(b), r.transform)
	}
	ring := orb.Ring{}
	corners := b.ToRing()
	for i, from := range corners[:4] {
		to := corners[i+1]
		for k := range sides {
			f := float64(k) / sides
			ring = append(ring, r.transform(orb.Point{from[0] + f*(to[0]-from[0]), from[1] + f*(to[1]-from[1])}))
		}
	}
	ring = append(ring, ring[0])
	if around := ring.Bound(); onBorder(ring, around) {
		return around
	}
	return orb.Polygon{ring}
}

func thin(b orb.Bound) orb.Geometry {
	switch {
	case b.Min == b.Max:
		return b.Min
	case b.Min[0] == b.Max[0], b.Min[1] == b.Max[1]:
		return orb.LineString{b.Min, b.Max}
	}
	return b
}

func onBorder(ring orb.Ring, b orb.Bound) bool {
	for _, p := range ring {
		if p[0] != b.Min[0] && p[0] != b.Max[0] && p[1] != b.Min[1] && p[1] != b.Max[1] {
			return false
		}
	}
	return true
}

// finitePoints says whether every position of a geometry can be compared.
func finitePoints(g orb.Geometry) bool {
	finite := true
	everyPoint(g, func(p orb.Point) {
		for _, x := range p {
			finite = finite && math.Abs(x) <= math.MaxFloat32 // false for NaN too
		}
	})
	return finite
}
