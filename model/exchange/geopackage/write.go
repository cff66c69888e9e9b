package geopackage

import (
	"context"
	"database/sql"
	"io"
	"net/url"
	"os"
	"path/filepath"

	_ "github.com/mattn/go-sqlite3" // SQLite for database/sql

	"catchment/model"
	"catchment/model/crs"
	"catchment/model/disclosure"
)

// Write writes layers and sheets as the tables of one GeoPackage, in a
// reference system: crs.NationalGrid, crs.WebMercator, or crs.CRS84, which is
// EPSG:4326 there, longitude first. A position that the system does not hold
// is a model.Error of code Invalid. It is made in a file of its own, of which
// nothing is left: not where ctx ends it, and not where w stops taking it.
func Write(ctx context.Context, w io.Writer, layers []disclosure.Layer, sheets []disclosure.Sheet, system *crs.System, p disclosure.Provenance) error {
	folder, err := os.MkdirTemp("", "catchment-geopackage-")
	if err != nil {
		return unwritable(err)
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "export.gpkg")
	if err := writeFile(ctx, path, layers, sheets, system, p); err != nil {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return unwritable(err)
	}
	defer file.Close()
	_ = os.RemoveAll(folder) // where the system allows it: a slow reader then leaves no file, whatever happens
	_, err = io.Copy(w, file)
	return err
}

func unwritable(cause error) error {
	if model.CodeOf(cause) != "" {
		return cause // has a sentence of its own
	}
	return &model.Error{Code: model.Unusable, Cause: cause, Sentence: model.Say("The GeoPackage cannot be written: %v.", cause)}
}

func writeFile(ctx context.Context, path string, layers []disclosure.Layer, sheets []disclosure.Sheet, system *crs.System, p disclosure.Provenance) error {
	db, err := sql.Open("sqlite3", place(path, "_journal_mode=OFF&_synchronous=OFF"))
	if err != nil {
		return unwritable(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // the file is whole when the only one is closed
	out := &writer{ctx: ctx, db: db, system: lonFirst(system), provenance: p}
	if err := out.write(layers, sheets); ctx.Err() != nil {
		return ctx.Err()
	} else if err != nil {
		return unwritable(err)
	}
	return nil
}

// place is a path as SQLite takes it with options.
func place(path, options string) string {
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: options}).String()
}

// lonFirst is the system whose axes a GeoPackage has: longitude before
// latitude whatever the definition says (clause 1.1.1.1.1 of the standard).
func lonFirst(system *crs.System) *crs.System {
	if system == crs.WGS84 {
		return crs.CRS84
	}
	return system
}

// writer writes one GeoPackage in one transaction.
type writer struct {
	ctx        context.Context
	db         *sql.DB
	tx         *sql.Tx
	system     *crs.System
	provenance disclosure.Provenance
}

func (w *writer) write(layers []disclosure.Layer, sheets []disclosure.Sheet) error {
	for _, setting := range []string{"PRAGMA application_id = 0x47504B47", "PRAGMA user_version = 10300"} {
		if _, err := w.db.ExecContext(w.ctx, setting); err != nil {
			return err
		}
	}
	var err error
	if w.tx, err = w.db.BeginTx(w.ctx, nil); err != nil {
		return err
	}
	defer w.tx.Rollback()
	if err := w.frame(); err != nil {
		return err
	}
	for _, layer := range layers {
		if err := w.layer(layer); err != nil {
			return err
		}
	}
	for _, sheet := range sheets {
		if err := w.sheet(sheet); err != nil {
			return err
		}
	}
	return w.tx.Commit()
}

// do runs one statement.
func (w *writer) do(statement string, values ...any) error {
	_, err := w.tx.ExecContext(w.ctx, statement, values...)
	return err
}
