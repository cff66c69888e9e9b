package cql2

import (
	"reflect"
	"strings"
	"time"

	"github.com/paulmach/orb"
	"golang.org/x/text/unicode/norm"
)

// property is a property of the feature.
type property struct {
	name string
	of   Kind
}

func (p *property) kind() Kind { return p.of }

func (p *property) value(of values) any {
	v := of(p.name)
	if v == nil {
		return nil
	}
	switch p.of {
	case Number:
		return numberOf(v)
	case Boolean:
		if b, ok := v.(bool); ok {
			return b
		}
	case Text:
		if text, ok := textOf(v); ok {
			return norm.NFC.String(text)
		}
	case Date, Timestamp:
		return momentOf(p.of, v)
	case Geometry:
		return shapeOf(v)
	}
	return nil
}

func textOf(v any) (string, bool) {
	if text, ok := v.(string); ok {
		return text, true
	}
	named := reflect.ValueOf(v)
	if named.Kind() == reflect.String {
		return named.String(), true
	}
	return "", false
}

func numberOf(v any) any {
	switch n := v.(type) {
	case float64:
		return finite(n)
	case int:
		return float64(n)
	case int64:
		return float64(n)
	}
	return nil
}

// momentOf takes a time, or a text in the form of RFC 3339. A date has no time
// of day and no zone.
func momentOf(kind Kind, v any) any {
	moment, ok := v.(time.Time)
	if !ok {
		text, _ := textOf(v)
		var err error
		if moment, err = time.Parse(layoutOf(kind, text), text); err != nil {
			return nil
		}
	}
	if kind == Timestamp {
		return moment.Round(0).UTC()
	}
	return time.Date(moment.Year(), moment.Month(), moment.Day(), 0, 0, 0, 0, time.UTC)
}

func layoutOf(kind Kind, text string) string {
	if kind == Date && len(text) == len(dayLayout) {
		return dayLayout
	}
	return time.RFC3339
}

// shapeOf is nil for NULL, which a nil *Shape in an any would not be.
func shapeOf(v any) any {
	switch g := v.(type) {
	case *Shape:
		if g != nil {
			return g
		}
	case orb.Geometry:
		return NewShape(g)
	}
	return nil
}

func (p *property) text(w *strings.Builder) { writeName(w, p.name) }

func (p *property) tree() any { return map[string]string{"property": p.name} }

// writeName quotes a name where it would be read as something else.
func writeName(w *strings.Builder, name string) {
	if plainName(name) {
		w.WriteString(name)
		return
	}
	w.WriteString(`"` + strings.ReplaceAll(name, `"`, `""`) + `"`)
}

// plainName says whether a name needs no quotes.
func plainName(name string) bool {
	for i, r := range name {
		if !namePart(r) || i == 0 && !nameStart(r) {
			return false
		}
	}
	upper := strings.ToUpper(name)
	return name != "" && !reserved[upper] && !called(upper)
}
