package cql2

import "strings"

// logic is AND or OR of two or more conditions, by the truth table of clause
// 6.2: NULL is what nobody knows.
type logic struct {
	or   bool
	args []expression
}

func (l *logic) kind() Kind { return condition }

// value stops at the first operand that decides.
func (l *logic) value(of values) any {
	unknown := false
	for _, a := range l.args {
		switch a.value(of) {
		case nil:
			unknown = true
		case l.or:
			return l.or
		}
	}
	if unknown {
		return nil
	}
	return !l.or
}

func (l *logic) name() string {
	if l.or {
		return "or"
	}
	return "and"
}

func (l *logic) text(w *strings.Builder) {
	for i, a := range l.args {
		if i > 0 {
			w.WriteString(" " + strings.ToUpper(l.name()) + " ")
		}
		writeGrouped(w, a, isLogic(a))
	}
}

func (l *logic) tree() any { return calling(l.name(), l.args...) }

func isLogic(e expression) bool {
	_, ok := e.(*logic)
	return ok
}

// writeGrouped puts brackets round an expression where they are needed.
func writeGrouped(w *strings.Builder, e expression, brackets bool) {
	if brackets {
		w.WriteByte('(')
		defer w.WriteByte(')')
	}
	e.text(w)
}

// not turns TRUE and FALSE round; NULL stays NULL.
type not struct{ arg expression }

func (n *not) kind() Kind { return condition }

func (n *not) value(of values) any {
	if v, known := n.arg.value(of).(bool); known {
		return !v
	}
	return nil
}

// negatable is a predicate that has a place for its own NOT.
type negatable interface {
	textWith(w *strings.Builder, not string)
}

func (n *not) text(w *strings.Builder) {
	if predicate, ok := n.arg.(negatable); ok {
		predicate.textWith(w, "NOT ")
		return
	}
	_, twice := n.arg.(*not)
	w.WriteString("NOT ")
	writeGrouped(w, n.arg, twice || isLogic(n.arg))
}

func (n *not) tree() any { return calling("not", n.arg) }
