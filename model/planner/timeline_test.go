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
	timeline, err := p.Timeline(t.Context(), "2026-04-01", disclosure.Commissioner, 0)
	if err != nil || len(timeline.Months) != 12 || timeline.Months[0].Date != "2026-05-01" {
		t.Fatalf("%+v, %v", timeline, err)
	}
	if _, err := p.Timeline(t.Context(), "2026-04-01", disclosure.Public, 0); model.CodeOf(err) != model.Forbidden {
		t.Errorf("the public is answered with %v", err)
	}
	kind := p.Atlas().Types[0].Key
	if _, err := p.Advise(t.Context(), "2026-04-01", disclosure.Commissioner, AdviceWish{ServiceType: kind, Areas: model.LocalAuthority}); err != nil {
		t.Error(err)
	}
	if _, err := p.Advise(t.Context(), "2026-04-01", disclosure.Public, AdviceWish{ServiceType: kind}); model.CodeOf(err) != model.Forbidden {
		t.Errorf("the public is answered with %v", err)
	}
	if _, err := p.Advise(t.Context(), "2026-04-01", disclosure.Commissioner, AdviceWish{ServiceType: "nothing"}); model.CodeOf(err) != model.NotFound {
		t.Errorf("an unknown type is answered with %v", err)
	}
}

// A horizon is what was asked for, whichever was asked for before; none goes
// past what is allowed or the calendar.
func TestHorizons(t *testing.T) {
	p := open(t)
	take(t, p, batch(provider("One")))
	for _, months := range []int{24, 1, 60, 12, MostMonths} {
		timeline, err := p.Timeline(t.Context(), "2026-04-01", disclosure.Commissioner, months)
		if err != nil || len(timeline.Months) != months {
			t.Errorf("%d months: %d, %v", months, len(timeline.Months), err)
		}
	}
	if timeline, err := p.Timeline(t.Context(), "9999-06-01", disclosure.Commissioner, 60); err != nil || len(timeline.Months) != 6 {
		t.Errorf("the calendar's last: %v, %v", timeline, err)
	}
	for _, months := range []int{-1, MostMonths + 1} {
		if _, err := p.Timeline(t.Context(), "2026-04-01", disclosure.Commissioner, months); model.CodeOf(err) != model.Invalid {
			t.Errorf("%d months: %v", months, err)
		}
	}
	for horizon, want := range map[int]int{0: 12, 6: 6, 1200: MostMonths} {
		if got := HorizonOf(model.Settings{HorizonMonths: horizon}); got != want {
			t.Errorf("a method that looks %d months ahead: %d, want %d", horizon, got, want)
		}
	}
}
