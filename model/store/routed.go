package store

import (
	"context"
	"reflect"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Routed is what a routing engine answered for the journey from an area to a
// site, as they then were. Minutes is nil where it found no way.
type Routed struct {
	AreaCode    string `gorm:"primaryKey"`
	Site        string `gorm:"primaryKey"`
	Mode        string `gorm:"primaryKey"`
	FromVersion string // of the area's point
	ToVersion   string // of the site's place
	Minutes     *float64
	Asked       time.Time
}

// TableName is the table that holds what was answered.
func (Routed) TableName() string { return "routed" }

// RoutedBy gives what is kept of a mode.
func (s *Store) RoutedBy(ctx context.Context, mode string) ([]Routed, error) {
	var rows []Routed
	err := s.read.WithContext(ctx).Where("mode = ?", mode).Order("area_code, site").Find(&rows).Error
	return rows, fault(err, "routed")
}

// KeepRouted keeps answers in place of earlier ones of the same journeys, but
// none to a site that is protected by now.
func (s *Store) KeepRouted(ctx context.Context, rows []Routed) error {
	for i := range rows {
		rows[i].Asked = rows[i].Asked.UTC().Truncate(time.Microsecond)
	}
	err := s.write.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		replace := tx.Clauses(clause.OnConflict{UpdateAll: true}).Session(&gorm.Session{})
		if err := s.create(replace, reflect.ValueOf(rows), reflect.TypeFor[Routed]().NumField()); err != nil {
			return err
		}
		return dropRouted(tx)
	})
	return fault(err, "routed")
}

// dropRouted lets go of answers that lead to what is protected, or to sites
// that are no more: minutes from several areas would tell where it is.
func dropRouted(tx *gorm.DB) error {
	return tx.Exec(`DELETE FROM routed WHERE site NOT IN (
		SELECT site FROM sites WHERE disclosure <> 'protected' AND service NOT IN (SELECT service FROM sites WHERE disclosure = 'protected'))`).Error
}
