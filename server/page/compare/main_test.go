package compare_test

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
	"catchment/server/page/compare"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

const today model.Date = "2026-04-01"

// region is the pages over the demonstration region.
var region *site

type site struct {
	*echo.Echo
	planner *planner.Planner
}

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "compare")
	if err != nil {
		panic(err)
	}
	region = open(filepath.Join(folder, "region.db"))
	code := m.Run()
	region.planner.Close()
	os.RemoveAll(folder)
	os.Exit(code)
}

func open(database string) *site {
	ctx := context.Background()
	p, err := planner.Open(ctx, database, func() (*model.Batch, error) {
		return exchange.ReadFiles(seed.Reference(), exchange.Options{Reference: true})
	}, func() time.Time { return today.Time().Add(9 * time.Hour) })
	if err != nil {
		panic(err)
	}
	batch, err := exchange.ReadFiles(seed.Demonstration(today.Time()), exchange.Options{})
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
	compare.Mount(e, house)
	return &site{e, p}
}

// get asks for a page.
func (s *site) get(url string) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, httptest.NewRequest("GET", url, nil))
	return answer
}

// body is a page that must be there.
func (s *site) body(t *testing.T, url string) string {
	t.Helper()
	answer := s.get(url)
	if answer.Code != 200 {
		t.Fatalf("%s: status %d: %s", url, answer.Code, answer.Body)
	}
	return answer.Body.String()
}

func (s *site) view(t *testing.T, audience disclosure.Audience) *disclosure.View {
	t.Helper()
	view, err := s.planner.View(context.Background(), today, audience)
	if err != nil {
		t.Fatal(err)
	}
	return view
}

func contains(t *testing.T, url, body string, must, mustNot []string) {
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
