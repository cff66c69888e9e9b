package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations
var migrations embed.FS

// versionTable says which migrations a database has had.
const versionTable = "schema_versions"

// migrate brings the tables up to date, each numbered file in a transaction
// of its own, so that a start that was cut off is completed by the next.
func migrate(ctx context.Context, dialect goose.Dialect, db *sql.DB) error {
	provider, err := newProvider(dialect, db)
	if err != nil {
		return err
	}
	is, known, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if is > known {
		return unusable(nil, "The tables were made by a newer version of Catchment (schema %d; this one knows %d). Start that version instead.", is, known)
	}
	if _, err = provider.Up(ctx); err == nil {
		return nil
	}
	// Another program may have done it at the same time.
	if is, _, again := provider.GetVersions(ctx); again == nil && is == known {
		return nil
	}
	return fmt.Errorf("migrate: %w", err)
}

func newProvider(dialect goose.Dialect, db *sql.DB) (*goose.Provider, error) {
	folder := "migrations/sqlite"
	options := []goose.ProviderOption{goose.WithTableName(versionTable), goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger())}
	if dialect == goose.DialectPostgres {
		folder = "migrations/postgres"
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 60))
		if err != nil {
			return nil, err
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	files, err := fs.Sub(migrations, folder)
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(dialect, db, files, options...)
}
