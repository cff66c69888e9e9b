package planner

import (
	"context"
	"errors"
	"maps"
	"slices"

	"catchment/model"
	"catchment/model/exchange/intake"
)

// Line is one line of a scenario as a form states it: at a place that it had at
// the base, 0 to add one.
type Line struct {
	Scenario string
	Place    int
	Texts    map[string]string
	Base     int
	Actor    string
}

// LineReport says what became of a line: its place in the scenario now, and
// whether somebody else changed other lines since the base.
type LineReport struct {
	*Report
	Place  int
	Merged bool
}

// PutLine puts one line into a scenario as it stands. What others did to other
// lines since the base stays; who changed the same line was faster:
// *Overtaken. A refusal is PutPlan's, and has the report, too.
func (p *Planner) PutLine(ctx context.Context, line Line) (out LineReport, err error) {
	for range putTries {
		var plan *Plan
		if plan, out, err = p.withLine(ctx, &line); err != nil {
			return out, err
		}
		plan.Actor = line.Actor
		if out.Report, err = p.PutPlan(ctx, *plan); !errors.As(err, new(*Overtaken)) {
			break // else somebody came between: their line may be another
		}
	}
	return out, err
}

// putTries is how often a line is put again where others write to the same
// scenario at the same moment.
const putTries = 20

// DraftLine gives the changes of a scenario with one line as it is typed, as
// Draft does.
func (p *Planner) DraftLine(ctx context.Context, line Line) ([]model.ScenarioChange, LineReport, error) {
	plan, out, err := p.withLine(ctx, &line)
	if err != nil {
		return nil, out, err
	}
	changes, err := p.Draft(*plan)
	return changes, out, err
}

// withLine is the scenario with the line.
func (p *Planner) withLine(ctx context.Context, line *Line) (*Plan, LineReport, error) {
	out := LineReport{Place: line.Place}
	plan, err := p.Plan(line.Scenario)
	if err != nil {
		return nil, out, err
	}
	if since := p.touched(ctx, model.ScenarioChange{}.TableName(), plan.Name, line.Base); since != nil {
		if !errors.As(since, new(*Overtaken)) {
			return nil, out, since
		}
		out.Merged = true
		if out.Place, err = p.placeNow(ctx, plan, line.Place, line.Base); err != nil {
			return nil, out, err
		}
		if out.Place < 0 {
			return nil, out, since
		}
	}
	switch {
	case out.Place > len(plan.Lines):
		return nil, out, &model.Error{Code: model.NotFound, Field: "place", Sentence: model.Say("The scenario has no change %d.", out.Place)}
	case out.Place == 0:
		plan.Lines = append(plan.Lines, maps.Clone(line.Texts))
		out.Place = len(plan.Lines)
	default:
		plan.Lines[out.Place-1] = maps.Clone(line.Texts)
	}
	return plan, out, nil
}

// placeNow is where a line of the base stands in the plan, -1 where somebody
// changed or removed it, or where the history does not tell.
func (p *Planner) placeNow(ctx context.Context, plan *Plan, place, base int) (int, error) {
	if place == 0 {
		return 0, nil
	}
	was, err := p.PlanAt(ctx, plan.Name, base)
	if err != nil {
		if model.CodeOf(err) == model.NotFound {
			return -1, nil
		}
		return -1, err
	}
	if place > len(was.Changes) || slices.Contains(was.Withheld, place) {
		return -1, nil
	}
	line, at := lineOf(&was.Changes[place-1]), -1
	for i, now := range plan.Lines {
		switch {
		case !maps.Equal(line, now):
		case at >= 0:
			return -1, nil // which of two it was cannot be told
		default:
			at = i + 1
		}
	}
	return at, nil
}

// Draft gives the changes of a scenario with lines as they are typed, read as
// the rows of a file are; what is wrong is *Refused, as of PutPlan. Nothing is
// kept, and nothing is checked that does not touch the figures.
func (p *Planner) Draft(plan Plan) ([]model.ScenarioChange, error) {
	a := p.Atlas()
	batch := plan.read(a.Records)
	problems := append(model.Problems{}, batch.Problems...)
	changes := changesIn(batch)
	if len(problems.Errors()) == 0 {
		problems = append(problems, tried(a, changes)...)
	}
	if len(problems.Errors()) > 0 {
		return nil, &Refused{Problems: problems}
	}
	return changes, nil
}

func changesIn(batch *model.Batch) (changes []model.ScenarioChange) {
	for _, row := range batch.Rows[intake.Scenario] {
		changes = append(changes, *row.Noun.(*model.ScenarioChange))
	}
	return changes
}
