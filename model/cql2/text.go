package cql2

import (
	"strings"
	"unicode/utf8"
)

// ParseText reads a filter in CQL2 text (clause 8.2).
func ParseText(text string, q Queryables, options ...Option) (*Filter, error) {
	if len(text) > maxBytes {
		return nil, tooLong(len(text))
	}
	if !utf8.ValidString(text) {
		return nil, refusal(1, "a filter in UTF-8 is expected, but other bytes were found")
	}
	p := &parser{reading: newReading(q, options), tokens: lex(text)}
	o, err := p.disjunction()
	if err != nil {
		return nil, err
	}
	if err := p.end(o); err != nil {
		return nil, err
	}
	return p.filter(o)
}

// parser reads tokens by recursive descent. Brackets may hold a condition or a
// sum; which one is checked where the value is used.
type parser struct {
	*reading
	tokens []token
	next   int
	depth  int
}

func (p *parser) peek() token { return p.tokens[p.next] }

// take goes past a token if it is the word.
func (p *parser) take(word string) bool {
	if p.peek().is(word) {
		p.next++
		return true
	}
	return false
}

// must goes past the word or refuses what is there instead.
func (p *parser) must(word string) error {
	if p.take(word) {
		return nil
	}
	return p.unexpected(`"` + word + `"`)
}

// unexpected refuses the next token.
func (p *parser) unexpected(what string) error {
	t := p.peek()
	if t.kind == badToken {
		return refusal(t.at, "%s", t.text)
	}
	return expected(t.at, what, t.found())
}

func (p *parser) end(o operand) error {
	if p.peek().kind == endToken {
		return nil
	}
	if o.kind() == condition {
		return p.unexpected("AND, OR or the end")
	}
	return p.unexpected("a comparison")
}

func (p *parser) disjunction() (operand, error) { return p.chain("OR", p.conjunction) }

func (p *parser) conjunction() (operand, error) { return p.chain("AND", p.negation) }

// chain reads one operand, or several with the word between them.
func (p *parser) chain(word string, read func() (operand, error)) (operand, error) {
	first, err := read()
	if err != nil || !p.peek().is(word) {
		return first, err
	}
	args := []operand{first}
	for p.take(word) {
		arg, err := read()
		if err != nil {
			return operand{}, err
		}
		args = append(args, arg)
	}
	return p.connect(word == "OR", args)
}

// negation reads any number of NOTs before a predicate, though the standard
// has only one.
func (p *parser) negation() (operand, error) {
	var nots []int
	for at := p.peek().at; p.take("NOT"); at = p.peek().at {
		if nots = append(nots, at); len(nots) > maxDepth {
			return operand{}, tooDeep(at)
		}
	}
	o, err := p.predicate()
	for i := len(nots) - 1; i >= 0 && err == nil; i-- {
		o, err = p.negate(nots[i], o)
	}
	return o, err
}

// predicate reads a value and what it is compared with. A value alone is given
// back as it is.
func (p *parser) predicate() (operand, error) {
	x, err := p.sum()
	if err != nil {
		return operand{}, err
	}
	t := p.peek()
	if _, ok := comparisons[t.text]; ok && t.kind == signToken {
		p.next++
		right, err := p.sum()
		if err != nil {
			return operand{}, err
		}
		return p.compare(t.text, x, right)
	}
	if p.take("IS") {
		return p.nullity(x)
	}
	return p.advanced(x)
}

func (p *parser) nullity(x operand) (operand, error) {
	not := p.take("NOT")
	if err := p.must("NULL"); err != nil {
		return operand{}, err
	}
	o, err := p.null(x)
	return p.negateIf(not, o, err)
}

// advanced reads [NOT] LIKE, BETWEEN or IN after a value.
func (p *parser) advanced(x operand) (operand, error) {
	not := p.take("NOT")
	read := map[string]func(operand) (operand, error){"LIKE": p.likeness, "BETWEEN": p.spread, "IN": p.listed}[p.word()]
	if read == nil {
		if not {
			return operand{}, p.unexpected("LIKE, BETWEEN or IN")
		}
		return x, nil
	}
	p.next++
	o, err := read(x)
	return p.negateIf(not, o, err)
}

// word is the next name in capitals, or "".
func (p *parser) word() string {
	if t := p.peek(); t.kind == nameToken {
		return strings.ToUpper(t.text)
	}
	return ""
}

func (p *parser) negateIf(not bool, o operand, err error) (operand, error) {
	if err != nil || !not {
		return o, err
	}
	return p.negate(o.at, o)
}

func (p *parser) likeness(x operand) (operand, error) {
	pattern, err := p.sum()
	if err != nil {
		return operand{}, err
	}
	return p.like(x, pattern)
}

func (p *parser) spread(x operand) (operand, error) {
	low, err := p.sum()
	if err != nil {
		return operand{}, err
	}
	if err := p.must("AND"); err != nil {
		return operand{}, err
	}
	high, err := p.sum()
	if err != nil {
		return operand{}, err
	}
	return p.between(x, low, high)
}

func (p *parser) listed(x operand) (operand, error) {
	list, err := bracketed(p, p.sum)
	if err != nil {
		return operand{}, err
	}
	return p.in(x, list)
}

// bracketed reads (a, b, …) with at least one element.
func bracketed[T any](p *parser, read func() (T, error)) ([]T, error) {
	if err := p.must("("); err != nil {
		return nil, err
	}
	var all []T
	for {
		one, err := read()
		if err != nil {
			return nil, err
		}
		all = append(all, one)
		if !p.take(",") {
			break
		}
	}
	if p.take(")") {
		return all, nil
	}
	return nil, p.unexpected(`"," or ")"`)
}
