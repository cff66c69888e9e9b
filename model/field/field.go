// Package field reads the columns of a noun from its struct tags, and turns
// text into values and back. It is the one place that knows how a cell of a
// file becomes a field:
//
//	AgeMax *int `file:"age_max" bounds:"0..24"`
//
// is the column "age_max", not required, a whole number from 0 to 24. Where the
// method sets no greatest value, the tag "most" states one that no real figure
// passes, so that a slip of the keyboard is refused and sums stay finite. After
// the name may stand "key" (part of the identity, and required), "required",
// "optional" (a key that may be empty) and "default=TEXT" (what an empty cell
// means). Lists are separated by semicolons; an empty cell is not stated.
package field

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"catchment/model"
)

// Column is one column of a table.
type Column struct {
	Name     string
	Key      bool // part of the identity
	Required bool // the file must have it and no cell may be empty
	Default  string
	index    int // field of the struct
	age      int // for single years of age, else -1
	bounds   bounds
}

var columnsByType sync.Map // reflect.Type -> []Column

// Of gives the columns of a noun's type, in the order of its fields. Ages
// give 25 columns, age_0 to age_24.
func Of(noun reflect.Type) []Column {
	if known, ok := columnsByType.Load(noun); ok {
		return known.([]Column)
	}
	var columns []Column
	for i := range noun.NumField() {
		structField := noun.Field(i)
		tag, ok := structField.Tag.Lookup("file")
		if !ok {
			continue
		}
		columns = append(columns, expand(fromTag(tag, parseBounds(structField.Tag.Get("bounds"), structField.Tag.Get("most")), i), structField.Type)...)
	}
	columnsByType.Store(noun, columns)
	return columns
}

func fromTag(tag string, limits bounds, index int) Column {
	parts := strings.Split(tag, ",")
	c := Column{Name: parts[0], index: index, age: -1, bounds: limits}
	for _, part := range parts[1:] {
		switch value, isDefault := strings.CutPrefix(part, "default="); {
		case isDefault:
			c.Default, c.Required = value, false
		case part == "key":
			c.Key, c.Required = true, true
		case part == "required":
			c.Required = true
		case part == "optional":
			c.Required = false
		}
	}
	return c
}

func expand(c Column, fieldType reflect.Type) []Column {
	if fieldType != reflect.TypeFor[model.Ages]() {
		return []Column{c}
	}
	columns := make([]Column, model.AgeCount)
	for age := range columns {
		columns[age] = c
		columns[age].Name = c.Name + itoa(age)
		columns[age].age = age
	}
	return columns
}

// KeyOf gives the identity of a noun (or of a pointer to one): the texts of
// its key columns, joined by " / ".
func KeyOf(noun any) string {
	value := reflect.Indirect(reflect.ValueOf(noun))
	var parts []string
	for _, c := range Of(value.Type()) {
		if c.Key {
			parts = append(parts, c.text(value))
		}
	}
	return strings.Join(parts, " / ")
}

// Merge copies the given columns of src to dst; both point to nouns of one
// type. The boundary is a column of that name.
func Merge(dst, src any, given map[string]bool) {
	to, from := reflect.ValueOf(dst).Elem(), reflect.ValueOf(src).Elem()
	for _, c := range Of(to.Type()) {
		if !given[c.Name] {
			continue
		}
		if c.age >= 0 {
			to.Field(c.index).Index(c.age).Set(from.Field(c.index).Index(c.age))
			continue
		}
		to.Field(c.index).Set(from.Field(c.index))
	}
	if area, ok := dst.(*model.Area); ok && given["boundary"] {
		area.Boundary = src.(*model.Area).Boundary
	}
}

// Difference gives the texts of the columns in which two nouns of one type
// differ, by column name.
func Difference(before, after any) (was, is map[string]string) {
	was, is = map[string]string{}, map[string]string{}
	from, to := reflect.Indirect(reflect.ValueOf(before)), reflect.Indirect(reflect.ValueOf(after))
	for _, c := range Of(to.Type()) {
		if b, a := c.text(from), c.text(to); b != a {
			was[c.Name], is[c.Name] = b, a
		}
	}
	return was, is
}

// Names gives the names of columns.
func Names(columns []Column) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return names
}

// Find gives the column of a name.
func Find(columns []Column, name string) (Column, bool) {
	i := slices.IndexFunc(columns, func(c Column) bool { return c.Name == name })
	if i < 0 {
		return Column{}, false
	}
	return columns[i], true
}
