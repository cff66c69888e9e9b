package geopackage

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"os"
	"path/filepath"

	"github.com/mattn/go-sqlite3"

	"catchment/model"
)

// File is a GeoPackage that was opened. Close gives back what it holds.
type File struct {
	folder   string
	db       *sql.DB
	ctx      context.Context
	cancel   context.CancelFunc
	layers   []layer
	vertices int
}

// Open opens a GeoPackage. An error is a model.Error with a sentence.
func Open(data []byte) (*File, error) {
	switch {
	case len(data) > MaxFile:
		return nil, invalid(nil, model.Say("a file of at most %d MiB is expected", MaxFile>>20))
	case !bytes.HasPrefix(data, []byte("SQLite format 3\x00")):
		return nil, invalid(nil, model.Say("a GeoPackage is expected, and this file is none"))
	}
	f := &File{}
	f.ctx, f.cancel = context.WithTimeout(context.Background(), MaxTime)
	if err := f.open(data); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// invalid is a fault of the file.
func invalid(cause error, sentence model.Sentence) error {
	return &model.Error{Code: model.Invalid, Sentence: sentence, Cause: cause}
}

func damaged(cause error) error {
	return invalid(cause, model.Say("the GeoPackage is damaged or too intricate to be read; write it anew with the program that it comes from"))
}

// Close closes the file and takes its copy away.
func (f *File) Close() {
	if f.db != nil {
		f.db.Close()
	}
	f.cancel()
	if f.folder != "" {
		os.RemoveAll(f.folder)
	}
}

func (f *File) open(data []byte) error {
	var err error
	if f.folder, err = os.MkdirTemp("", "catchment-geopackage-"); err != nil {
		return unreadable(err)
	}
	path := filepath.Join(f.folder, "import.gpkg")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return unreadable(err)
	}
	f.db = sql.OpenDB(connector(place(path, "mode=ro&immutable=1")))
	f.db.SetMaxOpenConns(1)
	return f.list()
}

func unreadable(cause error) error {
	return &model.Error{Code: model.Unusable, Cause: cause, Sentence: model.Say("There is no room to unpack the GeoPackage.")}
}

// connector opens a database that cannot be trusted.
type connector string

// Driver gives the driver that connects.
func (connector) Driver() driver.Driver { return &sqlite3.SQLiteDriver{ConnectHook: guard} }

// Connect opens the database.
func (c connector) Connect(context.Context) (driver.Conn, error) { return c.Driver().Open(string(c)) }

// guard keeps what stands in the file from doing anything but being read.
func guard(c *sqlite3.SQLiteConn) error {
	c.SetLimit(sqlite3.SQLITE_LIMIT_LENGTH, MaxValue)
	c.SetLimit(sqlite3.SQLITE_LIMIT_COLUMN, 2*MaxColumns)
	c.SetLimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
	c.SetLimit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 100)
	c.SetLimit(sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 5)
	c.SetLimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100)
	c.SetLimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1)
	for _, setting := range []string{"trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0", "temp_store = MEMORY"} {
		if _, err := c.Exec("PRAGMA "+setting, nil); err != nil {
			return err
		}
	}
	return nil
}

// plain says whether a name is that of a table that holds rows itself, and
// gives the name as the file writes it. A view has no table of its own, and a
// virtual one no pages.
func (f *File) plain(name string) (string, bool, error) {
	var found string
	err := f.db.QueryRowContext(f.ctx, "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name = ? COLLATE NOCASE", name).Scan(&found)
	if err == sql.ErrNoRows {
		return "", false, nil
	}
	return found, err == nil, err
}

// sound checks the pages of a table.
func (f *File) sound(table string) error {
	var told string
	if err := f.db.QueryRowContext(f.ctx, "PRAGMA quick_check("+quoted(table)+")").Scan(&told); err != nil || told != "ok" {
		return damaged(err)
	}
	return nil
}
