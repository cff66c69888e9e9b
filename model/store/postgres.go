package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"gorm.io/driver/postgres"

	"catchment/model"
)

// postgresValues is the limit of values in one statement of its protocol.
const postgresValues = 65535

const connectTimeout = 10 * time.Second

func openPostgres(ctx context.Context, address string) (*Store, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil { // not wrapped: it may repeat the password
		return nil, unusable(nil, model.Say("The address of the database is not one like postgres://user@host/name."))
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connectTimeout
	}
	pool := stdlib.OpenDB(*config, stdlib.OptionAfterConnect(safeServer))
	pool.SetMaxOpenConns(16)
	pool.SetMaxIdleConns(16)
	s, err := startPostgres(ctx, pool)
	if err != nil {
		_ = pool.Close() // what came first matters
		return nil, openFault(err)
	}
	return s, nil
}

func startPostgres(ctx context.Context, pool *sql.DB) (*Store, error) {
	if err := pool.PingContext(ctx); err != nil {
		return nil, err
	}
	if err := migrate(ctx, goose.DialectPostgres, pool); err != nil {
		return nil, err
	}
	dialect := postgres.New(postgres.Config{Conn: pool})
	return newStore(dialect, dialect, postgresValues, pool)
}

// safeServer refuses a server that would lose what it has acknowledged, or
// cannot hold every letter.
func safeServer(ctx context.Context, conn *pgx.Conn) error {
	var commit, sync, letters string
	err := conn.QueryRow(ctx, "SELECT current_setting('synchronous_commit'), current_setting('fsync'), current_setting('server_encoding')").
		Scan(&commit, &sync, &letters)
	switch {
	case err != nil:
		return err
	case commit == "off" || sync == "off":
		return unusable(nil, model.Say("The database server does not keep data safely: synchronous_commit is %s, fsync is %s; neither may be off.", commit, sync))
	case letters != "UTF8":
		return unusable(nil, model.Say("The database holds text as %s; create it with the encoding UTF8.", letters))
	}
	return nil
}
