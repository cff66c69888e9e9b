package cql2

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/paulmach/orb"
)

// Filter is a checked filter. It is read only and may be shared.
type Filter struct {
	root       expression
	geometries int
}

// values gives the value of a property of one feature.
type values func(name string) any

// expression is a part of a filter. Its value is nil for NULL, or else a
// string, float64, bool, time.Time, span or *Shape, as its kind says.
type expression interface {
	kind() Kind
	value(of values) any
	text(w *strings.Builder)
	tree() any // what encoding/json writes
}

// Option changes how a filter is read.
type Option func(*reading)

// reading is what both encodings need while they read.
type reading struct {
	queryables Queryables
	transform  func(orb.Point) orb.Point
	points     int
}

// Transform is for filters whose geometries are not in CRS84 (filter-crs): it
// gives the longitude and latitude of a position of a literal.
func Transform(toCRS84 func(orb.Point) orb.Point) Option {
	return func(r *reading) { r.transform = toCRS84 }
}

func newReading(q Queryables, options []Option) *reading {
	r := &reading{queryables: q}
	for _, option := range options {
		option(r)
	}
	return r
}

// filter is the last check: the whole must be a condition.
func (r *reading) filter(o operand) (*Filter, error) {
	if err := o.mustBeCondition(); err != nil {
		return nil, err
	}
	return &Filter{root: o.expression, geometries: r.queryables.geometries()}, nil
}

// Matches says whether the filter is TRUE for a feature; FALSE and NULL are
// no match. The function gives the value of a property: nil for NULL (unknown),
// a string, a number, a bool, a time.Time or a text in the form of RFC 3339
// for dates and timestamps, an orb.Geometry or a *Shape. A value of another
// kind than the queryables promise is NULL.
func (f *Filter) Matches(property func(name string) any) bool {
	return f.root.value(property) == true
}

// Text writes the filter as CQL2 text. Reading it again gives the same filter.
func (f *Filter) Text() string {
	var w strings.Builder
	f.root.text(&w)
	return w.String()
}

// JSON writes the filter as CQL2 JSON. Reading it again gives the same filter.
func (f *Filter) JSON() []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(f.root.tree()); err != nil {
		panic(err) // only finite numbers, texts, lists and objects are in a tree
	}
	return bytes.TrimSpace(b.Bytes())
}

// call is an operator with its operands in JSON.
type call struct {
	Op   string `json:"op"`
	Args []any  `json:"args"`
}

func calling(op string, args ...expression) call {
	c := call{Op: op, Args: []any{}}
	for _, a := range args {
		c.Args = append(c.Args, a.tree())
	}
	return c
}

// writeList writes expressions with commas between them.
func writeList(w *strings.Builder, args ...expression) {
	for i, a := range args {
		if i > 0 {
			w.WriteString(", ")
		}
		a.text(w)
	}
}
