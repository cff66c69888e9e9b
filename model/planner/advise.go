package planner

import (
	"context"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/scenario"
)

// AdviceWish says what advice is wanted on.
type AdviceWish struct {
	ServiceType string
	Areas       model.AreaKind // the areas that reach is tried for
	Area        string         // that the service reaches or would come to reach; "" for anywhere
	Tier        int            // that is counted apart; 0 for all
	Most        int            // relaxations to give; 0 for all
}

// Advise says which constraint of a service type, relaxed by one, would
// release most children.
func (p *Planner) Advise(ctx context.Context, day model.Date, audience disclosure.Audience, wish AdviceWish) (*disclosure.AdviceList, error) {
	scored := p.views.of(p.Atlas(), day, p.readiness.tell)
	view, err := p.viewOf(ctx, scored, audience)
	if err != nil {
		return nil, err
	}
	if audience != disclosure.Commissioner {
		return disclosure.AdviceOf(view, nil, scenario.Advised{}, false)
	}
	base := scored.baseline()
	kind, ok := base.Day.Type(wish.ServiceType)
	if !ok {
		return nil, &model.Error{Code: model.NotFound, Field: "service_type", Sentence: model.Say("There is no service type %s.", model.Quoted(wish.ServiceType))}
	}
	within := -1
	if wish.Area != "" {
		if within, err = reportedPlace(view, base, wish.Area); err != nil {
			return nil, err
		}
	}
	advised, ok := base.Advise(scenario.Asked{Type: kind, Areas: wish.Areas, Within: within, Tier: wish.Tier, Most: wish.Most})
	return disclosure.AdviceOf(view, &base.Day.Types[kind], advised, ok)
}

// reportedPlace is the reported area of a code; one that is none is refused.
func reportedPlace(view *disclosure.View, base scenario.Baseline, code string) (int, error) {
	if _, err := view.Place(code); err != nil {
		return 0, err
	}
	area, _ := base.Day.Area(code)
	place, _ := base.Day.ReportedPlace(area)
	return int(place), nil
}

// JointWish is a service that is not there yet, and the area that wants it.
type JointWish struct {
	Service model.Service // its type, programme and rules
	Area    string
	Wanted  float64 // children a year that make it viable
}

// Join says how many children a year of an area a service would accept, and
// which neighbours would make them enough.
func (p *Planner) Join(ctx context.Context, day model.Date, audience disclosure.Audience, wish JointWish) (*disclosure.Joint, error) {
	scored := p.views.of(p.Atlas(), day, p.readiness.tell)
	view, err := p.viewOf(ctx, scored, audience)
	if err != nil {
		return nil, err
	}
	if audience != disclosure.Commissioner {
		return disclosure.JointOf(view, wish.Area, scenario.Joint{})
	}
	base := scored.baseline()
	place, err := reportedPlace(view, base, wish.Area)
	if err != nil {
		return nil, err
	}
	service, ok := base.Day.Resolve(&wish.Service, nil)
	if !ok {
		return nil, &model.Error{Code: model.NotFound, Field: "service_type", Sentence: model.Say("There is no service type %s.", model.Quoted(wish.Service.ServiceType))}
	}
	return disclosure.JointOf(view, wish.Area, base.Join(&service, place, wish.Wanted))
}
