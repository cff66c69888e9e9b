package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/mattn/go-sqlite3"
	"github.com/pressly/goose/v3"
	"gorm.io/driver/sqlite"

	"catchment/model"
)

// sqliteValues is SQLite's own limit of values in one statement.
const sqliteValues = 32766

func openSQLite(ctx context.Context, path string) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, unusable(err, model.Say("The place of the database cannot be told from the folder that Catchment was started in."))
	}
	if err := prepareFile(path); err != nil {
		return nil, err
	}
	if err := inspect(ctx, path); err != nil {
		return nil, err
	}
	write, read := sql.OpenDB(writing(path)), sql.OpenDB(reading(path))
	write.SetMaxOpenConns(1)
	readers := max(4, 2*runtime.NumCPU())
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	s, err := startSQLite(ctx, read, write)
	if err != nil {
		_ = closeAll([]*sql.DB{read, write}) // what came first matters
		return nil, fileFault(path, err)
	}
	return s, nil
}

func startSQLite(ctx context.Context, read, write *sql.DB) (*Store, error) {
	if err := probeWrite(ctx, write); err != nil {
		return nil, err
	}
	if err := migrate(ctx, goose.DialectSQLite3, write); err != nil {
		return nil, err
	}
	if err := read.PingContext(ctx); err != nil {
		return nil, err
	}
	s, err := newStore(sqlite.New(sqlite.Config{Conn: read}), sqlite.New(sqlite.Config{Conn: write}), sqliteValues, read, write)
	if err == nil {
		s.unsettled.Store(true) // a process before may have been cut off
		s.settle(ctx)
	}
	return s, err
}

// probeWrite takes the write lock, which a file that is only readable does
// not give.
func probeWrite(ctx context.Context, write *sql.DB) error {
	tx, err := write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	return tx.Rollback()
}

// prepareFile sees to it that there is a file at the path that may be a
// database; a new one is for its owner alone. It never opens a file that was
// there before: closing it again would drop the locks that this process may
// hold on it.
func prepareFile(path string) error {
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return unusable(err, model.Say("The folder %s for the database does not exist. Create it, or name another.", folder))
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return unusable(nil, model.Say("%s is a folder. Name a file in it for the database.", path))
	case err == nil && !info.Mode().IsRegular():
		return unusable(nil, model.Say("%s is not a file that can hold a database.", path))
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return unusable(err, model.Say("The database %s cannot be looked at.", path))
	}
	if err != nil || info.Size() == 0 {
		if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 {
			return unusable(nil, model.Say("The database %s is damaged: its log is there, but its contents are missing. Restore a backup.", path))
		}
	}
	if err == nil {
		return nil
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return unusable(err, model.Say("The database %s cannot be created. Check that Catchment may write to the folder.", path))
	}
	return file.Close()
}

// inspect looks at the file before anything is written to it: is it a
// database, is it whole, is it one of Catchment. It may only read, so that no
// other program's file is changed, but where a process was cut off so early
// that what it began must first be undone.
func inspect(ctx context.Context, path string) error {
	err := look(ctx, path, "mode=ro")
	var lite sqlite3.Error
	if errors.As(err, &lite) && (lite.Code == sqlite3.ErrReadonly || lite.Code == sqlite3.ErrCantOpen) {
		err = look(ctx, path, "mode=rw")
	}
	if err != nil {
		return fileFault(path, err)
	}
	return nil
}

func look(ctx context.Context, path, mode string) error {
	db := sql.OpenDB(connector{dsn: address(path, mode+"&_busy_timeout=5000")})
	defer db.Close()
	var answer string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&answer); err != nil {
		return err
	}
	if answer != "ok" {
		return unusable(errors.New(answer), isDamaged)
	}
	var all, versions int
	err := db.QueryRowContext(ctx, "SELECT count(*), count(CASE WHEN name = '"+versionTable+"' THEN 1 END) FROM sqlite_master").Scan(&all, &versions)
	if err != nil {
		return err
	}
	if all > 0 && versions == 0 {
		return unusable(nil, model.Say("The file belongs to another program."))
	}
	return nil
}

// fileFault says of the file what its driver says in general.
func fileFault(path string, err error) error {
	known := openFault(err)
	if isCoded(known) {
		return unusable(err, model.Say("The database %s cannot be used. %s", path, model.SentenceOf(known)))
	}
	return known
}
