package shapefile

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"

	"github.com/paulmach/orb"

	"catchment/model/disclosure"
	"catchment/model/exchange/boundary"
)

// The types of shapes.
const (
	nullShape    = 0
	pointShape   = 1
	polygonShape = 5
)

const (
	headLength = 100     // bytes of the head of .shp and .shx
	maxLength  = 2 << 30 // bytes that programs can read
)

// index is what is known of the shapes before they are written.
type index struct {
	kind    uint32
	lengths []int // bytes of each shape, without its head of 8
	bound   orb.Bound
	empty   bool
	total   int
}

// measured walks the shapes of a layer once.
func measured(layer disclosure.Layer, forward forward, points bool) (*index, error) {
	out := &index{kind: polygonShape, empty: true, total: headLength}
	if points {
		out.kind = pointShape
	}
	err := shapes(layer, forward, func(g orb.Geometry) error {
		length := 4
		switch g := g.(type) {
		case orb.Point:
			length = 20
		case orb.MultiPolygon:
			rings, positions := sizes(g)
			length = 44 + 4*rings + 16*positions
		}
		if g != nil {
			out.extend(g.Bound())
		}
		out.lengths = append(out.lengths, length)
		if out.total += 8 + length; out.total > maxLength {
			return fmt.Errorf("a Shapefile has at most 2 GiB")
		}
		return nil
	})
	return out, err
}

func (x *index) extend(b orb.Bound) {
	if x.empty {
		x.bound, x.empty = b, false
		return
	}
	x.bound = x.bound.Union(b)
}

func sizes(g orb.MultiPolygon) (rings, positions int) {
	for _, polygon := range g {
		rings += len(polygon)
		for _, ring := range polygon {
			positions += len(ring)
		}
	}
	return rings, positions
}

// forward gives a geometry in the reference system.
type forward = func(orb.Geometry) (orb.Geometry, error)

// shapes gives the geometry of each feature in the reference system: nil, a
// Point, or a MultiPolygon with at least a part.
func shapes(layer disclosure.Layer, forward forward, give func(orb.Geometry) error) error {
	for f := range layer.Features {
		g := f.Geometry
		if polygon, ok := g.(orb.Polygon); ok {
			g = orb.MultiPolygon{polygon}
		}
		if parts, ok := g.(orb.MultiPolygon); ok && len(parts) == 0 {
			g = nil
		}
		moved, err := forward(g)
		if err != nil {
			return err
		}
		if err := give(moved); err != nil {
			return err
		}
	}
	return nil
}

// head is the head of .shp and .shx, which differ in their length.
func (x *index) head(length int) []byte {
	out := binary.BigEndian.AppendUint32(nil, 9994)
	out = append(out, make([]byte, 20)...)
	out = binary.BigEndian.AppendUint32(out, uint32(length/2))
	out = binary.LittleEndian.AppendUint32(out, 1000)
	out = binary.LittleEndian.AppendUint32(out, x.kind)
	out = appendFloats(out, x.bound.Min[0], x.bound.Min[1], x.bound.Max[0], x.bound.Max[1])
	return append(out, make([]byte, 32)...)
}

func appendFloats(out []byte, numbers ...float64) []byte {
	for _, x := range numbers {
		out = binary.LittleEndian.AppendUint64(out, math.Float64bits(x))
	}
	return out
}

// writeIndex writes the .shx file.
func (x *index) writeIndex(w io.Writer) error {
	out := x.head(headLength + 8*len(x.lengths))
	at := headLength
	for _, length := range x.lengths {
		out = binary.BigEndian.AppendUint32(out, uint32(at/2))
		out = binary.BigEndian.AppendUint32(out, uint32(length/2))
		at += 8 + length
	}
	_, err := w.Write(out)
	return err
}

// writeShapes writes the .shp file.
func (x *index) writeShapes(w io.Writer, layer disclosure.Layer, forward forward) error {
	out := bufio.NewWriterSize(w, 64<<10)
	out.Write(x.head(x.total))
	number := 0
	err := shapes(layer, forward, func(g orb.Geometry) error {
		if number == len(x.lengths) {
			return fmt.Errorf("it has changed while it was written")
		}
		record := binary.BigEndian.AppendUint32(nil, uint32(number+1))
		record = binary.BigEndian.AppendUint32(record, uint32(x.lengths[number]/2))
		number++
		_, err := out.Write(appendShape(record, g))
		return err
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

func appendShape(out []byte, g orb.Geometry) []byte {
	switch g := g.(type) {
	case orb.Point:
		return appendFloats(binary.LittleEndian.AppendUint32(out, pointShape), g[0], g[1])
	case orb.MultiPolygon:
		return appendPolygon(out, g)
	}
	return binary.LittleEndian.AppendUint32(out, nullShape)
}

func appendPolygon(out []byte, g orb.MultiPolygon) []byte {
	rings, positions := sizes(g)
	b := g.Bound()
	out = binary.LittleEndian.AppendUint32(out, polygonShape)
	out = appendFloats(out, b.Min[0], b.Min[1], b.Max[0], b.Max[1])
	out = binary.LittleEndian.AppendUint32(out, uint32(rings))
	out = binary.LittleEndian.AppendUint32(out, uint32(positions))
	at := 0
	for _, polygon := range g {
		for _, ring := range polygon {
			out = binary.LittleEndian.AppendUint32(out, uint32(at))
			at += len(ring)
		}
	}
	for _, polygon := range g {
		for i, ring := range polygon {
			out = appendRing(out, ring, boundary.MisWound(ring, i))
		}
	}
	return out
}

// appendRing writes a ring the other way round than RFC 7946 has it: shells
// clockwise.
func appendRing(out []byte, ring orb.Ring, clockwiseShell bool) []byte {
	for i := range ring {
		p := ring[len(ring)-1-i]
		if clockwiseShell {
			p = ring[i]
		}
		out = appendFloats(out, p[0], p[1])
	}
	return out
}
