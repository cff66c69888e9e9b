package openreferral

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// object is a record as it was read; numbers stand as they were written.
type object = map[string]any

// textAt is the first text that one of the members holds; numbers are taken
// for texts, because ids are often written so.
func textAt(o object, members ...string) string {
	for _, name := range members {
		switch v := o[name].(type) {
		case string:
			if text := strings.Join(strings.FieldsFunc(v, blank), " "); text != "" {
				return text
			}
		case json.Number:
			return v.String()
		}
	}
	return ""
}

// idAt is an id as it is compared: those of UUIDs without regard to case.
func idAt(o object, member string) string {
	id := textAt(o, member)
	if small := strings.ToLower(id); IsID(small) {
		return small
	}
	return id
}

func idOf(o object) string { return idAt(o, "id") }

func nameAt(o object) string { return textAt(o, "name", "alternate_name") }

// with is an object with one member changed.
func with(o object, name string, value any) object {
	out := object{name: value}
	for other, held := range o {
		if other != name {
			out[other] = held
		}
	}
	return out
}

// listAt is the objects of the first of the members that holds any: a list, or
// one object alone. A text in place of an object is its name.
func listAt(o object, members ...string) []object {
	for _, name := range members {
		list, is := o[name].([]any)
		if !is {
			list = []any{o[name]}
		}
		var out []object
		for _, item := range list {
			switch v := item.(type) {
			case object:
				out = append(out, v)
			case string:
				if textAt(object{"name": v}, "name") != "" {
					out = append(out, object{"name": v})
				}
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

func objectAt(o object, member string) object {
	inner, _ := o[member].(object)
	return inner
}

// numberAt reads a number. Written says whether it was one, and not a text
// that looks like one; ok is false where there is something that is none.
func numberAt(o object, member string) (number float64, stated, written, ok bool) {
	text := ""
	switch v := o[member].(type) {
	case nil:
		return 0, false, true, true
	case json.Number:
		text, written = v.String(), true
	case string:
		text = strings.TrimSpace(v)
		if text == "" {
			return 0, false, false, true
		}
	default:
		return 0, true, false, false
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(number) || math.IsInf(number, 0) || strings.ContainsAny(text, "xXpP_") {
		return 0, true, written, false
	}
	return number, true, written, true
}

// blank is what stands between words: spaces, and characters that are none.
func blank(r rune) bool { return unicode.IsSpace(r) || isControl(r) }

// isControl finds what controls how a text is written, and is no part of it:
// also what turns its direction round.
func isControl(r rune) bool {
	return unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}
