package openreferral

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"

	"catchment/model"
)

// piece is what one place in the files says of a noun. Directories say it in
// several: a list has it in brief, a record alone in full, and organisations
// and places name it besides.
type piece struct {
	at      position
	in      string // the member that it stands in, "" for a record by itself
	raw     object
	guessed bool // that it is this noun
}

// shelf is the pieces of nouns of one kind, by id, in order of first reading.
type shelf struct {
	order  []string
	pieces map[string][]piece
}

func (s *shelf) put(id string, p piece) {
	if s.pieces == nil {
		s.pieces = map[string][]piece{}
	}
	if s.pieces[id] == nil {
		s.order = append(s.order, id)
	}
	s.pieces[id] = append(s.pieces[id], p)
}

// merged lays the pieces of a noun over each other: each adds what those before
// it leave open. Where two differ, what stood first holds, and that is told.
// From says which members came from later pieces.
func (r *reader) merged(pieces []piece) (whole object, from map[string]piece) {
	if len(pieces) == 1 {
		return pieces[0].raw, nil
	}
	at, in, was := r.at, r.in, r.from
	defer func() { r.at, r.in, r.from = at, in, was }()
	whole, from = maps.Clone(pieces[0].raw), map[string]piece{}
	for _, p := range pieces[1:] {
		alike := true
		for name, value := range p.raw {
			first, stated := whole[name]
			if !stated || says(first) == 0 && says(value) > 0 {
				whole[name], from[name] = value, p
				continue
			}
			joined, same := join(first, value)
			whole[name], alike = joined, alike && same
		}
		if !alike {
			r.stand(p)
			r.warn("id", model.Say("each record once is expected; this one was read before, and says something else: what stood first holds"))
		}
	}
	return whole, from
}

// join lays one value over another, and says whether they agree.
func join(first, second any) (joined any, alike bool) {
	if says(second) == 0 {
		return first, true
	}
	switch one := first.(type) {
	case object:
		if two, is := second.(object); is {
			return joinObjects(one, two)
		}
	case []any:
		if two, is := second.([]any); is {
			return joinLists(one, two)
		}
	}
	return first, reflect.DeepEqual(first, second) || plain(first) != "" && strings.EqualFold(plain(first), plain(second))
}

func joinObjects(one, two object) (object, bool) {
	out, alike := maps.Clone(one), true
	for name, value := range two {
		was, stated := out[name]
		if !stated || says(was) == 0 {
			out[name] = value
			continue
		}
		joined, same := join(was, value)
		out[name], alike = joined, alike && same
	}
	return out, alike
}

// joinLists adds the items that are not there. Items are the same by their id,
// else by all that they say.
func joinLists(one, two []any) ([]any, bool) {
	out, alike, at := slices.Clone(one), true, map[string]int{}
	for i, item := range one {
		at[nameOf(item)] = i
	}
	for _, item := range two {
		i, known := at[nameOf(item)]
		if !known {
			at[nameOf(item)] = len(out)
			out = append(out, item)
			continue
		}
		joined, same := join(out[i], item)
		out[i], alike = joined, alike && same
	}
	return out, alike
}

func nameOf(item any) string {
	if id := idOf(asObject(item)); id != "" {
		return id
	}
	return "\x00" + textOfRaw(item)
}

func asObject(value any) object {
	o, _ := value.(object)
	return o
}

// plain is a text or a number as a text, "" for anything else.
func plain(value any) string { return textAt(object{"": value}, "") }

// says counts what a value says: its texts, numbers and answers.
func says(value any) int {
	n := 0
	switch v := value.(type) {
	case nil:
	case string:
		if strings.ContainsFunc(v, func(r rune) bool { return !blank(r) }) {
			n = 1
		}
	case object:
		for _, member := range v {
			n += says(member)
		}
	case []any:
		for _, item := range v {
			n += says(item)
		}
	case bool, json.Number:
		n = 1
	}
	return n
}
