package cql2

import (
	"strings"
	"unicode/utf8"
)

// ParseJSON reads a filter in CQL2 JSON (clause 8.3).
func ParseJSON(data []byte, q Queryables, options ...Option) (*Filter, error) {
	if len(data) > maxBytes {
		return nil, tooLong(len(data))
	}
	if !utf8.Valid(data) {
		return nil, refusal(1, "a filter in UTF-8 is expected, but other bytes were found")
	}
	root, err := readTree(data)
	if err != nil {
		return nil, err
	}
	b := &builder{newReading(q, options)}
	o, err := b.expression(root)
	if err != nil {
		return nil, err
	}
	return b.filter(o)
}

// builder makes expressions of JSON values.
type builder struct{ *reading }

// marks are the members that say what an object is.
var marks = []string{"op", "property", "date", "timestamp", "interval", "bbox", "type"}

// kindsOfObject is what an object may be, for a sentence.
const kindsOfObject = `an object with "op", "property", "date", "timestamp", "interval", "bbox" or a GeoJSON "type"`

func (b *builder) expression(e element) (operand, error) {
	switch v := e.value.(type) {
	case string:
		return text(e.at, v)
	case float64:
		return leaf(e.at, &literal{Number, v}), nil
	case bool:
		return leaf(e.at, &literal{Boolean, v}), nil
	case map[string]element:
		return b.object(e, v)
	}
	return operand{}, expected(e.at, "a text, a number, true, false or "+kindsOfObject, e.found())
}

// text refuses the one text that CQL2 text cannot write.
func text(at int, v string) (operand, error) {
	if strings.HasSuffix(v, `\`) {
		return operand{}, expected(at, "a text that does not end with a backslash, which CQL2 text cannot write", "'"+shortened(v)+"'")
	}
	return leaf(at, textLiteral(v)), nil
}

func (b *builder) object(e element, members map[string]element) (operand, error) {
	mark := ""
	for _, m := range marks {
		if members[m].at == 0 {
			continue
		}
		if mark != "" && m != "type" { // a geometry may carry its bbox
			return operand{}, refusal(e.at, "one of %q and %q is expected, but both were found", mark, m)
		}
		mark = m
	}
	switch mark {
	case "op":
		return b.operator(e.at, members)
	case "property":
		return b.propertyNamed(e.at, members)
	case "date":
		return b.instant("DATE", members["date"])
	case "timestamp":
		return b.instant("TIMESTAMP", members["timestamp"])
	case "interval":
		return b.period(e.at, members)
	case "bbox":
		return b.bbox(e.at, members)
	case "type":
		return b.geoJSON(e)
	}
	return operand{}, expected(e.at, kindsOfObject, e.found())
}

func (b *builder) propertyNamed(_ int, members map[string]element) (operand, error) {
	name, err := textOfElement(members["property"], "the name of a property")
	if err != nil {
		return operand{}, err
	}
	return b.property(members["property"].at, name)
}

func textOfElement(e element, what string) (string, error) {
	if text, ok := e.value.(string); ok {
		return text, nil
	}
	return "", expected(e.at, what, e.found())
}

func listOfElement(e element, what string) ([]element, error) {
	if list, ok := e.value.([]element); ok {
		return list, nil
	}
	return nil, expected(e.at, what, e.found())
}

func (b *builder) instant(name string, e element) (operand, error) {
	text, err := textOfElement(e, forms[name].like)
	if err != nil {
		return operand{}, err
	}
	return moment(e.at, name, text)
}

func (b *builder) period(at int, members map[string]element) (operand, error) {
	list, err := listOfElement(members["interval"], "a list of two ends")
	if err != nil {
		return operand{}, err
	}
	if len(list) != 2 {
		return operand{}, refusal(members["interval"].at, "an interval with 2 ends is expected, but %d were found", len(list))
	}
	var ends [2]operand
	for i, e := range list {
		if ends[i], err = b.intervalEnd(e); err != nil {
			return operand{}, err
		}
	}
	return b.interval(at, ends[0], ends[1])
}

func (b *builder) intervalEnd(e element) (operand, error) {
	if text, ok := e.value.(string); ok {
		return end(e.at, text)
	}
	if members, ok := e.value.(map[string]element); ok && members["property"].at > 0 {
		return b.propertyNamed(e.at, members)
	}
	return operand{}, expected(e.at, "a date, a timestamp, '..' or a property", e.found())
}
