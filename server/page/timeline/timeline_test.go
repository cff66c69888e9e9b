package timeline

import (
	"context"
	"html"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model/disclosure"
	"catchment/server/page/shell"
	"catchment/server/page/trial"
)

var demonstration *trial.Site

func TestMain(m *testing.M) { os.Exit(trial.Run(m, &demonstration, Mount)) }

func ahead(t *testing.T) *disclosure.Timeline {
	t.Helper()
	out, err := demonstration.Planner.Timeline(context.Background(), trial.Today, disclosure.Commissioner)
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Edges) == 0 {
		t.Fatal("nothing of the demonstration ends")
	}
	return out
}

// The page says each month's coverage, and each cliff edge with the way to
// renew it, as the planner gives them.
func TestPageSaysWhatThePlannerGives(t *testing.T) {
	timeline, view := ahead(t), demonstration.View(t, disclosure.Commissioner)
	place := view.Places(view.Kinds()[0])[0]
	for language, prefix := range trial.Prefixes {
		voice := words.In(language)
		body := demonstration.Page(t, prefix+"/timeline")
		for i := range timeline.Months {
			m := &timeline.Months[i]
			_, row, found := strings.Cut(body, `<th scope="row">`+voice.Date(m.Date)+"</th>")
			row, _, _ = strings.Cut(row, "</tr>")
			if !found {
				t.Errorf("%s: %s is missing", language, m.Date)
			}
			for tier := 1; tier <= 4; tier++ {
				if f, err := m.Coverage(place.Code, tier); err != nil || !strings.Contains(row, voice.Percent(f.Value)) {
					t.Errorf("%s: %s: tier %d is not %v: %s", language, m.Date, tier, f, row)
				}
			}
		}
		for _, e := range timeline.Edges {
			link := html.EscapeString(prefix + "/new/plan?change=renew&service=" + url.QueryEscape(e.Key))
			if !strings.Contains(body, `href="`+link+`"`) || !strings.Contains(body, voice.Date(e.LastDay)) {
				t.Errorf("%s: %s is not to be renewed", language, e.Key)
			}
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
	if body := demonstration.Page(t, "/timeline?tier=3"); strings.Count(body, "<svg width=\"280\"") != 1 || strings.Contains(body, `data-label="Tier 2"`) {
		t.Error("one tier is not shown alone")
	}
}

func TestRefusals(t *testing.T) {
	for path, want := range map[string]struct {
		status int
		says   string
	}{
		"/timeline?for=public":        {http.StatusForbidden, "is shown to commissioners alone"},
		"/timeline.ics?for=public":    {http.StatusForbidden, "is shown to commissioners alone"},
		"/cy/timeline.ics?for=public": {http.StatusForbidden, "I gomisiynwyr yn unig"},
		"/timeline?area=Q1":           {http.StatusNotFound, "Q1"},
		"/timeline.ics?area=Q1":       {http.StatusNotFound, "Q1"},
		"/timeline?tier=9":            {http.StatusBadRequest, "tier"},
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
}

func TestLineIsDrawnAsSteps(t *testing.T) {
	view := demonstration.View(t, disclosure.Commissioner)
	ch := &choice{Visit: &shell.Visit{Voice: words.In(words.English), View: view}}
	s := sketchOf(ch, line{3, []float64{.5, .5, .25}})
	if s.Path != "M40.0 44.0H156.0V44.0H272.0V62.0" || len(s.Falls) != 1 || s.Falls[0] != (point{"272.0", "62.0"}) || s.Text != "50% to 25%" {
		t.Errorf("%+v", s)
	}
}
