package store

import (
	"context"
	"database/sql"
	"time"

	"catchment/model"
)

// How often and how long settle waits for readers that still need the log.
const (
	settleTries = 5
	settleWait  = "100" // milliseconds
	settlePause = 20 * time.Millisecond
)

// conceals says whether the change may take a place out of the database.
func (c Change) conceals() bool {
	if len(c.Forget)+len(c.Conceal)+len(c.Feed.Drop) > 0 {
		return true
	}
	for _, last := range c.Last {
		if !last.Kept {
			return true
		}
	}
	if c.Upserts == nil {
		return false
	}
	for i := range c.Upserts.Sites {
		if c.Upserts.Sites[i].Disclosure != model.Public {
			return true
		}
	}
	return false
}

// settle empties SQLite's log into its file where that is owed: the log holds
// pages as they were before a place was taken out of them. The change itself
// is made whether this succeeds or not; where readers are in the way it stays
// owed.
func (s *Store) settle(ctx context.Context) {
	if s.write.Name() != "sqlite" || !s.unsettled.Load() {
		return
	}
	pool, err := s.write.DB()
	if err != nil {
		return
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return
	}
	defer conn.Close()
	for range settleTries {
		// Off before, so that a change made meanwhile owes it anew.
		s.unsettled.Store(false)
		if truncated(ctx, conn) {
			return
		}
		s.unsettled.Store(true)
		time.Sleep(settlePause)
	}
}

// truncated says whether the log could be emptied. It waits less long for
// others than a change would.
func truncated(ctx context.Context, conn *sql.Conn) bool {
	busy := 1
	if _, err := conn.ExecContext(ctx, "PRAGMA busy_timeout = "+settleWait); err == nil {
		var log, moved int
		if conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &log, &moved) != nil {
			busy = 1
		}
	}
	if _, err := conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA busy_timeout = "+durableAnswers["busy_timeout"]); err != nil {
		return false
	}
	return busy == 0
}
