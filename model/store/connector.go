package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"

	"github.com/mattn/go-sqlite3"

	"catchment/model"
)

// durable are the settings that every connection to SQLite has. The driver's
// own would lose a commit at power loss, accept orphans, and leave deleted
// places legible in the file.
const durable = "mode=rw&_journal_mode=WAL&_synchronous=FULL&_foreign_keys=on&_busy_timeout=5000&_secure_delete=on"

// durableAnswers is what a connection that has them answers.
var durableAnswers = map[string]string{
	"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000", "secure_delete": "1",
	"ignore_check_constraints": "0", "locking_mode": "normal", "query_only": "0",
}

// connector makes connections to one SQLite file, and refuses one whose
// settings are not the expected.
type connector struct {
	dsn      string
	expected map[string]string
}

// writing begins each transaction with the write lock, so that none finds out
// half way that another was faster.
func writing(path string) connector {
	return connector{dsn: address(path, durable+"&_txlock=immediate"), expected: durableAnswers}
}

// reading cannot write.
func reading(path string) connector {
	expected := maps.Clone(durableAnswers)
	expected["query_only"] = "1"
	return connector{dsn: address(path, durable+"&_txlock=deferred&_query_only=on"), expected: expected}
}

// address writes a path so that no character in it is read as a setting.
func address(path, settings string) string {
	return (&url.URL{Scheme: "file", Path: path, RawQuery: settings}).String()
}

// Connect makes a connection.
func (c connector) Connect(context.Context) (driver.Conn, error) {
	conn, err := c.Driver().Open(c.dsn)
	if err != nil {
		return nil, err
	}
	if err := readBack(conn.(*sqlite3.SQLiteConn), c.expected); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// Driver gives the driver beneath.
func (connector) Driver() driver.Driver { return &sqlite3.SQLiteDriver{} }

func readBack(conn *sqlite3.SQLiteConn, expected map[string]string) error {
	for _, setting := range slices.Sorted(maps.Keys(expected)) {
		is, err := pragma(conn, setting)
		if err != nil {
			return err
		}
		if want := expected[setting]; is != want {
			return unusable(nil, model.Say("The file system does not let SQLite keep data safely: %s is %s and must be %s.", setting, is, want))
		}
	}
	return nil
}

func pragma(conn *sqlite3.SQLiteConn, name string) (string, error) {
	rows, err := conn.Query("PRAGMA "+name, nil)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	answer := make([]driver.Value, len(rows.Columns()))
	if len(answer) == 0 {
		return "", nil
	}
	if err := rows.Next(answer); err == io.EOF {
		return "", nil
	} else if err != nil {
		return "", err
	}
	return fmt.Sprint(answer[0]), nil
}
