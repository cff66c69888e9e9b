package field

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"catchment/model"
)

// Set(Text(x)) == x, for every column of every table.
func TestTextIsReadBack(t *testing.T) {
	for _, table := range Tables {
		t.Run(table.Name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				noun := table.New()
				for _, c := range table.Columns {
					if text := randomText(t, c, table.Type); text != "" || !c.Required {
						if expected := c.Set(noun, text); !expected.Empty() {
							t.Fatalf("%s of %s refuses %q: %s", c.Name, table.Name, text, expected)
						}
					}
				}
				again := table.New()
				for _, c := range table.Columns {
					if text := c.Text(noun); text != "" || !c.Required {
						if expected := c.Set(again, text); !expected.Empty() {
							t.Fatalf("%s refuses its own text %q: %s", c.Name, text, expected)
						}
					}
				}
				if diff := cmp.Diff(noun, again); diff != "" {
					t.Fatal(diff)
				}
				if was, _ := Difference(noun, again); len(was) > 0 {
					t.Fatalf("differs in %v", was)
				}
			})
		})
	}
}

// randomText is a text that fits a column.
func randomText(t *rapid.T, c Column, noun reflect.Type) string {
	fieldType := noun.Field(c.index).Type
	if c.age >= 0 {
		fieldType = fieldType.Elem()
	}
	if fieldType.Kind() == reflect.Pointer {
		fieldType = fieldType.Elem()
	}
	if !c.Required && rapid.Bool().Draw(t, "empty") {
		return ""
	}
	if choices, ok := reflect.Zero(fieldType).Interface().(valued); ok {
		return rapid.SampledFrom(choices.Values()).Draw(t, c.Name)
	}
	switch {
	case fieldType == reflect.TypeFor[model.Date]():
		return string(model.Date("2000-01-01").AddDays(rapid.IntRange(0, 20_000).Draw(t, c.Name)))
	case fieldType.Kind() == reflect.Int:
		return itoa(rapid.IntRange(int(max(-1e9, c.bounds.least)), int(min(1e9, c.bounds.greatest))).Draw(t, c.Name))
	case fieldType.Kind() == reflect.Float64:
		least := max(-math.MaxFloat64, c.bounds.least)
		if c.bounds.above {
			least = math.Nextafter(least, 1)
		}
		return Number(rapid.Float64Range(least, min(math.MaxFloat64, c.bounds.greatest)).Draw(t, c.Name))
	case fieldType.Kind() == reflect.Bool:
		return rapid.SampledFrom([]string{"yes", "no"}).Draw(t, c.Name)
	case fieldType.Kind() == reflect.Slice:
		return strings.Join(rapid.SliceOf(rapid.StringMatching(`[A-Za-z0-9_ ŵ,]*`)).Draw(t, c.Name), ";")
	}
	if text := strings.TrimSpace(rapid.String().Draw(t, c.Name)); text != "" {
		return text
	}
	return "x"
}

// Every number that a file can hold has a greatest value, so that no sum of
// them is without end. A setting's own rule bounds it.
func TestEveryNumberIsBounded(t *testing.T) {
	for _, table := range Tables {
		for _, c := range table.Columns {
			expected := c.Expected(table.Type).String()
			if table.Name == "settings" || !strings.Contains(expected, "number") {
				continue
			}
			if c.bounds.greatest > 1e10 {
				t.Errorf("%s of %s may be %g: state its most", c.Name, table.Name, c.bounds.greatest)
			}
			if noun := table.New(); c.Set(noun, "1e99").Empty() {
				t.Errorf("%s of %s takes 1e99", c.Name, table.Name)
			}
		}
	}
}
