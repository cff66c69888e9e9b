package planner

import (
	"cmp"
	"encoding/json"
	"maps"
	"reflect"

	"catchment/model"
	"catchment/model/field"
)

// RowChange says what a change does to one row. Places, minutes to them and
// boundaries are not repeated: of a place only that it is "stated", of a boundary
// a digest.
type RowChange struct {
	Table, Key string
	Name       string // "" where the noun has none, or it is not repeated
	Action     string // create, update, remove
	Columns    []ColumnChange
}

// ColumnChange is one column of a row that differs.
type ColumnChange struct{ Column, Before, After string }

// rowChange gives the columns in the order of the table.
func rowChange(action string, t field.Table, key string, noun any, was, is map[string]string) RowChange {
	change := RowChange{Table: t.Name, Key: key, Name: nameOf(noun), Action: action}
	if site, ok := noun.(*model.Site); ok && site.Disclosure == model.Protected || was["disclosure"] == string(model.Protected) {
		change.Name = ""
		was, is = discreet(was), discreet(is)
	}
	for _, name := range append(field.Names(t.Columns), "boundary") {
		if was[name] != is[name] {
			change.Columns = append(change.Columns, ColumnChange{name, was[name], is[name]})
		}
	}
	return change
}

// discreet leaves of what could lead to a protected place that it is stated.
func discreet(columns map[string]string) map[string]string {
	out := maps.Clone(columns)
	withhold(out)
	for _, name := range []string{"name", "area_code"} {
		if out[name] != "" {
			out[name] = "stated"
		}
	}
	return out
}

func nameOf(noun any) string {
	if noun == nil {
		return ""
	}
	if name := reflect.Indirect(reflect.ValueOf(noun)).FieldByName("Name"); name.IsValid() {
		return name.String()
	}
	return ""
}

// fromAudit gives the row change that an audit entry tells of. Whether a site
// was protected then is not always said there, so that each is treated as if.
func fromAudit(e model.AuditEntry) RowChange {
	t, ok := field.TableOf(e.Noun)
	was, is := map[string]string{}, map[string]string{}
	if !ok || json.Unmarshal([]byte(e.Before), &was) != nil || json.Unmarshal([]byte(e.After), &is) != nil {
		return RowChange{Table: e.Noun, Key: e.Subject, Action: e.Action}
	}
	if tellsOfPlace(e.Noun) { // what was written before it was withheld
		withhold(was)
		withhold(is)
	}
	var noun any
	if e.Noun == (model.Site{}).TableName() {
		noun = &model.Site{Disclosure: model.Protected}
	}
	change := rowChange(e.Action, t, e.Subject, noun, was, is)
	if noun == nil {
		change.Name = cmp.Or(is["name"], was["name"])
	}
	return change
}
