package store

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
)

// refer lists every field that a foreign key holds, by table.
var refer = []string{
	"assessments.criterion", "audit.revision", "criteria.indicator", "feed_records.revision", "forgotten.entry", "forgotten.revision", "imported_files.revision", "last_changes.revision", "levels.criterion",
	"methods.revision", "observed.area_code", "plan_comments.revision", "plan_owners.revision", "plan_withdrawals.entry", "population.area_code", "rates.method", "service_types.method",
	"services.parallel_service", "services.programme", "services.provider", "settings.method", "shares.method",
	"sites.area_code", "sites.service", "tier_rows.tier", "travel.area_code", "travel.site",
	"uptake.method", "uptake.service_type", "variants.programme",
}

const sqliteKeys = `SELECT DISTINCT m.name || '.' || f."from" FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'`

const postgresKeys = `SELECT DISTINCT c.conrelid::regclass::text || '.' || a.attname FROM pg_constraint c
	JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
	WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace`

func TestForeignKeysAreThose(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		var got []string
		query := map[string]string{"sqlite": sqliteKeys, "postgres": postgresKeys}[s.write.Name()]
		if err := s.read.Raw(query).Scan(&got).Error; err != nil {
			t.Fatal(err)
		}
		slices.Sort(got)
		if diff := cmp.Diff(refer, got); diff != "" {
			t.Errorf("(-listed +there)\n%s", diff)
		}
	})
}

// A row that names what is not there is refused, whichever field names it.
func TestOrphansAreRefused(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		everything := world(t, fixed(true))
		mustApply(t, s, Change{Upserts: everything, Method: everything})
		for _, table := range mustTables(t) {
			for _, f := range table.Fields {
				if f.DBName == "method" || f.DBName == "tier" || !slices.Contains(refer, table.Table+"."+f.DBName) {
					continue
				}
				change := one(t, table, everything, func(row reflect.Value) {
					row.FieldByIndex(f.StructField.Index).SetString("absent")
				})
				refused(t, s, change, table.Table)
			}
		}
	})
}

// Each choice of a field is taken, and another refused.
func TestChoices(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		everything := world(t, fixed(true))
		mustApply(t, s, Change{Upserts: everything, Method: everything})
		for _, table := range mustTables(t) {
			for _, f := range table.Fields {
				choice, ok := reflect.Zero(f.FieldType).Interface().(interface{ Values() []string })
				if !ok {
					continue
				}
				set := func(value string) Change {
					return one(t, table, everything, func(row reflect.Value) {
						row.FieldByIndex(f.StructField.Index).SetString(value)
					})
				}
				values := choice.Values()
				if !mustState(f.StructField) {
					values = append(values, "")
				}
				for _, value := range values {
					mustApply(t, s, set(value))
				}
				refused(t, s, set("no such choice"), table.Table)
			}
		}
	})
}

// The bounds that a struct tag states hold in the database, at both ends.
func TestBounds(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		everything := world(t, fixed(true))
		mustApply(t, s, Change{Upserts: everything, Method: everything})
		for _, table := range mustTables(t) {
			for _, f := range table.Fields {
				tag := f.Tag.Get("bounds")
				if tag == "" {
					continue
				}
				set := func(x float64) Change {
					return one(t, table, everything, func(row reflect.Value) { setNumber(row.FieldByIndex(f.StructField.Index), x) })
				}
				low, high := limits(f.StructField)
				mustApply(t, s, set(low))
				refused(t, s, set(math.Ceil(low)-1), table.Table)
				mustApply(t, s, set(high))
				if !strings.HasSuffix(tag, "..") && !strings.HasPrefix(tag, ">") {
					refused(t, s, set(high+1), table.Table)
				}
			}
		}
	})
}

func setNumber(value reflect.Value, x float64) {
	if value.Kind() == reflect.Pointer {
		value.Set(reflect.New(value.Type().Elem()))
		value = value.Elem()
	}
	switch value.Kind() {
	case reflect.Int:
		value.SetInt(int64(x))
	case reflect.Float64:
		value.SetFloat(x)
	case reflect.Array:
		value.Index(value.Len() - 1).SetFloat(x)
	}
}

// one makes a change of one row of a table: its first, altered. Of a method
// table the others are written along, since a method is written whole.
func one(t *testing.T, table table, everything *model.Records, alter func(row reflect.Value)) Change {
	t.Helper()
	rows := table.rows(everything)
	row := reflect.New(rows.Type().Elem()).Elem()
	row.Set(rows.Index(0))
	alter(row)
	if site, ok := row.Addr().Interface().(*model.Site); ok && site.Disclosure == model.Protected {
		settle(site)
	}
	if f := row.Type(); f == reflect.TypeFor[model.Site]() && (row.FieldByName("Lon").IsNil() != row.FieldByName("Lat").IsNil()) {
		t.Fatal("half a point")
	}
	only := reflect.Append(reflect.Zero(rows.Type()), row)
	if !table.method {
		change := Change{Upserts: &model.Records{}}
		table.rows(change.Upserts).Set(only)
		return change
	}
	method := *everything
	table.rows(&method).Set(only)
	if table.Table == "service_types" {
		method.Uptake = nil
	}
	return Change{Method: &method}
}

// refused tries a change that must be refused for a table, and leave all as
// it was.
func refused(t *testing.T, s *Store, change Change, table string) {
	t.Helper()
	before := hash(t, s)
	_, err := applyLatest(s, change)
	if model.CodeOf(err) != model.Invalid {
		t.Fatalf("%s: error is %v, want it refused as invalid\n%+v", table, err, change.Upserts)
	}
	if coded := err.(*model.Error); coded.Field != table {
		t.Errorf("%q is said of %s, want %s", err, coded.Field, table)
	}
	if after := hash(t, s); before != after {
		t.Fatalf("%s: a refused change left something behind", table)
	}
}

const secretPostcode = "SY23 9ZZ"

func protectedSites() map[string]model.Site {
	lon, lat := -4.0815161718, 52.4140161718
	site := model.Site{Key: "refuge", Service: keys[0], Disclosure: model.Protected, AreaCode: keys[0]}
	code, east, north, both := site, site, site, site
	code.Postcode, east.Lon, north.Lat, both.Lon, both.Lat = secretPostcode, &lon, &lat, &lon, &lat
	return map[string]model.Site{"postcode": code, "lon": east, "lat": north, "both": both}
}

// A protected site with a place is refused by the store, and the refusal
// repeats nothing of it.
func TestProtectedPlaceIsRefused(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		mustApply(t, s, Change{Upserts: world(t, fixed(true))})
		for name, site := range protectedSites() {
			change := Change{Upserts: &model.Records{Sites: []model.Site{site}}}
			refused(t, s, change, "sites")
			_, err := applyLatest(s, change)
			mustNotRepeat(t, name, err)
		}
		bare := model.Site{Key: "refuge", Service: keys[0], Disclosure: model.Protected, AreaCode: keys[0]}
		mustApply(t, s, Change{Upserts: &model.Records{Sites: []model.Site{bare}}})
	})
}

// So is it by the database alone.
func TestProtectedPlaceIsRefusedBelow(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		mustApply(t, s, Change{Upserts: world(t, fixed(true))})
		before := hash(t, s)
		for name, site := range protectedSites() {
			err := fault(s.write.Create(&site).Error, "sites")
			wantCode(t, err, model.Invalid)
			mustNotRepeat(t, name, err)
		}
		lon := 1.0
		half := model.Site{Key: "half", Service: keys[0], Disclosure: model.Public, Lon: &lon}
		wantCode(t, fault(s.write.Create(&half).Error, "sites"), model.Invalid)
		public := world(t, fixed(true)).Sites[0]
		err := s.write.Model(&public).Update("disclosure", "protected").Error
		wantCode(t, fault(err, "sites"), model.Invalid)
		if hash(t, s) != before {
			t.Error("a refused site left something behind")
		}
	})
}

func mustNotRepeat(t *testing.T, name string, err error) {
	t.Helper()
	text := fmt.Sprintf("%v %s %+v", err, cause(err), err)
	for _, secret := range []string{secretPostcode, "SY23", "4.08", "52.4", "161718"} {
		if strings.Contains(text, secret) {
			t.Errorf("%s: the refusal repeats %q", name, secret)
		}
	}
}

// What is only ever added to cannot be altered.
func TestTrailCannotBeAltered(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		mustApply(t, s, Change{Audit: []model.AuditEntry{{Action: "create", Noun: "areas", Subject: "a"}}})
		before := hash(t, s)
		for _, statement := range []string{
			"UPDATE audit SET subject = 'b'", "DELETE FROM audit", "UPDATE revisions SET actor = 'b'", "DELETE FROM revisions",
		} {
			if err := s.write.Exec(statement).Error; err == nil {
				t.Errorf("%s is done", statement)
			}
		}
		if hash(t, s) != before {
			t.Error("the trail is altered")
		}
	})
}
