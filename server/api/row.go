package api

import (
	"fmt"
	"reflect"
	"strings"

	"catchment/model/disclosure"
	"catchment/model/field"
)

// Suppressible is embedded in rows with figures that may have to be withheld.
type Suppressible struct {
	Suppressed []string `json:"suppressed,omitempty" doc:"The names of the members that are null because they must not be shown."`
}

// rowsOf gives a function that makes a row of a table's cells: the member that
// bears the name of a column gets its cell. A column that has no member is a
// fault of this program, which a test finds first.
func rowsOf[T any](columns []string) func(cells []any) T {
	kind := reflect.TypeFor[T]()
	places := make([]int, len(columns))
	for i, name := range columns {
		places[i] = memberOf(kind, name)
	}
	return func(cells []any) T {
		var row T
		value := reflect.ValueOf(&row).Elem()
		var suppressed []string
		for i, cell := range cells {
			if !put(value.Field(places[i]), cell) {
				suppressed = append(suppressed, columns[i])
			}
		}
		if suppressed != nil {
			value.FieldByName("Suppressed").Set(reflect.ValueOf(suppressed))
		}
		return row
	}
}

// membersOf lists the names of the members of a row that stand for columns.
func membersOf[T any]() []string {
	var names []string
	kind := reflect.TypeFor[T]()
	for i := range kind.NumField() {
		if name, _, _ := strings.Cut(kind.Field(i).Tag.Get("json"), ","); name != "" {
			names = append(names, name)
		}
	}
	return names
}

func memberOf(kind reflect.Type, name string) int {
	for i := range kind.NumField() {
		if json, _, _ := strings.Cut(kind.Field(i).Tag.Get("json"), ","); json == name {
			return i
		}
	}
	panic(fmt.Sprintf("%s has no member for the column %s", kind, name))
}

// put sets a member to a cell: an int, a float64, a text, or nil for none. It
// is false where the cell says that it must not be shown.
func put(member reflect.Value, cell any) bool {
	optional := member.Kind() == reflect.Pointer
	if cell == nil {
		if member.Kind() == reflect.Slice {
			member.Set(reflect.MakeSlice(member.Type(), 0, 0))
		}
		return true
	}
	if optional && cell == disclosure.Standard.Symbol {
		return false
	}
	if optional {
		member.Set(reflect.New(member.Type().Elem()))
		member = member.Elem()
	}
	switch member.Kind() {
	case reflect.Slice:
		member.Set(reflect.ValueOf(strings.Split(cell.(string), ";")))
	case reflect.Bool:
		member.SetBool(cell == "yes")
	default:
		member.Set(reflect.ValueOf(cell).Convert(member.Type()))
	}
	return true
}

// nounsOf gives a function that makes a row of a noun, by the columns that its
// file has.
func nounsOf[T, N any](table string) func(noun *N) T {
	t, known := field.TableOf(table)
	if !known {
		panic("there is no table " + table)
	}
	row := rowsOf[T](field.Names(t.Columns))
	return func(noun *N) T {
		cells := make([]any, len(t.Columns))
		for i, c := range t.Columns {
			cells[i] = c.Cell(noun)
		}
		return row(cells)
	}
}
