package store

import (
	"context"
	"reflect"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"catchment/model"
)

// FeedRecords gives the records of directories that are kept, in order.
func (s *Store) FeedRecords(ctx context.Context) ([]model.FeedRecord, error) {
	var rows []model.FeedRecord
	err := s.read.WithContext(ctx).Order("feed, kind, id").Find(&rows).Error
	return rows, fault(err, "feed_records")
}

// writeFeed keeps records of directories, and lets go of those of services that
// are protected.
func (s *Store) writeFeed(tx *gorm.DB, change model.FeedChange, revision int) error {
	rows := slices.Clone(change.Keep)
	for i := range rows {
		rows[i].Revision = revision
	}
	replace := tx.Clauses(clause.OnConflict{UpdateAll: true}).Session(&gorm.Session{})
	if err := s.create(replace, reflect.ValueOf(rows), reflect.TypeFor[model.FeedRecord]().NumField()); err != nil {
		return err
	}
	for some := range slices.Chunk(change.Drop, rowsAtOnce) {
		if err := tx.Where("service IN ?", some).Delete(&model.FeedRecord{}).Error; err != nil {
			return err
		}
	}
	return nil
}
