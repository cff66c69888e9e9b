package store

import (
	"context"
	"database/sql"

	"gorm.io/gorm"

	"catchment/model"
)

// snapshot is a transaction in which everything is read as of one moment.
var snapshot = sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}

// Latest gives the latest revision; its number is 0 in a new database.
func (s *Store) Latest(ctx context.Context) (model.Revision, error) {
	revision, err := latest(s.read.WithContext(ctx))
	return revision, fault(err, "")
}

// Load reads everything from one snapshot, with the revision that it is.
// Slices are ordered by key, in byte order; the five method tables hold the
// rows of the method version in force.
func (s *Store) Load(ctx context.Context) (*model.Records, model.Revision, error) {
	records := &model.Records{}
	var revision model.Revision
	err := s.read.WithContext(ctx).Transaction(func(tx *gorm.DB) (err error) {
		if revision, err = latest(tx); err != nil {
			return err
		}
		for _, t := range s.tables {
			if err := t.load(tx, records, revision.Method); err != nil {
				return fault(err, t.Table)
			}
		}
		return nil
	}, &snapshot)
	if err != nil {
		return nil, model.Revision{}, fault(err, "")
	}
	return records, revision, nil
}

func (t table) load(tx *gorm.DB, records *model.Records, method int) error {
	query := tx.Clauses(t.byKey())
	if t.method {
		query = query.Where("method = ?", method)
	}
	rows := t.rows(records)
	if err := query.Find(rows.Addr().Interface()).Error; err != nil {
		return err
	}
	if rows.Len() == 0 {
		rows.SetZero()
	}
	return nil
}

// Files gives the files that were imported, of all revisions, in order.
func (s *Store) Files(ctx context.Context) ([]model.File, error) {
	var files []model.File
	err := s.read.WithContext(ctx).Order("revision, place").Find(&files).Error
	return files, fault(err, "imported_files")
}

// Audit gives what one revision changed, in order.
func (s *Store) Audit(ctx context.Context, revision int) ([]model.AuditEntry, error) {
	var entries []model.AuditEntry
	err := s.read.WithContext(ctx).Where("revision = ?", revision).Order("place").Find(&entries).Error
	return entries, fault(err, "audit")
}

func latest(tx *gorm.DB) (model.Revision, error) {
	var revisions []model.Revision
	if err := tx.Order("revision DESC").Limit(1).Find(&revisions).Error; err != nil || len(revisions) == 0 {
		return model.Revision{}, err
	}
	revisions[0].At = revisions[0].At.UTC()
	return revisions[0], nil
}
