// Package trial is what the tests of pages stand on: pages over the
// demonstration region, or other files, in a real database, and what holds for
// every page.
package trial

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/exchange"
	"catchment/model/planner"
	"catchment/seed"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

// Today is the day that the pages are shown for.
const Today model.Date = "2026-04-01"

// Prefixes are where the languages begin.
var Prefixes = map[words.Language]string{words.English: "", words.Welsh: "/cy"}

// Mount adds the routes of some pages.
type Mount = func(*echo.Echo, *shell.House)

// Site is pages over one database.
type Site struct {
	*echo.Echo
	Planner *planner.Planner

	mutex sync.Mutex
	read  map[string]string // pages that were read
}

// Run opens the demonstration with some pages, runs the tests and gives their
// exit code.
func Run(m *testing.M, site **Site, mounts ...Mount) int {
	folder, err := os.MkdirTemp("", "pages")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	*site = Open(filepath.Join(folder, "region.db"), seed.Demonstration(Today.Time()), mounts...)
	defer (*site).Planner.Close()
	return m.Run()
}

// Open opens a new database with the reference data and files, nil for none,
// and some pages over it.
func Open(database string, files map[string][]byte, mounts ...Mount) *Site {
	p, err := planner.Open(context.Background(), database, func() (*model.Batch, error) {
		return exchange.ReadFiles(seed.Reference(), exchange.Options{Reference: true})
	}, func() time.Time { return Today.Time().Add(9 * time.Hour) })
	must(err)
	s := Over(p, mounts...)
	if files != nil {
		must(s.Import(files))
	}
	return s
}

// Over gives some pages over a planner, as a program has them that begins.
func Over(p *planner.Planner, mounts ...Mount) *Site {
	house, err := shell.New("Catchment tests", p)
	must(err)
	e := echo.New()
	e.Pre(respond.TakeLanguage)
	e.Use(respond.ReadKeys)
	e.HTTPErrorHandler = respond.Handler(slog.New(slog.DiscardHandler), house.Fault)
	for _, mount := range mounts {
		mount(e, house)
	}
	return &Site{Echo: e, Planner: p, read: map[string]string{}}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// Import brings files in, said to be invented.
func (s *Site) Import(files map[string][]byte) error {
	batch, err := exchange.ReadFiles(files, exchange.Options{})
	if err != nil {
		return err
	}
	for i := range batch.Files {
		batch.Files[i].Source, batch.Files[i].Licence = seed.DemonstrationSource, "None: invented"
	}
	_, err = s.Planner.Import(context.Background(), batch, "tests")
	return err
}

// Get asks for a page.
func (s *Site) Get(url string) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, httptest.NewRequest("GET", url, nil))
	return answer
}

// Ask asks for a page and gives its status and text.
func (s *Site) Ask(url string) (int, string) {
	answer := s.Get(url)
	return answer.Code, answer.Body.String()
}

// Body is a page that must be there.
func (s *Site) Body(t *testing.T, url string) string {
	t.Helper()
	status, body := s.Ask(url)
	if status != 200 {
		t.Fatalf("%s: status %d: %s", url, status, body)
	}
	return body
}

// Page is a page that must be there and well formed. It is kept: for a site
// that no test changes.
func (s *Site) Page(t *testing.T, url string) string {
	t.Helper()
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if body, known := s.read[url]; known {
		return body
	}
	body := s.Body(t, url)
	WellFormed(t, url, body)
	s.read[url] = body
	return body
}

// View is the figures that the pages show.
func (s *Site) View(t *testing.T, audience disclosure.Audience) *disclosure.View {
	t.Helper()
	view, err := s.Planner.View(context.Background(), Today, audience)
	if err != nil {
		t.Fatal(err)
	}
	return view
}
