package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"catchment/model"
)

// Key is a key with which a program reads. Of its secret only a hash is kept.
type Key struct {
	Key      string `gorm:"primaryKey"`
	Hash     string
	Name     string
	Audience string
	Made     time.Time
	Until    model.Date // the last day that it holds; "" where it has none
	Revoked  *time.Time
}

// TableName is the table that holds keys.
func (Key) TableName() string { return "access_keys" }

// Keys gives all keys, the first made first.
func (s *Store) Keys(ctx context.Context) ([]Key, error) {
	var rows []Key
	err := s.read.WithContext(ctx).Order("made, key").Find(&rows).Error
	return rows, fault(err, "access_keys")
}

// KeyOf finds a key by the hash of its secret; nil where there is none.
func (s *Store) KeyOf(ctx context.Context, hash string) (*Key, error) {
	var rows []Key
	err := s.read.WithContext(ctx).Where("hash = ?", hash).Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, fault(err, "access_keys")
	}
	return &rows[0], nil
}

// AddKey keeps a new key.
func (s *Store) AddKey(ctx context.Context, k Key) error {
	if !plain(k.Name) {
		return invalid("access_keys", notPlain)
	}
	k.Made = k.Made.UTC().Truncate(time.Microsecond)
	return fault(s.write.WithContext(ctx).Create(&k).Error, "access_keys")
}

// RevokeKey ends a key. One that has been revoked already stays as it was.
func (s *Store) RevokeKey(ctx context.Context, key string, at time.Time) (found bool, err error) {
	at = at.UTC().Truncate(time.Microsecond)
	if !plain(key) {
		return false, nil
	}
	done := s.write.WithContext(ctx).Model(&Key{}).Where("key = ?", key).Update("revoked", gorm.Expr("COALESCE(revoked, ?)", at))
	return done.RowsAffected > 0, fault(done.Error, "access_keys")
}
