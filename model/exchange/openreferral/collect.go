package openreferral

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode"

	"catchment/model"
)

// record is a record that stands by itself in a file, or in a page.
type record struct {
	at   position
	page int    // the list that it stands in
	says string // of what kind the page says that its records are
	kind string // "" until it is known
	raw  object
}

// unread says where JSON ceases to be any; before is how many bytes were read
// whole.
func unread(err error, before int64) model.Sentence {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return model.Say("JSON is expected; the file ends in the middle of it")
	}
	at := before + 1
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		at = syntax.Offset
	}
	return model.Say("JSON is expected; what stands at byte %d cannot be read", at)
}

// file reads the values of a file: one, or several behind each other.
func (r *reader) file(f Source) {
	r.at = position{file: f.Name}
	read := json.NewDecoder(bytes.NewReader(r.text(f.Data)))
	read.UseNumber()
	from := list{says: kindIn(f.Name, f.Folder), page: r.nextPage()}
	for {
		var value any
		err := read.Decode(&value)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			r.tell(model.Problem{File: r.at.file, Row: r.at.row, Expected: unread(err, read.InputOffset())})
			return
		}
		r.value(value, from)
	}
	if r.at.row == 0 {
		r.warn("", model.Say("a record, a list or a page of records is expected; there is none here"))
	}
}

// list is what is known of the records of a list before they are read.
type list struct {
	says string
	page int
}

func (r *reader) nextPage() int {
	r.pages++
	return r.pages
}

// pages are the members of a page that hold its records, whatever these are.
var pages = []string{"contents", "content", "items", "data", "results", "records"}

// bundles are the members that hold records of one kind.
var bundles = []struct{ name, kind string }{{"organizations", "organization"}, {"organisations", "organization"}, {"services", "service"},
	{"service_at_locations", "service_at_location"}, {"locations", "location"}, {"taxonomies", "taxonomy"}, {"taxonomy_terms", "taxonomy"}}

func (r *reader) value(value any, from list) {
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			r.value(item, from)
		}
	case object:
		if !r.page(v, from) {
			r.at.row++
			r.legible(v)
			r.records = append(r.records, &record{at: r.at, page: from.page, says: from.says, kind: kindOf(v), raw: v})
		}
	default:
		r.at.row++
		r.warn("", model.Say("a record is expected; what is none is left out"))
	}
}

// page reads the records of a page. An object with an id is a record itself,
// and so is one with a name.
func (r *reader) page(o object, from list) (is bool) {
	if textAt(o, "id", "name") != "" {
		return false
	}
	inside := func(name, kind string) {
		switch o[name].(type) {
		case []any, object:
			is = true
			r.value(o[name], list{kind, r.nextPage()})
		}
	}
	for _, name := range pages {
		if inside(name, from.says); is {
			return true
		}
	}
	for _, b := range bundles {
		inside(b.name, b.kind)
	}
	return is
}

// legible tells of signs in the texts of a record that are no letters.
func (r *reader) legible(o object) {
	controls, lost := false, false
	eachText(o, func(text string) {
		controls = controls || strings.ContainsFunc(text, func(r rune) bool { return isControl(r) && !unicode.IsSpace(r) })
		lost = lost || strings.ContainsRune(text, unicode.ReplacementChar)
	})
	if controls {
		r.warn("", model.Say("texts without control characters are expected; they are taken for spaces"))
	}
	if lost {
		r.warn("", model.Say("letters are expected where signs stand for such as were lost on the way; they are kept: check the names"))
	}
}

// eachText calls f for each text of a value.
func eachText(value any, f func(string)) {
	switch v := value.(type) {
	case string:
		f(v)
	case object:
		for _, member := range v {
			eachText(member, f)
		}
	case []any:
		for _, item := range v {
			eachText(item, f)
		}
	}
}
