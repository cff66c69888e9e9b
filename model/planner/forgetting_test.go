package planner

import (
	"fmt"
	"strings"
	"testing"

	"catchment/model"
)

// telling is a service that is open, all of whose texts tell where it is, and
// whose texts are then put right: the change to come would be refused else.
func telling(t *testing.T, p *Planner) {
	t.Helper()
	area := row("areas", &model.Area{Code: "W1", Name: "Ward", Kind: "ward", Parents: []string{"L1"}}, "code", "name", "kind", "parents")
	service := func(s model.Service) tableRow {
		s.Key, s.Provider, s.ServiceType, s.Mode = "s1", "p1", "group_work", "group"
		return row("services", &s, "service", "provider", "service_type", "mode", "name", "name_cy", "funder", "by_and_for", "areas_served")
	}
	named := func(name string) tableRow {
		return row("providers", &model.Provider{Key: "p1", Name: name, NameCy: name}, "provider", "name", "name_cy")
	}
	site := func(name, area string) tableRow {
		return row("sites", &model.Site{Key: "x", Service: "s1", Disclosure: model.AreaOnly, Name: name, AreaCode: area}, "site", "service", "disclosure", "name", "area_code")
	}
	take(t, p, batch(area, named("Helpers of LD1 5ZZ"), site("12 Castle Street", "W1"),
		service(model.Service{Name: "One, LD1 5ZZ", NameCy: "Un, LD1 5ZZ", Funder: "SN 123 456", ByAndFor: []string{"of 9 Heol y Bont"}, AreasServed: []string{"W1"}})))
	take(t, p, batch(named("Helpers"), site("House", "L1"), service(model.Service{Name: "One", AreasServed: []string{"L1"}})))
}

var tellsWhere = []string{"LD1", "Castle", "SN 123", "Bont", "W1"}

// heldOf is everything that the database holds of what sites, services and
// providers were, and what the history shows of it.
func heldOf(t *testing.T, p *Planner) string {
	t.Helper()
	var text strings.Builder
	for _, noun := range []string{"sites", "services", "providers"} {
		last, err := p.store.LastOf(t.Context(), noun)
		if err != nil {
			t.Fatal(err)
		}
		trail, err := p.store.AuditOf(t.Context(), noun)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&text, last, trail)
	}
	for r := 1; r <= p.Atlas().Revision.Revision; r++ {
		_, rows, err := p.RevisionChanges(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		for _, change := range rows {
			if change.Table != "areas" {
				fmt.Fprintln(&text, change)
			}
		}
	}
	return text.String()
}

// When a service comes under protection, what it, its sites and its provider
// were called before, and where they served, is forgotten in the trail too.
func TestTheTrailForgetsWhatIsProtected(t *testing.T) {
	for name, change := range map[string]func(t *testing.T, p *Planner){
		"its site is protected by a file": func(t *testing.T, p *Planner) { take(t, p, batch(siteOf(model.Protected))) },
		"its site is protected by a form": func(t *testing.T, p *Planner) {
			put(t, p, Edit{Table: "sites", Key: "x", Base: p.Atlas().Revision.Revision, Columns: map[string]string{"disclosure": "protected"}})
		},
		"another site is protected": func(t *testing.T, p *Planner) {
			take(t, p, batch(row("sites", &model.Site{Key: "y", Service: "s1", Disclosure: model.Protected}, "site", "service", "disclosure")))
		},
		"its site ends, and its type changes": func(t *testing.T, p *Planner) {
			end(t, p)
			take(t, p, batch(ofType("refuge")))
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			take(t, p, hiding())
			telling(t, p)
			for _, told := range tellsWhere {
				if !strings.Contains(heldOf(t, p), told) {
					t.Fatalf("%s is not there to be forgotten", told)
				}
			}
			change(t, p)
			text := heldOf(t, p)
			for _, told := range tellsWhere {
				if at := strings.Index(text, told); at >= 0 {
					t.Errorf("%s is kept: %s", told, text[max(0, at-200):min(len(text), at+100)])
				}
			}
			if !strings.Contains(text, "Helpers") || !strings.Contains(text, `"service_type":"group_work"`) {
				t.Error("what tells of no place is forgotten too")
			}
		})
	}
}

// Of what stays open nothing is forgotten.
func TestTheTrailOfOthersStays(t *testing.T) {
	p := open(t)
	take(t, p, hiding())
	telling(t, p)
	take(t, p, batch(
		row("services", &model.Service{Key: "s2", Provider: "p1", Name: "Two", ServiceType: "refuge", Mode: "group", AreasServed: []string{"L1"}}, "service", "provider", "name", "service_type", "mode", "areas_served")))
	for _, told := range tellsWhere {
		if !strings.Contains(heldOf(t, p), told) {
			t.Errorf("%s of another service is forgotten", told)
		}
	}
}
