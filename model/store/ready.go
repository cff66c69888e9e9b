package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"sync"
	"time"

	"catchment/model"
)

// How long a file that was found whole is believed to be: so long that the
// checks take a twentieth of the time at most, and at least a second.
const (
	checkPause = 20 // times what the last check took
	checkLeast = time.Second
)

// Health probes whether a store can be used. The zero value is ready. Probes
// may come every second: writing is tried in each, the whole file is read
// through as often as its size allows (some megabytes: every second), and a
// fault is looked at again each time.
type Health struct {
	mutex sync.Mutex
	file  os.FileInfo // as the first probe found it
	fresh time.Time   // until when the file is believed to be whole
}

// Probe writes to the database, and reads it through: an error is a
// *model.Error with a sentence that names the cause.
func (h *Health) Probe(ctx context.Context, s *Store) error {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	pool, err := s.write.DB()
	if err != nil {
		return err
	}
	if s.write.Name() == "postgres" {
		return fault(probeServer(ctx, pool), "revisions")
	}
	if err := h.sameFile(ctx, pool); err != nil {
		return fault(err, "")
	}
	// Sets a number in the heading of the file to what it is: a true commit,
	// with its sync, that changes nothing.
	if _, err := pool.ExecContext(ctx, "PRAGMA user_version = 0"); err != nil {
		return fault(err, "")
	}
	s.settle(ctx)
	return fault(h.whole(ctx, s), "")
}

// probeServer tries an insert, which it takes back: an account or a server
// that may only read refuses it.
func probeServer(ctx context.Context, pool *sql.DB) error {
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO revisions (revision, at, actor, action, source, digest, method) VALUES (-1, now(), '', '', '', '', 0)`)
	if back := tx.Rollback(); err == nil {
		err = back
	}
	return err
}

// sameFile holds the file to being the one that was opened: a process goes on
// writing to a file that was removed, and nobody ever sees it again.
func (h *Health) sameFile(ctx context.Context, pool *sql.DB) error {
	var path string
	if err := pool.QueryRowContext(ctx, "SELECT file FROM pragma_database_list WHERE name = 'main'").Scan(&path); err != nil {
		return err
	}
	info, err := os.Stat(path)
	if h.file == nil && err == nil {
		h.file = info
	}
	if err != nil || !os.SameFile(h.file, info) {
		return unusable(err, model.Say("The database %s was removed or replaced while Catchment was using it. Put it back and start Catchment again.", path))
	}
	return nil
}

func (h *Health) whole(ctx context.Context, s *Store) error {
	begun := time.Now()
	if begun.Before(h.fresh) {
		return nil
	}
	pool, err := s.read.DB()
	if err != nil {
		return err
	}
	h.fresh = time.Time{}
	var answer string
	if err := pool.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&answer); err != nil {
		return err
	}
	if answer != "ok" {
		return &model.Error{Code: model.Unusable, Sentence: isDamaged, Cause: errors.New(answer)}
	}
	h.fresh = time.Now().Add(max(checkLeast, checkPause*time.Since(begun)))
	return nil
}
