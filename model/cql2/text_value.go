package cql2

import "strings"

// sum reads terms with + and - between them, from the left.
func (p *parser) sum() (operand, error) { return p.series(p.term, "+", "-") }

func (p *parser) term() (operand, error) { return p.series(p.power, "*", "/", "%", "div") }

func (p *parser) series(read func() (operand, error), ops ...string) (operand, error) {
	left, err := read()
	for err == nil {
		op := p.takeOne(ops)
		if op == "" {
			return left, nil
		}
		var right operand
		if right, err = read(); err == nil {
			left, err = p.reading.sum(op, left, right)
		}
	}
	return operand{}, err
}

func (p *parser) takeOne(ops []string) string {
	for _, op := range ops {
		if p.take(op) {
			return op
		}
	}
	return ""
}

// power reads a ^ b ^ c from the right.
func (p *parser) power() (operand, error) {
	base, err := p.primary()
	if err != nil || !p.take("^") {
		return base, err
	}
	var exponent operand
	err = p.deeper(func() (err error) {
		exponent, err = p.power()
		return err
	})
	if err != nil {
		return operand{}, err
	}
	return p.reading.sum("^", base, exponent)
}

// deeper bounds the recursion of the parser itself.
func (p *parser) deeper(read func() error) error {
	if p.depth++; p.depth > maxDepth {
		return tooDeep(p.peek().at)
	}
	defer func() { p.depth-- }()
	return read()
}

const anyValue = "a property, a value, a function or a bracket"

func (p *parser) primary() (operand, error) {
	t := p.peek()
	switch {
	case t.kind == textToken:
		p.next++
		return leaf(t.at, textLiteral(t.text)), nil
	case t.kind == quotedName:
		p.next++
		return p.property(t.at, t.text)
	case t.kind == numberToken, t.is("-"), t.is("+"):
		x, err := p.number()
		return leaf(t.at, &literal{Number, x}), err
	case t.is("TRUE"), t.is("FALSE"):
		p.next++
		return leaf(t.at, &literal{Boolean, t.is("TRUE")}), nil
	case t.is("("):
		return p.group()
	case t.kind == nameToken && !reserved[strings.ToUpper(t.text)]:
		return p.named(t)
	}
	return operand{}, p.unexpected(anyValue)
}

// number reads a number with its sign.
func (p *parser) number() (float64, error) {
	factor := 1.0
	if p.take("-") {
		factor = -1
	} else {
		p.take("+")
	}
	t := p.peek()
	if t.kind != numberToken {
		return 0, p.unexpected("a number")
	}
	p.next++
	return factor * t.number, nil
}

func (p *parser) group() (o operand, err error) {
	err = p.deeper(func() error {
		p.next++
		if o, err = p.disjunction(); err != nil {
			return err
		}
		if p.take(")") {
			return nil
		}
		return p.unexpected(`")"`)
	})
	return o, err
}

// named reads a property, or what the name makes of the brackets after it.
func (p *parser) named(t token) (operand, error) {
	p.next++
	upper := strings.ToUpper(t.text)
	flat := p.peek().is("Z") && geometries[upper] != nil
	if !p.peek().is("(") && !flat {
		return p.property(t.at, t.text)
	}
	switch upper {
	case "DATE", "TIMESTAMP":
		return p.instant(t.at, upper)
	case "INTERVAL":
		return p.period(t.at)
	case "BBOX":
		return p.bbox(t.at)
	}
	if geometries[upper] != nil {
		return p.wkt(t.at, upper)
	}
	return p.invoked(t)
}

func (p *parser) invoked(t token) (operand, error) {
	if !called(strings.ToUpper(t.text)) {
		return operand{}, unknownFunction(t.at, t.text)
	}
	var args []operand
	err := p.deeper(func() (err error) {
		args, err = bracketed(p, p.sum)
		return err
	})
	if err != nil {
		return operand{}, err
	}
	return p.function(t.at, t.text, args)
}
