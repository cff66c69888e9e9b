package store

import (
	"errors"
	"slices"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"
	"gorm.io/gorm"

	"catchment/model"
)

// remove deletes rows by key, those first that others may not refer to.
func (s *Store) remove(tx *gorm.DB, records *model.Records) error {
	for _, t := range slices.Backward(s.tables) {
		if t.method {
			continue
		}
		rows := t.rows(records)
		size := min(rowsAtOnce, s.batch/len(t.DBNames))
		for from := 0; from < rows.Len(); from += size {
			part := rows.Slice(from, min(from+size, rows.Len()))
			done := tx.Delete(part.Interface())
			if err := removeFault(done.Error, t.Table); err != nil {
				return err
			}
			if int(done.RowsAffected) != part.Len() {
				return &model.Error{Code: model.NotFound, Field: t.Table, Sentence: model.Say("A row of %s that is to be removed is not in the database.", t.Table)}
			}
		}
	}
	return nil
}

// removeFault says of a row that is still named elsewhere just that.
func removeFault(err error, table string) error {
	var lite sqlite3.Error
	var server *pgconn.PgError
	named := errors.As(err, &lite) && lite.ExtendedCode == sqlite3.ErrConstraintForeignKey || errors.As(err, &server) && server.Code == "23503"
	if named {
		return stillNamed(table)
	}
	return fault(err, table)
}

func stillNamed(table string) error {
	return &model.Error{Code: model.Conflict, Field: table, Sentence: model.Say("A row of %s cannot be removed: another row still refers to it.", table)}
}
