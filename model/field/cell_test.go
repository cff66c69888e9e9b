package field

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
)

func TestCell(t *testing.T) {
	ten, yes := 10.5, true
	cases := []struct {
		name   string
		noun   any
		column string
		want   any
	}{
		{"text", model.Area{Code: "A1"}, "code", "A1"},
		{"text not stated", model.Area{}, "name_cy", nil},
		{"pointer to a noun, list", &model.Area{Parents: []string{"L1", "R1"}}, "parents", "L1;R1"},
		{"number", model.Service{Capacity: &ten}, "capacity", 10.5},
		{"number not stated", model.Service{}, "capacity", nil},
		{"zero is stated", model.Population{}, "age_0", 0.0},
		{"whole number", model.Rate{Tier: 2}, "tier", 2},
		{"yes or no", model.ServiceType{ProtectedByDefault: &yes}, "protected_by_default", "yes"},
		{"date", model.Area{ValidFrom: "2026-03-31"}, "valid_from", "2026-03-31"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			noun := reflect.Indirect(reflect.ValueOf(c.noun)).Type()
			column, ok := Find(Of(noun), c.column)
			if !ok {
				t.Fatalf("no column %s", c.column)
			}
			if diff := cmp.Diff(c.want, column.Cell(c.noun)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestIsList(t *testing.T) {
	area := reflect.TypeFor[model.Area]()
	for name, want := range map[string]bool{"parents": true, "name": false, "point_lon": false} {
		if column, _ := Find(Of(area), name); column.IsList(area) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}
