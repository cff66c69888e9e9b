package cql2

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// element is a JSON value with its place: nil, bool, float64, string,
// []element or map[string]element.
type element struct {
	at    int
	value any
}

// found names a JSON value in a sentence.
func (e element) found() string {
	switch v := e.value.(type) {
	case nil:
		return "null"
	case bool:
		return strconv.FormatBool(v)
	case float64:
		return "the number " + numeral(v)
	case string:
		return "the text '" + shortened(v) + "'"
	case []element:
		return "a list"
	}
	return "another object"
}

// levels is how deep a tree may be: an object and a list for every operator,
// and the lists of a MultiPolygon in a collection.
const levels = 2*maxDepth + 8

// treeReader keeps the places that encoding/json forgets.
type treeReader struct {
	data    []byte
	decoder *json.Decoder
	offset  int // of the last place, in bytes
	place   int // the same in characters from 1
}

func readTree(data []byte) (element, error) {
	r := &treeReader{data: data, decoder: json.NewDecoder(bytes.NewReader(data)), place: 1}
	r.decoder.UseNumber()
	root, err := r.element(0)
	if err != nil {
		return element{}, err
	}
	if at := r.start(); r.offset < len(data) {
		return element{}, expected(at, "the end", fmt.Sprintf("%q", data[r.offset]))
	}
	return root, nil
}

// start is where the next token begins.
func (r *treeReader) start() int {
	offset := int(r.decoder.InputOffset())
	for offset < len(r.data) && bytes.IndexByte([]byte(" \t\r\n,:"), r.data[offset]) >= 0 {
		offset++
	}
	return r.placeOf(offset)
}

// placeOf counts on from the last place: places only grow.
func (r *treeReader) placeOf(offset int) int {
	offset = min(offset, len(r.data))
	if offset > r.offset {
		r.place += utf8.RuneCount(r.data[r.offset:offset])
		r.offset = offset
	}
	return r.place
}

func (r *treeReader) element(depth int) (element, error) {
	at := r.start()
	if depth > levels {
		return element{}, tooDeep(at)
	}
	token, err := r.decoder.Token()
	if err != nil {
		return element{}, r.malformed(err)
	}
	e := element{at: at}
	switch t := token.(type) {
	case json.Delim:
		if t == '[' {
			e.value, err = r.list(depth)
		} else {
			e.value, err = r.object(depth)
		}
	case json.Number:
		e.value, err = number(at, t)
	default:
		e.value = token
	}
	return e, err
}

func number(at int, n json.Number) (float64, error) {
	x, err := n.Float64()
	if err != nil {
		return 0, expected(at, "a number that can be held", shortened(n.String()))
	}
	return x, nil
}

func (r *treeReader) list(depth int) ([]element, error) {
	var all []element
	for r.decoder.More() {
		e, err := r.element(depth + 1)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, r.closed()
}

func (r *treeReader) object(depth int) (map[string]element, error) {
	members := map[string]element{}
	for r.decoder.More() {
		name, err := r.element(depth + 1)
		if err != nil {
			return nil, err
		}
		key, _ := name.value.(string)
		if _, twice := members[key]; twice {
			return nil, refusal(name.at, "the member %q once is expected, but it was found again", shortened(key))
		}
		if members[key], err = r.element(depth + 1); err != nil {
			return nil, err
		}
	}
	return members, r.closed()
}

func (r *treeReader) closed() error {
	if _, err := r.decoder.Token(); err != nil {
		return r.malformed(err)
	}
	return nil
}

func (r *treeReader) malformed(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return refusal(r.placeOf(int(syntax.Offset)-1), "JSON is expected, but it is broken there: %s", syntax.Error())
	}
	return expected(r.placeOf(len(r.data)), "the rest of the JSON", "the end")
}
