package planner

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"reflect"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/field"
	"catchment/model/store"
)

// merging joins a batch with the records that are known.
type merging struct {
	records *model.Records // as they would stand after the import
	upserts *model.Records // rows that are new or differ
	removed *model.Records // rows that go, but for those of method tables
	audit   []model.AuditEntry
	last    []store.LastChange
	changes []RowChange
	reports []TableReport
	method  bool // a method table differs
	origin  map[[2]string]model.Row

	before, after *hidden
}

// gone names rows that are to be removed, by table and key.
type gone map[string]map[string]bool

func (g gone) add(table, key string) {
	if g[table] == nil {
		g[table] = map[string]bool{}
	}
	g[table][key] = true
}

// merge leaves the records given as they are.
func merge(known *model.Records, batch *model.Batch, leaving gone) *merging {
	copied := *known
	m := &merging{records: &copied, upserts: &model.Records{}, removed: &model.Records{}, origin: map[[2]string]model.Row{}}
	for _, table := range field.Tables {
		m.table(table, known, batch.Rows[table.Name], table.Method && read(batch, table.Name), leaving[table.Name])
	}
	m.scenarios(known, batch.Rows["scenario"], leaving[model.ScenarioChange{}.TableName()])
	m.before, m.after = hiddenIn(known), hiddenIn(m.records)
	m.after.sitesOf(known)
	for i := range m.last {
		if last := &m.last[i]; m.after.hides(*last) {
			last.Kept, last.Before = false, ""
		}
	}
	return m
}

// read says whether the batch holds a file of the table, be it without rows.
func read(batch *model.Batch, table string) bool {
	return len(batch.Rows[table]) > 0 || slices.ContainsFunc(batch.Files, func(f model.File) bool { return f.Into == table })
}

func (m *merging) changed() bool {
	return m.method || slices.ContainsFunc(m.reports, func(r TableReport) bool { return r.Created+r.Updated+r.Removed > 0 })
}

// table merges the rows of one table; whole means that they replace it.
func (m *merging) table(t field.Table, known *model.Records, rows []model.Row, whole bool, leaving map[string]bool) {
	if len(rows) == 0 && len(leaving) == 0 && !whole {
		return
	}
	before := reflect.ValueOf(t.Rows(known)).Elem()
	old := map[string]reflect.Value{}
	for i := range before.Len() {
		old[field.KeyOf(before.Index(i).Addr().Interface())] = before.Index(i)
	}
	order, merged := m.mergeRows(t, old, rows, whole)
	report := TableReport{Table: t.Name}
	upserts := reflect.ValueOf(t.Rows(m.upserts)).Elem()
	after := m.staying(t, before, &report, func(key string) (stays, again bool) { return !whole && !leaving[key], merged[key] != nil })
	for _, key := range order {
		noun := reflect.ValueOf(merged[key]).Elem()
		after = reflect.Append(after, noun)
		was, existed := old[key]
		switch {
		case !existed:
			report.Created++
			m.note("create", t, key, nil, merged[key])
		case reflect.DeepEqual(was.Interface(), noun.Interface()):
			report.Unchanged++
			continue
		default:
			report.Updated++
			m.note("update", t, key, was.Addr().Interface(), merged[key])
		}
		upserts.Set(reflect.Append(upserts, noun))
	}
	reflect.ValueOf(t.Rows(m.records)).Elem().Set(after)
	m.reports = append(m.reports, report)
	m.method = m.method || t.Method && report.Created+report.Updated+report.Removed > 0
}

// staying gives the rows that stay as they are, and notes those that go. Those
// that are merged come again.
func (m *merging) staying(t field.Table, before reflect.Value, report *TableReport, fate func(key string) (stays, again bool)) reflect.Value {
	after := reflect.MakeSlice(before.Type(), 0, before.Len())
	removed := reflect.ValueOf(t.Rows(m.removed)).Elem()
	for i := range before.Len() {
		row := before.Index(i)
		key := field.KeyOf(row.Addr().Interface())
		switch stays, again := fate(key); {
		case again:
		case stays:
			after = reflect.Append(after, row)
		default:
			report.Removed++
			m.note("remove", t, key, row.Addr().Interface(), nil)
			if !t.Method {
				removed.Set(reflect.Append(removed, row))
			}
		}
	}
	return after
}

// mergeRows lays rows over what is known; a table replaced whole keeps nothing
// of it. Several rows of one key (geometry and attributes of an area) are
// laid over each other.
func (m *merging) mergeRows(t field.Table, old map[string]reflect.Value, rows []model.Row, whole bool) (order []string, merged map[string]any) {
	merged = map[string]any{}
	for _, row := range rows {
		key := field.KeyOf(row.Noun)
		m.origin[[2]string{t.Name, key}] = row
		noun := merged[key]
		if noun == nil {
			noun = t.New()
			if was, existed := old[key]; existed {
				reflect.ValueOf(noun).Elem().Set(was)
				if whole {
					m.clear(t, noun)
				}
			}
			order = append(order, key)
		}
		field.Merge(noun, row.Noun, row.Given)
		if site, ok := noun.(*model.Site); ok {
			site.Conceal()
		}
		merged[key] = noun
	}
	return order, merged
}

// clear empties the columns of a row of a method table, so that those the
// file lacks are not stated; its method version stays for comparing.
func (m *merging) clear(t field.Table, noun any) {
	empty := t.New()
	given := map[string]bool{}
	for _, name := range field.Names(t.Columns) {
		given[name] = true
	}
	field.Merge(noun, empty, given)
}

// note adds an audit entry with the columns that differ, and keeps the way
// back.
func (m *merging) note(action string, t field.Table, key string, before, after any) {
	if !t.Method {
		m.last = append(m.last, lastChange(t.Name, key, before, after))
	}
	subject := after
	empty := t.New()
	if before == nil {
		before = empty
	}
	if after == nil {
		after, subject = empty, before
	}
	was, is := field.Difference(before, after)
	if tellsOfPlace(t.Name) {
		withhold(was)
		withhold(is)
	}
	if old, ok := before.(*model.Area); ok {
		if b, a := digest(old.Boundary), digest(after.(*model.Area).Boundary); b != a {
			was["boundary"], is["boundary"] = b, a
		}
	}
	m.audit = append(m.audit, model.AuditEntry{Action: action, Noun: t.Name, Subject: key, Before: object(was), After: object(is)})
	m.changes = append(m.changes, rowChange(action, t, key, subject, was, is))
}

// tellsOfPlace says whether rows of a table lead to places: sites, and journeys,
// because minutes from several areas meet in one point.
func tellsOfPlace(table string) bool {
	return table == (model.Site{}).TableName() || table == (model.TravelTime{}).TableName()
}

// withhold leaves of a place only that it is stated: a site that is public
// today may need protection tomorrow, and the audit trail is never rewritten.
func withhold(columns map[string]string) {
	for _, name := range []string{"lon", "lat", "postcode", "minutes"} {
		if columns[name] != "" {
			columns[name] = "stated"
		}
	}
}

func object(columns map[string]string) string {
	text, err := json.Marshal(columns)
	if err != nil {
		return "{}"
	}
	return string(text)
}

func digest(boundary orb.MultiPolygon) string {
	if boundary == nil {
		return ""
	}
	bytes, err := wkb.Marshal(boundary)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(bytes)
	return hex.EncodeToString(sum[:])
}

// cell is a cell of a file.
type cell struct {
	file   string
	row    int
	column string
}

// halves names, for columns that are stated together, the first of them.
var halves = map[string]string{"lat": "lon", "point_lat": "point_lon"}

// locate turns faults into problems: of a file where the row came from one,
// else of the database. Warnings about such rows that held before are old news
// and left out, and so is what only follows from a cell that could not be read.
func (m *merging) locate(faults, before []atlas.Fault, reading model.Problems) model.Problems {
	unread := map[cell]bool{}
	for _, p := range reading.Errors() {
		unread[cell{p.File, p.Row, p.Column}] = true
	}
	var out model.Problems
	for _, f := range faults {
		row, fresh := m.origin[[2]string{f.Table, f.Key}]
		if !fresh && f.Warning && slices.Contains(before, f) || unread[cell{row.File, row.Number, f.Column}] || unread[cell{row.File, row.Number, halves[f.Column]}] {
			continue
		}
		problem := model.Problem{File: row.File, Row: row.Number, Column: f.Column, Expected: f.Expected, Found: f.Found, Warning: f.Warning}
		if !fresh {
			problem.Where = model.Say("In the database as it would be, %s %s", f.Table, model.Quoted(f.Key))
		}
		out = append(out, problem)
	}
	return out
}
