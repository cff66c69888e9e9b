package planner

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/exchange/intake"
	"catchment/model/field"
	"catchment/model/scenario"
	"catchment/model/store"
)

// Plan is a scenario as a form states it: all its lines, each as the texts of
// the columns of scenario.csv.
type Plan struct {
	Name  string
	Lines []map[string]string
	Fresh bool   // it must not be there yet
	Owner string // of a fresh one, "" for nobody
	Base  int    // the revision that the form was made from; not of a fresh one
	Actor string
}

// Plan gives a scenario as it stands.
func (p *Planner) Plan(name string) (*Plan, error) {
	a := p.Atlas()
	changes, err := p.Scenario(name)
	if err != nil {
		return nil, err
	}
	plan := &Plan{Name: name, Base: a.Revision.Revision}
	for i := range changes {
		plan.Lines = append(plan.Lines, lineOf(&changes[i]))
	}
	return plan, nil
}

func lineOf(c *model.ScenarioChange) map[string]string {
	line := map[string]string{"change": string(c.Change), "service": c.Service}
	for column, text := range c.Sets {
		line[column] = text
	}
	if c.Cost != nil {
		line["cost"] = strconv.FormatFloat(*c.Cost, 'f', -1, 64)
	}
	return line
}

// PutPlan creates a scenario or replaces it whole; without lines it goes. It is
// read as the rows of a file are, and tried: what an import or WhatIf would
// refuse is *Refused, each fault with its column, and the number of its line
// as Row. A service that opens without a key is given one made from its name.
// A scenario that somebody else changed since the base is *Overtaken.
func (p *Planner) PutPlan(ctx context.Context, plan Plan) (*Report, error) {
	return p.commit(ctx, p.planning(plan), plan.Actor)
}

func (p *Planner) planning(plan Plan) work {
	return func(ctx context.Context, known *model.Records, latest model.Revision) (*proposal, error) {
		action, err := p.planAction(ctx, &plan, known)
		if err != nil {
			return nil, err
		}
		leaving := gone{}
		if len(plan.Lines) == 0 {
			leaving.add(model.ScenarioChange{}.TableName(), plan.Name)
		}
		batch := plan.read(known)
		m := merge(known, batch, leaving)
		problems := append(model.Problems{}, batch.Problems...)
		problems = append(problems, m.checked(known, batch.Problems)...)
		if len(problems.Errors()) == 0 {
			problems = append(problems, tried(p.atlasOf(known, latest), changesIn(batch))...)
		}
		if len(problems.Errors()) > 0 {
			return nil, &Refused{Problems: problems}
		}
		return &proposal{merging: m, action: action, source: reasoned(intake.Scenario, plan.Name, ""), warnings: problems.Warnings(), owner: plan.owned()}, nil
	}
}

// owned is whose a fresh scenario is: nobody's, where one of its name had an
// owner and was removed.
func (plan *Plan) owned() *store.PlanOwner {
	if !plan.Fresh {
		return nil
	}
	return &store.PlanOwner{Scenario: plan.Name, Owner: plan.Owner}
}

// planAction says what becomes of the scenario, where that may be.
func (p *Planner) planAction(ctx context.Context, plan *Plan, known *model.Records) (string, error) {
	plan.Name = strings.TrimSpace(plan.Name)
	exists := slices.ContainsFunc(known.Scenarios, func(c model.ScenarioChange) bool { return c.Scenario == plan.Name })
	switch {
	case plan.Fresh && exists:
		return "", &Refused{Problems: model.Problems{{Column: "scenario", Expected: model.Say("a name that no other scenario has is expected"), Found: model.Quoted(plan.Name)}}}
	case plan.Fresh:
		owner, err := ownerOf(plan.Owner)
		if err != nil {
			return "", &Refused{Problems: model.Problems{{Column: "owner", Expected: model.SentenceOf(err)}}}
		}
		plan.Owner = owner
		return "create", nil
	case !exists:
		return "", &model.Error{Code: model.NotFound, Field: "scenario", Sentence: p.noScenario(plan.Name)}
	}
	return "edit", p.touched(ctx, model.ScenarioChange{}.TableName(), plan.Name, plan.Base)
}

// atlasOf is the atlas of records that were just read: the current one, unless
// another program has written since.
func (p *Planner) atlasOf(known *model.Records, latest model.Revision) *atlas.Atlas {
	if a := p.Atlas(); a.Revision.Revision == latest.Revision {
		return a
	}
	return atlas.Build(known, latest)
}

// read reads the lines as rows of a file that has no name.
func (plan *Plan) read(known *model.Records) *model.Batch {
	in := intake.New(nil)
	names := intake.ScenarioColumns()
	sheet := in.Open(intake.Origin{Table: intake.Scenario}, 0, names)
	for i, line := range plan.Lines {
		if line["change"] == "open" && strings.TrimSpace(line["service"]) == "" {
			line["service"] = plan.freeService(known, line["name"])
		}
		cells := make([]string, len(names))
		for at, name := range names {
			cells[at] = line[name]
		}
		cells[slices.Index(names, intake.Scenario)] = plan.Name
		sheet.Row(i+1, cells, nil)
	}
	sheet.Close()
	return in.Finish()
}

// freeService is a key for a service that opens, which neither the records nor
// the lines have.
func (plan *Plan) freeService(known *model.Records, name string) string {
	with := *known
	with.Services = slices.Clone(known.Services)
	for _, line := range plan.Lines {
		with.Services = append(with.Services, model.Service{Key: line["service"]})
	}
	t, _ := field.TableOf(model.Service{}.TableName())
	return freeKey(t, &with, map[string]string{"name": name})
}

// tried is what stands against the lines where they are applied in order.
func tried(a *atlas.Atlas, changes []model.ScenarioChange) (out model.Problems) {
	_, faults := scenario.Apply(a, changes)
	for _, f := range faults {
		if f.Warning {
			continue
		}
		out = append(out, model.Problem{Row: placeOf(changes, f), Column: f.Column, Expected: f.Expected, Found: f.Found})
	}
	return out
}

// placeOf is the line that a fault is about: its own, or the last that speaks
// of the service.
func placeOf(changes []model.ScenarioChange, f atlas.Fault) int {
	place := 0
	for i := range changes {
		c := &changes[i]
		own := f.Table == c.TableName() && f.Key == placeKey(c)
		if own || f.Table != c.TableName() && (f.Key == c.Service || strings.HasPrefix(f.Key, c.Service+"-") || f.Key == c.Sets["site"]) {
			place = c.Place
		}
	}
	return place
}

// placeKey is what faults call a line of a scenario.
func placeKey(c *model.ScenarioChange) string { return fmt.Sprintf("%s / %d", c.Scenario, c.Place) }
