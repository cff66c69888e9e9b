package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
)

// An answer takes the place of an earlier one of the same journey; answers that
// lead to what is protected, or to nothing, go at once.
func TestRouted(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		site := func(key, service string, disclosure model.Disclosure) model.Site {
			return model.Site{Key: key, Service: service, Disclosure: disclosure}
		}
		mustApply(t, s, Change{Upserts: &model.Records{
			ServiceTypes: []model.ServiceType{{Key: "group_work", Measure: model.Places}},
			Providers:    []model.Provider{{Key: "p", Name: "P", Sector: "children"}},
			Services:     []model.Service{{Key: "a", Provider: "p", ServiceType: "group_work", Mode: "group"}, {Key: "b", Provider: "p", ServiceType: "group_work", Mode: "group"}},
			Sites:        []model.Site{site("a1", "a", model.AreaOnly), site("a2", "a", model.AreaOnly), site("b1", "b", model.AreaOnly)},
		}})
		row := func(site string, minutes *float64) Routed {
			return Routed{"E1", site, "m", "v1", "w1", minutes, time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC)}
		}
		keep := func(rows ...Routed) {
			t.Helper()
			if err := s.KeepRouted(t.Context(), rows); err != nil {
				t.Fatal(cause(err))
			}
		}
		expect := func(want ...Routed) {
			t.Helper()
			got, err := s.RoutedBy(t.Context(), "m")
			if diff := cmp.Diff(want, got, moments); err != nil || diff != "" {
				t.Errorf("%v %s", err, diff)
			}
		}
		keep(row("a1", new(3.5)), row("a2", nil), row("b1", new(0.0)), row("nowhere", new(1.0)))
		expect(row("a1", new(3.5)), row("a2", nil), row("b1", new(0.0)))
		keep(row("a1", nil))
		expect(row("a1", nil), row("a2", nil), row("b1", new(0.0)))
		mustApply(t, s, Change{Upserts: &model.Records{Sites: []model.Site{site("a2", "a", model.Protected)}}})
		expect(row("b1", new(0.0)))
		keep(row("a1", new(3.5)), row("a2", new(3.5)))
		expect(row("b1", new(0.0)))
		if other, err := s.RoutedBy(t.Context(), "n"); err != nil || len(other) != 0 {
			t.Errorf("another mode: %v, %v", other, err)
		}
	})
}
