package planner

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"catchment/model"
)

// world is an area with a boundary, a provider, a service and a public site.
func world() *model.Batch {
	lon, lat := -3.5, 52.0
	return batch(
		row("areas", &model.Area{Code: "L1", Name: "North", Kind: "local_authority", Boundary: square(0)}, "code", "name", "kind", "boundary"),
		provider("Helping Hands"), service("s1", "One"),
		row("sites", &model.Site{Key: "x", Service: "s1", Disclosure: model.Public, Lon: &lon, Lat: &lat, Postcode: "CF10 1AA"}, "site", "service", "disclosure", "lon", "lat", "postcode"),
		row("travel", &model.TravelTime{AreaCode: "L1", Site: "x", Minutes: 12}, "area_code", "site", "minutes"),
	)
}

func square(at float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{{at, 0}, {at + 1.0/3, 0}, {at + 1.0/3, 1}, {at, 0}}}}
}

func service(key, name string) tableRow {
	return row("services", &model.Service{Key: key, Provider: "p1", Name: name, ServiceType: "group_work", Mode: "group", AreasServed: []string{"L1"}},
		"service", "provider", "name", "service_type", "mode", "areas_served")
}

func undo(t *testing.T, p *Planner, revision int) *Report {
	t.Helper()
	report, err := p.Undo(t.Context(), revision, "mari")
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func refusal(t *testing.T, err error, code string, words ...string) {
	t.Helper()
	if model.CodeOf(err) != code {
		t.Fatalf("error %v of code %q; want code %q", err, model.CodeOf(err), code)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("sentence %q; want %q in it", err, w)
		}
	}
}

// withoutMethod leaves out the version that method rows carry.
func withoutMethod(p *Planner) model.Records {
	r := *p.Atlas().Records
	r.ServiceTypes = append([]model.ServiceType{}, r.ServiceTypes...)
	for i := range r.ServiceTypes {
		r.ServiceTypes[i].Method = 0
	}
	r.Shares = append([]model.Share{}, r.Shares...)
	for i := range r.Shares {
		r.Shares[i].Method = 0
	}
	return r
}

func TestUndoTakesAnImportBack(t *testing.T) {
	p := open(t)
	start := withoutMethod(p)
	made := take(t, p, world())
	after := withoutMethod(p)
	preview, err := p.PreviewUndo(t.Context(), made.Revision.Revision)
	if err != nil || len(preview.Rows) != 5 || preview.Rows[0].Action != "remove" {
		t.Fatalf("preview %+v, %v; want five rows removed", preview, err)
	}
	undone := undo(t, p, made.Revision.Revision)
	if diff := cmp.Diff(start, withoutMethod(p)); diff != "" {
		t.Errorf("(-before the import +after its undo)\n%s", diff)
	}
	if undone.Revision.Undoes != made.Revision.Revision || undone.Revision.Action != "undo" || undone.Revision.Actor != "mari" {
		t.Errorf("revision %+v", undone.Revision)
	}
	undo(t, p, undone.Revision.Revision)
	if diff := cmp.Diff(after, withoutMethod(p)); diff != "" {
		t.Errorf("(-after the import +after the undo of its undo)\n%s", diff)
	}
}

func TestUndoBringsWhatWasBefore(t *testing.T) {
	lon, lat := -3.7, 52.1
	cases := map[string]*model.Batch{
		"a name":                  batch(provider("Other Hands")),
		"a boundary":              batch(row("areas", &model.Area{Code: "L1", Boundary: square(2)}, "code", "boundary")),
		"a place":                 batch(row("sites", &model.Site{Key: "x", Service: "s1", Disclosure: model.Public, Lon: &lon, Lat: &lat}, "site", "service", "disclosure", "lon", "lat")),
		"a method":                batch(row("shares", &model.Share{Tier: 3, Attribute: "trauma", Share: 0.2}, "tier", "attribute", "share")),
		"an emptied method table": {Rows: map[string][]model.Row{}, Files: []model.File{{Name: "shares.csv", Into: "shares"}}},
		"a scenario":              batch(row("scenario", &model.ScenarioChange{Scenario: "more", Place: 1, Change: "close", Service: "s1"})),
	}
	for name, change := range cases {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			take(t, p, world())
			take(t, p, batch(row("scenario", &model.ScenarioChange{Scenario: "more", Place: 1, Change: "resize", Service: "s1", Sets: map[string]string{"capacity": "3"}})))
			before := withoutMethod(p)
			made := take(t, p, change)
			if !made.Changed || cmp.Equal(before, withoutMethod(p)) {
				t.Fatal("the case changes nothing")
			}
			undo(t, p, made.Revision.Revision)
			if diff := cmp.Diff(before, withoutMethod(p)); diff != "" {
				t.Errorf("(-before +after the undo)\n%s", diff)
			}
		})
	}
}

func TestUndoRefuses(t *testing.T) {
	p := open(t)
	take(t, p, world())
	renamed := take(t, p, batch(provider("Other Hands"))).Revision.Revision
	again := take(t, p, batch(provider("Third Hands"))).Revision.Revision
	method := take(t, p, batch(row("shares", &model.Share{Tier: 3, Attribute: "trauma", Share: 0.2}, "tier", "attribute", "share"))).Revision.Revision
	take(t, p, batch(row("shares", &model.Share{Tier: 3, Attribute: "trauma", Share: 0.3}, "tier", "attribute", "share")))
	for name, c := range map[string]struct {
		revision int
		code     string
		words    []string
	}{
		"no such revision":       {99, model.NotFound, []string{"revision 99"}},
		"the reference data":     {1, model.Conflict, []string{"first revision"}},
		"a row changed since":    {renamed, model.Conflict, []string{`tester changed providers "p1"`, "revision 4 on 1 April 2026"}},
		"a method changed since": {method, model.Conflict, []string{"method", "version 3"}},
		"rows changed by others": {2, model.Conflict, []string{"providers"}},
	} {
		t.Run(name, func(t *testing.T) {
			before := p.Atlas().Revision
			_, err := p.Undo(t.Context(), c.revision, "mari")
			refusal(t, err, c.code, c.words...)
			if p.Atlas().Revision != before {
				t.Error("a refusal made a revision")
			}
		})
	}
	undo(t, p, again)
	_, err := p.Undo(t.Context(), again, "mari")
	refusal(t, err, model.Conflict, "undone already")
}

// What later rows refer to cannot be taken away under them.
func TestUndoLeavesNoOrphans(t *testing.T) {
	p := open(t)
	first := take(t, p, batch(row("areas", &model.Area{Code: "L1", Name: "North", Kind: "local_authority"}, "code", "name", "kind"), provider("A")))
	take(t, p, batch(service("s1", "One")))
	_, err := p.Undo(t.Context(), first.Revision.Revision, "mari")
	var refused *Refused
	if !errors.As(err, &refused) || !strings.Contains(refused.Problems[0].Sentence(), `services "s1"`) {
		t.Fatalf("%v; want a refusal that names the service", err)
	}
}

func TestHistorySaysWhatCanBeUndone(t *testing.T) {
	p := open(t)
	take(t, p, world())                        // 2
	take(t, p, batch(provider("Other Hands"))) // 3
	undo(t, p, 3)                              // 4
	second := func(name string) *model.Batch {
		return batch(row("providers", &model.Provider{Key: "p2", Name: name, Sector: "health"}, "provider", "name", "sector"))
	}
	take(t, p, second("One")) // 5
	take(t, p, second("Two")) // 6
	history, err := p.History(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := map[int]string{}
	for _, past := range history {
		got[past.Revision.Revision] = fmt.Sprint(past.Why, past.UndoneBy, past.Undoable)
	}
	want := map[int]string{1: "first 0 false", 2: " 0 true", 3: "undone 4 false", 4: " 0 true", 5: "touched 0 false", 6: " 0 true"}
	for n, why := range want {
		if strings.ReplaceAll(got[n], " ", "") != strings.ReplaceAll(why, " ", "") {
			t.Errorf("revision %d: %q, want %q", n, got[n], why)
		}
		_, err := p.PreviewUndo(t.Context(), n)
		if (err == nil) != strings.HasSuffix(why, "true") {
			t.Errorf("revision %d: the history says %q, undoing %v", n, why, err)
		}
	}
	past, rows, err := p.RevisionChanges(t.Context(), 3)
	want3 := []RowChange{{Table: "providers", Key: "p1", Name: "Other Hands", Action: "update", Columns: []ColumnChange{{"name", "Helping Hands", "Other Hands"}}}}
	if diff := cmp.Diff(want3, rows); err != nil || diff != "" || past.Tables[0].Updated != 1 {
		t.Errorf("%v, %+v\n%s", err, past, diff)
	}
	if _, _, err := p.RevisionChanges(t.Context(), 77); model.CodeOf(err) != model.NotFound {
		t.Errorf("an unknown revision: %v", err)
	}
}

// Sources of what was undone stand under no figure, until the undo is undone.
func TestUndoneFilesAreNoSources(t *testing.T) {
	p := open(t)
	b := world()
	b.Files[0].Attribution = "Contains test data"
	made := take(t, p, b).Revision.Revision
	count := func() int {
		words, err := p.Attributions(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return len(words)
	}
	if count() != 1 {
		t.Fatal("the attribution is missing")
	}
	undone := undo(t, p, made).Revision.Revision
	if count() != 0 {
		t.Error("an undone import is still a source")
	}
	undo(t, p, undone)
	if count() != 1 {
		t.Error("a restored import is no source")
	}
}

// Nothing of the place of a site survives its protection, also not of sites
// of the service that were removed; and there is no way back.
func TestNothingLeadsBackFromProtection(t *testing.T) {
	p := open(t)
	lon, lat := -3.76543, 52.12345
	other := row("sites", &model.Site{Key: "y", Service: "s1", Disclosure: model.Public, Lon: &lon, Lat: &lat, Postcode: "LD1 5ZZ"}, "site", "service", "disclosure", "lon", "lat", "postcode")
	near := world()
	delete(near.Rows, "travel") // no journey leads to a protected site
	take(t, p, near)
	added := take(t, p, batch(other)).Revision.Revision
	undo(t, p, added)
	moved := take(t, p, batch(row("sites", &model.Site{Key: "x", Service: "s1", Disclosure: model.Public, Lon: &lon, Lat: &lat}, "site", "service", "disclosure", "lon", "lat")))
	if !moved.Changed {
		t.Fatal("the site did not move")
	}
	protect := batch(row("sites", &model.Site{Key: "x", Service: "s1", Disclosure: model.Protected}, "site", "service", "disclosure"))
	made := take(t, p, protect).Revision.Revision
	rows, err := p.store.LastOf(t.Context(), "sites")
	if text := fmt.Sprint(rows); err != nil || strings.Contains(text, "3.7") || strings.Contains(text, "CF10") || strings.Contains(text, "LD1") {
		t.Errorf("a place is kept: %s, %v", text, err)
	}
	_, err = p.Undo(t.Context(), made, "mari")
	refusal(t, err, model.Conflict, "not kept")
	_, err = p.Undo(t.Context(), added+1, "mari")
	refusal(t, err, model.Conflict, "not kept")
}

func TestAPlaceInAScenarioIsNotKept(t *testing.T) {
	p := open(t)
	take(t, p, world())
	move := func(lon string) *model.Batch {
		return batch(row("scenario", &model.ScenarioChange{Scenario: "m", Place: 1, Change: "move", Service: "s1", Sets: map[string]string{"lon": lon, "lat": "52.2"}}))
	}
	created := take(t, p, move("-3.76543")).Revision.Revision
	replaced := take(t, p, move("-3.1")).Revision.Revision
	rows, err := p.store.LastOf(t.Context(), "scenario_changes")
	if text := fmt.Sprint(rows); err != nil || strings.Contains(text, "3.76543") {
		t.Errorf("a place is kept: %s, %v", text, err)
	}
	_, err = p.Undo(t.Context(), replaced, "mari")
	refusal(t, err, model.Conflict, "not kept", `the scenario "m"`)
	_, err = p.Undo(t.Context(), created, "mari")
	refusal(t, err, model.Conflict, `the scenario "m"`)
}

// Law: whatever an import does, its undo gives the records that were before,
// and the undo of that the records after it.
func TestUndoIsTheInverse(t *testing.T) {
	p := open(t) // one for all: each batch comes upon what the last left
	rapid.Check(t, func(rt *rapid.T) {
		steps := rapid.SliceOfN(rapid.Custom(randomBatch), 1, 2).Draw(rt, "batches")
		for _, b := range steps {
			before := withoutMethod(p)
			report, err := p.Import(context.Background(), b, "tester")
			if err != nil || !report.Changed {
				continue // refused as a whole, or nothing new
			}
			after := withoutMethod(p)
			undone, err := p.Undo(context.Background(), report.Revision.Revision, "mari")
			if err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(before, withoutMethod(p)); diff != "" {
				rt.Fatalf("undo: (-before +after)\n%s", diff)
			}
			if _, err := p.Undo(context.Background(), undone.Revision.Revision, "mari"); err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(after, withoutMethod(p)); diff != "" {
				rt.Fatalf("undo of undo: (-before +after)\n%s", diff)
			}
		}
	})
}

func randomBatch(rt *rapid.T) *model.Batch {
	rows := []tableRow{provider(rapid.SampledFrom([]string{"A", "B"}).Draw(rt, "name"))}
	rows = append(rows, row("areas", &model.Area{Code: "L1", Name: "North", Kind: "local_authority", Boundary: square(rapid.Float64Range(-3, 3).Draw(rt, "at"))}, "code", "name", "kind", "boundary"))
	for _, key := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"s1", "s2", "s3"}), 0, 3, rapid.ID).Draw(rt, "services") {
		rows = append(rows, service(key, rapid.SampledFrom([]string{"One", "Two"}).Draw(rt, "service")))
	}
	if rapid.Bool().Draw(rt, "shares") {
		rows = append(rows, row("shares", &model.Share{Tier: rapid.IntRange(2, 4).Draw(rt, "tier"), Attribute: "trauma", Share: 0.5}, "tier", "attribute", "share"))
	}
	if rapid.Bool().Draw(rt, "people") {
		total := rapid.Float64Range(0, 1e6).Draw(rt, "total")
		rows = append(rows, row("population", &model.Population{AreaCode: "L1", Year: 2024, Total: &total}, "area_code", "year", "total"))
	}
	return batch(rows...)
}
