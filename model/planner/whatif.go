package planner

import (
	"context"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/disclosure"
)

// Unworkable is a plan that was not tried: every fault of its changes.
type Unworkable struct {
	Problems model.Problems // errors and warnings, in order of finding
}

// Error counts the faults.
func (u *Unworkable) Error() string { return u.Told().String() }

// Told is Error as a sentence.
func (u *Unworkable) Told() model.Sentence {
	if n := len(u.Problems.Errors()); n != 1 {
		return model.Say("%d faults were found in the plan; nothing was computed.", n)
	}
	return model.Say("1 fault was found in the plan; nothing was computed.")
}

// WhatIf tries changes on the figures of a day and gives the difference as an
// audience may see it: the public sees none. Nothing is kept; the figures that
// plans are tried on are computed once for each revision and day. Changes that
// an import would refuse are *Unworkable.
func (p *Planner) WhatIf(ctx context.Context, day model.Date, audience disclosure.Audience, changes []model.ScenarioChange) (*disclosure.Comparison, error) {
	scored := p.views.of(p.Atlas(), day, p.readiness.tell)
	before, err := p.viewOf(ctx, scored, audience)
	if err != nil {
		return nil, err
	}
	outcome, faults := scored.baseline().Try(changes)
	if outcome == nil {
		return nil, &Unworkable{planProblems(faults)}
	}
	return disclosure.Compare(before, outcome)
}

func planProblems(faults []atlas.Fault) model.Problems { return disclosure.PlanProblems(faults) }

// Scenario gives the changes of a scenario by its name, in their order.
func (p *Planner) Scenario(name string) ([]model.ScenarioChange, error) {
	var out []model.ScenarioChange
	for _, change := range p.Atlas().Records.Scenarios {
		if change.Scenario == name {
			out = append(out, change)
		}
	}
	if out == nil {
		return nil, &model.Error{Code: model.NotFound, Field: "scenario", Sentence: p.noScenario(name)}
	}
	slices.SortStableFunc(out, func(x, y model.ScenarioChange) int { return x.Place - y.Place })
	return out, nil
}

func (p *Planner) noScenario(name string) model.Sentence {
	names := p.Scenarios()
	if len(names) == 0 {
		return model.Say("There is no scenario %s; none has been imported.", model.Quoted(name))
	}
	return model.Say("There is no scenario %s; there are: %s.", model.Quoted(name), strings.Join(names, "; "))
}

// Scenarios names the scenarios, in order of name.
func (p *Planner) Scenarios() []string {
	var names []string
	for _, change := range p.Atlas().Records.Scenarios {
		names = append(names, change.Scenario)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
