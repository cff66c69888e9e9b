// Package trial opens planners for tests: over a real database of the test's
// own, with the reference data and what the test brings, on one day. Nothing but
// tests imports it.
package trial

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"catchment/model"
	"catchment/model/exchange"
	"catchment/model/exchange/intake"
	"catchment/model/exchange/recipes"
	"catchment/model/planner"
	"catchment/seed"
)

// Now is when the planners are asked.
var Now = time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC)

// Open gives a planner with a batch in it, as a reader of files gives one. It
// is closed after the test.
func Open(t testing.TB, batch *model.Batch, err error) *planner.Planner {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	reference := func() (*model.Batch, error) {
		return exchange.ReadFiles(seed.Reference(), exchange.Options{Reference: true})
	}
	p, err := planner.Open(context.Background(), filepath.Join(t.TempDir(), "test.db"), reference, func() time.Time { return Now })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	if _, err := p.Import(context.Background(), batch, "test"); err != nil {
		t.Fatal(err)
	}
	return p
}

// Demonstration is the files of the invented region.
func Demonstration() (*model.Batch, error) {
	return exchange.ReadFiles(seed.Demonstration(Now), exchange.Options{})
}

// Wales is the open data of Wales, with 1,917 base areas, in a folder; the test
// is skipped where it is not there.
func Wales(t testing.TB, folder string) (*model.Batch, error) {
	t.Helper()
	if _, err := os.Stat(folder); err != nil {
		t.Skip("skipped: ../shared/data/wales is not here")
	}
	mapping, problems := intake.ReadMapping("wales.json", recipes.Wales)
	if mapping == nil {
		t.Fatal(problems)
	}
	return exchange.Read([]string{folder}, mapping)
}
