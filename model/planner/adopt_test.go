package planner

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/exchange"
	"catchment/seed"
)

const planDay model.Date = "2026-04-01"

// region is the invented region in a database of its own.
func region(t *testing.T) *Planner {
	t.Helper()
	read := func(files map[string][]byte, reference bool) *model.Batch {
		batch, err := exchange.ReadFiles(files, exchange.Options{Reference: reference})
		if err != nil {
			t.Fatal(err)
		}
		return batch
	}
	now := func() time.Time { return planDay.Time().Add(9 * time.Hour) }
	p, err := Open(t.Context(), filepath.Join(t.TempDir(), "region.db"), func() (*model.Batch, error) { return read(seed.Reference(), true), nil }, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	if _, err := p.Import(t.Context(), read(seed.Demonstration(planDay.Time()), false), "test"); err != nil {
		t.Fatal(err)
	}
	return p
}

// Adopting makes of the records what the what-if said, exactly; undoing it
// brings back what was.
func TestAdoptIsTheWhatIf(t *testing.T) {
	p := region(t)
	own := []map[string]string{
		{"change": "open", "provider": "ot-ffynnon", "name": "New group", "service_type": "counselling", "mode": "outreach", "areas_served": "X06000001", "capacity": "30"},
		{"change": "close", "service": "counsel-east", "end": "2026-03-01"}, {"change": "close", "service": "coda-isles"}}
	if _, err := p.PutPlan(t.Context(), Plan{Name: "Own", Fresh: true, Lines: own, Actor: "test"}); err != nil {
		t.Fatal(err)
	}
	if key := own[0]["service"]; key != "new-group" {
		t.Errorf("the new service is called %q", key)
	}
	before := coverageOf(t, p)
	for _, name := range p.Scenarios() {
		changes, err := p.Scenario(name)
		if err != nil {
			t.Fatal(err)
		}
		c, err := p.WhatIf(t.Context(), planDay, disclosure.Commissioner, changes)
		if err != nil {
			t.Fatal(err)
		}
		wanted := sheetOf(t, c.After())
		report, err := p.Adopt(t.Context(), Adoption{Scenario: name, Day: planDay, Base: p.Revision().Revision, Actor: "test"})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		same(t, name, coverageOf(t, p), wanted)
		if slices.EqualFunc(wanted, before, slices.Equal[[]any]) {
			t.Errorf("%s changes nothing", name)
		}
		if adopted, err := p.Adopted(t.Context()); err != nil || len(adopted) != 1 || adopted[name] != report.Revision.Revision {
			t.Errorf("adopted are %v, %v", adopted, err)
		}
		edit := Edit{Table: "providers", Key: "ot-ffynnon", Columns: map[string]string{"charity_number": report.Revision.At.String()}, Base: p.Revision().Revision, Actor: "test"}
		if _, err := p.Put(t.Context(), edit); err != nil {
			t.Errorf("nothing else can be edited: %v", err)
		}
		if _, err := p.Undo(t.Context(), report.Revision.Revision, "test"); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		same(t, name+", undone", coverageOf(t, p), before)
		if adopted, _ := p.Adopted(t.Context()); len(adopted) > 0 {
			t.Errorf("adopted are %v", adopted)
		}
	}
}

func same(t *testing.T, name string, got, want [][]any) {
	t.Helper()
	if !slices.EqualFunc(got, want, slices.Equal[[]any]) {
		for i := range min(len(got), len(want)) {
			if !slices.Equal(got[i], want[i]) {
				t.Errorf("%s: coverage is %v, want %v", name, got[i], want[i])
				return
			}
		}
		t.Errorf("%s: %d rows, want %d", name, len(got), len(want))
	}
}

// A plan that others changed, that a rule stands against or that does not
// exist, is refused; what was looked at over another revision is not adopted.
func TestPlansAreRefused(t *testing.T) {
	p := region(t)
	resize := []map[string]string{{"change": "resize", "service": "counsel-elwig", "capacity": "5"}}
	put := func(plan Plan) error { plan.Actor = "test"; _, err := p.PutPlan(t.Context(), plan); return err }
	if err := put(Plan{Name: "Plan", Fresh: true, Lines: resize}); err != nil {
		t.Fatal(err)
	}
	base := p.Revision().Revision
	for _, c := range []struct {
		name   string
		plan   Plan
		row    int
		column string
	}{
		{"a name that is taken", Plan{Name: "Plan", Fresh: true, Lines: resize}, 0, "scenario"},
		{"no name", Plan{Fresh: true, Lines: resize}, 1, "scenario"},
		{"a number that is none", Plan{Name: "N", Fresh: true, Lines: []map[string]string{{"change": "resize", "service": "counsel-elwig", "capacity": "many"}}}, 1, "capacity"},
		{"a service that is nowhere", Plan{Name: "N", Fresh: true, Lines: []map[string]string{{"change": "close", "service": "nobody"}}}, 1, "service"},
		{"a service closed before", Plan{Name: "N", Fresh: true, Lines: []map[string]string{{"change": "close", "service": "counsel-elwig"}, resize[0]}}, 2, "service"},
		{"ages the wrong way round", Plan{Name: "N", Fresh: true, Lines: []map[string]string{{"change": "accept", "service": "counsel-elwig", "age_min": "12", "age_max": "5"}}}, 1, "age_min"},
		{"a place for a refuge", Plan{Name: "N", Fresh: true, Lines: []map[string]string{{"change": "move", "service": "refuge-elwig", "lon": "-3.91", "lat": "52"}}}, 1, "lon"},
	} {
		var refused *Refused
		if err := put(c.plan); !errors.As(err, &refused) || refused.Problems.Errors()[0].Row != c.row || refused.Problems.Errors()[0].Column != c.column {
			t.Errorf("%s: %v %+v", c.name, err, refused)
		}
	}
	if err := put(Plan{Name: "None", Lines: resize}); model.CodeOf(err) != model.NotFound {
		t.Errorf("a plan that is not there: %v", err)
	}
	resize[0]["capacity"] = "6"
	if err := put(Plan{Name: "Plan", Base: base, Lines: resize}); err != nil {
		t.Fatal(err)
	}
	var overtaken *Overtaken
	if err := put(Plan{Name: "Plan", Base: base, Lines: resize}); !errors.As(err, &overtaken) {
		t.Errorf("a plan that others changed: %v", err)
	}
	if _, err := p.Adopt(t.Context(), Adoption{Scenario: "Plan", Day: planDay, Base: base}); !errors.As(err, &overtaken) {
		t.Errorf("adopting over an old revision: %v", err)
	}
	if err := put(Plan{Name: "Plan", Base: p.Revision().Revision}); err != nil || slices.Contains(p.Scenarios(), "Plan") {
		t.Errorf("a plan without lines stays: %v, %v", p.Scenarios(), err)
	}
	if _, err := p.Adopt(t.Context(), Adoption{Scenario: "Plan", Day: planDay, Base: p.Revision().Revision}); model.CodeOf(err) != model.NotFound {
		t.Errorf("adopting what is not there: %v", err)
	}
}

func coverageOf(t *testing.T, p *Planner) [][]any {
	t.Helper()
	view, err := p.View(t.Context(), planDay, disclosure.Commissioner)
	if err != nil {
		t.Fatal(err)
	}
	return sheetOf(t, view)
}

func sheetOf(t *testing.T, view *disclosure.View) [][]any {
	t.Helper()
	sheet, err := view.Sheet("coverage", nil)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]any
	for row := range sheet.Rows {
		rows = append(rows, slices.Clone(row))
	}
	return rows
}
