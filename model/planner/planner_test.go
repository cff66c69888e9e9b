package planner

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"catchment/model"
	"catchment/model/disclosure"
)

// open opens a new database that starts with one service type and one
// criterion.
func open(t *testing.T) *Planner {
	t.Helper()
	p, err := Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), beginning, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func clock() time.Time { return time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC) }

func beginning() (*model.Batch, error) {
	yes := true
	return batch(
		row("service_types", &model.ServiceType{Key: "group_work", Measure: model.Places}, "service_type", "measure"),
		row("shares", &model.Share{Tier: 2, Attribute: "trauma", Share: 0.1}, "tier", "attribute", "share"),
		row("indicators", &model.Indicator{Key: "GP7", Name: "Coordination", Source: "S3"}, "indicator", "name", "source"),
		row("criteria", &model.Criterion{Key: "GP7.1", Indicator: "GP7", Text: "Consistent", Partnership: &yes, Source: "S3"},
			"criterion", "indicator", "text", "partnership", "source"),
	), nil
}

type tableRow struct {
	table string
	model.Row
}

// row is row 2 of TABLE.csv with the columns given.
func row(table string, noun any, columns ...string) tableRow {
	given := map[string]bool{}
	for _, c := range columns {
		given[c] = true
	}
	return tableRow{table, model.Row{Noun: noun, Given: given, File: table + ".csv", Number: 2}}
}

func batch(rows ...tableRow) *model.Batch {
	b := &model.Batch{Rows: map[string][]model.Row{}}
	for _, r := range rows {
		if b.Rows[r.table] == nil {
			b.Files = append(b.Files, model.File{Name: r.File, Into: r.table, Digest: "d"})
		}
		b.Rows[r.table] = append(b.Rows[r.table], r.Row)
	}
	return b
}

func provider(name string) tableRow {
	return row("providers", &model.Provider{Key: "p1", Name: name, Sector: "children"}, "provider", "name", "sector")
}

func take(t *testing.T, p *Planner, b *model.Batch) *Report {
	t.Helper()
	report, err := p.Import(t.Context(), b, "tester")
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestANewDatabaseStartsWithTheReference(t *testing.T) {
	p := open(t)
	if a := p.Atlas(); a.Revision.Revision != 1 || a.Revision.Method != 1 || len(a.Types) != 1 {
		t.Errorf("revision %+v with %d types; want revision 1, method 1, one type", a.Revision, len(a.Types))
	}
}

func TestImportCreatesUpdatesAndLeavesAlone(t *testing.T) {
	p := open(t)
	created := take(t, p, batch(provider("Helping Hands")))
	if r := created.Tables[0]; !created.Changed || r.Created != 1 || created.Revision.Revision != 2 {
		t.Errorf("first import: %+v", created)
	}
	if again := take(t, p, batch(provider("Helping Hands"))); again.Changed || again.Revision.Revision != 2 || again.Tables[0].Unchanged != 1 {
		t.Errorf("the same again: %+v; want nothing changed", again)
	}
	if updated := take(t, p, batch(provider("Helping Hands of Aber"))); updated.Tables[0].Updated != 1 {
		t.Errorf("another name: %+v", updated)
	}
	audit, err := p.store.Audit(t.Context(), 3)
	if err != nil || len(audit) != 1 {
		t.Fatalf("audit %v, %v", audit, err)
	}
	if e := audit[0]; e.Action != "update" || e.Subject != "p1" || e.Before != `{"name":"Helping Hands"}` || e.After != `{"name":"Helping Hands of Aber"}` {
		t.Errorf("audit entry %+v", e)
	}
}

func TestAColumnNotGivenStaysAsItIs(t *testing.T) {
	p := open(t)
	take(t, p, batch(row("providers", &model.Provider{Key: "p1", Name: "A", Sector: "children", Website: "https://a.example"}, "provider", "name", "sector", "website")))
	take(t, p, batch(provider("B")))
	if got := p.Atlas().Records.Providers[0]; got.Name != "B" || got.Website != "https://a.example" {
		t.Errorf("%+v; want the new name and the old website", got)
	}
}

func TestMethodTablesAreReplacedWhole(t *testing.T) {
	p := open(t)
	report := take(t, p, batch(row("shares", &model.Share{Tier: 3, Attribute: "trauma", Share: 0.2}, "tier", "attribute", "share")))
	if r := report.Tables[0]; r.Created != 1 || r.Removed != 1 || report.Revision.Method != 2 {
		t.Errorf("%+v; want one created, one removed, method 2", report)
	}
	empty := &model.Batch{Rows: map[string][]model.Row{}, Files: []model.File{{Name: "shares.csv", Into: "shares"}}}
	if report := take(t, p, empty); report.Tables[0].Removed != 1 || len(p.Atlas().Records.Shares) != 0 {
		t.Errorf("a file without rows leaves %v", p.Atlas().Records.Shares)
	}
	if len(p.Atlas().Types) != 1 {
		t.Error("the other method tables must stay")
	}
}

func TestFaultsAreLocatedAndNothingIsWritten(t *testing.T) {
	p := open(t)
	faulty := batch(provider("Helping Hands"),
		row("services", &model.Service{Key: "s1", Provider: "nobody", Name: "S", ServiceType: "group_work", Mode: "group"}, "service", "provider", "name", "service_type", "mode"))
	faulty.Problems = model.Problems{{File: "other.csv", Row: 7, Expected: model.Said("a text is expected")}}
	_, err := p.Import(t.Context(), faulty, "tester")
	var refused *Refused
	if !errors.As(err, &refused) || len(refused.Problems.Errors()) != 2 {
		t.Fatalf("%v; want two faults", err)
	}
	if s := refused.Problems[1].Sentence(); !strings.HasPrefix(s, `services.csv row 2, "provider" is "nobody"`) {
		t.Errorf("sentence %q", s)
	}
	if !strings.Contains(err.Error(), "2 faults") || p.Atlas().Revision.Revision != 1 || len(p.Atlas().Records.Providers) != 0 {
		t.Errorf("%v, revision %d, providers %v; want nothing written", err, p.Atlas().Revision.Revision, p.Atlas().Records.Providers)
	}
}

func TestAScenarioIsReplacedWhole(t *testing.T) {
	p := open(t)
	change := func(place int, service string) tableRow {
		return row("scenario", &model.ScenarioChange{Scenario: "more", Place: place, Change: "open", Service: service,
			Sets: map[string]string{"provider": "p1", "name": service, "service_type": "group_work", "mode": "group"}})
	}
	take(t, p, batch(provider("A"), change(1, "x"), change(2, "y")))
	if again := take(t, p, batch(change(1, "x"), change(2, "y"))); again.Changed {
		t.Errorf("the same scenario again: %+v", again)
	}
	take(t, p, batch(change(1, "z")))
	if got := p.Atlas().Records.Scenarios; len(got) != 1 || got[0].Service != "z" {
		t.Errorf("%+v; want the one new line", got)
	}
}

func TestASiteThatBecomesProtectedLosesItsPlace(t *testing.T) {
	p := open(t)
	lon, lat := -3.5, 52.0
	area := row("areas", &model.Area{Code: "L1", Name: "North", Kind: "local_authority"}, "code", "name", "kind")
	service := row("services", &model.Service{Key: "s1", Provider: "p1", Name: "S", ServiceType: "group_work", Mode: "group", AreasServed: []string{"L1"}},
		"service", "provider", "name", "service_type", "mode", "areas_served")
	take(t, p, batch(area, provider("A"), service,
		row("sites", &model.Site{Key: "x", Service: "s1", Disclosure: model.Public, Lon: &lon, Lat: &lat, Postcode: "CF10 1AA"}, "site", "service", "disclosure", "lon", "lat", "postcode")))
	take(t, p, batch(row("sites", &model.Site{Key: "x", Service: "s1", Disclosure: model.Protected}, "site", "service", "disclosure")))
	for revision := 2; revision <= 3; revision++ {
		audit, err := p.store.Audit(t.Context(), revision)
		if text := fmt.Sprint(audit); err != nil || strings.Contains(text, "-3.5") || strings.Contains(text, "CF10") {
			t.Errorf("the audit trail keeps the place: %s, %v", text, err)
		}
	}
	_, err := p.Import(t.Context(), batch(row("scenario", &model.ScenarioChange{Scenario: "move", Place: 1, Change: "move", Service: "s1", Sets: map[string]string{"lon": "-3.7", "lat": "52.1"}})), "tester")
	var refused *Refused
	if !errors.As(err, &refused) || strings.Contains(refused.Problems[0].Sentence(), "3.7") {
		t.Errorf("a scenario that places a protected service: %v", err)
	}
	if got := p.Atlas().Records.Sites[0]; got.Lon != nil || got.Lat != nil || got.Postcode != "" {
		t.Errorf("%+v; want no place", got)
	}
}

func TestAudienceDecidesOnFileNames(t *testing.T) {
	p := open(t)
	take(t, p, batch(provider("A")))
	for audience, want := range map[disclosure.Audience]int{disclosure.Commissioner: 5, disclosure.Public: 0} {
		provenance, err := p.Provenance(context.Background(), "Catchment", disclosure.Of(p.Score("2026-04-01"), audience))
		if err != nil || len(provenance.Sources) != 1 || len(provenance.Sources[0].Files) != want {
			t.Errorf("%s: %+v, %v; want one source of %d files", audience, provenance.Sources, err, want)
		}
	}
}

// Readers see one whole revision while another is made.
func TestReadersNeverWait(t *testing.T) {
	p := open(t)
	before := p.Atlas()
	take(t, p, batch(provider("A")))
	if len(before.Records.Providers) != 0 || len(p.Atlas().Records.Providers) != 1 {
		t.Error("an atlas that was taken must not change under its reader")
	}
}
