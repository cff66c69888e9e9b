package geojson

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"catchment/model/disclosure"
	"catchment/model/exchange/boundary"
)

// writer writes JSON piece by piece and keeps the first error.
type writer struct {
	buffer *bufio.Writer
	err    error
	names  map[string]string // of properties, as JSON: the same in every feature
}

func (w *writer) text(s string) {
	if w.err == nil {
		_, w.err = w.buffer.WriteString(s)
	}
}

// value writes what encoding/json knows, without escaping for HTML.
func (w *writer) value(v any) { w.text(w.encoded(v)) }

func (w *writer) encoded(v any) string {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil && w.err == nil {
		w.err = err
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (w *writer) feature(f disclosure.Feature) {
	w.text(`{"type":"Feature"`)
	if f.ID != "" {
		w.text(`,"id":`)
		w.value(f.ID)
	}
	w.text(`,"properties":{`)
	for i, p := range f.Properties {
		if i > 0 {
			w.text(",")
		}
		w.name(p.Name)
		w.property(p)
	}
	w.text(`},"geometry":`)
	w.geometry(f.Geometry)
	w.text("}")
}

// name writes the name of a property and the colon behind it.
func (w *writer) name(name string) {
	known, ok := w.names[name]
	if !ok {
		known = w.encoded(name) + ":"
		if w.names == nil {
			w.names = map[string]string{}
		}
		w.names[name] = known
	}
	w.text(known)
}

// property writes a value as the cells of a sheet are, or a list.
func (w *writer) property(p disclosure.Property) {
	switch v := p.Value.(type) {
	case nil:
		w.text("null")
	case string:
		w.value(v)
	case []string:
		w.list(v)
	case int:
		w.text(strconv.Itoa(v))
	case float64:
		w.figure(p.Name, v)
	default:
		w.fail("%s holds a %T", p.Name, v)
	}
}

// list writes an array, also of nothing.
func (w *writer) list(parts []string) {
	if len(parts) == 0 {
		w.text("[]")
		return
	}
	w.value(parts)
}

func (w *writer) figure(name string, x float64) {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		w.fail("%s is not a number", name)
		return
	}
	w.number(x)
}

// number writes as field.Number does, without a text of its own.
func (w *writer) number(x float64) {
	if w.err != nil {
		return
	}
	if x == 0 {
		x = 0 // also minus zero
	}
	_, w.err = w.buffer.Write(strconv.AppendFloat(w.buffer.AvailableBuffer(), x, 'f', -1, 64))
}

func (w *writer) fail(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf(format, args...)
	}
}

// geometry writes points and areas, and null for none.
func (w *writer) geometry(g orb.Geometry) {
	switch g := g.(type) {
	case nil:
		w.text("null")
	case orb.Point:
		w.text(`{"type":"Point","coordinates":`)
		w.position(g)
		w.text("}")
	case orb.Polygon:
		w.text(`{"type":"Polygon","coordinates":`)
		w.polygon(g)
		w.text("}")
	case orb.MultiPolygon:
		w.multiPolygon(g)
	default:
		w.fail("a %s is not written", g.GeoJSONType())
	}
}

// multiPolygon writes one part as a Polygon and none as null.
func (w *writer) multiPolygon(g orb.MultiPolygon) {
	switch len(g) {
	case 0:
		w.text("null")
		return
	case 1:
		w.geometry(g[0])
		return
	}
	w.text(`{"type":"MultiPolygon","coordinates":[`)
	for i, polygon := range g {
		if i > 0 {
			w.text(",")
		}
		w.polygon(polygon)
	}
	w.text("]}")
}

func (w *writer) polygon(p orb.Polygon) {
	w.text("[")
	for i, ring := range p {
		if i > 0 {
			w.text(",")
		}
		w.ring(ring, boundary.MisWound(ring, i))
	}
	w.text("]")
}

func (w *writer) ring(ring orb.Ring, reversed bool) {
	w.text("[")
	for i := range ring {
		if i > 0 {
			w.text(",")
		}
		if reversed {
			w.position(ring[len(ring)-1-i])
		} else {
			w.position(ring[i])
		}
	}
	w.text("]")
}

func (w *writer) position(p orb.Point) {
	if !boundary.InRange(p) { // NaN is not in range either
		w.fail("a position is not on the earth")
		return
	}
	w.text("[")
	w.number(p[0])
	w.text(",")
	w.number(p[1])
	w.text("]")
}
