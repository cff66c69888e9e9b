package areas_test

import (
	"context"
	"fmt"
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
	"catchment/server/page/areas"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

const today model.Date = "2026-04-01"

// region is the demonstration region, bare holds two authorities of which no
// boundary and little population is known, and void holds nothing.
var region, bare, void *site

// site is the pages over one database.
type site struct {
	*echo.Echo
	planner *planner.Planner
}

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "areas")
	if err != nil {
		panic(err)
	}
	region = open(filepath.Join(folder, "region.db"), seed.Demonstration(today.Time()))
	bare = open(filepath.Join(folder, "bare.db"), bareFiles)
	void = open(filepath.Join(folder, "void.db"), nil)
	code := m.Run()
	for _, s := range []*site{region, bare, void} {
		s.planner.Close()
	}
	os.RemoveAll(folder)
	os.Exit(code)
}

// bareFiles are one nation, two authorities and three wards, one of them
// without population; no boundary, no Welsh name, no service.
var bareFiles = map[string][]byte{
	"areas.csv": []byte("code,name,name_cy,kind,parents\nN1,Land,,nation,\nL1,Alder,,local_authority,N1\nL2,Birch,,local_authority,N1\n" +
		"W1,One,,ward,L1\nW2,Two,,ward,L1\nW3,Three,,ward,L2\n"),
	"population.csv": []byte("area_code,year,total," + ages("age_%d") + "\nW1,2025,500," + ages("20") + "\nW2,2025,125," + ages("5") + "\nW3,2025,0," + ages("0") + "\n"),
}

// ages writes something for each single year of age, 0 to 24.
func ages(each string) string {
	out := make([]string, 25)
	for age := range out {
		if out[age] = each; strings.Contains(each, "%") {
			out[age] = fmt.Sprintf(each, age)
		}
	}
	return strings.Join(out, ",")
}

func open(database string, files map[string][]byte) *site {
	ctx := context.Background()
	p, err := planner.Open(ctx, database, func() (*model.Batch, error) {
		return exchange.ReadFiles(seed.Reference(), exchange.Options{Reference: true})
	}, func() time.Time { return today.Time().Add(9 * time.Hour) })
	if err != nil {
		panic(err)
	}
	if files != nil {
		batch, err := exchange.ReadFiles(files, exchange.Options{})
		if err != nil {
			panic(err)
		}
		if _, err := p.Import(ctx, batch, "tests"); err != nil {
			panic(err)
		}
	}
	house, err := shell.New("Catchment tests", p)
	if err != nil {
		panic(err)
	}
	e := echo.New()
	e.Pre(respond.TakeLanguage)
	e.HTTPErrorHandler = respond.Handler(slog.New(slog.NewTextHandler(io.Discard, nil)), house.Fault)
	areas.Mount(e, house)
	return &site{e, p}
}

// get asks for a page.
func (s *site) get(url string) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, httptest.NewRequest("GET", url, nil))
	return answer
}

func (s *site) view(t *testing.T, audience disclosure.Audience) *disclosure.View {
	t.Helper()
	view, err := s.planner.View(context.Background(), today, audience)
	if err != nil {
		t.Fatal(err)
	}
	return view
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

func contains(t *testing.T, url, body string, must, mustNot []string) {
	t.Helper()
	for _, words := range must {
		if !strings.Contains(body, words) {
			t.Errorf("%s: lacks %q", url, words)
		}
	}
	for _, words := range mustNot {
		if strings.Contains(body, words) {
			t.Errorf("%s: has %q", url, words)
		}
	}
}
