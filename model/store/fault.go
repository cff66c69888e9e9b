package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"

	"catchment/model"
)

// The sentences for faults that have nothing to do with the rows.
var (
	isBusy     = model.Say("Another program is writing to the database. Try again in a moment.")
	isFull     = model.Say("The disk is full, so nothing was changed. Free some space and try again.")
	isReadOnly = model.Say("The database file cannot be written to. Check that Catchment may write to it and to its folder.")
	isDamaged  = model.Say("The database file is damaged. Restore a backup.")
	isNone     = model.Say("The file is not a database.")
	isFailing  = model.Say("The disk could not be read or written to.")
	isAway     = model.Say("The database server cannot be reached.")
)

// fault turns an error of a driver into one that a person can act on. Table
// is the table at hand. The error of a driver may repeat values of a row, so
// that only what is known to hold none goes on.
func fault(err error, table string) error {
	var coded *model.Error
	var lite sqlite3.Error
	var server *pgconn.PgError
	var connect *pgconn.ConnectError
	var network net.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &coded): // without what a driver put around it
		return coded
	case errors.Is(err, context.Canceled):
		return context.Canceled
	case errors.Is(err, context.DeadlineExceeded):
		return context.DeadlineExceeded
	case errors.As(err, &lite):
		return sqliteFault(lite, table)
	case errors.As(err, &server):
		return serverFault(server, table)
	case errors.As(err, &connect), errors.As(err, &network), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, driver.ErrBadConn):
		return unusable(err, isAway)
	}
	return fmt.Errorf("store: %s: %s", table, kinds(err))
}

// openFault is fault for the time before any row is touched, when the words of
// a driver can hold none.
func openFault(err error) error {
	if known := fault(err, ""); isCoded(known) {
		return known
	}
	return fmt.Errorf("store: open: %w", err)
}

func isCoded(err error) bool { return model.CodeOf(err) != "" }

// kinds names the types in the chain of an error.
func kinds(err error) string {
	names := fmt.Sprintf("%T", err)
	for err = errors.Unwrap(err); err != nil; err = errors.Unwrap(err) {
		names += fmt.Sprintf(" of %T", err)
	}
	return names
}

func sqliteFault(err sqlite3.Error, table string) error {
	switch err.Code {
	case sqlite3.ErrConstraint:
		return broken(err, table, map[sqlite3.ErrNoExtended]rule{
			sqlite3.ErrConstraintForeignKey: refers,
			sqlite3.ErrConstraintUnique:     repeats, sqlite3.ErrConstraintPrimaryKey: repeats,
		}[err.ExtendedCode])
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return unusable(err, isBusy)
	case sqlite3.ErrFull:
		return unusable(errors.Join(model.ErrFull, err), isFull)
	case sqlite3.ErrReadonly, sqlite3.ErrCantOpen, sqlite3.ErrPerm, sqlite3.ErrAuth:
		return unusable(err, isReadOnly)
	case sqlite3.ErrCorrupt:
		return unusable(err, isDamaged)
	case sqlite3.ErrNotADB:
		return unusable(err, isNone)
	case sqlite3.ErrIoErr:
		if err.SystemErrno == syscall.EDQUOT || err.SystemErrno == syscall.EFBIG { // as full as may be
			return unusable(errors.Join(model.ErrFull, err), isFull)
		}
		return unusable(err, isFailing)
	case sqlite3.ErrInterrupt:
		return context.Canceled
	}
	return fmt.Errorf("store: %s: %w", table, err)
}

func serverFault(err *pgconn.PgError, table string) error {
	cause := fmt.Errorf("SQLSTATE %s %s", err.Code, err.ConstraintName)
	switch {
	case err.Code == "23503":
		return broken(cause, table, refers)
	case err.Code == "23505":
		return broken(cause, table, repeats)
	case err.Code[:2] == "23" || err.Code[:2] == "22":
		return broken(cause, table, bounds)
	case err.Code[:2] == "08" || err.Code[:3] == "57P" || err.Code == "53300":
		return unusable(cause, isAway)
	case err.Code == "53100":
		return unusable(errors.Join(model.ErrFull, cause), isFull)
	case err.Code == "25006" || err.Code == "42501":
		return unusable(cause, model.Say("The account that Catchment uses may not write to the database."))
	case err.Code[:2] == "28":
		return unusable(cause, model.Say("The database server does not accept the account that Catchment uses."))
	case err.Code == "3D000":
		return unusable(cause, model.Say("The database server has no database of that name. Create it first."))
	}
	return fmt.Errorf("store: %s: %w", table, cause)
}

// rule is a kind of rule that rows can break.
type rule int

const (
	bounds rule = iota // a value out of its range or choice
	refers             // a key that is not there
	repeats
)

func broken(cause error, table string, by rule) error {
	sentence := model.Say("A row of %s holds a value that is not allowed there.", table)
	switch by {
	case refers:
		sentence = model.Say("A row of %s names something that is not in the database.", table)
	case repeats:
		if table == "revisions" {
			return conflict(cause)
		}
		sentence = model.Say("Two rows of %s have the same key.", table)
	}
	return &model.Error{Code: model.Invalid, Field: table, Sentence: sentence, Cause: cause}
}

func conflict(cause error) error {
	return &model.Error{Code: model.Conflict, Sentence: model.Say("Someone else has changed the data in the meantime. Look at it again, then repeat the change."), Cause: cause}
}

func invalid(table string, sentence model.Sentence) error {
	return &model.Error{Code: model.Invalid, Field: table, Sentence: sentence}
}

func unusable(cause error, sentence model.Sentence) error {
	return &model.Error{Code: model.Unusable, Sentence: sentence, Cause: cause}
}
