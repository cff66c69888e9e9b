package store

import (
	"context"
	"reflect"

	"gorm.io/gorm"

	"catchment/model"
)

// Forgotten says that a revision took out of an audit entry what told of a
// place. Nothing else of the trail is ever changed: the tables see to it.
type Forgotten struct {
	Entry    int64 `gorm:"primaryKey;autoIncrement:false"`
	Revision int   `gorm:"primaryKey;autoIncrement:false"`
}

// TableName is the table that says which entries were changed.
func (Forgotten) TableName() string { return "forgotten" }

// AuditOf gives all audit entries of a table's rows, in order.
func (s *Store) AuditOf(ctx context.Context, noun string) ([]model.AuditEntry, error) {
	var entries []model.AuditEntry
	err := s.read.WithContext(ctx).Where("noun = ?", noun).Order("entry").Find(&entries).Error
	return entries, fault(err, "audit")
}

// conceal puts what may still be told in place of what entries told.
func (s *Store) conceal(tx *gorm.DB, entries []model.AuditEntry, revision int) error {
	rows := make([]Forgotten, len(entries))
	for i, e := range entries {
		rows[i] = Forgotten{e.Entry, revision}
	}
	if err := s.create(tx, reflect.ValueOf(rows), 2); err != nil {
		return err
	}
	for _, e := range entries {
		err := tx.Model(&model.AuditEntry{}).Where("entry = ?", e.Entry).Updates(map[string]any{"before": e.Before, "after": e.After}).Error
		if err != nil {
			return err
		}
	}
	return nil
}
