package store

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm/schema"

	"catchment/model"
)

// column is what the drift test compares.
type column struct {
	Type     string
	Nullable bool
	Key      bool
}

const sqliteColumns = `SELECT m.name, p.name, p.type, p."notnull" = 0, p.pk > 0
	FROM sqlite_master m, pragma_table_info(m.name) p
	WHERE m.type = 'table' AND m.name <> 'sqlite_sequence'`

const postgresColumns = `SELECT c.table_name, c.column_name, upper(c.data_type), c.is_nullable = 'YES', k.column_name IS NOT NULL
	FROM information_schema.columns c
	LEFT JOIN information_schema.table_constraints p
		ON p.table_schema = c.table_schema AND p.table_name = c.table_name AND p.constraint_type = 'PRIMARY KEY'
	LEFT JOIN information_schema.key_column_usage k
		ON k.constraint_schema = p.constraint_schema AND k.constraint_name = p.constraint_name AND k.column_name = c.column_name
	WHERE c.table_schema = current_schema()`

// The tables that the migrations make are those that the nouns ask for: no
// table or column more or fewer, of the same type, nullable where a noun can
// leave it open, with the same key.
func TestDrift(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		dialect := s.write.Name()
		want := map[string]map[string]column{}
		for _, noun := range allNouns() {
			parsed, err := schema.Parse(noun, &sync.Map{}, s.write.NamingStrategy)
			if err != nil {
				t.Fatal(err)
			}
			want[parsed.Table] = columnsWanted(parsed, dialect)
		}
		got := columnsThere(t, s)
		delete(got, versionTable)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-nouns +database)\n%s", diff)
		}
	})
}

func allNouns() []any {
	nouns := []any{&model.Revision{}, &model.MethodVersion{}, &model.File{}, &model.AuditEntry{}, &LastChange{}, &Mapping{}, &Key{}, &model.FeedRecord{}, &Forgotten{}, &Routed{}, &PlanOwner{}, &PlanComment{}, &PlanWithdrawal{}}
	records := reflect.TypeFor[model.Records]()
	for i := range records.NumField() {
		nouns = append(nouns, reflect.New(records.Field(i).Type.Elem()).Interface())
	}
	return nouns
}

func columnsWanted(noun *schema.Schema, dialect string) map[string]column {
	columns := map[string]column{}
	for _, f := range noun.Fields {
		serializer := f.TagSettings["SERIALIZER"]
		nullable := f.FieldType.Kind() == reflect.Pointer || slices.Contains([]string{"wkb", "json", "reference"}, serializer)
		columns[f.DBName] = column{Type: typeWanted(f, dialect), Nullable: nullable, Key: f.PrimaryKey}
	}
	return columns
}

func typeWanted(f *schema.Field, dialect string) string {
	types := map[string]map[string]string{
		"sqlite":   {"int": "INTEGER", "wkb": "BLOB", "time": "TIMESTAMP"},
		"postgres": {"int": "BIGINT", "wkb": "BYTEA", "time": "TIMESTAMP WITH TIME ZONE"},
	}[dialect]
	switch kind := f.IndirectFieldType.Kind(); {
	case f.TagSettings["SERIALIZER"] == "wkb":
		return types["wkb"]
	case f.IndirectFieldType == reflect.TypeFor[time.Time]():
		return types["time"]
	case kind == reflect.Int || kind == reflect.Int64:
		return types["int"]
	case kind == reflect.Float64:
		return "DOUBLE PRECISION"
	case kind == reflect.Bool:
		return "BOOLEAN"
	}
	return "TEXT"
}

func columnsThere(t *testing.T, s *Store) map[string]map[string]column {
	t.Helper()
	query := map[string]string{"sqlite": sqliteColumns, "postgres": postgresColumns}[s.write.Name()]
	rows, err := s.read.Raw(query).Rows()
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns := map[string]map[string]column{}
	for rows.Next() {
		var table, name string
		var c column
		if err := rows.Scan(&table, &name, &c.Type, &c.Nullable, &c.Key); err != nil {
			t.Fatal(err)
		}
		if columns[table] == nil {
			columns[table] = map[string]column{}
		}
		columns[table][name] = c
	}
	return columns
}

// The two kinds of migrations say the same, but for the names of types.
func TestMigrationsAgree(t *testing.T) {
	sqlite, postgres := statements(t, "sqlite"), statements(t, "postgres")
	if diff := cmp.Diff(sqlite, postgres); diff != "" {
		t.Errorf("(-sqlite +postgres)\n%s", diff)
	}
}

func statements(t *testing.T, dialect string) string {
	t.Helper()
	files, err := migrations.ReadDir("migrations/" + dialect)
	if err != nil {
		t.Fatal(err)
	}
	same := strings.NewReplacer("BIGINT", "INTEGER", "BYTEA", "BLOB", "TIMESTAMPTZ", "TIMESTAMP", ` COLLATE "C"`, "", "PostgreSQL", "SQLite")
	var text strings.Builder
	for _, file := range files {
		content, err := migrations.ReadFile("migrations/" + dialect + "/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		tables, _, _ := strings.Cut(string(content), "-- What was changed") // triggers are written each in their own way
		fmt.Fprintf(&text, "%s\n%s", file.Name(), same.Replace(tables))
	}
	return text.String()
}

// Every name that a serializer tag uses is registered here or by gorm.
func TestSerializersAreKnown(t *testing.T) {
	used := map[string]bool{}
	for _, table := range mustTables(t) {
		for _, f := range table.Fields {
			if name := f.TagSettings["SERIALIZER"]; name != "" {
				used[name] = true
			}
		}
	}
	if diff := cmp.Diff([]string{"ages", "json", "list", "reference", "wkb"}, slices.Sorted(maps.Keys(used))); diff != "" {
		t.Errorf("(-documented +used)\n%s", diff)
	}
}
