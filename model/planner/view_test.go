package planner

import (
	"context"
	"errors"
	"sync"
	"testing"

	"catchment/model"
	"catchment/model/disclosure"
)

// Everyone who asks for a day gets the same figures, computed once; a new
// revision, another day and another audience have their own.
func TestViewsAreComputedOnce(t *testing.T) {
	p := open(t)
	ask := func(date model.Date, audience disclosure.Audience) *disclosure.View {
		v, err := p.View(t.Context(), date, audience)
		if err != nil {
			t.Error(err)
		}
		return v
	}
	var group sync.WaitGroup
	seen := make([]*disclosure.View, 16)
	for i := range seen {
		group.Go(func() { seen[i] = ask("2026-04-01", disclosure.Commissioner) })
	}
	group.Wait()
	for _, v := range seen[1:] {
		if v != seen[0] {
			t.Fatal("the same day was computed twice")
		}
	}
	if ask("2026-04-01", disclosure.Public) == seen[0] || ask("2026-04-02", disclosure.Commissioner) == seen[0] {
		t.Error("another audience or day got the same view")
	}
	take(t, p, batch(provider("One")))
	if v := ask("2026-04-01", disclosure.Commissioner); v == seen[0] || v.Revision().Revision != 2 {
		t.Error("a new revision got the old view")
	}
}

func TestAnUnknownAudienceIsRefused(t *testing.T) {
	if _, err := open(t).View(t.Context(), "2026-04-01", "press"); model.CodeOf(err) != model.Invalid {
		t.Errorf("it is answered with %v", err)
	}
}

// Only so many days are kept: an old one is computed again.
func TestFewDaysAreKept(t *testing.T) {
	p := open(t)
	first, _ := p.View(t.Context(), "2026-01-01", disclosure.Commissioner)
	for month := range kept {
		p.View(t.Context(), model.Date("2026-02-01").AddMonths(month), disclosure.Commissioner)
	}
	again, _ := p.View(t.Context(), "2026-01-01", disclosure.Commissioner)
	if again == first || len(p.views.days) != kept {
		t.Errorf("%d days are kept", len(p.views.days))
	}
}

func TestWhoGoesAwayDoesNotWait(t *testing.T) {
	p := open(t)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for range 100 {
		if _, err := p.View(gone, "2026-04-01", disclosure.Commissioner); err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
}
