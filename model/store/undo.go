package store

import (
	"context"
	"reflect"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"catchment/model"
)

// LastChange says which revision touched a row last, and holds the row as it
// stood before, so that the revision can be undone. A row has one at most: a
// later change takes its place, and with it what the earlier one held.
type LastChange struct {
	Noun     string `gorm:"primaryKey"` // table name
	Subject  string `gorm:"primaryKey"` // key; of a scenario its name
	Revision int
	Kept     bool   // false: the row before may not be kept, so there is no way back
	Before   string // in the writer's own form; "" where the row was created
}

// TableName is the table that holds last changes.
func (LastChange) TableName() string { return "last_changes" }

// writeLast puts the revision on the rows that it touched.
func (s *Store) writeLast(tx *gorm.DB, given []LastChange, revision int) error {
	rows := make([]LastChange, len(given))
	for i := range given {
		rows[i] = given[i]
		rows[i].Revision = revision
	}
	return s.create(tx.Clauses(clause.OnConflict{UpdateAll: true}).Session(&gorm.Session{}), reflect.ValueOf(rows), 5)
}

// LastChanges gives the rows that no later revision than this one touched.
func (s *Store) LastChanges(ctx context.Context, revision int) ([]LastChange, error) {
	var rows []LastChange
	err := s.read.WithContext(ctx).Where("revision = ?", revision).Order("noun, subject").Find(&rows).Error
	return rows, fault(err, "last_changes")
}

// LastCount says how many rows no later revision touched, and of how many of
// them the row before is not kept.
type LastCount struct{ Revision, Rows, Lost int }

// LastCounts counts what LastChanges gives, for all revisions.
func (s *Store) LastCounts(ctx context.Context) (map[int]LastCount, error) {
	var rows []LastCount
	err := s.read.WithContext(ctx).Model(&LastChange{}).
		Select("revision, COUNT(*) AS rows, SUM(CASE WHEN kept THEN 0 ELSE 1 END) AS lost").Group("revision").Scan(&rows).Error
	counts := make(map[int]LastCount, len(rows))
	for _, row := range rows {
		counts[row.Revision] = row
	}
	return counts, fault(err, "last_changes")
}

// LastOf gives the last changes of all rows of a table.
func (s *Store) LastOf(ctx context.Context, noun string) ([]LastChange, error) {
	var rows []LastChange
	err := s.read.WithContext(ctx).Where("noun = ?", noun).Order("subject").Find(&rows).Error
	return rows, fault(err, "last_changes")
}

// forget takes away what rows were before.
func forget(tx *gorm.DB, noun string, subjects []string) error {
	for _, subject := range subjects {
		err := tx.Model(&LastChange{}).Where("noun = ? AND subject = ?", noun, subject).
			Updates(map[string]any{"kept": false, "before": ""}).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// ChangesOf gives the audit entries of one noun after a revision, in order.
func (s *Store) ChangesOf(ctx context.Context, noun, subject string, after int) ([]model.AuditEntry, error) {
	var entries []model.AuditEntry
	err := s.read.WithContext(ctx).Where("noun = ? AND subject = ? AND revision > ?", noun, subject, after).Order("entry").Find(&entries).Error
	return entries, fault(err, "audit")
}

// AuditCount counts the audit entries of one revision, noun and action.
type AuditCount struct {
	Revision     int
	Noun, Action string
	Rows         int
}

// AuditCounts counts the audit entries of all revisions, in order.
func (s *Store) AuditCounts(ctx context.Context) ([]AuditCount, error) {
	var rows []AuditCount
	err := s.read.WithContext(ctx).Model(&model.AuditEntry{}).
		Select("revision, noun, action, COUNT(*) AS rows").Group("revision, noun, action").Order("revision, noun, action").Scan(&rows).Error
	return rows, fault(err, "audit")
}

// Revisions gives all revisions, the latest first.
func (s *Store) Revisions(ctx context.Context) ([]model.Revision, error) {
	var rows []model.Revision
	err := s.read.WithContext(ctx).Order("revision DESC").Find(&rows).Error
	for i := range rows {
		rows[i].At = rows[i].At.UTC()
	}
	return rows, fault(err, "revisions")
}

// Method gives the five method tables as a version has them.
func (s *Store) Method(ctx context.Context, version int) (*model.Records, error) {
	records := &model.Records{}
	err := s.read.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		for _, t := range s.tables {
			if !t.method {
				continue
			}
			if err := t.load(tx, records, version); err != nil {
				return fault(err, t.Table)
			}
		}
		return nil
	}, &snapshot)
	return records, fault(err, "methods")
}
