package store

import (
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"gorm.io/gorm/schema"

	"catchment/model"
)

// Every noun here is filled by reflection, so that a new field is tried
// without being named.

// keys are what nouns are called: in byte order, which no language's order is.
var keys = []string{"B", "a b", "z/1", "é"}

// pointing are the fields that hold the key of another noun, or may.
var pointing = []string{"AreaCode", "Provider", "Programme", "Service", "ServiceType", "Site", "Criterion", "Indicator", "ParallelService"}

// chooser decides what stands in a field.
type chooser interface {
	text(label string) string
	stated() bool
	number(low, high float64) float64
	pick(n int) int // 0 <= pick < n
}

// fixed states everything, or nothing that need not be.
type fixed bool

func (fixed) text(label string) string         { return label + " ŵ'\"%_\n" }
func (f fixed) stated() bool                   { return bool(f) }
func (fixed) number(low, high float64) float64 { return low + (high-low)/8 }
func (fixed) pick(int) int                     { return 0 }

// fill fills a noun; its key and what it points to are chosen from keys.
func fill(noun reflect.Value, by chooser) {
	for i := range noun.NumField() {
		f, value := noun.Type().Field(i), noun.Field(i)
		if !mustState(f) && !by.stated() {
			value.SetZero()
			continue
		}
		fillField(f, value, by)
	}
	if site, ok := noun.Addr().Interface().(*model.Site); ok {
		settle(site)
	}
}

// settle gives a site both coordinates or neither, and a protected one none.
func settle(site *model.Site) {
	if site.Disclosure == model.Protected {
		site.Postcode, site.Lon = "", nil
	}
	if site.Lon == nil || site.Lat == nil {
		site.Lon, site.Lat = nil, nil
	}
}

func mustState(f reflect.StructField) bool {
	file := strings.Split(f.Tag.Get("file"), ",")
	key := strings.Contains(f.Tag.Get("gorm"), "primaryKey") && !slices.Contains(file, "optional")
	return key || slices.Contains(file, "required") || f.Type == reflect.TypeFor[model.ChangeKind]()
}

func fillField(f reflect.StructField, value reflect.Value, by chooser) {
	if value.Kind() == reflect.Pointer {
		value.Set(reflect.New(value.Type().Elem()))
		value = value.Elem()
	}
	low, high := limits(f)
	switch special := value.Addr().Interface().(type) {
	case *orb.MultiPolygon:
		*special = someBoundary(by)
		return
	case *map[string]string:
		*special = map[string]string{by.text("column"): by.text("value"), "capacity": ""}
		return
	case *[]string:
		*special = []string{listed(by.text(f.Name)), listed(by.text("other"))}
		return
	case *model.Date:
		*special = []model.Date{"2026-03-31", "1999-12-31"}[by.pick(2)]
		return
	}
	switch value.Kind() {
	case reflect.String:
		value.SetString(fillText(f, value, by))
	case reflect.Int, reflect.Int64:
		value.SetInt(int64(math.Ceil(low)) + int64(by.pick(int(math.Min(high, low+4)-math.Ceil(low))+1)))
	case reflect.Float64:
		value.SetFloat(by.number(low, high))
	case reflect.Bool:
		value.SetBool(by.pick(2) == 0)
	case reflect.Array:
		for age := range value.Len() {
			value.Index(age).SetFloat(by.number(0, 5000) + float64(age))
		}
	default:
		panic("no value known for " + f.Name)
	}
}

func fillText(f reflect.StructField, value reflect.Value, by chooser) string {
	if choice, ok := value.Interface().(interface{ Values() []string }); ok {
		return choice.Values()[by.pick(len(choice.Values()))]
	}
	isKey := strings.Contains(f.Tag.Get("gorm"), "primaryKey")
	if isKey || slices.Contains(pointing, f.Name) {
		return keys[by.pick(len(keys))]
	}
	if f.Name == "Kind" { // of a tier row
		return []string{"service", "policy"}[by.pick(2)]
	}
	return by.text(f.Name)
}

func listed(text string) string { return "x" + strings.ReplaceAll(text, ";", ",") }

// limits reads the bounds of a field, 0 to 1000 where it has none. What must
// be above the least is at least a little so.
func limits(f reflect.StructField) (low, high float64) {
	tag := f.Tag.Get("bounds")
	if above, ok := strings.CutPrefix(tag, ">"); ok {
		low, _ = strconv.ParseFloat(above, 64)
		return low + 0.125, low + 1000
	}
	from, to, _ := strings.Cut(tag, "..")
	low, _ = strconv.ParseFloat(from, 64)
	if high, _ = strconv.ParseFloat(to, 64); to == "" {
		high = low + 1000
	}
	return low, high
}

func someBoundary(by chooser) orb.MultiPolygon {
	x := by.number(-5, 2)
	ring := orb.Ring{{x, 51}, {x + 1, 51}, {x + 1.0/3, 52}, {x, 51}}
	hole := orb.Ring{{x + .1, 51.1}, {x + .2, 51.3}, {x + .3, 51.1}, {x + .1, 51.1}}
	return orb.MultiPolygon{{ring, hole}, {ring}}
}

// world is a consistent set of everything: each noun that another may point
// to exists under each of keys.
func world(t testing.TB, by chooser) *model.Records {
	records := &model.Records{}
	for _, table := range mustTables(t) {
		rows := table.rows(records)
		for i := range keys {
			row := reflect.New(rows.Type().Elem()).Elem()
			fill(row, by)
			identify(row, table, i)
			rows.Set(reflect.Append(rows, row))
		}
		unify(table, rows)
	}
	return records
}

// identify gives the row the i-th key: each text of its key is keys[i], but
// for choices, and a tier that is the key alone is i+1.
func identify(row reflect.Value, table table, i int) {
	for _, f := range table.PrimaryFields {
		value := row.FieldByIndex(f.StructField.Index)
		_, isChoice := value.Interface().(interface{ Values() []string })
		switch {
		case value.Kind() == reflect.String && !isChoice && value.Type() != reflect.TypeFor[model.Date]():
			value.SetString(keys[i])
		case table.Table == "tiers":
			value.SetInt(int64(i + 1))
		}
	}
}

// unify drops rows whose key an earlier row has, and orders them by key.
func unify(table table, rows reflect.Value) {
	byKey := map[string]reflect.Value{}
	for i := range rows.Len() {
		byKey[table.keyOf(rows.Index(i))] = rows.Index(i)
	}
	kept := reflect.MakeSlice(rows.Type(), 0, len(byKey))
	for _, row := range slices.SortedFunc(maps.Values(byKey), table.compare) {
		kept = reflect.Append(kept, row)
	}
	rows.Set(kept)
}

// compare orders two rows by key: texts by their bytes, numbers by size. The
// version of the method, which the store gives, is left out.
func (t table) compare(a, b reflect.Value) int {
	for _, f := range t.PrimaryFields {
		x, y := a.FieldByIndex(f.StructField.Index), b.FieldByIndex(f.StructField.Index)
		if x.Kind() == reflect.String {
			if c := strings.Compare(x.String(), y.String()); c != 0 {
				return c
			}
		} else if f.DBName != "method" && x.Int() != y.Int() {
			return int(x.Int() - y.Int())
		}
	}
	return 0
}

func mustTables(t testing.TB) []table {
	t.Helper()
	tables, err := tablesOf(schema.NamingStrategy{})
	if err != nil {
		t.Fatal(err)
	}
	return tables
}
