package cql2

import "strings"

// operator reads {"op": …, "args": […]}. Names of operators are taken in any
// case.
func (b *builder) operator(at int, members map[string]element) (operand, error) {
	op, err := textOfElement(members["op"], "the name of an operator")
	if err != nil {
		return operand{}, err
	}
	if members["args"].at == 0 {
		return operand{}, expected(at, `"args" beside "op"`, "an object without it")
	}
	args, err := listOfElement(members["args"], "a list of arguments")
	if err != nil {
		return operand{}, err
	}
	if strings.EqualFold(op, "in") {
		return b.inList(members["args"].at, args)
	}
	operands, err := b.all(args)
	if err != nil {
		return operand{}, err
	}
	return b.apply(members["op"].at, members["args"].at, op, operands)
}

func (b *builder) all(elements []element) ([]operand, error) {
	var all []operand
	for _, e := range elements {
		o, err := b.expression(e)
		if err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	return all, nil
}

// arities are the operators that are no functions, with their arguments. AND
// and OR take 2 or more.
var arities = map[string]int{"and": 2, "or": 2, "not": 1, "isnull": 1, "like": 2, "between": 3}

// apply finds what an operator is.
func (b *builder) apply(at, argsAt int, op string, args []operand) (operand, error) {
	lower := strings.ToLower(op)
	arity, fixed := arities[lower]
	_, compared := comparisons[lower]
	_, summed := sums[lower]
	if compared || summed {
		arity, fixed = 2, true
	}
	many := lower == "and" || lower == "or"
	if fixed && len(args) != arity && !(many && len(args) > arity) {
		return operand{}, refusal(argsAt, "%q with %d arguments is expected, but %d were found", op, arity, len(args))
	}
	switch {
	case compared:
		return b.compare(lower, args[0], args[1])
	case summed:
		return b.sum(lower, args[0], args[1])
	case many:
		return b.connect(lower == "or", args)
	}
	return b.predicate(at, op, args)
}

func (b *builder) predicate(at int, op string, args []operand) (operand, error) {
	switch strings.ToLower(op) {
	case "not":
		return b.negate(at, args[0])
	case "isnull":
		return b.null(args[0])
	case "like":
		return b.like(args[0], args[1])
	case "between":
		return b.between(args[0], args[1], args[2])
	}
	return b.function(at, op, args)
}

// inList reads the arguments of "in": a value and a list.
func (b *builder) inList(at int, args []element) (operand, error) {
	if len(args) != 2 {
		return operand{}, refusal(at, `"in" with a value and a list is expected, but %d arguments were found`, len(args))
	}
	x, err := b.expression(args[0])
	if err != nil {
		return operand{}, err
	}
	elements, err := listOfElement(args[1], "a list of values")
	if err != nil {
		return operand{}, err
	}
	if len(elements) == 0 {
		return operand{}, expected(args[1].at, "a list of at least one value", "an empty list")
	}
	list, err := b.all(elements)
	if err != nil {
		return operand{}, err
	}
	return b.in(x, list)
}
