package cql2

import (
	"strings"
)

// spatialNamed finds a spatial function by its name in any case.
func spatialNamed(name string) *placeRelation {
	for i, r := range placeRelations {
		if strings.EqualFold(r.name, name) {
			return &placeRelations[i]
		}
	}
	return nil
}

func temporalNamed(name string) *timeRelation {
	for i, r := range timeRelations {
		if strings.EqualFold(r.name, name) {
			return &timeRelations[i]
		}
	}
	return nil
}

func relationNamed(name string) bool {
	return spatialNamed(name) != nil || temporalNamed(name) != nil
}

// function is a function of the standard; nobody may add others.
func (r *reading) function(at int, name string, args []operand) (operand, error) {
	lower := strings.ToLower(name)
	if _, ok := folds[lower]; ok {
		return r.fold(at, lower, args)
	}
	if relation := spatialNamed(name); relation != nil {
		return r.spatial(at, relation, args)
	}
	if relation := temporalNamed(name); relation != nil {
		return r.temporal(at, relation, args)
	}
	return operand{}, unknownFunction(at, name)
}

func unknownFunction(at int, name string) *Error {
	return refusal(at, "a function of CQL2 is expected, but %q was found; the functions are %s", shortened(name), functionNames())
}

func functionNames() string {
	names := []string{"CASEI", "ACCENTI"}
	for _, r := range placeRelations {
		names = append(names, strings.ToUpper(r.name))
	}
	for _, r := range timeRelations {
		names = append(names, strings.ToUpper(r.name))
	}
	return strings.Join(names, ", ")
}

func mustCount(at int, name string, count int, args []operand) error {
	if len(args) == count {
		return nil
	}
	return refusal(at, "%s with %d arguments is expected, but %d were found", strings.ToUpper(name), count, len(args))
}

func (r *reading) fold(at int, name string, args []operand) (operand, error) {
	if err := mustCount(at, name, 1, args); err != nil {
		return operand{}, err
	}
	if err := args[0].must(Text); err != nil {
		return operand{}, err
	}
	return over(at, &fold{name, args[0].expression}, args...)
}

func (r *reading) spatial(at int, relation *placeRelation, args []operand) (operand, error) {
	if err := mustCount(at, relation.name, 2, args); err != nil {
		return operand{}, err
	}
	for _, a := range args {
		if err := a.must(Geometry); err != nil {
			return operand{}, err
		}
	}
	return over(at, &spatial{relation, args[0].expression, args[1].expression}, args...)
}

func (r *reading) temporal(at int, relation *timeRelation, args []operand) (operand, error) {
	if err := mustCount(at, relation.name, 2, args); err != nil {
		return operand{}, err
	}
	for _, a := range args {
		if relation.intervals && a.kind() != interval {
			return operand{}, expected(a.at, "an interval", a.kind().String())
		}
		if !a.kind().temporal() {
			return operand{}, expected(a.at, "a date, a timestamp or an interval", a.kind().String())
		}
	}
	return over(at, &temporal{relation, args[0].expression, args[1].expression}, args...)
}

// interval has ends of one kind; an operand without expression is open.
func (r *reading) interval(at int, start, end operand) (operand, error) {
	i := &intervalOf{start: start.expression, end: end.expression}
	depth := leaf(at, i)
	for _, o := range []operand{start, end} {
		if o.expression == nil {
			continue
		}
		if o.kind() != Date && o.kind() != Timestamp {
			return operand{}, expected(o.at, "a date, a timestamp or '..'", o.kind().String())
		}
		if i.grain != 0 && i.grain != o.kind() {
			return operand{}, refusal(o.at, "%s at both ends of the interval is expected, but %s was found", i.grain, o.kind())
		}
		i.grain, depth.depth = o.kind(), 2
	}
	if backwards(i) {
		return operand{}, refusal(at, "an interval that starts before it ends is expected, but %s is after %s", endTree(i.start), endTree(i.end))
	}
	return depth, nil
}

// backwards can be said only of literals.
func backwards(i *intervalOf) bool {
	start, _ := i.start.(*literal)
	end, _ := i.end.(*literal)
	return start != nil && end != nil && order(start.v, end.v) > 0
}

// sum is an arithmetic expression.
func (r *reading) sum(op string, left, right operand) (operand, error) {
	for _, o := range []operand{left, right} {
		if err := o.must(Number); err != nil {
			return operand{}, err
		}
	}
	return over(left.at, &arithmetic{op, left.expression, right.expression}, left, right)
}
