package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"catchment/model"
)

// Change is what one revision does to the one before.
type Change struct {
	Base   int // the revision that the change was made against
	At     time.Time
	Actor  string
	Action string
	Source string // what the change came from, e.g. the names of files
	Digest string // of the source, SHA-256 in hex

	// Upserts are rows to create, or to replace whole, by key; a scenario is
	// replaced with all its rows. Method tables in here are disregarded.
	Upserts *model.Records
	// Removals are rows to delete, of which only the keys count. They go after
	// the upserts; one that another row still refers to is a model.Conflict.
	Removals *model.Records
	// Method, where not nil, holds the five method tables whole; they become
	// the next method version, whatever version their rows name.
	Method *model.Records

	Audit []model.AuditEntry // Entry, Revision and Place are filled in
	Files []model.File       // Revision and Place are filled in
	Last  []LastChange       // Revision is filled in

	// Forget names rows of which what they were before may no longer be kept.
	Forget []RowName

	// Conceal holds earlier audit entries with what may still be told in Before
	// and After; the rest of them stays as it is.
	Conceal []model.AuditEntry

	Feed model.FeedChange // Revision is filled in

	Owner *PlanOwner // whose a scenario is from the change on; Entry, Revision, Actor and At are filled in

	Undoes int // the revision that the change takes back, else 0
}

// Apply makes the change and gives the revision made: all of it or nothing.
// A Base that is not the latest revision is a model.Conflict; rows that break
// a rule of the database are model.Invalid, with the table in Field, and the
// sentence never repeats what they hold.
func (s *Store) Apply(ctx context.Context, change Change) (model.Revision, error) {
	if err := s.check(change); err != nil {
		return model.Revision{}, err
	}
	var made model.Revision
	err := s.write.WithContext(ctx).Transaction(func(tx *gorm.DB) (err error) {
		made, err = s.apply(tx, change)
		return err
	})
	if err != nil {
		// A rule that is first broken at the end can only be this one.
		return model.Revision{}, fault(err, "services")
	}
	if change.conceals() {
		s.unsettled.Store(true)
	}
	s.settle(context.WithoutCancel(ctx))
	return made, nil
}

func (s *Store) apply(tx *gorm.DB, change Change) (model.Revision, error) {
	last, err := latest(tx)
	if err != nil {
		return model.Revision{}, fault(err, "revisions")
	}
	if last.Revision != change.Base {
		return model.Revision{}, conflict(nil)
	}
	made := change.after(last)
	// First, because this row makes other writers wait, and then fail.
	if err := tx.Create(&made).Error; err != nil {
		return model.Revision{}, fault(err, "revisions")
	}
	if change.Method != nil {
		if err := s.writeMethod(tx, change.Method, made); err != nil {
			return model.Revision{}, err
		}
	}
	if change.Upserts != nil {
		if err := s.upsert(tx, change.Upserts); err != nil {
			return model.Revision{}, err
		}
	}
	if change.Removals != nil {
		if err := s.remove(tx, change.Removals); err != nil {
			return model.Revision{}, err
		}
	}
	err = s.writeLast(tx, change.Last, made.Revision)
	if err == nil {
		err = forget(tx, change.Forget)
	}
	if err != nil {
		return model.Revision{}, fault(err, "last_changes")
	}
	if err := s.writeFeed(tx, change.Feed, made.Revision); err != nil {
		return model.Revision{}, fault(err, "feed_records")
	}
	if err := change.writeOwner(tx, made); err != nil {
		return model.Revision{}, fault(err, "plan_owners")
	}
	if err := dropRouted(tx); err != nil {
		return model.Revision{}, fault(err, "routed")
	}
	if err := s.writeFiles(tx, change.Files, made.Revision); err != nil {
		return model.Revision{}, fault(err, "imported_files")
	}
	if err := s.conceal(tx, change.Conceal, made.Revision); err != nil {
		return model.Revision{}, fault(err, "audit")
	}
	return made, fault(s.writeAudit(tx, change.Audit, made.Revision), "audit")
}

// after is the revision that the change makes of the last.
func (c Change) after(last model.Revision) model.Revision {
	made := model.Revision{
		Revision: last.Revision + 1,
		At:       c.At.UTC().Truncate(time.Microsecond),
		Actor:    c.Actor, Action: c.Action, Source: c.Source, Digest: c.Digest,
		Method: last.Method, Undoes: c.Undoes,
	}
	if c.Method != nil {
		made.Method++
	}
	return made
}
