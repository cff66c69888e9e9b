package planner

import (
	"context"
	"fmt"

	"catchment/model"
	"catchment/model/field"
)

// Ending is the end of one noun. A service ends on its last day; a provider
// ends by ending each of its services that has not ended by then; a site, which
// has no days, is removed, with the journeys to it.
type Ending struct {
	Table, Key string
	Last       model.Date // the last day; not of a site
	Base       int
	Actor      string
	Reason     string
}

// End ends a noun. A noun that somebody else changed since the base is
// *Overtaken; a protected site stays with its service: model.Forbidden.
func (p *Planner) End(ctx context.Context, e Ending) (*Report, error) {
	return p.commit(ctx, p.ending(e), e.Actor)
}

// PreviewEnd says what End would do, and writes nothing.
func (p *Planner) PreviewEnd(ctx context.Context, e Ending) (*Preview, error) {
	return p.preview(ctx, p.ending(e))
}

func (p *Planner) ending(e Ending) work {
	return func(ctx context.Context, known *model.Records, latest model.Revision) (*proposal, error) {
		t, noun, err := find(known, e.Table, e.Key)
		if err != nil {
			return nil, err
		}
		if noun == nil {
			return nil, notThere(t, e.Key)
		}
		if err := p.touched(ctx, e.Table, e.Key, e.Base); err != nil {
			return nil, err
		}
		if problems := e.faults(); len(problems) > 0 {
			return nil, &Refused{Problems: problems}
		}
		batch, leaving := e.rows(known)
		m := merge(known, batch, leaving)
		if err := forbidden(m.lowered(known)); err != nil {
			return nil, err
		}
		problems := m.checked(known, nil)
		if len(problems.Errors()) > 0 {
			return nil, &Refused{Problems: problems}
		}
		return &proposal{merging: m, action: "end", source: reasoned(t.Name, e.Key, e.Reason), warnings: problems.Warnings()}, nil
	}
}

func (e Ending) faults() model.Problems {
	var problems model.Problems
	if _, err := model.ParseDate(string(e.Last)); err != nil && e.Table != "sites" {
		problems = append(problems, model.Problem{Column: "end", Expected: model.Say("the last day is expected, a date like 2026-03-31"), Found: model.Quoted(string(e.Last))})
	}
	return append(problems, ofReason(e.Reason)...)
}

// rows gives what ending changes and removes.
func (e Ending) rows(known *model.Records) (*model.Batch, gone) {
	batch, leaving := &model.Batch{Rows: map[string][]model.Row{}}, gone{}
	if e.Table == "sites" {
		leaving.add("sites", e.Key)
		for i := range known.Travel {
			if journey := &known.Travel[i]; journey.Site == e.Key {
				leaving.add("travel", field.KeyOf(journey))
			}
		}
		return batch, leaving
	}
	for i := range known.Services {
		s := &known.Services[i]
		own := e.Table == "services" && s.Key == e.Key
		if own || e.Table == "providers" && s.Provider == e.Key && (s.End == "" || s.End > e.Last) {
			row := model.Row{Noun: &model.Service{Key: s.Key, End: e.Last}, Given: map[string]bool{"end": true}}
			if !own {
				row.File = fmt.Sprintf("services %q", s.Key)
			}
			batch.Rows["services"] = append(batch.Rows["services"], row)
		}
	}
	return batch, leaving
}
