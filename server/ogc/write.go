package ogc

import (
	"bytes"
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

// drawing writes features, one after the other. Their beginnings are kept.
type drawing struct {
	collection *feature.Collection
	names      [][]byte // of the columns, as JSON with a colon
	to         writer
	begun      bool
	store      *store
	key        shelfKey
	used       map[shelfKey]*shelf
	buffer     []byte
}

func (d *door) drawing(a *asked, c *feature.Collection, to writer) *drawing {
	key := shelfKey{a.view.Revision().Revision, a.view.Date(), a.view.Audience(), c.ID, 0}
	out := &drawing{collection: c, to: to, store: d.store, key: key, used: map[shelfKey]*shelf{}}
	for _, column := range c.Columns {
		out.names = append(out.names, append(text(nil, column.Name), ':'))
	}
	return out
}

// between ends a feature and begins the next. It stands in front of every
// beginning, so that what is kept needs nothing beside it.
const between = "},\n"

// feature writes a feature but for its last brace.
func (d *drawing) feature(p part) {
	begins := d.beginning(p.at)
	switch {
	case !d.begun:
		d.to.text(begins.raw[len(between):])
	case p.piece == nil:
		d.to.text(begins.raw)
	default:
		d.to.piece(begins)
	}
	d.begun = true
	if p.piece != nil {
		d.to.piece(p.piece)
	} else {
		d.to.text(p.own)
	}
}

// end closes the last feature, behind what it has besides.
func (d *drawing) end(more []byte) {
	if d.to.text(more); d.begun {
		d.to.text([]byte{'}'})
	}
}

// settle lets go of what there is no room to keep.
func (d *drawing) settle() { d.store.settle(d.used) }

// beginning is a feature up to its geometry, as it was kept or encoded now.
func (d *drawing) beginning(at int) *piece {
	d.key.number = at / together
	shelf, known := d.used[d.key]
	if !known {
		shelf = d.store.shelf(d.key)
		d.used[d.key] = shelf
	}
	place := &shelf.places[at%together]
	if kept := place.Load(); kept != nil {
		return kept
	}
	made := newPiece(d.encoded(at), quickly)
	place.Store(made)
	return made
}

func (d *drawing) encoded(at int) []byte {
	b := append(d.buffer[:0], between+`{"type":"Feature","id":`...)
	b = append(text(b, d.collection.FeatureID(at)), `,"properties":{`...)
	for i, name := range d.names {
		if i > 0 {
			b = append(b, ',')
		}
		b = value(append(b, name...), d.collection.Value(at, i))
	}
	d.buffer = append(b, `},"geometry":`...)
	return bytes.Clone(d.buffer)
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
