package cql2

import "slices"

// operand is an expression with its place in the filter, for the sentence
// where it does not fit, and its depth.
type operand struct {
	expression
	at, depth int
}

func leaf(at int, e expression) operand { return operand{e, at, 1} }

// over is an expression over its operands.
func over(at int, e expression, args ...operand) (operand, error) {
	o := leaf(at, e)
	for _, a := range args {
		o.depth = max(o.depth, a.depth+1)
	}
	if o.depth > maxDepth {
		return operand{}, tooDeep(at)
	}
	return o, nil
}

func (o operand) must(kinds ...Kind) error {
	if slices.Contains(kinds, o.kind()) {
		return nil
	}
	return expected(o.at, kinds[0].String(), o.kind().String())
}

// mustBeCondition lets TRUE and FALSE stand for a condition.
func (o operand) mustBeCondition() error {
	if l, ok := o.expression.(*literal); ok && l.of == Boolean {
		return nil
	}
	if p, ok := o.expression.(*property); ok && p.of == Boolean {
		return refusal(o.at, "a condition is expected, but the property %q was found alone; write %q = TRUE", p.name, p.name)
	}
	return o.must(condition)
}

// property is refused where the features have no such property.
func (r *reading) property(at int, name string) (operand, error) {
	kind, known := r.queryables[name]
	if !known {
		return operand{}, refusal(at, "the name of a property is expected, but %q was found; %s", shortened(name), r.queryables.names())
	}
	return leaf(at, &property{name, kind}), nil
}

func (r *reading) connect(or bool, args []operand) (operand, error) {
	l := &logic{or: or}
	for _, a := range args {
		if err := a.mustBeCondition(); err != nil {
			return operand{}, err
		}
		l.args = append(l.args, a.expression)
	}
	return over(args[0].at, l, args...)
}

func (r *reading) negate(at int, arg operand) (operand, error) {
	if err := arg.mustBeCondition(); err != nil {
		return operand{}, err
	}
	return over(at, &not{arg.expression}, arg)
}

// alike refuses to compare values of different kinds, and kinds for which the
// operator means nothing.
func alike(fits func(Kind) bool, what string, args ...operand) error {
	first := args[0]
	for _, a := range args {
		if !fits(a.kind()) {
			return expected(a.at, what, a.kind().String())
		}
		if a.kind() == first.kind() {
			continue
		}
		hint := ""
		if a.kind().temporal() && first.kind().temporal() {
			hint = "; the T_ functions compare dates with timestamps"
		}
		return refusal(a.at, "%s is expected beside %s, but %s was found%s", first.kind(), first.kind(), a.kind(), hint)
	}
	return nil
}

func (r *reading) compare(op string, left, right operand) (operand, error) {
	fits, what := Kind.ordered, "a text, a number, a date or a timestamp"
	if op == "=" || op == "<>" {
		fits, what = Kind.scalar, "a text, a number, a date, a timestamp, true or false"
	}
	if err := alike(fits, what, left, right); err != nil {
		return operand{}, err
	}
	return over(left.at, &comparison{op, left.expression, right.expression}, left, right)
}

func (r *reading) between(x, low, high operand) (operand, error) {
	if err := alike(Kind.ordered, "a number, a text, a date or a timestamp", x, low, high); err != nil {
		return operand{}, err
	}
	return over(x.at, &between{x.expression, low.expression, high.expression}, x, low, high)
}

func (r *reading) in(x operand, list []operand) (operand, error) {
	all := append([]operand{x}, list...)
	if err := alike(Kind.scalar, "a text, a number, a date, a timestamp, true or false", all...); err != nil {
		return operand{}, err
	}
	var expressions []expression
	for _, o := range list {
		expressions = append(expressions, o.expression)
	}
	return over(x.at, newIn(x.expression, expressions), all...)
}

func (r *reading) null(x operand) (operand, error) {
	if x.kind() == condition {
		return operand{}, expected(x.at, "a property or another value", "a condition")
	}
	return over(x.at, &isNull{x.expression}, x)
}

func (r *reading) like(x, pattern operand) (operand, error) {
	if err := x.must(Text); err != nil {
		return operand{}, err
	}
	if !isPattern(pattern.expression) {
		return operand{}, expected(pattern.at, "a pattern in single quotes", pattern.kind().String()+" that is no pattern")
	}
	return over(x.at, newLike(x.expression, pattern.expression), x, pattern)
}

// isPattern: a text, or CASEI or ACCENTI of a pattern.
func isPattern(e expression) bool {
	if f, ok := e.(*fold); ok {
		return isPattern(f.arg)
	}
	l, ok := e.(*literal)
	return ok && l.of == Text
}
