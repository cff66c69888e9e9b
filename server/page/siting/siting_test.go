package siting

import (
	"bytes"
	"encoding/csv"
	"math"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	"catchment/model/planner"
	search "catchment/model/siting"
	"catchment/server/page/shell"
	"catchment/server/page/trial"
)

// demonstration is open for all tests; each has pages of its own over it.
var demonstration *trial.Site

func TestMain(m *testing.M) { os.Exit(trial.Run(m, &demonstration)) }

// site is the pages over the demonstration.
type site struct {
	*testing.T
	*trial.Site
	runs *runs
}

func open(t *testing.T) *site {
	t.Helper()
	s := &site{T: t}
	s.Site = trial.Over(demonstration.Planner, func(e *echo.Echo, h *shell.House) {
		s.runs = newRuns(h.Planner, time.Now)
		mount(e, h, s.runs)
	})
	t.Cleanup(s.runs.close)
	return s
}

func (s *site) send(r *http.Request) *httptest.ResponseRecorder {
	s.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
		trial.WellFormed(s.T, r.URL.String(), w.Body.String())
	}
	return w
}

func (s *site) get(url string) *httptest.ResponseRecorder {
	s.Helper()
	return s.send(httptest.NewRequest(http.MethodGet, url, nil))
}

// post sends the form, with pairs of names and values in place of what it
// begins with.
func (s *site) post(url string, pairs ...string) *httptest.ResponseRecorder {
	s.Helper()
	texts := fresh("").texts
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for i := 0; i < len(pairs); i += 2 {
		delete(texts, pairs[i])
	}
	for name, text := range texts {
		w.WriteField(name, text)
	}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] == "file" {
			part, err := w.CreateFormFile("file", "candidates.csv")
			must(s.T, err)
			part.Write([]byte(pairs[i+1]))
			continue
		}
		w.WriteField(pairs[i], pairs[i+1])
	}
	w.Close()
	r := httptest.NewRequest(http.MethodPost, url, &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return s.send(r)
}

// begin begins a search and gives its address.
func (s *site) begin(url string, pairs ...string) string {
	s.Helper()
	w := s.post(url, pairs...)
	if w.Code != http.StatusSeeOther {
		s.Fatalf("%v: status %d: %s", pairs, w.Code, w.Body)
	}
	return w.Header().Get("Location")
}

// settle loads the page of a search until it has ended.
func (s *site) settle(url string) string {
	s.Helper()
	for range 3000 {
		w := s.get(url)
		if w.Header().Get("Refresh") == "" {
			if w.Code != http.StatusOK {
				s.Fatalf("%s: status %d: %s", url, w.Code, w.Body)
			}
			return w.Body.String()
		}
		time.Sleep(5 * time.Millisecond)
	}
	s.Fatal("the search does not end")
	return ""
}

func (s *site) run(url string) run {
	s.Helper()
	path, _, _ := strings.Cut(url, "?")
	one, ok := s.runs.get(path[strings.LastIndex(path, "/")+1:])
	if !ok {
		s.Fatalf("%s is no run", url)
	}
	return one
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A search gives what the planner gives for the same wish and seed, says it in
// both languages, and makes a scenario that does what the plan says.
func TestRunGivesWhatThePlannerGives(t *testing.T) {
	s := open(t)
	for _, c := range []struct {
		pairs []string
		wish  planner.Wish
		says  []string
	}{
		{[]string{"type", "outreach_and_group_work", "number", "3", "objective", "reach"},
			planner.Wish{ServiceType: "outreach_and_group_work", Number: 3, Objective: &objectives[0]}, []string{"Chosen for most children newly within reach, as was asked for.", "Another aim would fit better", "Places bind, not distance"}},
		{[]string{"type", "refuge", "number", "2", "objective", "met", "places", "20", "seed", "7"},
			planner.Wish{ServiceType: "refuge", Number: 2, Objective: &objectives[1], Seed: 7}, []string{"area chosen", "number in the table"}},
		{[]string{"type", "camhs", "budget", "£250,000", "places", "20", "cost", "60 000", "from", "areas", "area_kind", "local_authority"},
			planner.Wish{ServiceType: "camhs", Budget: 250_000}, []string{"£250,000 a year"}},
	} {
		address := s.begin("/siting", c.pairs...)
		body := s.settle(address)
		one := s.run(address)
		w := c.wish
		w.Day = trial.Today
		if w.Seed == 0 {
			w.Seed = 1
		}
		twenty, sixty := 20.0, 60_000.0
		if w.ServiceType != "outreach_and_group_work" {
			w.Places = &twenty
		}
		if w.Budget > 0 {
			w.Cost, w.Candidates.Areas = &sixty, "local_authority"
		}
		want, err := s.Planner.Site(t.Context(), w)
		must(t, err)
		got := *one.result.Result
		got.Seconds = 0
		if !reflect.DeepEqual(&got, want.Result) || !reflect.DeepEqual(numbersOf(got.Chosen), numbersOf(want.Chosen)) {
			t.Errorf("%v: %+v; the planner gives %+v", c.pairs, got, want.Result)
		}
		trial.Contains(t, address, body, append(c.says, "Seed", "<svg", "class=\"disc", "/scenario"), []string{"⟦", "NaN"})
		trial.Contains(t, address, s.settle("/cy"+address), []string{"Y lleoliadau a ddewiswyd", "Hedyn", `lang="cy"`}, []string{"⟦", "NaN"})
		s.scenario(address, one)
	}
}

// scenario makes a scenario of a plan, and holds what it changes against what
// the plan says.
func (s *site) scenario(address string, one run) {
	s.Helper()
	if w := s.get(address + "/scenario.csv?name=A&on=2026-05-01"); w.Code != http.StatusSeeOther || w.Header().Get("Location") != address+"/scenario.csv?name=A&on=2026-04-01" {
		s.Errorf("the plan on another day: status %d to %s", w.Code, w.Header().Get("Location"))
	}
	file := s.get(address + "/scenario.csv?name=File+" + one.id).Body.Bytes()
	rows, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	must(s.T, err)
	must(s.T, s.Import(map[string][]byte{"scenario.csv": file}))
	imported, err := s.Planner.Scenario("File " + one.id)
	if err != nil || len(imported) != len(one.result.Chosen) {
		s.Errorf("%s: %d changes are imported, %v", address, len(imported), err)
	}
	if len(rows) != 1+len(one.result.Chosen) || rows[1][1] != "open" {
		s.Errorf("%s: %d rows for %d places", address, len(rows), len(one.result.Chosen))
	}
	s.scenarioMeets(address, one)
}

// scenarioMeets makes the scenario, once.
func (s *site) scenarioMeets(address string, one run) {
	s.Helper()
	r := httptest.NewRequest(http.MethodPost, address+"/scenario", strings.NewReader("name=Plan+"+one.id))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := s.send(r)
	if w.Code != http.StatusSeeOther || !strings.HasPrefix(w.Header().Get("Location"), "/plans/Plan%20"+one.id) {
		s.Fatalf("%s: status %d: %s", address, w.Code, w.Body)
	}
	changes, err := s.Planner.Scenario("Plan " + one.id)
	must(s.T, err)
	difference, err := s.Planner.WhatIf(s.Context(), trial.Today, disclosure.Commissioner, changes)
	must(s.T, err)
	if met := difference.Headline().Met.Value; one.result.Objective == search.Met && math.Abs(met-one.result.Value) > 1e-6*met {
		s.Errorf("%s: the scenario meets %v more, the plan says %v", address, met, one.result.Value)
	}
	if again := s.send(r); again.Code == http.StatusSeeOther {
		s.Errorf("%s: a second scenario of the same name", address)
	}
	s.must(address, "The records have changed since")
}

func (s *site) must(url string, words ...string) {
	s.Helper()
	trial.Contains(s.T, url, s.settle(url), words, nil)
}

// A wish that cannot be met comes back as it was, with what is wrong at its
// field.
func TestRefusals(t *testing.T) {
	s := open(t)
	for _, c := range []struct {
		name  string
		pairs []string
		field string
		says  string
	}{
		{"no type", []string{"number", "2"}, "type", "Choose a type of service from the list."},
		{"an unknown type", []string{"type", "sorrow", "number", "2"}, "type", "Choose a type of service from the list."},
		{"neither number nor budget", []string{"type", "refuge"}, "number", "Give a number of locations to choose, or a budget."},
		{"both", []string{"type", "refuge", "number", "1", "budget", "5"}, "budget", "Give a number or a budget, not both."},
		{"half a place", []string{"type", "refuge", "number", "1.5"}, "number", "Give a whole number from 1 to 10,000."},
		{"no money", []string{"type", "refuge", "budget", "0"}, "budget", "Give an amount in pounds above 0."},
		{"too long", []string{"type", "refuge", "number", "1", "limit", "301"}, "limit", "Give a whole number from 1 to 300."},
		{"a size that is none", []string{"type", "refuge", "number", "1", "places", "many"}, "places", "Give a number of 0 or more"},
		{"an unknown objective", []string{"type", "refuge", "number", "1", "objective", "best"}, "objective", "Choose one of those in the list."},
		{"an unknown kind", []string{"type", "camhs", "number", "1", "from", "areas", "area_kind", "village"}, "area_kind", "Choose one of those in the list."},
		{"small areas for what is protected", []string{"type", "refuge", "number", "1", "from", "areas", "area_kind", "small_area"}, "area_kind", "never a point"},
		{"points for what is protected", []string{"type", "refuge", "number", "1", "from", "list", "list", "candidate,lon,lat\na,-3.5,52\n"}, "list", "never a point"},
		{"no list", []string{"type", "camhs", "number", "1", "from", "list"}, "list", "Paste a list"},
		{"a list with faults", []string{"type", "camhs", "number", "1", "from", "list", "list", "candidate,lon,lat,places\na,-3.5,,x\n"}, "list", "The list row 2"},
		{"an unknown area in a list", []string{"type", "camhs", "number", "1", "from", "list", "file", "key,area_code\na,Q1\n"}, "list", "which is not known"},
		{"more than there are", []string{"type", "refuge", "number", "9"}, "number", "9 places are asked for, and there are candidates for 8"},
		{"below the cheapest", []string{"type", "camhs", "budget", "10", "cost", "5000", "places", "5"}, "budget", "below the cost of the cheapest candidate"},
		{"an unknown lock", []string{"type", "refuge", "number", "1", "lock", "nothing"}, "lock", "There is no candidate"},
		{"a lock on a service of another type", []string{"type", "refuge", "number", "1", "lock", "camhs-estuary"}, "lock", "There is no candidate"},
		{"an unknown service", []string{"type", "refuge", "number", "1", "close", "nothing"}, "close", "There is no service"},
	} {
		for prefix, summary := range map[string]string{"": c.says, "/cy": "govuk-error-summary"} {
			w := s.post(prefix+"/siting", c.pairs...)
			if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), `href="#`+c.field+`"`) {
				t.Errorf("%s: status %d, no error at %s: %s", c.name, w.Code, c.field, w.Body)
				continue
			}
			trial.Contains(t, c.name, w.Body.String(), []string{summary}, []string{"⟦"})
			if strings.Contains(c.name, "protected") && strings.Contains(w.Body.String(), "-3.5,52") {
				t.Errorf("%s: the place is typed back", c.name)
			}
		}
	}
	if len(s.runs.latest()) != 0 {
		t.Errorf("%d refused wishes are kept", len(s.runs.latest()))
	}
	r := httptest.NewRequest(http.MethodPost, "/siting", strings.NewReader("type=refuge"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if w := s.send(r); w.Code != http.StatusBadRequest {
		t.Errorf("a form that is not whole: status %d", w.Code)
	}
}

// The public sees none of it, at any address.
func TestPublicIsRefused(t *testing.T) {
	s := open(t)
	address := s.begin("/siting", "type", "refuge", "number", "1")
	s.settle(address)
	for _, url := range []string{"/siting?for=public", "/siting?type=refuge&for=public", address + "?for=public", address + "/scenario.csv?for=public", "/cy" + address + "?for=public"} {
		if w := s.get(url); w.Code != http.StatusForbidden || strings.Contains(w.Body.String(), "X06") {
			t.Errorf("%s: status %d", url, w.Code)
		}
	}
	for _, url := range []string{"/siting?for=public", address + "/cancel?for=public", address + "/scenario?for=public"} {
		if w := s.post(url, "type", "refuge", "number", "1"); w.Code != http.StatusForbidden {
			t.Errorf("POST %s: status %d", url, w.Code)
		}
	}
	for _, url := range []string{"/siting/none", "/siting/none/scenario.csv", "/cy/siting/none"} {
		if w := s.get(url); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d", url, w.Code)
		}
	}
}

// Of a protected type no point comes onto a page or into a file.
func TestProtectedHasNoPoint(t *testing.T) {
	s := open(t)
	address := s.begin("/siting", "type", "refuge", "number", "2")
	body := s.settle(address)
	trial.Contains(t, address, body, []string{"<svg", "map-reach-0"}, []string{"map-sites", "map-reach-3", "How journeys were measured"})
	rows, err := csv.NewReader(s.get(address + "/scenario.csv").Body).ReadAll()
	must(t, err)
	for _, row := range rows[1:] {
		for i, column := range rows[0] {
			switch {
			case (column == "lon" || column == "lat" || column == "area_code") && row[i] != "",
				column == "disclosure" && row[i] != "protected", column == "areas_served" && !strings.HasPrefix(row[i], "X06"):
				t.Errorf("%s is %q", column, row[i])
			}
		}
	}
}

// A list has points, sizes and costs; what is locked is chosen, and the first
// page of a wish comes back as it was.
func TestList(t *testing.T) {
	s := open(t)
	list := "key\tname\tsite\tarea_code\tplaces\tcost\nsmall\tBach\tone\tX06000004\t20\t30000\nlarge\tMawr\tone\tX06000004\t60\t80000\nother\tArall\t\tX06000005\t30\t50000\n"
	address := s.begin("/siting", "type", "camhs", "budget", "80000", "objective", "met", "from", "list", "list", list, "lock", "small")
	body := s.settle(address)
	trial.Contains(t, address, body, []string{"Bach", "Arall", "£80,000"}, []string{">Mawr<"})
	again := s.get("/siting?type=camhs&from=" + s.run(address).id)
	trial.Contains(t, "again", again.Body.String(), []string{`value="80000"`, "X06000005", `value="small"`}, nil)
}

// A service that may be closed is closed in the scenario where the plan closes
// it, and else stays as it is.
func TestClosable(t *testing.T) {
	s := open(t)
	pairs := []string{"type", "camhs", "number", "3", "objective", "met", "places", "400"}
	for _, service := range s.View(t, disclosure.Commissioner).Services() {
		if service.ServiceType == "camhs" && service.Counts {
			pairs = append(pairs, "close", service.Key)
		}
	}
	address := s.begin("/siting", pairs...)
	body := s.settle(address)
	one := s.run(address)
	if len(one.result.Closed) == 0 || len(one.wish.Close) != (len(pairs)-8)/2 {
		t.Fatalf("%d of %d closable services are closed", len(one.result.Closed), len(one.wish.Close))
	}
	rows, err := csv.NewReader(s.get(address + "/scenario.csv").Body).ReadAll()
	must(t, err)
	count := map[string]int{}
	for _, row := range rows[1:] {
		count[row[1]]++
	}
	stays := len(one.wish.Close) - len(one.result.Closed)
	if count["close"] != len(one.result.Closed) || count["open"] != len(one.result.Chosen)-stays {
		t.Errorf("%v; %d closed and %d chosen, of which %d stand", count, len(one.result.Closed), len(one.result.Chosen), stays)
	}
	trial.Contains(t, address, body, []string{"Closed by the plan"}, nil)
	s.scenarioMeets(address, one)
}
