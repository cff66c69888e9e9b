package cql2

import (
	"strings"
	"time"
)

// comparison is one of = <> < > <= >= (clause 6.6). Texts compare by code
// point, in composed form.
type comparison struct {
	op          string
	left, right expression
}

var comparisons = map[string]func(order int) bool{
	"=":  func(order int) bool { return order == 0 },
	"<>": func(order int) bool { return order != 0 },
	"<":  func(order int) bool { return order < 0 },
	">":  func(order int) bool { return order > 0 },
	"<=": func(order int) bool { return order <= 0 },
	">=": func(order int) bool { return order >= 0 },
}

func (c *comparison) kind() Kind { return condition }

func (c *comparison) value(of values) any {
	left, right := c.left.value(of), c.right.value(of)
	if left == nil || right == nil {
		return nil
	}
	return comparisons[c.op](order(left, right))
}

func (c *comparison) text(w *strings.Builder) {
	c.left.text(w)
	w.WriteString(" " + c.op + " ")
	c.right.text(w)
}

func (c *comparison) tree() any { return calling(c.op, c.left, c.right) }

// order compares two values of one kind.
func order(a, b any) int {
	switch a := a.(type) {
	case string:
		return strings.Compare(a, b.(string))
	case time.Time:
		return a.Compare(b.(time.Time))
	case float64:
		return sign(a < b.(float64), a > b.(float64))
	}
	return sign(a != b, false) // true and false are equal or not
}

func sign(less, more bool) int {
	switch {
	case less:
		return -1
	case more:
		return 1
	}
	return 0
}

// between holds where low <= x and x <= high.
type between struct{ x, low, high expression }

func (b *between) kind() Kind { return condition }

func (b *between) value(of values) any {
	low := &comparison{">=", b.x, b.low}
	high := &comparison{"<=", b.x, b.high}
	return (&logic{args: []expression{low, high}}).value(of)
}

func (b *between) text(w *strings.Builder) { b.textWith(w, "") }

func (b *between) textWith(w *strings.Builder, not string) {
	b.x.text(w)
	w.WriteString(" " + not + "BETWEEN ")
	b.low.text(w)
	w.WriteString(" AND ")
	b.high.text(w)
}

func (b *between) tree() any { return calling("between", b.x, b.low, b.high) }

// isNull is never NULL itself.
type isNull struct{ arg expression }

func (n *isNull) kind() Kind { return condition }

func (n *isNull) value(of values) any { return n.arg.value(of) == nil }

func (n *isNull) text(w *strings.Builder) { n.textWith(w, "") }

func (n *isNull) textWith(w *strings.Builder, not string) {
	n.arg.text(w)
	w.WriteString(" IS " + not + "NULL")
}

func (n *isNull) tree() any { return calling("isNull", n.arg) }
