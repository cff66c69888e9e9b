package timeline

import (
	"math"
	"strings"

	"catchment/model"
	"catchment/model/disclosure"
)

// monthRow is the coverage of each tier on a day.
type monthRow struct {
	Date    string
	Letters string // of what ended in the month before
	Cells   []monthCell
}

type monthCell struct {
	Tier, Coverage, Change string
	Falls                  bool
}

// line is the coverage of a tier, from day to day.
type line struct {
	tier   int
	values []float64 // NaN where there is none
}

// linesOf gives the lines of the chosen area, and the days that they go over:
// the day of the figures, then the first of each month.
func linesOf(ch *choice, ahead *disclosure.Timeline) (days []model.Date, lines []line, err error) {
	days = []model.Date{ch.View.Date()}
	for i := range ahead.Months {
		days = append(days, ahead.Months[i].Date)
	}
	for _, tier := range ch.tiers {
		now, err := ch.View.Tier(ch.place.Code, tier)
		if err != nil {
			return nil, nil, err
		}
		l := line{tier, []float64{now.Coverage.Value}}
		for i := range ahead.Months {
			f, err := ahead.Months[i].Coverage(ch.place.Code, tier)
			if err != nil {
				return nil, nil, err
			}
			l.values = append(l.values, f.Value)
		}
		lines = append(lines, l)
	}
	return days, lines, nil
}

func rowsOf(ch *choice, days []model.Date, lines []line, groups []group) (rows []monthRow) {
	for i, day := range days {
		row := monthRow{Date: ch.Date(day)}
		for _, g := range groups {
			if g.at == i {
				row.Letters = g.Letter
			}
		}
		for _, l := range lines {
			cell := monthCell{Tier: ch.Say("tier", "Tier", l.tier), Coverage: ch.Percent(l.values[i])}
			if i > 0 {
				points := pointsOf(l.values[i-1], l.values[i])
				cell.Change, cell.Falls = change(ch, points), points < 0
			}
			row.Cells = append(row.Cells, cell)
		}
		rows = append(rows, row)
	}
	return rows
}

// pointsOf is the difference of two shares as they are shown, NaN where one is
// not.
func pointsOf(before, after float64) float64 {
	return math.Round(100*after) - math.Round(100*before)
}

// change says a difference, "" where there is none.
func change(ch *choice, points float64) string {
	switch {
	case math.IsNaN(points), points == 0:
		return ""
	case points > 0:
		return ch.Say("timeline.points", "Count", int(points), "Sign", "+")
	}
	return ch.Say("timeline.points", "Count", int(-points), "Sign", "−")
}

// fromTo says what a share becomes, or that it stays.
func fromTo(ch *choice, values []float64) string {
	first, last := ch.Percent(values[0]), ch.Percent(values[len(values)-1])
	if first == last {
		return ch.Say("timeline.stays", "Share", first)
	}
	return ch.Say("timeline.from_to", "Before", first, "After", last)
}

// finding says which tier falls furthest, how many cliff edges lie ahead, and
// when the first needs a decision.
func finding(ch *choice, days []model.Date, lines []line, edges []edgeRow) string {
	var worst *line
	most, last := 0.0, len(days)-1
	for i := range lines {
		if fall := -pointsOf(lines[i].values[0], lines[i].values[last]); fall > most {
			most, worst = fall, &lines[i]
		}
	}
	said := []string{ch.Say("timeline.lead_steady", "Area", ch.name(), "Date", days[last])}
	if worst != nil {
		said[0] = ch.Say("timeline.lead", "Area", ch.name(), "Tier", worst.tier, "Before", ch.Percent(worst.values[0]),
			"After", ch.Percent(worst.values[last]), "Date", days[last])
	}
	if len(edges) > 0 {
		said = append(said, ch.Say("timeline.lead_edges", "Count", len(edges), "Date", edges[0].decide))
	}
	return strings.Join(said, " ")
}
