package intake

import (
	"reflect"

	"catchment/model"
	"catchment/model/field"
)

// column is a column of one of our tables. set reads a text into a noun and
// says what is expected where the text does not fit.
type column struct {
	name     string
	key      bool
	required bool
	list     bool
	fallback bool           // an absent column has a value of its own
	expected model.Sentence // of a cell
	set      func(noun any, text string) (expected model.Sentence)
}

// table is one of our tables: what its rows may hold and how they begin.
type table struct {
	name    string
	columns []column
	empty   func() any
}

// tableOf gives the table of a name.
func tableOf(name string) (table, bool) {
	if name == Scenario {
		return changes, true
	}
	known, ok := field.TableOf(name)
	if !ok {
		return table{}, false
	}
	t := table{name: name, empty: known.New}
	for _, c := range known.Columns {
		t.columns = append(t.columns, columnOf(c, known.Type))
	}
	return t, true
}

// columnOf is a column that stands in the noun itself.
func columnOf(c field.Column, noun reflect.Type) column {
	return column{
		name: c.Name, key: c.Key, required: c.Required, list: c.IsList(noun),
		fallback: c.Default != "", expected: c.Expected(noun), set: c.Set,
	}
}

// find gives the place of a column in the table, -1 where it has none.
func (t *table) find(name string) int {
	for i := range t.columns {
		if t.columns[i].name == name {
			return i
		}
	}
	return -1
}

// discreet says whether rows of the table may hold a place that must not be
// known, so that nothing they hold is repeated.
func (t *table) discreet() bool { return t.name == "sites" || t.name == Scenario }
