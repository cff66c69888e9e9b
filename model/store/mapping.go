package store

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"catchment/model"
)

// Mapping is a mapping of columns that somebody keeps by a name.
type Mapping struct {
	Name  string `gorm:"column:mapping;primaryKey"`
	Text  string // JSON, as exchange reads it
	At    time.Time
	Actor string
}

// TableName is the table that holds mappings.
func (Mapping) TableName() string { return "mappings" }

// Mappings gives the mappings that are kept, by name.
func (s *Store) Mappings(ctx context.Context) ([]Mapping, error) {
	var rows []Mapping
	err := s.read.WithContext(ctx).Order("mapping").Find(&rows).Error
	for i := range rows {
		rows[i].At = rows[i].At.UTC()
	}
	return rows, fault(err, "mappings")
}

// KeepMapping keeps a mapping, in place of one of the same name.
func (s *Store) KeepMapping(ctx context.Context, m Mapping) error {
	if !plain(m.Name) || !plain(m.Text) || !plain(m.Actor) {
		return invalid("mappings", notPlain)
	}
	m.At = m.At.UTC().Truncate(time.Microsecond)
	return fault(s.write.WithContext(ctx).Clauses(clause.OnConflict{UpdateAll: true}).Create(&m).Error, "mappings")
}

// DropMapping forgets a mapping.
func (s *Store) DropMapping(ctx context.Context, name string) error {
	if !plain(name) {
		name = "" // no mapping is called so, and not every database can be asked
	}
	done := s.write.WithContext(ctx).Where("mapping = ?", name).Delete(&Mapping{})
	if done.Error == nil && done.RowsAffected == 0 {
		return &model.Error{Code: model.NotFound, Field: "mapping", Sentence: model.Say("There is no saved mapping of that name.")}
	}
	return fault(done.Error, "mappings")
}
