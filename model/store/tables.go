package store

import (
	"reflect"
	"slices"
	"sync"

	"gorm.io/gorm/clause"
	"gorm.io/gorm/schema"

	"catchment/model"
)

// table is one table of model.Records.
type table struct {
	*schema.Schema
	field  int  // of model.Records
	method bool // keyed by method version
}

// tablesOf gives the tables of model.Records in the order in which they are
// written: a row refers only to tables before its own, or to its own. That is
// the order of the fields, but that assessments name criteria, which stand
// further down.
func tablesOf(names schema.Namer) ([]table, error) {
	var first, last []table
	records := reflect.TypeFor[model.Records]()
	for i := range records.NumField() {
		noun := reflect.New(records.Field(i).Type.Elem()).Interface()
		parsed, err := schema.Parse(noun, &sync.Map{}, names)
		if err != nil {
			return nil, err
		}
		t := table{Schema: parsed, field: i, method: slices.Contains(parsed.PrimaryFieldDBNames, "method")}
		if _, ok := noun.(*model.Assessment); ok {
			last = append(last, t)
			continue
		}
		first = append(first, t)
	}
	return append(first, last...), nil
}

// rows gives the table's slice in records.
func (t table) rows(records *model.Records) reflect.Value {
	return reflect.ValueOf(records).Elem().Field(t.field)
}

// byKey orders by the key. Key columns compare byte by byte in both
// databases: SQLite's default, and COLLATE "C" in PostgreSQL.
func (t table) byKey() clause.OrderBy {
	var order clause.OrderBy
	for _, column := range t.PrimaryFieldDBNames {
		order.Columns = append(order.Columns, clause.OrderByColumn{Column: clause.Column{Name: column}})
	}
	return order
}
