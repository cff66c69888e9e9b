package server

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/exchange"
	"catchment/model/exchange/intake"
	"catchment/model/exchange/recipes"
	"catchment/model/planner"
	"catchment/seed"
)

const today model.Date = "2026-04-01"

// clock stands at the day that the demonstration is laid around, so that its
// pages are the same whenever the tests run.
func clock() time.Time { return today.Time().Add(9 * time.Hour) }

func reference() (*model.Batch, error) {
	return exchange.ReadFiles(seed.Reference(), exchange.Options{Reference: true})
}

// shared is a planner over the demonstration that tests only read from.
var shared struct {
	once    sync.Once
	planner *planner.Planner
	err     error
	folder  string
}

func TestMain(m *testing.M) {
	code := m.Run()
	if shared.planner != nil {
		shared.planner.Close()
	}
	os.RemoveAll(shared.folder)
	os.Exit(code)
}

// readOnly gives the demonstration, which all tests share and none changes.
func readOnly(t testing.TB) *planner.Planner {
	t.Helper()
	shared.once.Do(func() {
		if shared.folder, shared.err = os.MkdirTemp("", "catchment-server-"); shared.err == nil {
			shared.planner, shared.err = demonstration(context.Background(), filepath.Join(shared.folder, "demo.db"))
		}
	})
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.planner
}

// demonstration makes a database of the invented region.
func demonstration(ctx context.Context, path string) (*planner.Planner, error) {
	p, err := planner.Open(ctx, path, reference, clock)
	if err != nil {
		return nil, err
	}
	batch, err := exchange.ReadFiles(seed.Demonstration(today.Time()), exchange.Options{})
	if err == nil {
		for i := range batch.Files {
			batch.Files[i].Attribution = "Invented data."
		}
		_, err = p.Import(ctx, batch, "test")
	}
	if err == nil {
		err = p.Warm(ctx)
	}
	return p, err
}

// ownDemonstration is for a test that changes it.
func ownDemonstration(t testing.TB) *planner.Planner {
	t.Helper()
	p, err := demonstration(t.Context(), filepath.Join(t.TempDir(), "demo.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// wales is the open data of Wales, with 1,917 base areas.
func wales(t testing.TB) *planner.Planner {
	t.Helper()
	const data = "../../shared/data/wales"
	if _, err := os.Stat(data); err != nil {
		t.Skip("skipped: ../shared/data/wales is not here")
	}
	mapping, problems := intake.ReadMapping("wales.json", recipes.Wales)
	if mapping == nil {
		t.Fatal(problems)
	}
	p, err := planner.Open(t.Context(), filepath.Join(t.TempDir(), "wales.db"), reference, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	for _, read := range []struct {
		paths   []string
		mapping *intake.Mapping
	}{{[]string{data}, mapping}, {[]string{"../cmd/catchment/testdata/wales"}, nil}} {
		batch, err := exchange.Read(read.paths, read.mapping)
		if err == nil {
			_, err = p.Import(t.Context(), batch, "test")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p
}

func mustNew(t testing.TB, config Config, p *planner.Planner) *echo.Echo {
	t.Helper()
	e, err := New(config, p)
	if err != nil {
		t.Fatal(err)
	}
	return e
}
