package cql2

import "strings"

// in is x = a OR x = b OR …: literals are looked up, the rest is computed.
type in struct {
	x     expression
	list  []expression
	known map[any]bool // the values of the literals
	rest  []expression
}

func newIn(x expression, list []expression) *in {
	n := &in{x: x, list: list, known: map[any]bool{}}
	for _, e := range list {
		if l, ok := e.(*literal); ok {
			n.known[l.v] = true
		} else {
			n.rest = append(n.rest, e)
		}
	}
	return n
}

func (n *in) kind() Kind { return condition }

// value is NULL where nothing equals and something is unknown.
func (n *in) value(of values) any {
	x := n.x.value(of)
	if x == nil {
		return nil
	}
	if n.known[x] {
		return true
	}
	unknown := false
	for _, e := range n.rest {
		v := e.value(of)
		if v != nil && order(x, v) == 0 {
			return true
		}
		unknown = unknown || v == nil
	}
	if unknown {
		return nil
	}
	return false
}

func (n *in) text(w *strings.Builder) { n.textWith(w, "") }

func (n *in) textWith(w *strings.Builder, not string) {
	n.x.text(w)
	w.WriteString(" " + not + "IN (")
	writeList(w, n.list...)
	w.WriteByte(')')
}

func (n *in) tree() any {
	list := []any{}
	for _, e := range n.list {
		list = append(list, e.tree())
	}
	return call{Op: "in", Args: []any{n.x.tree(), list}}
}
