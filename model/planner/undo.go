package planner

import (
	"context"
	"fmt"
	"slices"

	"catchment/model"
	"catchment/model/field"
	"catchment/model/store"
)

// Undo takes one revision back by a new one: the rows that it created go, those
// that it changed or removed become what they were, and the method tables
// those of the version before. It is refused with model.Conflict where a later
// revision touched the same rows, which would be lost. An undo can be undone.
func (p *Planner) Undo(ctx context.Context, revision int, actor string) (*Report, error) {
	return p.commit(ctx, p.undoing(revision), actor)
}

// PreviewUndo says what Undo would do, and writes nothing.
func (p *Planner) PreviewUndo(ctx context.Context, revision int) (*Preview, error) {
	return p.preview(ctx, p.undoing(revision))
}

func (p *Planner) undoing(revision int) work {
	return func(ctx context.Context, known *model.Records, latest model.Revision) (*proposal, error) {
		from, err := p.turning(ctx, revision)
		if err != nil {
			return nil, err
		}
		batch := &model.Batch{Rows: map[string][]model.Row{}}
		leaving := gone{}
		if err := p.restoreRows(ctx, from, batch, leaving); err != nil {
			return nil, err
		}
		if err := p.restoreMethod(ctx, from, batch); err != nil {
			return nil, err
		}
		m := merge(known, batch, leaving)
		clear(m.origin) // no file says so
		less, err := p.less(ctx, m, known)
		if err == nil {
			err = forbidden(less)
		}
		if err != nil {
			return nil, err
		}
		problems := m.checked(known, nil)
		if len(problems.Errors()) > 0 {
			return nil, &Refused{Problems: problems}
		}
		return &proposal{merging: m, action: "undo", source: fmt.Sprintf("revision %d", revision), undoes: revision, warnings: problems.Warnings()}, nil
	}
}

// turning is a revision that may be undone, and the one before it.
type turning struct {
	target, before model.Revision
	trail
}

func (p *Planner) turning(ctx context.Context, number int) (*turning, error) {
	revisions, err := p.store.Revisions(ctx)
	if err != nil {
		return nil, err
	}
	from := &turning{trail: trailOf(revisions)}
	at := slices.IndexFunc(revisions, func(r model.Revision) bool { return r.Revision == number })
	switch {
	case at < 0:
		return nil, &model.Error{Code: model.NotFound, Field: "revision", Sentence: model.Say("There is no revision %d.", number)}
	case at+1 == len(revisions):
		return nil, &model.Error{Code: model.Conflict, Field: "revision", Sentence: model.Say("The first revision brought the reference data and cannot be undone.")}
	}
	if by := from.by[number]; by > 0 {
		return nil, &model.Error{Code: model.Conflict, Field: "revision", Sentence: model.Say("Revision %d has been undone already, by revision %d.", number, by)}
	}
	from.target, from.before = revisions[at], revisions[at+1]
	return from, nil
}

func (p *Planner) restoreRows(ctx context.Context, from *turning, batch *model.Batch, leaving gone) error {
	entries, err := p.store.Audit(ctx, from.target.Revision)
	if err != nil {
		return err
	}
	rows, err := p.store.LastChanges(ctx, from.target.Revision, from.undone())
	if err != nil {
		return err
	}
	last := map[[2]string]store.LastChange{}
	for _, row := range rows {
		last[[2]string{row.Noun, row.Subject}] = row
	}
	for _, e := range entries {
		if t, ok := field.TableOf(e.Noun); ok && t.Method {
			continue
		}
		row, untouched := last[[2]string{e.Noun, e.Subject}]
		if !untouched {
			return p.noWayBack(ctx, from, e)
		}
		if !row.Kept {
			return &model.Error{Code: model.Conflict, Field: e.Noun, Sentence: model.Say(
				"Revision %d cannot be undone: what %s was before is not kept, because it told of a place. Bring it in again instead.", from.target.Revision, called(e.Noun, e.Subject))}
		}
		if err := restore(batch, leaving, row); err != nil {
			return err
		}
	}
	return nil
}

// called names a row in a sentence.
func called(noun, subject string) model.Sentence {
	if noun == (model.ScenarioChange{}).TableName() {
		return model.Say("the scenario %s", model.Quoted(subject))
	}
	return model.Say("%s %s", noun, model.Quoted(subject))
}

// noWayBack names the noun that a later revision touched.
func (p *Planner) noWayBack(ctx context.Context, from *turning, e model.AuditEntry) error {
	target := from.target.Revision
	err := p.touched(ctx, e.Noun, e.Subject, target)
	o, later := err.(*Overtaken)
	if err != nil && !later {
		return err
	}
	if later {
		o.Since = slices.DeleteFunc(o.Since, func(s Since) bool { return !from.stands(s.Revision, target) })
	}
	if !later || len(o.Since) == 0 {
		return &model.Error{Code: model.Conflict, Field: e.Noun, Sentence: model.Say(
			"Revision %d cannot be undone: what %s was before is no longer kept, or never was. Bring it in again instead.", target, called(e.Noun, e.Subject))}
	}
	last := o.Since[len(o.Since)-1]
	return &model.Error{Code: model.Conflict, Field: e.Noun, Cause: o, Sentence: model.Say(
		"Revision %d cannot be undone: %s changed %s afterwards, in revision %d on %s. Undo that first.",
		target, model.ActorOf(last.Actor), called(e.Noun, e.Subject), last.Revision.Revision, moment(last.Revision))}
}

// restoreMethod brings the method tables of the version before.
func (p *Planner) restoreMethod(ctx context.Context, from *turning, batch *model.Batch) error {
	if from.target.Method == from.before.Method {
		return nil
	}
	if later := from.methodAfter(from.target.Revision); later > 0 {
		return &model.Error{Code: model.Conflict, Field: "method", Sentence: model.Say(
			"Revision %d cannot be undone: the method has been changed again since, to version %d. Undo that first.", from.target.Revision, later)}
	}
	records, err := p.store.Method(ctx, from.before.Method)
	if err != nil {
		return err
	}
	for _, t := range field.Tables {
		if t.Method {
			batch.Rows[t.Name] = rowsOf(t, records)
			batch.Files = append(batch.Files, model.File{Into: t.Name})
		}
	}
	return nil
}
