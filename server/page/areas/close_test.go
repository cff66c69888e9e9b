package areas_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model/disclosure"
)

// The rows that charts are drawn from have the figures of the view, and none
// where one is not known or may not be told.
func TestChartRowsAreThoseOfTheView(t *testing.T) {
	for _, audience := range disclosure.Audiences {
		view := region.View(t, audience)
		for _, code := range []string{"X92000001", "X06000004", "X01000004", "X01000215"} {
			for tier := 1; tier <= 4; tier++ {
				url := fmt.Sprint(address(words.English, audience, code), "&tier=", tier)
				body := region.Body(t, url)
				practiceRows(t, url, body, view, code, tier)
				bandRows(t, url, body, view, code, tier)
			}
		}
	}
}

func practiceRows(t *testing.T, url, body string, view *disclosure.View, code string, tier int) {
	t.Helper()
	cube, err := view.Cube(code, tier)
	if err != nil {
		t.Fatal(err)
	}
	rows := elements(t, between(body, `<table class="table" id="practice"`, "</table>"), "tr")[1:]
	if len(rows) != len(cube) {
		t.Fatalf("%s: %d indicators", url, len(rows))
	}
	drawn := 0
	for i, row := range rows {
		low, known := row["data-low"]
		want := cube[i].Status != "" && cube[i].Low.IsShown() && cube[i].High.IsShown()
		if known != want {
			t.Errorf("%s: %s has a range: %v, expected %v", url, row["data-name"], known, want)
		}
		if known {
			drawn++
			near(t, url+" low", low, cube[i].Low.Value)
			near(t, url+" high", row["data-high"], cube[i].High.Value)
		}
	}
	if chart := strings.Contains(body, `data-chart="range"`); chart != (drawn > 0) {
		t.Errorf("%s: there is a chart: %v, of %d ranges", url, chart, drawn)
	}
}

func bandRows(t *testing.T, url, body string, view *disclosure.View, code string, tier int) {
	t.Helper()
	figures, err := view.Tier(code, tier)
	if err != nil {
		t.Fatal(err)
	}
	waterfalls, _ := view.Waterfalls(code, tier)
	var want []disclosure.Figure
	for _, w := range waterfalls {
		if figures.Weakest != nil && w.Type.Key == figures.Weakest.Key && w.Demand.IsShown() && w.Demand.Value > 0 {
			want = []disclosure.Figure{w.Demand, w.Unreached, w.NotEligible, w.Waiting, w.Met}
		}
	}
	table := between(body, `<table class="table" id="bands"`, "</table>")
	if table == "" {
		if want != nil || strings.Contains(body, `data-chart="waterfall"`) {
			t.Errorf("%s: a waterfall without rows", url)
		}
		return
	}
	rows := elements(t, table, "tr")[1:]
	if len(rows) != len(want) {
		t.Fatalf("%s: %d bands, expected %d", url, len(rows), len(want))
	}
	for i, row := range rows {
		near(t, url+" "+row["data-band"], row["data-value"], want[i].Value)
	}
}

func near(t *testing.T, what, text string, want float64) {
	t.Helper()
	if got, err := strconv.ParseFloat(text, 64); err != nil || math.Abs(got-want) > 1e-4 {
		t.Errorf("%s is %q, the view has %v", what, text, want)
	}
}
