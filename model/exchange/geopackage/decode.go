package geopackage

import (
	"catchment/model"
	"encoding/binary"
	"math"

	"github.com/paulmach/orb"
)

// shape is a geometry as it was read. Expected says what is wrong with it.
type shape struct {
	polygons orb.MultiPolygon
	vertices int
	heights  bool // or measures
	empty    bool
	expected model.Sentence
}

// envelopes are how long the envelopes of a header are, by their code.
var envelopes = []int{0, 32, 48, 48, 64}

// decoded reads a Polygon or MultiPolygon with its header.
func decoded(blob []byte, srid int) shape {
	var s shape
	if len(blob) < 8 || blob[0] != 'G' || blob[1] != 'P' {
		s.expected = model.Say("a geometry as a GeoPackage holds it is expected")
		return s
	}
	flags := blob[3]
	order := byteOrder(flags & 1)
	envelope := int(flags >> 1 & 7)
	switch {
	case flags&0x20 != 0:
		s.expected = model.Say("a Polygon or MultiPolygon is expected, not a geometry of an extension")
	case envelope >= len(envelopes) || len(blob) < 8+envelopes[envelope]:
		s.expected = model.Say("a geometry as a GeoPackage holds it is expected")
	case int(int32(order.Uint32(blob[4:]))) != srid:
		s.expected = model.Say("a geometry in the reference system of its layer (%d) is expected, and it says %d", srid, int32(order.Uint32(blob[4:])))
	}
	if !s.expected.Empty() {
		return s
	}
	d := &decoder{data: blob[8+envelopes[envelope]:]}
	s.polygons = d.areas()
	s.vertices, s.heights, s.expected = d.vertices, d.heights, d.expected
	s.empty = s.expected.Empty() && len(s.polygons) == 0
	return s
}

func byteOrder(code byte) binary.ByteOrder {
	if code == 0 {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

// decoder reads well-known binary (ISO, and the flags of its older form) and
// counts as it goes, so that a few bytes cannot become much memory.
type decoder struct {
	data     []byte
	order    binary.ByteOrder
	extra    int // numbers of a position beyond two
	vertices int
	heights  bool
	expected model.Sentence // what is wrong; nothing is read after it
}

func (d *decoder) fail(expected model.Sentence) {
	if d.expected.Empty() {
		d.expected = expected
	}
	d.data = nil
}

var broken = model.Say("the geometry breaks off or is not well formed")

func (d *decoder) take(n int) []byte {
	if len(d.data) < n {
		d.fail(broken)
		return nil
	}
	out := d.data[:n]
	d.data = d.data[n:]
	return out
}

func (d *decoder) number() uint32 {
	if b := d.take(4); b != nil {
		return d.order.Uint32(b)
	}
	return 0
}

// kind reads the order of bytes and the type that begin a geometry.
func (d *decoder) kind() uint32 {
	b := d.take(1)
	if b == nil {
		return 0
	}
	if b[0] > 1 {
		d.fail(broken)
		return 0
	}
	d.order = byteOrder(b[0])
	raw := d.number()
	z, m := raw&0x80000000 != 0, raw&0x40000000 != 0
	raw &= 0x1fffffff
	switch raw / 1000 {
	case 1:
		z = true
	case 2:
		m = true
	case 3:
		z, m = true, true
	}
	d.extra = 0
	if z {
		d.extra++
	}
	if m {
		d.extra++
	}
	d.heights = d.heights || d.extra > 0
	return raw % 1000
}

// areas reads a whole geometry.
func (d *decoder) areas() orb.MultiPolygon {
	switch kind := d.kind(); {
	case !d.expected.Empty():
		return nil
	case kind == wkbPolygon:
		if polygon := d.polygon(); len(polygon) > 0 {
			return orb.MultiPolygon{polygon}
		}
		return nil
	case kind == wkbMultiPolygon:
		return d.parts()
	case kind >= 8 && kind <= 14:
		d.fail(model.Say("a Polygon or MultiPolygon is expected, not a curve; turn its arcs into straight lines first (ogr2ogr -nlt CONVERT_TO_LINEAR does)"))
	default:
		d.fail(model.Say("a Polygon or MultiPolygon is expected"))
	}
	return nil
}

func (d *decoder) parts() orb.MultiPolygon {
	var out orb.MultiPolygon
	for range d.number() {
		d.count(1)
		if !d.expected.Empty() {
			return nil
		}
		if d.kind() != wkbPolygon {
			d.fail(broken)
			return nil
		}
		out = append(out, d.polygon())
	}
	return out
}

func (d *decoder) polygon() orb.Polygon {
	var out orb.Polygon
	for range d.number() {
		d.count(1)
		if !d.expected.Empty() {
			return nil
		}
		out = append(out, d.ring())
	}
	return out
}

func (d *decoder) ring() orb.Ring {
	size := 8 * (2 + d.extra)
	n := int(d.number())
	if d.expected.Empty() && n > len(d.data)/size {
		d.fail(broken)
	}
	d.count(n)
	if !d.expected.Empty() {
		return nil
	}
	out := make(orb.Ring, n)
	for i := range out {
		b := d.take(size)
		out[i] = orb.Point{math.Float64frombits(d.order.Uint64(b)), math.Float64frombits(d.order.Uint64(b[8:]))}
	}
	return out
}

// count counts positions; a part and a ring count as one, so that empty ones
// do too.
func (d *decoder) count(n int) {
	if d.vertices += n; d.vertices > MaxFeatureVertices {
		d.fail(model.Say("at most %d positions are expected in a feature", MaxFeatureVertices))
	}
}
