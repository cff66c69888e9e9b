package timeline

import (
	"context"
	"encoding/csv"
	"fmt"
	"html"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model/disclosure"
	"catchment/model/exchange/calendar"
	"catchment/model/planner"
	"catchment/server/page/trial"
)

var demonstration *trial.Site

func TestMain(m *testing.M) { os.Exit(trial.Run(m, &demonstration, Mount)) }

func ahead(t *testing.T, months int) *disclosure.Timeline {
	t.Helper()
	out, err := demonstration.Planner.Timeline(context.Background(), trial.Today, disclosure.Commissioner, months)
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Edges) == 0 {
		t.Fatal("nothing of the demonstration ends")
	}
	return out
}

// row gives the row of a table that begins with a head.
func row(t *testing.T, body, head string) string {
	t.Helper()
	_, rest, found := strings.Cut(body, `<th scope="row">`+head)
	text, _, _ := strings.Cut(rest, "</tr>")
	if !found {
		t.Errorf("no row begins with %s", head)
	}
	return text
}

// The page says each month's coverage as the planner gives it, over whatever
// horizon is chosen.
func TestEachMonthIsShown(t *testing.T) {
	view := demonstration.View(t, disclosure.Commissioner)
	place := view.Places(view.Kinds()[0])[0]
	for _, months := range []int{12, 24, 36, 60} {
		timeline := ahead(t, months)
		for language, prefix := range trial.Prefixes {
			voice := words.In(language)
			body := demonstration.Page(t, fmt.Sprintf("%s/timeline?months=%d", prefix, months))
			if len(timeline.Months) != months {
				t.Fatalf("%d months, not %d", len(timeline.Months), months)
			}
			for i := range timeline.Months {
				m := &timeline.Months[i]
				row := row(t, body, voice.Date(m.Date)+"</th>")
				for tier := 1; tier <= 4; tier++ {
					if f, err := m.Coverage(place.Code, tier); err != nil || !strings.Contains(row, voice.Percent(f.Value)) {
						t.Errorf("%s: %s: tier %d is not %v: %s", language, m.Date, tier, f, row)
					}
				}
			}
		}
	}
}

// Each cliff edge stands with all that the records say of it, under the letter
// that the chart has, with a box and a button to renew it.
func TestCliffEdgesAreExplained(t *testing.T) {
	timeline, view := ahead(t, 0), demonstration.View(t, disclosure.Commissioner)
	for language, prefix := range trial.Prefixes {
		voice := words.In(language)
		body := demonstration.Page(t, prefix+"/timeline")
		funded := 0
		for _, e := range timeline.Edges {
			link := html.EscapeString(prefix+"/services/"+e.Service.Key) + `"`
			_, rest, found := strings.Cut(body, `<strong class="nowrap">`+voice.Date(e.LastDay))
			if !found || !strings.Contains(rest, link) {
				t.Fatalf("%s: %s is missing", language, e.Service.Key)
			}
			at := strings.Index(body, link)
			begin := strings.LastIndex(body[:at], "<tr")
			row, _, _ := strings.Cut(body[begin:], "</tr>")
			wants := []string{voice.Term("ending", e.What), voice.Date(calendar.DecideBy(e.LastDay, 3)), `name="service" value="` + e.Service.Key + `"`, `name="only" value="` + e.Service.Key + `"`,
				html.EscapeString(prefix + "/providers/" + e.Service.Service.Provider)}
			if e.Service.Funder != "" {
				funded++
				wants = append(wants, html.EscapeString(e.Service.Funder))
			}
			wants = append(wants, calendar.Lost(voice, e.LostIn(view.Places(view.Kinds()[0])[0].Code))...)
			for _, want := range wants {
				if !strings.Contains(row, want) {
					t.Errorf("%s: %s: %q is not in %s", language, e.Service.Key, want, row)
				}
			}
		}
		letters := strings.Count(body, ` id="edge-`)
		if discs := strings.Count(body, "ahead__disc"); letters == 0 || discs != letters*len(frames) {
			t.Errorf("%s: %d letters in the table, %d in %d charts", language, letters, discs, len(frames))
		}
		if funded == 0 {
			t.Error("nobody is said to fund anything: nothing was tried")
		}
	}
}

// Home lists the first of those that the timeline lists, and no others.
func TestHomeHasTheSameList(t *testing.T) {
	view, timeline := demonstration.View(t, disclosure.Commissioner), ahead(t, 0)
	endings := view.Endings(view.Horizon(planner.HorizonOf(view.Settings())))
	if len(endings) != len(timeline.Edges) {
		t.Fatalf("%d endings, %d cliff edges", len(endings), len(timeline.Edges))
	}
	for i, e := range endings {
		if e.Service.Key != timeline.Edges[i].Service.Key || e.LastDay != timeline.Edges[i].LastDay || e.Service.Protected {
			t.Errorf("%s on %s, and %s on %s", e.Service.Key, e.LastDay, timeline.Edges[i].Service.Key, timeline.Edges[i].LastDay)
		}
	}
}

func TestChoices(t *testing.T) {
	view := demonstration.View(t, disclosure.Commissioner)
	kinds := view.Kinds()
	last := kinds[len(kinds)-1]
	first, small := view.Places(kinds[0])[0].Code, view.Places(last)[0].Code
	for _, c := range []struct{ query, area, kind string }{
		{"", first, string(kinds[0])},
		{"?area=" + small, small, string(last)},
		{"?kind=" + string(last), small, string(last)},
		{"?kind=" + string(kinds[0]) + "&area=" + small, first, string(kinds[0])},
		{"?tier=3&on=2026-05-01", first, string(kinds[0])},
	} {
		body := demonstration.Page(t, "/timeline"+c.query)
		if !strings.Contains(body, `value="`+c.area+`" selected`) || !strings.Contains(body, `value="`+c.kind+`" selected`) {
			t.Errorf("%q: %s of kind %s is not chosen", c.query, c.area, c.kind)
		}
	}
	if body := demonstration.Page(t, "/timeline?tier=3"); !strings.Contains(body, "ahead__line--3") || strings.Contains(body, "ahead__line--2") || strings.Contains(body, `data-label="Tier 2"`) || !strings.Contains(body, `id="types"`) {
		t.Error("one tier is not shown alone, with its service types")
	}
	if body := demonstration.Page(t, "/timeline?lead=12"); !strings.Contains(body, "has passed") || !strings.Contains(body, "12 months before the end") || strings.Contains(demonstration.Page(t, "/timeline?lead=1"), "12 months before the end") {
		t.Error("the time to decide is not what was chosen")
	}
	fewer := demonstration.Page(t, "/timeline?area="+small)
	if !strings.Contains(fewer, "elsewhere or in another tier") || !strings.Contains(fewer, "In all areas") || strings.Contains(demonstration.Page(t, "/timeline"), "In all areas") {
		t.Error("an area does not have its own cliff edges")
	}
}

// The sheet has every figure of every month, as a computation for that day
// gives them.
func TestSheetHasEveryFigure(t *testing.T) {
	view, timeline := demonstration.View(t, disclosure.Commissioner), ahead(t, 0)
	code := view.Places(view.Kinds()[0])[0].Code
	rows, err := csv.NewReader(strings.NewReader(demonstration.Body(t, "/timeline.csv?tier=3"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) int { return slices.Index(rows[0], name) }
	last := timeline.Months[len(timeline.Months)-1].Date
	then, err := demonstration.Planner.View(context.Background(), last, disclosure.Commissioner)
	if err != nil {
		t.Fatal(err)
	}
	types, err := then.Waterfalls(code, 3)
	if err != nil || len(rows) != 1+(1+len(timeline.Months))*(1+len(types)) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, w := range types {
		row := rows[len(rows)-len(types)+i]
		for name, f := range map[string]disclosure.Figure{"demand": w.Demand, "met": w.Met, "waiting": w.Waiting, "unreached": w.Unreached, "not_eligible": w.NotEligible, "coverage": w.Coverage} {
			if x, _ := strconv.ParseFloat(row[column(name)], 64); f.IsShown() && x != f.Value {
				t.Errorf("%s on %s: %s is %s, computed %v", row[column("service_type")], row[0], name, row[column(name)], f.Value)
			}
		}
		if row[0] != string(last) || row[column("service_type")] != w.Type.Key {
			t.Errorf("row %v is not of %s", row, w.Type.Key)
		}
	}
}

func TestRefusals(t *testing.T) {
	for path, want := range map[string]struct {
		status int
		says   string
	}{
		"/timeline?for=public":        {http.StatusForbidden, "is shown to commissioners alone"},
		"/timeline.ics?for=public":    {http.StatusForbidden, "is shown to commissioners alone"},
		"/timeline.csv?for=public":    {http.StatusForbidden, "is shown to commissioners alone"},
		"/cy/timeline.ics?for=public": {http.StatusForbidden, "I gomisiynwyr yn unig"},
		"/timeline?area=Q1":           {http.StatusNotFound, "Q1"},
		"/timeline.ics?area=Q1":       {http.StatusNotFound, "Q1"},
		"/timeline.csv?area=Q1":       {http.StatusNotFound, "Q1"},
		"/timeline?tier=9":            {http.StatusBadRequest, "tier"},
		"/timeline?months=13":         {http.StatusBadRequest, "months"},
		"/timeline?lead=two":          {http.StatusBadRequest, "lead"},
		"/timeline?kind=planet":       {http.StatusBadRequest, "planet"},
		"/timeline?on=yesterday":      {http.StatusBadRequest, "yesterday"},
	} {
		answer := demonstration.Get(path)
		if answer.Code != want.status || !strings.Contains(answer.Body.String(), want.says) || answer.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: status %d: %.300s", path, answer.Code, answer.Body)
		}
	}
}

// Where there are no figures, the page says so, and the calendar is empty.
func TestNothingRecorded(t *testing.T) {
	empty := trial.Open(t.TempDir()+"/empty.db", nil, Mount)
	defer empty.Planner.Close()
	if body := empty.Page(t, "/timeline"); strings.Contains(body, "<table") || !strings.Contains(body, words.In(words.English).Say("shell.nothing_import")) {
		t.Errorf("without records: %s", body)
	}
	if body := empty.Body(t, "/timeline.ics"); strings.Contains(body, "VEVENT") {
		t.Errorf("without records: %s", body)
	}
	if status, _ := empty.Ask("/timeline.csv"); status != http.StatusNotFound {
		t.Errorf("a sheet without records: status %d", status)
	}
}

// No date passes the end of the calendar, and the page says why.
func TestTheCalendarEnds(t *testing.T) {
	for _, on := range []string{"9999-01-01", "9999-12-31"} {
		for _, prefix := range trial.Prefixes {
			body := demonstration.Page(t, prefix+"/timeline?on="+on)
			if strings.Contains(body, "10000") || !strings.Contains(body, words.In(words.English).Number(31, 0)) || !strings.Contains(body, " 9999") {
				t.Errorf("%s: a date passes the calendar", on)
			}
		}
		if body := demonstration.Page(t, "/timeline?on="+on); !strings.Contains(body, "The calendar ends.") {
			t.Errorf("%s: the page does not say that the calendar ends", on)
		}
		if body := demonstration.Body(t, "/timeline.ics?on="+on); strings.Contains(body, "VALUE=DATE:10000") {
			t.Errorf("%s: %s", on, body)
		}
	}
}
