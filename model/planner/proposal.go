package planner

import (
	"context"
	"slices"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/store"
)

// proposal is a change that was worked out over the latest revision and found
// free of faults. It can be shown, or made.
type proposal struct {
	*merging
	action, source, digest string
	files                  []model.File
	undoes                 int
	feed                   model.FeedChange
	warnings               model.Problems
	owner                  *store.PlanOwner
}

// work works a change out over what is known.
type work func(ctx context.Context, known *model.Records, latest model.Revision) (*proposal, error)

// Preview says what a change would do.
type Preview struct {
	Base     model.Revision // that it was worked out over
	Tables   []TableReport
	Rows     []RowChange // created, updated and removed, not those unchanged
	Warnings model.Problems
	Undoable bool // what it replaces is kept
}

// Changes says whether there is anything to change.
func (v *Preview) Changes() bool { return len(v.Rows) > 0 }

func (p *Planner) preview(ctx context.Context, propose work) (*Preview, error) {
	known, latest, err := p.store.Load(ctx)
	if err != nil {
		return nil, err
	}
	proposed, err := propose(ctx, known, latest)
	if err != nil {
		return nil, err
	}
	return &Preview{Base: latest, Tables: proposed.reports, Rows: proposed.changes, Warnings: proposed.warnings, Undoable: !slices.ContainsFunc(proposed.last, lost)}, nil
}

// commit makes a change: as one revision, or not at all.
func (p *Planner) commit(ctx context.Context, propose work, actor string) (*Report, error) {
	p.changes.Lock()
	defer p.changes.Unlock()
	known, latest, err := p.store.Load(ctx)
	if err != nil {
		return nil, err
	}
	proposed, err := propose(ctx, known, latest)
	if err != nil {
		return nil, err
	}
	report := &Report{Revision: latest, Tables: proposed.reports, Warnings: proposed.warnings}
	if proposed.changed() || proposed.feed.Changes() {
		if report.Revision, err = p.write(ctx, proposed, latest, actor); err != nil {
			return nil, err
		}
		report.Changed = true
	}
	return report, p.reload(context.WithoutCancel(ctx)) // what is written is reported
}

func (p *Planner) write(ctx context.Context, proposed *proposal, latest model.Revision, actor string) (model.Revision, error) {
	forget, err := p.toForget(ctx, proposed.merging)
	if err != nil {
		return model.Revision{}, err
	}
	conceal, err := p.toConceal(ctx, proposed.merging)
	if err != nil {
		return model.Revision{}, err
	}
	change := store.Change{
		Base: latest.Revision, At: p.now(), Actor: actor, Action: proposed.action,
		Source: proposed.source, Digest: proposed.digest, Undoes: proposed.undoes,
		Upserts: proposed.upserts, Removals: proposed.removed, Last: proposed.last, Forget: forget, Conceal: conceal,
		Audit: proposed.audit, Files: proposed.files, Feed: proposed.feed, Owner: proposed.owner,
	}
	for key := range newly(proposed.after.services, proposed.before.services) {
		change.Feed.Drop = append(change.Feed.Drop, key)
	}
	if proposed.method {
		change.Method = proposed.records
	}
	return p.store.Apply(ctx, change)
}

// checked is what the records as they would be do not hold together in.
func (m *merging) checked(known *model.Records, reading model.Problems) model.Problems {
	return append(m.locate(heldOpen(atlas.Check(m.records), known), atlas.Check(known), reading), m.noReturn()...)
}
