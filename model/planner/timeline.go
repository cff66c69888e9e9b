package planner

import (
	"context"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/scenario"
)

// Timeline gives the figures of the first of each month over the horizon, from
// dates alone, and the cliff edges, computed once for each revision and day.
func (p *Planner) Timeline(ctx context.Context, day model.Date, audience disclosure.Audience) (*disclosure.Timeline, error) {
	scored := p.views.of(p.Atlas(), day, p.readiness.tell)
	view, err := p.viewOf(ctx, scored, audience)
	if err != nil {
		return nil, err
	}
	if audience != disclosure.Commissioner {
		return disclosure.TimelineOf(view, nil, nil)
	}
	ahead := scored.ahead()
	return disclosure.TimelineOf(view, ahead.months, ahead.edges)
}

// ahead is what the dates of a day's services bring.
type ahead struct {
	months []scenario.Month
	edges  []scenario.Edge
}

// Advise says which constraint of a service type, relaxed by one, would
// release most children; reach is tried for areas of a kind.
func (p *Planner) Advise(ctx context.Context, day model.Date, audience disclosure.Audience, serviceType string, areas model.AreaKind) ([]disclosure.Advice, error) {
	scored := p.views.of(p.Atlas(), day, p.readiness.tell)
	view, err := p.viewOf(ctx, scored, audience)
	if err != nil {
		return nil, err
	}
	if audience != disclosure.Commissioner {
		return disclosure.AdviceOf(view, nil)
	}
	base := scored.baseline()
	kind, ok := base.Day.Type(serviceType)
	if !ok {
		return nil, &model.Error{Code: model.NotFound, Field: "service_type", Sentence: model.Say("There is no service type %s.", model.Quoted(serviceType))}
	}
	return disclosure.AdviceOf(view, base.Advise(kind, areas))
}
