package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync/atomic"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// Store is an open database. It can be used by many goroutines.
type Store struct {
	read, write *gorm.DB
	tables      []table
	batch       int // greatest number of values in one statement
	close       func() error
	unsettled   atomic.Bool // the log of SQLite may hold what was forgotten
}

// Open opens the database, a path of a SQLite file or an address that begins
// with postgres://, creates it where there is none, and brings its tables up
// to date. What a person can put right comes as a *model.Error of code
// model.Unusable: a folder that is missing, a file that cannot be written, is
// no database, is damaged, or was made by a newer version of Catchment.
func Open(ctx context.Context, database string) (*Store, error) {
	if strings.HasPrefix(database, "postgres://") || strings.HasPrefix(database, "postgresql://") {
		return openPostgres(ctx, database)
	}
	return openSQLite(ctx, database)
}

// Close ends the use of the database.
func (s *Store) Close() error { return s.close() }

// newStore puts gorm over connections that are ready. The two may be one.
func newStore(read, write gorm.Dialector, batch int, pools ...*sql.DB) (*Store, error) {
	s := &Store{batch: batch, close: func() error { return closeAll(pools) }}
	var err error
	if s.write, err = openGorm(write); err != nil {
		return nil, err
	}
	if s.read, err = openGorm(read); err != nil {
		return nil, err
	}
	s.tables, err = tablesOf(s.write.NamingStrategy)
	return s, err
}

// openGorm keeps gorm silent (its log would repeat values) and leaves
// transactions to the store.
func openGorm(dialect gorm.Dialector) (*gorm.DB, error) {
	return gorm.Open(dialect, &gorm.Config{
		Logger:                 logger.Discard,
		SkipDefaultTransaction: true,
		DisableAutomaticPing:   true,
		QueryFields:            true,
	})
}

func closeAll(pools []*sql.DB) error {
	var faults []error
	for _, pool := range pools {
		faults = append(faults, pool.Close())
	}
	return errors.Join(faults...)
}
