package store

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"strings"
	"unicode/utf8"

	"catchment/model"
)

// check refuses, before any of it reaches a database, what the two databases
// would treat differently, and what must not stand in a server's log of
// refused rows: the place of a protected site.
func (s *Store) check(change Change) error {
	for _, text := range []string{change.Actor, change.Action, change.Source, change.Digest} {
		if !plain(text) {
			return invalid("revisions", notPlain)
		}
	}
	if sentence := storable(reflect.ValueOf(change.Files)); !sentence.Empty() {
		return invalid("imported_files", sentence)
	}
	if sentence := storable(reflect.ValueOf([][]model.AuditEntry{change.Audit, change.Conceal})); !sentence.Empty() {
		return invalid("audit", sentence)
	}
	if sentence := storable(reflect.ValueOf(change.Feed.Keep)); !sentence.Empty() {
		return invalid("feed_records", sentence)
	}
	if change.Owner != nil && (!plain(change.Owner.Scenario) || !plain(change.Owner.Owner)) {
		return invalid("plan_owners", notPlain)
	}
	if sentence := storable(reflect.ValueOf(change.Last)); !sentence.Empty() {
		return invalid("last_changes", sentence)
	}
	for _, t := range s.tables {
		records := change.Upserts
		if t.method {
			records = change.Method
		}
		if records == nil {
			continue
		}
		if sentence := t.check(t.rows(records)); !sentence.Empty() {
			return invalid(t.Table, sentence)
		}
	}
	if change.Upserts == nil {
		return nil
	}
	return checkSites(change.Upserts.Sites)
}

// checkSites holds protected sites to having no place (METHOD 3).
func checkSites(sites []model.Site) error {
	for _, site := range sites {
		if site.Disclosure == model.Protected && (site.Lon != nil || site.Lat != nil || site.Postcode != "") {
			return invalid("sites", model.Say("A protected site may not have coordinates or a postcode."))
		}
	}
	return nil
}

func (t table) check(rows reflect.Value) model.Sentence {
	if sentence := storable(rows); !sentence.Empty() {
		return sentence
	}
	seen := make(map[string]bool, rows.Len())
	for i := range rows.Len() {
		key := t.keyOf(rows.Index(i))
		if seen[key] {
			return model.Say("Two rows of %s have the same key.", t.Table)
		}
		seen[key] = true
	}
	return model.Sentence{}
}

// keyOf is the row's key as one text; the version of a method is the same for
// all rows and left out.
func (t table) keyOf(row reflect.Value) string {
	var key strings.Builder
	for _, f := range t.PrimaryFields {
		if f.DBName != "method" {
			value, _ := f.ValueOf(context.Background(), row)
			fmt.Fprintf(&key, "%v\x00", value)
		}
	}
	return key.String()
}

var (
	notPlain  = model.Say("A text is not valid UTF-8 or holds a zero byte.")
	notFinite = model.Say("A number is not finite.")
)

func plain(text string) bool {
	return utf8.ValidString(text) && strings.IndexByte(text, 0) < 0
}

// storable says what is wrong with a text or a number anywhere in a value.
func storable(value reflect.Value) model.Sentence {
	switch value.Kind() {
	case reflect.String:
		if !plain(value.String()) {
			return notPlain
		}
	case reflect.Float64:
		if x := value.Float(); math.IsNaN(x) || math.IsInf(x, 0) {
			return notFinite
		}
	case reflect.Pointer:
		if !value.IsNil() {
			return storable(value.Elem())
		}
	case reflect.Slice, reflect.Array:
		for i := range value.Len() {
			if sentence := storable(value.Index(i)); !sentence.Empty() {
				return sentence
			}
		}
	case reflect.Map:
		for entries := value.MapRange(); entries.Next(); {
			for _, part := range []reflect.Value{entries.Key(), entries.Value()} {
				if sentence := storable(part); !sentence.Empty() {
					return sentence
				}
			}
		}
	case reflect.Struct:
		for i := range value.NumField() {
			if sentence := storable(value.Field(i)); !sentence.Empty() {
				return sentence
			}
		}
	}
	return model.Sentence{}
}
