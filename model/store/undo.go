package store

import (
	"context"
	"reflect"

	"gorm.io/gorm"

	"catchment/model"
)

// LastChange says that a revision touched a row, and holds the row as it stood
// before, so that the revision can be undone. A row has those of its last
// changes only: see deepest.
type LastChange struct {
	Noun     string `gorm:"primaryKey"` // table name
	Subject  string `gorm:"primaryKey"` // key; of a scenario its name
	Revision int    `gorm:"primaryKey;autoIncrement:false"`
	Kept     bool   // false: the row before may not be kept, so there is no way back
	Before   string // in the writer's own form; "" where the row was created
}

// TableName is the table that holds last changes.
func (LastChange) TableName() string { return "last_changes" }

// RowName names a row of any table.
type RowName struct{ Noun, Subject string }

// deepest is how many changes of one row can be taken back.
const deepest = 20

// writeLast notes the revision at the rows that it touched, and lets go of
// what they were longest ago.
func (s *Store) writeLast(tx *gorm.DB, given []LastChange, revision int) error {
	rows := make([]LastChange, len(given))
	for i := range given {
		rows[i] = given[i]
		rows[i].Revision = revision
	}
	if err := s.create(tx, reflect.ValueOf(rows), 5); err != nil || revision <= deepest {
		return err
	}
	return tx.Exec(`DELETE FROM last_changes
		WHERE (noun, subject) IN (SELECT t.noun, t.subject FROM last_changes t WHERE t.revision = ?)
		AND revision <= (SELECT n.revision FROM last_changes n WHERE n.noun = last_changes.noun AND n.subject = last_changes.subject
			ORDER BY n.revision DESC LIMIT 1 OFFSET ?)`, revision, deepest).Error
}

// untouched leaves out the rows that a later revision touched, unless that
// one and its undo take each other away: both came later, and the undo is in
// force.
const untouched = `NOT EXISTS (SELECT 1 FROM last_changes x JOIN revisions r ON r.revision = x.revision
	WHERE x.noun = l.noun AND x.subject = l.subject AND x.revision > l.revision
	AND r.undoes <= l.revision AND x.revision NOT IN ?)`

// never is no revision's number; a list of numbers may not be empty.
const never = -1

// LastChanges gives the rows of a revision that stand as it left them. The
// undone are the revisions that another, in force, takes back.
func (s *Store) LastChanges(ctx context.Context, revision int, undone []int) ([]LastChange, error) {
	var rows []LastChange
	err := s.read.WithContext(ctx).Table("last_changes l").Where("l.revision = ?", revision).Where(untouched, append([]int{never}, undone...)).
		Order("l.noun, l.subject").Find(&rows).Error
	return rows, fault(err, "last_changes")
}

// LastCount says how many rows stand as a revision left them, and of how many
// of them the row before is not kept.
type LastCount struct{ Revision, Rows, Lost int }

// LastCounts counts what LastChanges gives, for all revisions.
func (s *Store) LastCounts(ctx context.Context, undone []int) (map[int]LastCount, error) {
	var rows []LastCount
	err := s.read.WithContext(ctx).Table("last_changes l").
		Select("l.revision, COUNT(*) AS rows, SUM(CASE WHEN l.kept THEN 0 ELSE 1 END) AS lost").
		Where(untouched, append([]int{never}, undone...)).Group("l.revision").Scan(&rows).Error
	counts := make(map[int]LastCount, len(rows))
	for _, row := range rows {
		counts[row.Revision] = row
	}
	return counts, fault(err, "last_changes")
}

// LastOf gives what is kept of all rows of a table, the oldest of each first.
func (s *Store) LastOf(ctx context.Context, noun string) ([]LastChange, error) {
	var rows []LastChange
	err := s.read.WithContext(ctx).Where("noun = ? AND before <> ''", noun).Order("subject, revision").Find(&rows).Error
	return rows, fault(err, "last_changes")
}

// forget takes away all that rows were before.
func forget(tx *gorm.DB, rows []RowName) error {
	for _, row := range rows {
		err := tx.Model(&LastChange{}).Where("noun = ? AND subject = ? AND before <> ''", row.Noun, row.Subject).
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

// TakenAway gives the audit entries of a table's rows that were removed, in
// order; some of them may have come again.
func (s *Store) TakenAway(ctx context.Context, noun string) ([]model.AuditEntry, error) {
	var entries []model.AuditEntry
	err := s.read.WithContext(ctx).Where("noun = ? AND action = ?", noun, "remove").Order("entry").Find(&entries).Error
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
