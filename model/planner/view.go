package planner

import (
	"context"
	"sync"
	"time"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/model/scenario"
)

// kept is how many days' figures are held at a time, besides those that a
// request is still reading.
const kept = 3

// views holds the figures of the days asked for last, of one revision. A new
// revision begins with none, and so does a new quarter.
type views struct {
	mutex  sync.Mutex
	today  func() model.Date
	atlas  *atlas.Atlas
	latest model.Date // the last day of which the public gets figures
	days   []*scored  // the last asked for first
}

// scored is one day's figures, computed once by whoever asks first.
type scored struct {
	date   model.Date
	result func() *coverage.Result
	views  map[disclosure.Audience]func() *disclosure.View
	// what plans are tried on
	baseline func() scenario.Baseline
	ahead    *ahead
}

// Today is the day by the planner's clock, or the one that it was told to take
// for it.
func (p *Planner) Today() model.Date {
	if day := p.readiness.asOf.Load(); day != nil {
		return *day
	}
	return model.DateOf(p.now())
}

// DayFor is the day whose figures an audience gets on the web that asks for
// those of a day, "" being the latest; where ok is false it may not have that
// day's, and the day is the nearest before.
func (p *Planner) DayFor(audience disclosure.Audience, asked model.Date) (day model.Date, ok bool) {
	return disclosure.DayFor(audience, asked, p.Today())
}

// View gives the current revision's figures of a day as an audience may see
// them. They are computed once for each revision and day; everyone who asks
// meanwhile waits for the same computation.
func (p *Planner) View(ctx context.Context, date model.Date, audience disclosure.Audience) (*disclosure.View, error) {
	return p.viewOf(ctx, p.views.of(p.Atlas(), date, p.readiness.tell), audience)
}

func (p *Planner) viewOf(ctx context.Context, day *scored, audience disclosure.Audience) (*disclosure.View, error) {
	view := day.views[audience]
	if view == nil {
		return nil, &model.Error{Code: model.Invalid, Field: "for", Sentence: model.Say("There is no audience %s; commissioner or public is expected.", model.Quoted(string(audience)))}
	}
	done := make(chan *disclosure.View, 1)
	go func() { done <- view() }()
	select {
	case v := <-done:
		return v, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// of finds or begins a day; computed is told how long computing it took.
func (v *views) of(current *atlas.Atlas, date model.Date, computed func(time.Duration)) *scored {
	v.mutex.Lock()
	defer v.mutex.Unlock()
	if latest := disclosure.Published(v.today()); v.atlas != current || v.latest != latest {
		v.atlas, v.latest, v.days = current, latest, nil
	}
	for i, day := range v.days {
		if day.date == date {
			copy(v.days[1:i+1], v.days[:i])
			v.days[0] = day
			return day
		}
	}
	day := &scored{date: date, views: map[disclosure.Audience]func() *disclosure.View{}}
	day.result = sync.OnceValue(func() *coverage.Result {
		begun := time.Now()
		defer func() { computed(time.Since(begun)) }()
		return coverage.Score(current.On(date))
	})
	day.baseline = sync.OnceValue(func() scenario.Baseline { return scenario.On(day.result()) })
	day.ahead = &ahead{baseline: day.baseline, edges: map[int32]scenario.Edge{}}
	published := disclosure.PublishedDays(v.latest)
	for _, audience := range disclosure.Audiences {
		day.views[audience] = sync.OnceValue(func() *disclosure.View { return disclosure.Among(day.result(), audience, published) })
	}
	v.days = append([]*scored{day}, v.days[:min(len(v.days), kept-1)]...)
	return day
}
