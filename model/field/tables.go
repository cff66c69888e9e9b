package field

import (
	"reflect"
	"slices"

	"catchment/model"
)

// Table is one table of Records: a file that Catchment reads, or reference
// data that it brings along.
type Table struct {
	Name      string       // of the file, the sheet and the database table
	Type      reflect.Type // of the noun
	Columns   []Column
	Method    bool // one of the five method tables, replaced whole
	Reference bool // brought along, not a file of FILES
	field     string
}

var methodTables = []string{"service_types", "uptake", "rates", "shares", "settings"}

// Tables lists every table in order of dependency: a row refers only to rows
// of tables before its own, or of its own. Scenario changes have columns of
// their own and are not among them.
var Tables = tables()

func tables() []Table {
	var out []Table
	records := reflect.TypeFor[model.Records]()
	reference := false
	for i := range records.NumField() {
		f := records.Field(i)
		noun := f.Type.Elem()
		if noun == reflect.TypeFor[model.ScenarioChange]() {
			reference = true // the fields after Scenarios are reference data
			continue
		}
		name := reflect.Zero(noun).Interface().(interface{ TableName() string }).TableName()
		out = append(out, Table{
			Name: name, Type: noun, Columns: Of(noun), field: f.Name,
			Method: slices.Contains(methodTables, name), Reference: reference,
		})
	}
	return out
}

// TableOf gives the table of a name.
func TableOf(name string) (Table, bool) {
	i := slices.IndexFunc(Tables, func(t Table) bool { return t.Name == name })
	if i < 0 {
		return Table{}, false
	}
	return Tables[i], true
}

// Rows gives the table's slice in records, e.g. a *[]model.Area.
func (t Table) Rows(records *model.Records) any {
	return reflect.ValueOf(records).Elem().FieldByName(t.field).Addr().Interface()
}

// New makes an empty noun of the table and gives a pointer to it.
func (t Table) New() any { return reflect.New(t.Type).Interface() }
