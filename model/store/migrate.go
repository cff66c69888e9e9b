package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"catchment/model"
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
		return unusable(nil, model.Say("The tables were made by a newer version of Catchment (schema %d; this one knows %d). Start that version instead.", is, known))
	}
	// Another program may be doing it at the same time: whoever finds a table
	// made meanwhile goes on from there.
	for range 40 {
		if _, err = provider.Up(ctx); err == nil {
			return nil
		}
		now, _, again := provider.GetVersions(ctx)
		if again != nil || now == is && !begun(ctx, db) {
			break
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
		if now == known {
			return nil
		}
		is = now
	}
	return fmt.Errorf("migrate: %w", err)
}

// begun says whether any program has made the first tables.
func begun(ctx context.Context, db *sql.DB) bool {
	var revisions int
	return db.QueryRowContext(ctx, "SELECT count(*) FROM revisions").Scan(&revisions) == nil
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
