// Package trial is what the tests of pages stand on: pages over the
// demonstration region in a real database, and what holds for every page.
package trial

import (
	"context"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

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

// Site is pages over the demonstration region.
type Site struct {
	*echo.Echo
	Planner *planner.Planner
}

// Run opens the demonstration with some pages, runs the tests and gives their
// exit code.
func Run(m *testing.M, site **Site, mounts ...func(*echo.Echo, *shell.House)) int {
	folder, err := os.MkdirTemp("", "pages")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	*site = open(filepath.Join(folder, "region.db"), mounts)
	defer (*site).Planner.Close()
	return m.Run()
}

func open(database string, mounts []func(*echo.Echo, *shell.House)) *Site {
	ctx := context.Background()
	p, err := planner.Open(ctx, database, func() (*model.Batch, error) {
		return exchange.ReadFiles(seed.Reference(), exchange.Options{Reference: true})
	}, func() time.Time { return Today.Time().Add(9 * time.Hour) })
	if err != nil {
		panic(err)
	}
	batch, err := exchange.ReadFiles(seed.Demonstration(Today.Time()), exchange.Options{})
	if err != nil {
		panic(err)
	}
	if _, err := p.Import(ctx, batch, "tests"); err != nil {
		panic(err)
	}
	house, err := shell.New("Catchment tests", p)
	if err != nil {
		panic(err)
	}
	e := echo.New()
	e.Pre(respond.TakeLanguage)
	e.HTTPErrorHandler = respond.Handler(slog.New(slog.NewTextHandler(io.Discard, nil)), house.Fault)
	for _, mount := range mounts {
		mount(e, house)
	}
	return &Site{e, p}
}

// Get asks for a page.
func (s *Site) Get(url string) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, httptest.NewRequest("GET", url, nil))
	return answer
}

// Body is a page that must be there.
func (s *Site) Body(t *testing.T, url string) string {
	t.Helper()
	answer := s.Get(url)
	if answer.Code != 200 {
		t.Fatalf("%s: status %d: %s", url, answer.Code, answer.Body)
	}
	return answer.Body.String()
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

// Contains holds a text to words that it must and must not have.
func Contains(t *testing.T, url, body string, must, mustNot []string) {
	t.Helper()
	for _, words := range must {
		if !strings.Contains(body, words) {
			t.Errorf("%s: lacks %q", url, words)
		}
	}
	for _, words := range append(mustNot, "⟦", "NaN", "%!") {
		if strings.Contains(body, words) {
			t.Errorf("%s: has %q", url, words)
		}
	}
}
