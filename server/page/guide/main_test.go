package guide_test

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/exchange"
	"catchment/model/planner"
	"catchment/seed"
	"catchment/server/page/guide"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

const today model.Date = "2026-04-01"

// region is the pages over the demonstration region, which no test changes.
var region *site

type site struct {
	*echo.Echo
	planner *planner.Planner
}

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "catchment-guide-")
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
	must(err)
	batch, err := exchange.ReadFiles(seed.Demonstration(today.Time()), exchange.Options{})
	must(err)
	for i := range batch.Files {
		batch.Files[i].Source, batch.Files[i].Licence = seed.DemonstrationSource, "None: invented"
	}
	_, err = p.Import(ctx, batch, "tests")
	must(err)
	house, err := shell.New("Catchment tests", p)
	must(err)
	e := echo.New()
	e.Pre(respond.TakeLanguage)
	e.HTTPErrorHandler = respond.Handler(slog.New(slog.DiscardHandler), house.Fault)
	guide.Mount(e, house)
	return &site{e, p}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// get asks for a page and gives its status and text.
func get(url string) (int, string) {
	answer := httptest.NewRecorder()
	region.ServeHTTP(answer, httptest.NewRequest("GET", url, nil))
	return answer.Code, answer.Body.String()
}

// read keeps pages that were read: none changes while the tests run.
var read = map[string]string{}

// page is a page that must be there and well formed.
func page(t *testing.T, url string) string {
	t.Helper()
	if body, known := read[url]; known {
		return body
	}
	status, body := get(url)
	if status != 200 {
		t.Fatalf("%s: status %d\n%s", url, status, body)
	}
	wellFormed(t, url, body)
	read[url] = body
	return body
}

func view(t *testing.T, audience disclosure.Audience) *disclosure.View {
	t.Helper()
	v, err := region.planner.View(t.Context(), today, audience)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// prefixes are where the languages begin.
var prefixes = map[words.Language]string{words.English: "", words.Welsh: "/cy"}
