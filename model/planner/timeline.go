package planner

import (
	"context"
	"sync"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/scenario"
)

// MostMonths is how far ahead a timeline goes at most.
const MostMonths = 120

// HorizonOf is how many months ahead a timeline goes by itself: those of the
// settings, a year where they look no way ahead.
func HorizonOf(s model.Settings) int {
	if s.HorizonMonths == 0 {
		return 12
	}
	return min(s.HorizonMonths, MostMonths)
}

// Timeline gives the figures of the first of each of so many months after a
// day (0: as many as the settings look ahead), from dates alone, and the cliff
// edges before the last of them. What is computed is kept for the revision and
// day; a longer horizon serves for the shorter ones.
func (p *Planner) Timeline(ctx context.Context, day model.Date, audience disclosure.Audience, months int) (*disclosure.Timeline, error) {
	scored := p.views.of(p.Atlas(), day, p.readiness.tell)
	view, err := p.viewOf(ctx, scored, audience)
	if err != nil {
		return nil, err
	}
	if audience != disclosure.Commissioner {
		return disclosure.TimelineOf(view, nil, nil)
	}
	if months == 0 {
		months = HorizonOf(view.Settings())
	}
	if months < 0 || months > MostMonths {
		return nil, &model.Error{Code: model.Invalid, Field: "months", Sentence: model.Say("A timeline of %d months is asked for; a whole number from 1 to %d is expected.", months, MostMonths)}
	}
	return disclosure.TimelineOf(view, scored.ahead.upTo(months), scored.ahead.without)
}

// ahead is what the dates of a day's services bring, as far as anybody has
// asked.
type ahead struct {
	baseline func() scenario.Baseline
	mutex    sync.Mutex
	asked    int // months
	months   []scenario.Month
	edges    map[int32]scenario.Edge
}

func (a *ahead) upTo(months int) []scenario.Month {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if months > a.asked {
		a.asked, a.months = months, a.baseline().Timeline(months)
	}
	return a.months[:min(months, len(a.months))]
}

func (a *ahead) without(service int32) scenario.Edge {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	e, known := a.edges[service]
	if !known {
		e = a.baseline().Without(service)
		a.edges[service] = e
	}
	return e
}
