package planner

import (
	"errors"
	"strings"
	"testing"

	"catchment/model"
)

func put(t *testing.T, p *Planner, e Edit) *Report {
	t.Helper()
	report, err := p.Put(t.Context(), e)
	if err != nil {
		var refused *Refused
		if errors.As(err, &refused) {
			t.Fatal(refused.Problems)
		}
		t.Fatal(err)
	}
	return report
}

var newService = map[string]string{"provider": "p1", "name": "Grŵp Môr", "service_type": "group_work", "mode": "group", "areas_served": "L1"}

func TestPutCreatesAndChanges(t *testing.T) {
	p := open(t)
	take(t, p, world())
	made := put(t, p, Edit{Table: "services", Columns: newService, Actor: "mari", Reason: "new contract"})
	form, err := p.Form("services", "grwp-mor")
	if err != nil || form.Columns["name"] != "Grŵp Môr" || form.Columns["areas_served"] != "L1" || made.Revision.Action != "create" {
		t.Fatalf("form %+v, %v; revision %+v", form, err, made.Revision)
	}
	if made.Revision.Source != "services grwp-mor: new contract" {
		t.Errorf("source %q", made.Revision.Source)
	}
	changed := put(t, p, Edit{Table: "services", Key: "grwp-mor", Base: form.Revision, Columns: map[string]string{"capacity": "12"}, Actor: "mari"})
	if form, _ = p.Form("services", "grwp-mor"); form.Columns["capacity"] != "12" || form.Columns["provider"] != "p1" || changed.Revision.Action != "edit" {
		t.Errorf("form %+v, revision %+v", form, changed.Revision)
	}
	if same := put(t, p, Edit{Table: "services", Key: "grwp-mor", Base: form.Revision, Columns: form.Columns}); same.Changed {
		t.Errorf("the form as it was changes something: %+v", same)
	}
	if cleared := put(t, p, Edit{Table: "services", Key: "grwp-mor", Base: form.Revision, Columns: map[string]string{"capacity": " "}}); !cleared.Changed {
		t.Error("an emptied field changes nothing")
	}
	second := newService
	if again := put(t, p, Edit{Table: "services", Columns: second}); !strings.Contains(again.Revision.Source, "grwp-mor-2") {
		t.Errorf("source %q; want another code", again.Revision.Source)
	}
}

func TestPutRefuses(t *testing.T) {
	p := open(t)
	near := world()
	delete(near.Rows, "travel")
	take(t, p, near)
	take(t, p, batch(service("s2", "Refuge"), row("sites", &model.Site{Key: "r", Service: "s2", Disclosure: model.Protected}, "site", "service", "disclosure")))
	base := p.Atlas().Revision.Revision
	with := func(columns map[string]string, column, text string) map[string]string {
		out := map[string]string{}
		for k, v := range columns {
			out[k] = v
		}
		out[column] = text
		return out
	}
	site := map[string]string{"service": "s1", "disclosure": "public"}
	for name, c := range map[string]struct {
		edit   Edit
		column string // of the fault, "" for another refusal
		code   string
		absent string // what must not be repeated
	}{
		"nothing at all":       {Edit{Table: "providers"}, "name", "", ""},
		"no name":              {Edit{Table: "services", Columns: with(newService, "name", "")}, "name", "", ""},
		"no such provider":     {Edit{Table: "services", Columns: with(newService, "provider", "nobody")}, "provider", "", ""},
		"a code in use":        {Edit{Table: "services", Columns: with(newService, "service", "s1")}, "service", "", ""},
		"a number":             {Edit{Table: "services", Key: "s1", Columns: map[string]string{"capacity": "many"}}, "capacity", "", ""},
		"ages the wrong way":   {Edit{Table: "services", Key: "s1", Columns: map[string]string{"age_min": "9", "age_max": "5"}}, "age_min", "", ""},
		"control characters":   {Edit{Table: "services", Key: "s1", Columns: map[string]string{"name": "a\x00b"}}, "name", "", ""},
		"another table":        {Edit{Table: "areas", Key: "L1"}, "", model.NotFound, ""},
		"no such noun":         {Edit{Table: "services", Key: "s9"}, "", model.NotFound, ""},
		"half a place":         {Edit{Table: "sites", Columns: with(site, "lon", "-3.1")}, "lat", "", ""},
		"a protected place":    {Edit{Table: "sites", Columns: map[string]string{"service": "s2", "disclosure": "protected", "lon": "-3.98765"}}, "lon", "", "3.98765"},
		"a protected postcode": {Edit{Table: "sites", Key: "r", Columns: map[string]string{"postcode": "CF10 9ZZ"}}, "postcode", "", "9ZZ"},
		"an area's place":      {Edit{Table: "sites", Columns: map[string]string{"service": "s1", "disclosure": "area_only", "area_code": "L1", "lat": "51.98765"}}, "lat", "", "51.98765"},
		"a place, undisclosed": {Edit{Table: "sites", Columns: map[string]string{"service": "s1", "disclosure": "secret", "lat": "51.98765"}}, "disclosure", "", "51.98765"},
		"a place as a name":    {Edit{Table: "sites", Key: "r", Columns: map[string]string{"name": "House at CF10 9ZZ"}}, "name", "", "9ZZ"},
		"a place as a reason":  {Edit{Table: "services", Key: "s1", Columns: map[string]string{"name": "B"}, Reason: "moved to CF10 9ZZ"}, "reason", "", "9ZZ"},
		"a refuge made public": {Edit{Table: "sites", Key: "r", Columns: map[string]string{"disclosure": "public"}}, "", model.Forbidden, ""},
		"a refuge taken away":  {Edit{Table: "sites", Key: "r", Columns: map[string]string{"service": "s1"}}, "", model.Forbidden, ""},
		"a ward for a refuge":  {Edit{Table: "services", Key: "s2", Columns: map[string]string{"areas_served": ""}}, "areas_served", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			c.edit.Base = base
			_, err := p.Put(t.Context(), c.edit)
			var refused *Refused
			switch {
			case c.code != "":
				refusal(t, err, c.code)
			case !errors.As(err, &refused):
				t.Fatalf("error %v; want a refusal with columns", err)
			case refused.Problems.Errors()[0].Column != c.column && refused.Problems.Errors()[len(refused.Problems.Errors())-1].Column != c.column:
				t.Errorf("problems %+v; want column %q", refused.Problems, c.column)
			case c.absent != "" && strings.Contains(told(refused.Problems), c.absent):
				t.Errorf("a place is repeated: %s", told(refused.Problems))
			}
			if p.Atlas().Revision.Revision != base {
				t.Error("a refusal made a revision")
			}
		})
	}
}

func told(problems model.Problems) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(p.Sentence() + "\n")
	}
	return b.String()
}

// A form made before somebody else changed the same noun is refused and says
// who, what and when; one made before another noun changed is taken.
func TestOnlyTheSameNounIsAConflict(t *testing.T) {
	p := open(t)
	take(t, p, world())
	base := p.Atlas().Revision.Revision
	put(t, p, Edit{Table: "providers", Key: "p1", Base: base, Columns: map[string]string{"name": "Other Hands"}, Actor: "gwen"})
	put(t, p, Edit{Table: "services", Key: "s1", Base: base, Columns: map[string]string{"name": "Two"}, Actor: "mari"})
	_, err := p.Put(t.Context(), Edit{Table: "providers", Key: "p1", Base: base, Columns: map[string]string{"sector": "health"}, Actor: "mari"})
	refusal(t, err, model.Conflict, `gwen changed providers "p1" (name) on 1 April 2026 at 09:00 UTC`)
	var o *Overtaken
	if !errors.As(err, &o) || len(o.Since) != 1 || o.Since[0].Rows[0].Columns[0].After != "Other Hands" {
		t.Errorf("%+v", o)
	}
}

func TestImportOverAnotherRevisionIsAConflict(t *testing.T) {
	p := open(t)
	preview, err := p.Preview(t.Context(), world())
	if err != nil || len(preview.Rows) != 5 || p.Atlas().Revision.Revision != 1 {
		t.Fatalf("%+v, %v, revision %d; want five rows and nothing written", preview, err, p.Atlas().Revision.Revision)
	}
	take(t, p, batch(provider("Other Hands")))
	_, err = p.ImportOver(t.Context(), world(), preview.Base.Revision, "mari")
	refusal(t, err, model.Conflict, "tester changed the data (revision 2)")
	if _, err = p.ImportOver(t.Context(), world(), 2, "mari"); err != nil {
		t.Error(err)
	}
}

func TestPreviewHidesPlaces(t *testing.T) {
	p := open(t)
	preview, err := p.Preview(t.Context(), world())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range preview.Rows {
		for _, c := range r.Columns {
			if strings.Contains(c.After, "CF10") || strings.Contains(c.After, "-3.5") {
				t.Errorf("%s repeats a place: %+v", r.Table, c)
			}
		}
	}
	hidden, err := p.Preview(t.Context(), batch(row("areas", &model.Area{Code: "L1", Name: "North", Kind: "local_authority"}, "code", "name", "kind"), provider("A"), service("s1", "One"),
		row("sites", &model.Site{Key: "x", Service: "s1", Disclosure: model.Protected, Name: "Canary House", AreaCode: "L1"}, "site", "service", "disclosure", "name", "area_code")))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range hidden.Rows {
		if r.Table != "sites" {
			continue
		}
		for _, c := range r.Columns {
			if r.Name != "" || strings.Contains(c.After, "Canary") || strings.Contains(c.After, "L1") {
				t.Errorf("a protected site shows %+v", r)
			}
		}
	}
}

func TestEnding(t *testing.T) {
	p := open(t)
	take(t, p, world())
	take(t, p, batch(service("s2", "Refuge"), row("sites", &model.Site{Key: "r", Service: "s2", Disclosure: model.Protected}, "site", "service", "disclosure")))
	base := func() int { return p.Atlas().Revision.Revision }
	preview, err := p.PreviewEnd(t.Context(), Ending{Table: "providers", Key: "p1", Last: "2026-06-30", Base: base()})
	if err != nil || len(preview.Rows) != 2 || preview.Rows[0].Columns[0] != (ColumnChange{"end", "", "2026-06-30"}) {
		t.Fatalf("%+v, %v; want both services ended", preview, err)
	}
	end := func(e Ending) *Report {
		t.Helper()
		e.Base = base()
		report, err := p.End(t.Context(), e)
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	end(Ending{Table: "services", Key: "s1", Last: "2026-05-31", Reason: "contract"})
	end(Ending{Table: "providers", Key: "p1", Last: "2026-06-30"})
	for _, s := range p.Atlas().Records.Services {
		if want := map[string]model.Date{"s1": "2026-05-31", "s2": "2026-06-30"}[s.Key]; s.End != want {
			t.Errorf("%s ends %s, want %s", s.Key, s.End, want)
		}
	}
	removed := end(Ending{Table: "sites", Key: "x"})
	if len(p.Atlas().Records.Sites) != 1 || len(p.Atlas().Records.Travel) != 0 {
		t.Errorf("sites %v, travel %v", p.Atlas().Records.Sites, p.Atlas().Records.Travel)
	}
	undo(t, p, removed.Revision.Revision)
	if len(p.Atlas().Records.Travel) != 1 {
		t.Error("the journeys did not come back")
	}
	_, err = p.End(t.Context(), Ending{Table: "sites", Key: "r", Base: base()})
	refusal(t, err, model.Forbidden, "protected")
	_, err = p.End(t.Context(), Ending{Table: "services", Key: "s9", Last: "2026-05-31"})
	refusal(t, err, model.NotFound)
	_, err = p.End(t.Context(), Ending{Table: "services", Key: "s1", Last: "soon", Base: base()})
	var refused *Refused
	if !errors.As(err, &refused) || refused.Problems[0].Column != "end" {
		t.Errorf("%v; want a fault of end", err)
	}
	_, err = p.End(t.Context(), Ending{Table: "services", Key: "s1", Last: "2026-07-31", Base: 2})
	refusal(t, err, model.Conflict, `services "s1" (end)`)
}
