package store

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"catchment/model"
)

// Whatever is put in comes out, with every field stated and with none that
// need not be.
func TestRoundTrip(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		for name, by := range map[string]fixed{"full": true, "empty": false} {
			want := world(t, by)
			made := mustApply(t, s, Change{Upserts: want, Method: want})
			got, revision := mustLoad(t, s)
			if diff := cmp.Diff(made, revision); diff != "" {
				t.Errorf("%s: revision (-made +loaded)\n%s", name, diff)
			}
			version(t, want, made.Method)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-put in +came out)\n%s", name, diff)
			}
		}
	})
}

// The filling leaves no field of any noun unset but those that cannot be
// stated together.
func TestFillIsFull(t *testing.T) {
	records := world(t, fixed(true))
	for _, table := range mustTables(t) {
		row := table.rows(records).Index(0)
		for i := range row.NumField() {
			if f := row.Type().Field(i); row.Field(i).IsZero() && f.Name != "Method" && f.Type.Kind() != reflect.Int {
				t.Errorf("%s.%s is not filled", table.Name, f.Name)
			}
		}
	}
}

// drawn chooses at random.
type drawn struct{ *rapid.T }

func (d drawn) text(label string) string {
	return strings.ToValidUTF8(strings.ReplaceAll(rapid.String().Draw(d.T, label), "\x00", ""), "")
}
func (d drawn) stated() bool                     { return rapid.Bool().Draw(d.T, "stated") }
func (d drawn) number(low, high float64) float64 { return rapid.Float64Range(low, high).Draw(d.T, "x") }
func (d drawn) pick(n int) int                   { return rapid.IntRange(0, n-1).Draw(d.T, "pick") }

// What is loaded after a change is what was loaded before it, with the rows
// of the change in the place of those of the same key.
func TestApplyThenLoad(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		first := world(t, fixed(true))
		mustApply(t, s, Change{Upserts: first, Method: first})
		tables := mustTables(t)
		rapid.Check(t, func(r *rapid.T) {
			before, _ := mustLoad(t, s)
			change := drawChange(r, tables)
			made := mustApply(t, s, change)
			got, _ := mustLoad(t, s)
			want := merged(tables, before, change)
			version(t, want, made.Method)
			if diff := cmp.Diff(want, got); diff != "" {
				r.Fatalf("(-expected +loaded)\n%s", diff)
			}
		})
	})
}

// drawChange draws a few rows for some tables, and sometimes a method.
func drawChange(r *rapid.T, tables []table) Change {
	change := Change{Upserts: drawRows(r, tables, false)}
	if rapid.Bool().Draw(r, "method") {
		change.Method = drawRows(r, tables, true)
	}
	return change
}

func drawRows(r *rapid.T, tables []table, method bool) *model.Records {
	records := &model.Records{}
	for _, table := range tables {
		if table.method != method {
			continue
		}
		rows := table.rows(records)
		count := rapid.IntRange(0, 2).Draw(r, table.Table)
		if table.Table == "service_types" {
			count = len(keys)
		}
		for i := range count {
			row := reflect.New(rows.Type().Elem()).Elem()
			fill(row, drawn{r})
			identify(row, table, (i+rapid.IntRange(0, 3).Draw(r, "first"))%len(keys))
			if table.Table == "service_types" {
				row.FieldByName("Key").SetString(keys[i])
			}
			rows.Set(reflect.Append(rows, row))
		}
		unify(table, rows)
		if rows.Len() == 0 {
			rows.SetZero()
		}
	}
	return records
}

// merged is what a change makes of records.
func merged(tables []table, before *model.Records, change Change) *model.Records {
	after := *before
	for _, table := range tables {
		from := table.rows(&after)
		switch {
		case table.method && change.Method != nil:
			from.Set(table.rows(change.Method))
		case !table.method:
			from.Set(mergedRows(table, from, table.rows(change.Upserts)))
		}
	}
	return &after
}

func mergedRows(table table, before, upserts reflect.Value) reflect.Value {
	byKey := map[string]reflect.Value{}
	replaced := map[string]bool{}
	for i := range upserts.Len() {
		byKey[table.keyOf(upserts.Index(i))] = upserts.Index(i)
		if change, ok := upserts.Index(i).Interface().(model.ScenarioChange); ok {
			replaced[change.Scenario] = true
		}
	}
	for i := range before.Len() {
		if change, ok := before.Index(i).Interface().(model.ScenarioChange); ok && replaced[change.Scenario] {
			continue
		}
		if key := table.keyOf(before.Index(i)); !byKey[key].IsValid() {
			byKey[key] = before.Index(i)
		}
	}
	rows := reflect.Zero(before.Type())
	for _, row := range slices.SortedFunc(maps.Values(byKey), table.compare) {
		rows = reflect.Append(rows, row)
	}
	return rows
}

// version puts the method version on the rows of the method tables, as the
// store does.
func version(t testing.TB, records *model.Records, method int) {
	for _, table := range mustTables(t) {
		if table.method {
			table.rows(records).Set(table.versioned(records, method))
		}
	}
	for _, table := range mustTables(t) {
		if rows := table.rows(records); rows.Len() == 0 {
			rows.SetZero()
		}
	}
}
