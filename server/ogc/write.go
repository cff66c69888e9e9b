package ogc

import (
	"encoding/json"
	"strconv"

	"catchment/model/crs"
	"catchment/model/feature"
)

// part is a feature ready to be written: what stands before its geometry, and
// the geometry, in one piece or in its own bytes.
type part struct {
	at    int
	piece *piece
	own   []byte
}

// parts encodes the geometries of features before anything is written, so that
// one which the reference system does not reach is refused and not cut off.
func (d *door) parts(c *feature.Collection, chosen []int, system *crs.System) ([]part, error) {
	var boundaries outlines
	if !c.Points {
		boundaries = d.press.outlines(c.Ground(), system)
	}
	out := make([]part, len(chosen))
	for i, at := range chosen {
		out[i].at = at
		var err error
		switch place := c.Place(at); {
		case place != feature.Nowhere:
			out[i].piece, err = boundaries[place]()
		default:
			out[i].own, err = encode(c.Geometry(at), system)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// drawing writes features. Its buffer is used again for each.
type drawing struct {
	collection *feature.Collection
	names      [][]byte // of the columns, as JSON with a colon
	buffer     []byte
	to         writer
}

func newDrawing(c *feature.Collection, to writer) *drawing {
	d := &drawing{collection: c, to: to}
	for _, column := range c.Columns {
		d.names = append(d.names, append(text(nil, column.Name), ':'))
	}
	return d
}

// feature writes one feature. What comes behind its geometry is given: for a
// feature that stands alone, its links.
func (d *drawing) feature(p part, more []byte) {
	b := append(d.buffer[:0], `{"type":"Feature","id":`...)
	b = append(text(b, d.collection.FeatureID(p.at)), `,"properties":{`...)
	for i, name := range d.names {
		if i > 0 {
			b = append(b, ',')
		}
		b = value(append(b, name...), d.collection.Value(p.at, i))
	}
	b = append(b, `},"geometry":`...)
	if p.piece == nil {
		b = append(append(append(b, p.own...), more...), '}')
		d.to.text(b)
	} else {
		d.to.text(b)
		d.to.piece(p.piece)
		d.to.text(append(more, '}'))
	}
	d.buffer = b
}

func value(b []byte, v any) []byte {
	switch v := v.(type) {
	case string:
		return text(b, v)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case float64:
		return strconv.AppendFloat(b, v+0, 'f', -1, 64)
	}
	return append(b, "null"...)
}

// text writes a JSON text. Most hold nothing that must be escaped.
func text(b []byte, s string) []byte {
	for i := range len(s) {
		if s[i] < ' ' || s[i] == '"' || s[i] == '\\' || s[i] >= 0x7f {
			quoted, _ := json.Marshal(s) // a text cannot fail
			return append(b, quoted...)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}
