package planner

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"catchment/model"
)

func types(protected ...string) tableRow {
	b := &model.ServiceType{Key: "refuge", Measure: model.Places}
	given := []string{"service_type", "measure", "protected_by_default"}
	b.ProtectedByDefault = new(len(protected) > 0)
	return row("service_types", b, given...)
}

// refuges is a provider with a service of a type, its public site and a
// journey to it; the type refuge is protected, or is not yet.
func refuges(kind string, protected bool) *model.Batch {
	lon, lat := -3.76543, 52.12345
	of := []string{}
	if protected {
		of = append(of, "refuge")
	}
	return batch(
		row("service_types", &model.ServiceType{Key: "group_work", Measure: model.Places}, "service_type", "measure"), types(of...),
		row("areas", &model.Area{Code: "L1", Name: "North", Kind: "local_authority"}, "code", "name", "kind"),
		provider("Helping Hands"), ofType(kind),
		row("sites", &model.Site{Key: "x", Service: "s1", Disclosure: model.Public, Lon: &lon, Lat: &lat, Postcode: "LD1 5ZZ"}, "site", "service", "disclosure", "lon", "lat", "postcode"),
		row("travel", &model.TravelTime{AreaCode: "L1", Site: "x", Minutes: 13.7}, "area_code", "site", "minutes"),
	)
}

func ofType(kind string) tableRow {
	return row("services", &model.Service{Key: "s1", Provider: "p1", Name: "One", ServiceType: kind, Mode: "group", AreasServed: []string{"L1"}},
		"service", "provider", "name", "service_type", "mode", "areas_served")
}

// moved gives the site and its journey other values, so that the first are
// among what was before.
func moved() *model.Batch {
	lon, lat := -3.1, 52.2
	return batch(row("sites", &model.Site{Key: "x", Service: "s1", Disclosure: model.Public, Lon: &lon, Lat: &lat, Postcode: "LD2 3AA"}, "site", "service", "disclosure", "lon", "lat", "postcode"),
		row("travel", &model.TravelTime{AreaCode: "L1", Site: "x", Minutes: 14.2}, "area_code", "site", "minutes"))
}

func end(t *testing.T, p *Planner) *Report {
	t.Helper()
	report, err := p.End(t.Context(), Ending{Table: "sites", Key: "x", Base: p.Atlas().Revision.Revision})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// However a service comes under protection, nothing is kept of where its
// sites were, or how far it was to them, and no undo brings it back.
func TestProtectionForgets(t *testing.T) {
	protectedSite := row("sites", &model.Site{Key: "x", Service: "s1", Disclosure: model.Protected}, "site", "service", "disclosure")
	for name, c := range map[string]struct {
		kind      string
		protected bool // the type refuge, from the first
		steps     func(t *testing.T, p *Planner) *Report
	}{
		"its last public site ends": {"refuge", true, end},
		"its type changes": {"group_work", true, func(t *testing.T, p *Planner) *Report {
			end(t, p)
			return take(t, p, batch(ofType("refuge")))
		}},
		"its type comes to be protected": {"refuge", false, func(t *testing.T, p *Planner) *Report {
			end(t, p)
			return take(t, p, batch(row("service_types", &model.ServiceType{Key: "group_work", Measure: model.Places}, "service_type", "measure"), types("refuge")))
		}},
		"its site is protected by a file": {"group_work", true, func(t *testing.T, p *Planner) *Report { return take(t, p, batch(protectedSite)) }},
		"its site is protected by a form": {"group_work", true, func(t *testing.T, p *Planner) *Report {
			return put(t, p, Edit{Table: "sites", Key: "x", Base: p.Atlas().Revision.Revision, Columns: map[string]string{"disclosure": "protected"}})
		}},
		"its site ends and comes again": {"group_work", true, func(t *testing.T, p *Planner) *Report {
			end(t, p)
			return take(t, p, batch(protectedSite))
		}},
		"another site is protected": {"group_work", true, func(t *testing.T, p *Planner) *Report {
			end(t, p)
			return take(t, p, batch(row("sites", &model.Site{Key: "y", Service: "s1", Disclosure: model.Protected}, "site", "service", "disclosure")))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			take(t, p, refuges(c.kind, c.protected))
			take(t, p, moved())
			if !strings.Contains(stillKept(t, p), "LD1") {
				t.Fatal("the case keeps nothing that could be forgotten")
			}
			made := c.steps(t, p).Revision.Revision
			if text := stillKept(t, p); text != "" {
				t.Errorf("kept: %s", text)
			}
			for r := made; r > 1; r-- {
				_, _ = p.Undo(t.Context(), r, "mari") // whether it can be or not
			}
			for _, site := range p.Atlas().Records.Sites {
				if site.Placed() || site.Postcode != "" {
					t.Errorf("an undo brought back %+v", site.Key)
				}
			}
			if len(p.Atlas().Records.Travel) > 0 {
				t.Error("an undo brought back journeys")
			}
			noMinutes(t, p)
		})
	}
}

// stillKept is what last changes hold of sites and journeys.
func stillKept(t *testing.T, p *Planner) string {
	t.Helper()
	var text strings.Builder
	for _, noun := range []string{"sites", "travel"} {
		rows, err := p.store.LastOf(t.Context(), noun)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, secret := range []string{"3.76543", "LD1", "LD2", "13.7", "14.2"} {
				if strings.Contains(row.Before, secret) {
					fmt.Fprintf(&text, "%+v\n", row)
				}
			}
		}
	}
	return text.String()
}

// noMinutes looks through the audit trail and what the history shows of it.
func noMinutes(t *testing.T, p *Planner) {
	t.Helper()
	for r := 1; r <= p.Atlas().Revision.Revision; r++ {
		entries, err := p.store.Audit(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		_, rows, err := p.RevisionChanges(t.Context(), r)
		if text := fmt.Sprint(entries, rows); err != nil || strings.Contains(text, "13.7") || strings.Contains(text, "14.2") {
			t.Errorf("revision %d tells of minutes: %s, %v", r, text, err)
		}
	}
}

// A place stays kept of a public site, of which it can be undone.
func TestAPublicSiteKeepsItsWayBack(t *testing.T) {
	p := open(t)
	take(t, p, refuges("group_work", true))
	take(t, p, moved())
	removed := end(t, p)
	undo(t, p, removed.Revision.Revision)
	undo(t, p, 3)
	if sites := p.Atlas().Records.Sites; len(sites) != 1 || sites[0].Postcode != "LD1 5ZZ" || p.Atlas().Records.Travel[0].Minutes != 13.7 {
		t.Errorf("%+v, %+v", sites, p.Atlas().Records.Travel)
	}
}

// Making a site protected takes its journeys away and says so, before and
// after; a file that brings one to it is refused as before.
func TestProtectingASiteEndsItsJourneys(t *testing.T) {
	p := open(t)
	take(t, p, refuges("group_work", true))
	protect := row("sites", &model.Site{Key: "x", Service: "s1", Disclosure: model.Protected}, "site", "service", "disclosure")
	_, err := p.Import(t.Context(), batch(protect, row("travel", &model.TravelTime{AreaCode: "L1", Site: "x", Minutes: 5}, "area_code", "site", "minutes")), "mari")
	var refused *Refused
	if !errors.As(err, &refused) || !strings.Contains(told(refused.Problems), "travel.csv row 2") {
		t.Errorf("%v; want a refusal of the journey", err)
	}
	preview, err := p.Preview(t.Context(), batch(protect))
	if err != nil || !strings.Contains(told(preview.Warnings), `sites.csv row 2, "disclosure": the journeys to this site, 1 in number, are removed`) ||
		!strings.Contains(told(preview.Warnings), "cannot be undone") {
		t.Fatalf("%v, %v", preview, err)
	}
	var removed bool
	for _, r := range preview.Rows {
		removed = removed || r.Table == "travel" && r.Action == "remove"
	}
	if report := take(t, p, batch(protect)); !removed || len(report.Warnings) < 2 || len(p.Atlas().Records.Travel) != 0 {
		t.Errorf("rows %+v, report %+v, journeys %v", preview.Rows, report, p.Atlas().Records.Travel)
	}
}

// A change that replaces a scenario with a place says beforehand that there is
// no way back, and the history does.
func TestReplacingAPlacedScenarioIsAnnounced(t *testing.T) {
	p := open(t)
	take(t, p, world())
	move := func(lon string) *model.Batch {
		return batch(provider("Hands "+lon), row("scenario", &model.ScenarioChange{Scenario: "m", Place: 1, Change: "move", Service: "s1", Sets: map[string]string{"lon": lon, "lat": "52.2"}}))
	}
	first, err := p.Preview(t.Context(), move("-3.1"))
	if err != nil || strings.Contains(told(first.Warnings), "undone") {
		t.Errorf("a new scenario: %v, %v", first, err)
	}
	take(t, p, move("-3.1"))
	second, err := p.Preview(t.Context(), move("-3.2"))
	if err != nil || !strings.Contains(told(second.Warnings), `scenario.csv row 2: this change cannot be undone, because what the scenario "m" is now told of a place`) {
		t.Errorf("%v, %v", second, err)
	}
	made := take(t, p, move("-3.2")).Revision.Revision
	mayBeUndone(t, p, made, false)
	_, err = p.Undo(t.Context(), made, "mari")
	refusal(t, err, model.Conflict, `what the scenario "m" was before is not kept`)
}
