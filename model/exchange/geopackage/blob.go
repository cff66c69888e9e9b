package geopackage

import (
	"encoding/binary"
	"math"

	"github.com/paulmach/orb"
)

// The types of well-known binary that are written or read.
const (
	wkbPoint        = 1
	wkbPolygon      = 3
	wkbMultiPolygon = 6
)

// encoded writes a geometry as a GeoPackage holds it: a header with the
// envelope, then well-known binary, least byte first. It is nil for none.
func encoded(g orb.Geometry, srid int) []byte {
	if g == nil {
		return nil
	}
	b := &binaryWriter{}
	if p, ok := g.(orb.Point); ok { // whose envelope is itself
		b.header(srid, 0x01)
		b.kind(wkbPoint)
		b.point(p)
		return b.data
	}
	bound := g.Bound()
	b.header(srid, 0x03)
	for _, x := range []float64{bound.Min[0], bound.Max[0], bound.Min[1], bound.Max[1]} {
		b.float(x)
	}
	parts, _ := g.(orb.MultiPolygon)
	b.kind(wkbMultiPolygon)
	b.count(len(parts))
	for _, part := range parts {
		b.kind(wkbPolygon)
		b.count(len(part))
		for _, ring := range part {
			b.count(len(ring))
			for _, p := range ring {
				b.point(p)
			}
		}
	}
	return b.data
}

type binaryWriter struct{ data []byte }

func (b *binaryWriter) header(srid int, flags byte) {
	b.data = append(b.data, 'G', 'P', 0, flags)
	b.data = binary.LittleEndian.AppendUint32(b.data, uint32(int32(srid)))
}

func (b *binaryWriter) kind(k uint32) {
	b.data = append(b.data, 1)
	b.data = binary.LittleEndian.AppendUint32(b.data, k)
}

func (b *binaryWriter) count(n int) { b.data = binary.LittleEndian.AppendUint32(b.data, uint32(n)) }

func (b *binaryWriter) float(x float64) {
	b.data = binary.LittleEndian.AppendUint64(b.data, math.Float64bits(x))
}

func (b *binaryWriter) point(p orb.Point) {
	b.float(p[0])
	b.float(p[1])
}
