package planner

import (
	"testing"

	"catchment/model"
	"catchment/model/disclosure"
)

// A commissioner gets twelve months and the cliff edges; the public nothing,
// nor any advice.
func TestTimelineAndAdvice(t *testing.T) {
	p := open(t)
	take(t, p, batch(provider("One")))
	timeline, err := p.Timeline(t.Context(), "2026-04-01", disclosure.Commissioner)
	if err != nil || len(timeline.Months) != 12 || timeline.Months[0].Date != "2026-05-01" {
		t.Fatalf("%+v, %v", timeline, err)
	}
	if _, err := p.Timeline(t.Context(), "2026-04-01", disclosure.Public); model.CodeOf(err) != model.Forbidden {
		t.Errorf("the public is answered with %v", err)
	}
	kind := p.Atlas().Types[0].Key
	if _, err := p.Advise(t.Context(), "2026-04-01", disclosure.Commissioner, kind, model.LocalAuthority); err != nil {
		t.Error(err)
	}
	if _, err := p.Advise(t.Context(), "2026-04-01", disclosure.Public, kind, model.LocalAuthority); model.CodeOf(err) != model.Forbidden {
		t.Errorf("the public is answered with %v", err)
	}
	if _, err := p.Advise(t.Context(), "2026-04-01", disclosure.Commissioner, "nothing", model.LocalAuthority); model.CodeOf(err) != model.NotFound {
		t.Errorf("an unknown type is answered with %v", err)
	}
}
