package planner

import (
	"errors"
	"strings"
	"testing"

	"catchment/model"
	"catchment/model/exchange/openreferral"
)

const directory = `{"contents": [
 {"id": "s1", "name": "Group for children", "status": "active", "organization": {"id": "o", "name": "Org"}, "service_areas": [{"uri": "L1"}],
  "service_at_locations": [{"id": "x", "location": {"id": "l", "name": "Hall", "latitude": 51.54321, "longitude": -3.12345}}]},
 {"id": "s2", "name": "Something else", "status": "active", "organization": {"id": "o", "name": "Org"}, "service_areas": [{"uri": "L1"}]}]}`

func withDirectory(t *testing.T, public bool) (*Planner, func() *Report) {
	t.Helper()
	p := open(t)
	yes := true
	take(t, p, batch(row("areas", &model.Area{Code: "L1", Name: "Shire", Kind: model.LocalAuthority}, "code", "name", "kind"),
		row("service_types", &model.ServiceType{Key: "group_work", Measure: model.Places}, "service_type", "measure"),
		row("service_types", &model.ServiceType{Key: "refuge", Measure: model.Places, ProtectedByDefault: &yes}, "service_type", "measure", "protected_by_default")))
	rules, problems := openreferral.ReadRules("rules.csv", []byte("service_type,words\ngroup_work,group children\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	again := func() *Report {
		t.Helper()
		d := openreferral.Read([]openreferral.Source{{Name: "services.json", Data: []byte(directory)}})
		report, err := p.ImportDirectory(t.Context(), d, openreferral.Options{Feed: "f", Rules: rules, Public: public}, nil, "tester")
		var refused *Refused
		if errors.As(err, &refused) {
			t.Fatal(refused.Problems)
		}
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	if report := again(); !report.Changed {
		t.Fatal("nothing was imported")
	}
	return p, again
}

func rawOf(t *testing.T, p *Planner) string {
	t.Helper()
	records, err := p.store.FeedRecords(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, r := range records {
		all = append(all, r.Kind+" "+r.ID+" "+r.Raw)
	}
	return strings.Join(all, "\n")
}

func TestTheSameDirectoryTwiceChangesNothing(t *testing.T) {
	p, again := withDirectory(t, false)
	revision := p.Revision().Revision
	for range 2 {
		if report := again(); report.Changed || p.Revision().Revision != revision {
			t.Errorf("%+v", report)
		}
	}
	if waiting, err := p.Untagged(t.Context()); err != nil || len(waiting) != 1 || waiting[0].Name != "Something else" {
		t.Errorf("%+v %v", waiting, err)
	}
}

// A tag and an edit stay when the directory comes again.
func TestATagStays(t *testing.T) {
	p, again := withDirectory(t, false)
	key := openreferral.Key("f", "service", "s2")
	if _, err := p.Tag(t.Context(), map[string]string{key: "group_work"}, "tester"); err != nil {
		t.Fatal(err)
	}
	if report := again(); report.Changed {
		t.Errorf("%+v", report)
	}
	past, changes, err := p.RevisionChanges(t.Context(), p.Revision().Revision)
	if err != nil || past.Action != "edit" || past.Source != "services that were tagged: 1" || len(changes) != 1 || changes[0].Key != key {
		t.Errorf("%+v %+v %v", past, changes, err)
	}
	if _, err := p.Tag(t.Context(), map[string]string{key: "group_work"}, "tester"); model.CodeOf(err) != model.Conflict {
		t.Errorf("tagged twice: %v", err)
	}
	if _, err := p.Tag(t.Context(), map[string]string{"none": "group_work"}, "tester"); model.CodeOf(err) != model.Conflict {
		t.Errorf("no such service: %v", err)
	}
}

// What was kept whole goes when the service comes under protection.
func TestARecordGoesWithProtection(t *testing.T) {
	p, _ := withDirectory(t, true)
	if raw := rawOf(t, p); !strings.Contains(raw, "51.54321") || !strings.Contains(raw, "service s1") {
		t.Fatal(raw)
	}
	key := openreferral.Key("f", "service", "s1")
	sites := p.SitesOf(key)
	if len(sites) != 1 {
		t.Fatalf("%d sites", len(sites))
	}
	_, err := p.Put(t.Context(), Edit{Table: "sites", Key: sites[0].Key, Base: sites[0].Revision, Actor: "tester",
		Columns: map[string]string{"disclosure": "protected", "lon": "", "lat": "", "postcode": ""}})
	if err != nil {
		t.Fatal(err)
	}
	if raw := rawOf(t, p); strings.Contains(raw, "51.54321") || strings.Contains(raw, "service s1") || !strings.Contains(raw, "service s2") {
		t.Error(raw)
	}
}
