package cql2

import "github.com/paulmach/orb"

// instant reads DATE('…') or TIMESTAMP('…').
func (p *parser) instant(at int, name string) (operand, error) {
	texts, err := bracketed(p, p.quotedText)
	if err != nil {
		return operand{}, err
	}
	if len(texts) != 1 {
		return operand{}, refusal(at, "%s with one text is expected, but %d were found", name, len(texts))
	}
	o, err := moment(texts[0].at, name, texts[0].text)
	o.at = at
	return o, err
}

// forms are what each kind of instant looks like.
var forms = map[string]struct {
	kind Kind
	like string
}{
	"DATE":      {Date, "a date like '2026-04-01'"},
	"TIMESTAMP": {Timestamp, "a timestamp in UTC like '2026-04-01T09:30:00Z'"},
}

func moment(at int, name, text string) (operand, error) {
	l, ok := parseMoment(text)
	if !ok || l.of != forms[name].kind {
		return operand{}, expected(at, forms[name].like, "'"+shortened(text)+"'")
	}
	return leaf(at, l), nil
}

func (p *parser) quotedText() (token, error) {
	t := p.peek()
	if t.kind != textToken {
		return token{}, p.unexpected("a text in single quotes")
	}
	p.next++
	return t, nil
}

// period reads INTERVAL(start, end).
func (p *parser) period(at int) (operand, error) {
	ends, err := bracketed(p, p.intervalEnd)
	if err != nil {
		return operand{}, err
	}
	if len(ends) != 2 {
		return operand{}, refusal(at, "INTERVAL with 2 ends is expected, but %d were found", len(ends))
	}
	return p.interval(at, ends[0], ends[1])
}

func (p *parser) intervalEnd() (operand, error) {
	t := p.peek()
	if t.kind == textToken {
		p.next++
		return end(t.at, t.text)
	}
	if t.kind == nameToken || t.kind == quotedName {
		p.next++
		return p.property(t.at, t.text)
	}
	return operand{}, p.unexpected("a date, a timestamp, '..' or a property")
}

// end is an end of an interval as a text has it, without expression if open.
func end(at int, text string) (operand, error) {
	if text == ".." {
		return operand{at: at}, nil
	}
	l, ok := parseMoment(text)
	if !ok {
		return operand{}, expected(at, "a date like '2026-04-01', a timestamp in UTC like '2026-04-01T09:30:00Z' or '..'", "'"+shortened(text)+"'")
	}
	return leaf(at, l), nil
}

func (p *parser) bbox(at int) (operand, error) {
	numbers, err := bracketed(p, p.number)
	if err != nil {
		return operand{}, err
	}
	return p.box(at, numbers)
}

// geometries are the words of well-known text with what reads the brackets.
var geometries map[string]func(p *parser) (orb.Geometry, error)

func init() {
	geometries = map[string]func(p *parser) (orb.Geometry, error){
		"POINT":              func(p *parser) (orb.Geometry, error) { return one(p.pointText()) },
		"LINESTRING":         func(p *parser) (orb.Geometry, error) { return one(p.lineText()) },
		"POLYGON":            func(p *parser) (orb.Geometry, error) { return one(p.polygonText()) },
		"MULTIPOINT":         func(p *parser) (orb.Geometry, error) { return many[orb.MultiPoint](p, p.looselyPoint) },
		"MULTILINESTRING":    func(p *parser) (orb.Geometry, error) { return many[orb.MultiLineString](p, p.lineText) },
		"MULTIPOLYGON":       func(p *parser) (orb.Geometry, error) { return many[orb.MultiPolygon](p, p.polygonText) },
		"GEOMETRYCOLLECTION": func(p *parser) (orb.Geometry, error) { return many[orb.Collection](p, p.member) },
	}
}

// one and many make a geometry only where nothing went wrong.
func one[G orb.Geometry](g G, err error) (orb.Geometry, error) {
	if err != nil {
		return nil, err
	}
	return g, nil
}

func many[M interface {
	~[]G
	orb.Geometry
}, G any](p *parser, read func() (G, error)) (orb.Geometry, error) {
	parts, err := bracketed(p, read)
	return one(M(parts), err)
}
