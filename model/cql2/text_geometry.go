package cql2

import (
	"strings"

	"github.com/paulmach/orb"
)

// wkt reads a geometry in well-known text. Heights are read and left out.
func (p *parser) wkt(at int, name string) (operand, error) {
	p.take("Z")
	g, err := geometries[name](p)
	if err != nil {
		return operand{}, err
	}
	return p.geometry(at, g)
}

// position reads two or three numbers.
func (p *parser) position() (orb.Point, error) {
	x, err := p.number()
	if err != nil {
		return orb.Point{}, err
	}
	y, err := p.number()
	if err != nil {
		return orb.Point{}, err
	}
	if t := p.peek(); t.kind == numberToken || t.is("-") || t.is("+") {
		_, err = p.number()
	}
	return orb.Point{x, y}, err
}

func (p *parser) pointText() (orb.Point, error) {
	if err := p.must("("); err != nil {
		return orb.Point{}, err
	}
	point, err := p.position()
	if err != nil {
		return orb.Point{}, err
	}
	return point, p.must(")")
}

// looselyPoint takes the points of a MULTIPOINT without brackets too, as many
// programs write them.
func (p *parser) looselyPoint() (orb.Point, error) {
	if p.peek().is("(") {
		return p.pointText()
	}
	return p.position()
}

func (p *parser) lineText() (orb.LineString, error) {
	at := p.peek().at
	points, err := bracketed(p, p.position)
	if err == nil && len(points) < 2 {
		return nil, expected(at, "a line of at least 2 points", "1 point")
	}
	return points, err
}

func (p *parser) polygonText() (orb.Polygon, error) {
	return bracketed(p, func() (orb.Ring, error) { return bracketed(p, p.position) })
}

// member reads a geometry within a collection; collections do not nest.
func (p *parser) member() (orb.Geometry, error) {
	name := p.word()
	if geometries[name] == nil || strings.HasSuffix(name, "COLLECTION") {
		return nil, p.unexpected("POINT, LINESTRING, POLYGON or one of their MULTI forms")
	}
	p.next++
	p.take("Z")
	return geometries[name](p)
}
