package areas

import (
	"fmt"
	"strconv"

	"catchment/frontend/words"
	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// closeUp shows one tier from near by: the bands of one service type with what
// each means, and how far the low and the high end of each indicator lie
// apart. Charts are drawn from the rows of the tables, so a row without a
// figure has nothing to draw.
type closeUp struct {
	Heading     parts.Heading
	Tiers       []choice
	Bands       string // the heading of the bands
	Rows        []bandRow
	Unavailable string // said instead of the rows
	Practice    []practiceRow
	Drawn       bool // an indicator has a range
	Thresholds  [2]threshold
}

// bandRow is a band: Band and Value are what a chart reads.
type bandRow struct {
	Band, Value           string
	Name, Children, Share string
	What                  string
}

// practiceRow is an indicator: Low and High are what a chart reads, "" where
// there is no figure that may be shown.
type practiceRow struct {
	Code, Low, High string
	parts.MatrixCell
}

// threshold is an upright of the chart, and its name.
type threshold struct{ At, Name string }

// bandKeys name the bands in the order in which a waterfall steps down; the
// chart calls the first what it is, all those who should be offered the type.
var bandKeys = [...]struct{ band, word string }{
	{"offered", "demand"}, {"unreached", "unreached"}, {"not_eligible", "not_eligible"}, {"waiting", "waiting"}, {"met", "met"},
}

// closeUpOf takes the words of the fall and the row of the matrix that the
// page shows already, so that no figure is said in two ways.
func closeUpOf(visit *shell.Visit, s *standing, tier int, f *falls, row parts.MatrixRow) *closeUp {
	settings := visit.View.Settings()
	fall := f.Charts[4-tier]
	c := &closeUp{
		Heading: parts.Heading{ID: "close", Title: visit.Say("areas.close", "Tier", strconv.Itoa(tier)), Lead: visit.Say("areas.close_lead"),
			Link: howLink(visit, explain(visit, s.Code, "tier", tier), visit.Say("areas.close", "Tier", strconv.Itoa(tier)))},
		Tiers:       tierChoices(visit, tier, "close"),
		Bands:       visit.Say("areas.close_bands"),
		Unavailable: fall.Unavailable,
		Thresholds: [2]threshold{
			{exact(settings.Gap), visit.Say("areas.close_gap", "Gap", visit.Percent(settings.Gap))},
			{exact(settings.Sufficient), visit.Say("parts.legend_mark", "Sufficient", visit.Percent(settings.Sufficient))},
		},
	}
	if w := f.Close; w != nil {
		c.Bands = visit.Say("areas.close_bands_of", "Type", visit.TypeName(w.Type))
		c.Rows = bandRows(visit.Voice, fall, w)
	}
	for i, cell := range row.Cells {
		low, high := span(s.Cubes[tier-1][i])
		c.Drawn = c.Drawn || low != ""
		c.Practice = append(c.Practice, practiceRow{Code: fmt.Sprint("GP", i+1), Low: low, High: high, MatrixCell: cell})
	}
	return c
}

func bandRows(v *words.Voice, fall parts.Waterfall, w *disclosure.Waterfall) []bandRow {
	var out []bandRow
	amounts := [...]disclosure.Figure{w.Demand, w.Unreached, w.NotEligible, w.Waiting, w.Met}
	for i, step := range fall.Steps {
		key := bandKeys[i]
		out = append(out, bandRow{Band: key.band, Value: exact(amounts[i].Value), Name: step.Label, Children: step.Children, Share: step.Share,
			What: v.Say("band_what." + key.word)})
	}
	return out
}

// span is the low and the high end of an indicator where they may be shown
// and are of something: where nothing is met at all, neither is a figure.
func span(c disclosure.Cell) (low, high string) {
	if c.Status == coverage.Status("") || !c.Low.IsShown() || !c.High.IsShown() {
		return "", ""
	}
	return exact(c.Low.Value), exact(c.High.Value)
}

// exact writes a figure for a chart to read, to four decimals.
func exact(x float64) string {
	return strconv.FormatFloat(x, 'f', 4, 64)
}
