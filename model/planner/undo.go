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
		target, before, err := p.revision(ctx, revision)
		if err != nil {
			return nil, err
		}
		batch := &model.Batch{Rows: map[string][]model.Row{}}
		leaving := gone{}
		if err := p.restoreRows(ctx, target, batch, leaving); err != nil {
			return nil, err
		}
		if err := p.restoreMethod(ctx, target, before, latest, batch); err != nil {
			return nil, err
		}
		m := merge(known, batch, leaving)
		clear(m.origin) // no file says so
		if err := forbidden(m.lowered(known)); err != nil {
			return nil, err
		}
		problems := m.checked(known, nil)
		if len(problems.Errors()) > 0 {
			return nil, &Refused{Problems: problems}
		}
		return &proposal{merging: m, action: "undo", source: fmt.Sprintf("revision %d", revision), undoes: revision, warnings: problems.Warnings()}, nil
	}
}

// revision gives a revision that may be undone, and the one before it.
func (p *Planner) revision(ctx context.Context, number int) (target, before model.Revision, err error) {
	revisions, err := p.store.Revisions(ctx)
	if err != nil {
		return target, before, err
	}
	at := slices.IndexFunc(revisions, func(r model.Revision) bool { return r.Revision == number })
	switch {
	case at < 0:
		return target, before, &model.Error{Code: model.NotFound, Field: "revision", Sentence: fmt.Sprintf("There is no revision %d.", number)}
	case at+1 == len(revisions):
		return target, before, &model.Error{Code: model.Conflict, Field: "revision", Sentence: "The first revision brought the reference data and cannot be undone."}
	}
	if by := inForce(revisions)[number]; by > 0 {
		return target, before, &model.Error{Code: model.Conflict, Field: "revision", Sentence: fmt.Sprintf("Revision %d has been undone already, by revision %d.", number, by)}
	}
	return revisions[at], revisions[at+1], nil
}

// inForce gives, for each revision that is undone, the revision that did it.
func inForce(latestFirst []model.Revision) map[int]int {
	by := map[int]int{}
	for _, r := range latestFirst {
		if r.Undoes > 0 && by[r.Revision] == 0 {
			by[r.Undoes] = r.Revision
		}
	}
	return by
}

func (p *Planner) restoreRows(ctx context.Context, target model.Revision, batch *model.Batch, leaving gone) error {
	entries, err := p.store.Audit(ctx, target.Revision)
	if err != nil {
		return err
	}
	rows, err := p.store.LastChanges(ctx, target.Revision)
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
			return p.noWayBack(ctx, target, e)
		}
		if !row.Kept {
			return &model.Error{Code: model.Conflict, Field: e.Noun, Sentence: fmt.Sprintf(
				"Revision %d cannot be undone: what %s %s was before is not kept, because it told of a place. Bring it in again instead.", target.Revision, e.Noun, model.Quoted(e.Subject))}
		}
		if err := restore(batch, leaving, row); err != nil {
			return err
		}
	}
	return nil
}

// noWayBack names the noun that a later revision touched.
func (p *Planner) noWayBack(ctx context.Context, target model.Revision, e model.AuditEntry) error {
	err := p.touched(ctx, e.Noun, e.Subject, target.Revision)
	if o, ok := err.(*Overtaken); ok {
		last := o.Since[len(o.Since)-1]
		return &model.Error{Code: model.Conflict, Field: e.Noun, Cause: o, Sentence: fmt.Sprintf(
			"Revision %d cannot be undone: %s changed %s %s afterwards, in revision %d on %s. Undo that first.",
			target.Revision, last.Actor, e.Noun, model.Quoted(e.Subject), last.Revision.Revision, moment(last.Revision))}
	}
	if err != nil {
		return err
	}
	return &model.Error{Code: model.Conflict, Field: e.Noun, Sentence: fmt.Sprintf(
		"Revision %d cannot be undone: it was made before Catchment kept what it replaced.", target.Revision)}
}

// restoreMethod brings the method tables of the version before.
func (p *Planner) restoreMethod(ctx context.Context, target, before, latest model.Revision, batch *model.Batch) error {
	if target.Method == before.Method {
		return nil
	}
	if target.Method != latest.Method {
		return &model.Error{Code: model.Conflict, Field: "method", Sentence: fmt.Sprintf(
			"Revision %d cannot be undone: the method has been changed again since, to version %d. Undo that first.", target.Revision, latest.Method)}
	}
	records, err := p.store.Method(ctx, before.Method)
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
