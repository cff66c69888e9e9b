package timeline

import (
	"fmt"
	"math"
	"strings"

	"catchment/model"
	"catchment/model/disclosure"
)

// monthRow is the coverage of each tier on a day.
type monthRow struct {
	Date  string
	Cells []monthCell
}

type monthCell struct{ Tier, Coverage, Change string }

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

func rowsOf(ch *choice, days []model.Date, lines []line) (rows []monthRow) {
	for i, day := range days {
		row := monthRow{Date: ch.Date(day)}
		for _, l := range lines {
			cell := monthCell{Tier: ch.Say("tier", "Tier", l.tier), Coverage: ch.Percent(l.values[i])}
			if i > 0 {
				cell.Change = change(ch, l.values[i-1], l.values[i])
			}
			row.Cells = append(row.Cells, cell)
		}
		rows = append(rows, row)
	}
	return rows
}

// change is the difference of two shares as they are shown, "" where none is.
func change(ch *choice, before, after float64) string {
	points := math.Round(100*after) - math.Round(100*before)
	switch {
	case math.IsNaN(points), points == 0:
		return ""
	case points > 0:
		return ch.Say("timeline.points", "Count", int(points), "Sign", "+")
	}
	return ch.Say("timeline.points", "Count", int(-points), "Sign", "−")
}

// sketch is the line of a tier as steps in a small drawing. The table says the
// same, so that it is not heard.
type sketch struct {
	Title, Name, Text string
	Path              string
	Falls             []point
}

type point struct{ X, Y string }

// The drawing's frame; the template has the same.
const (
	left, right = 40.0, 272.0
	top, bottom = 8.0, 80.0
)

func sketchOf(ch *choice, l line) sketch {
	first, last := l.values[0], l.values[len(l.values)-1]
	s := sketch{Title: ch.Say("tier", "Tier", l.tier), Name: ch.TierName(l.tier), Text: ch.Percent(first)}
	if ch.Percent(first) != ch.Percent(last) {
		s.Text = ch.Say("timeline.from_to", "Before", ch.Percent(first), "After", ch.Percent(last))
	}
	var path strings.Builder
	before := math.NaN()
	for i, value := range l.values {
		x, y := left+(right-left)*float64(i)/float64(max(1, len(l.values)-1)), bottom-(bottom-top)*value
		switch {
		case math.IsNaN(value):
		case math.IsNaN(before):
			fmt.Fprintf(&path, "M%.1f %.1f", x, y)
		default:
			fmt.Fprintf(&path, "H%.1fV%.1f", x, y)
		}
		if math.Round(100*value) < math.Round(100*before) {
			s.Falls = append(s.Falls, point{fmt.Sprintf("%.1f", x), fmt.Sprintf("%.1f", y)})
		}
		before = value
	}
	s.Path = path.String()
	return s
}

// finding says which tier falls furthest.
func finding(ch *choice, days []model.Date, lines []line) string {
	area := ch.Text(ch.place.Name, ch.place.NameCy)
	var worst *line
	most := 0.0
	for i := range lines {
		values := lines[i].values
		if fall := math.Round(100*values[0]) - math.Round(100*values[len(values)-1]); fall > most {
			most, worst = fall, &lines[i]
		}
	}
	if worst == nil {
		return ch.Say("timeline.lead_steady", "Area", area, "Date", days[len(days)-1])
	}
	return ch.Say("timeline.lead", "Area", area, "Tier", worst.tier, "Before", ch.Percent(worst.values[0]),
		"After", ch.Percent(worst.values[len(worst.values)-1]), "Date", days[len(days)-1])
}
