package parts

import (
	"time"

	"catchment/frontend/words"
	"catchment/model"
)

// Dates draws when a service starts and what ends it, one row a rule, on one
// axis. Template "part-dates".
type Dates struct {
	Label  string
	Ticks  []DateTick
	On     string // place of the as-of day
	OnTag  string // "as of 1 April 2026"
	Ends   string // where it stops to count, "" for never in view
	EndTag string
	Rows   []DateRow
}

// DateTick is a gridline with its date.
type DateTick struct {
	X, Label string
	Minor    bool // left out where there is little room
}

// DateRow is a stretch of time with its words.
type DateRow struct {
	Label, Text string
	Note        string // "ends 30 September 2026"
	Fill        string // solid, pale or white
	X, Width    string
	Open        bool // goes on past the axis
	None        bool // nothing to draw
}

// DateSpan is a rule with the days that it begins and ends, "" where open.
type DateSpan struct {
	Label, Text, Note string
	Fill              string
	From, To          model.Date
}

// NewDates draws the axis from two years before the as-of day to a year after
// the last end within three years. Ends is the last day on which the service
// counts, "" for none.
func NewDates(v *words.Voice, label string, on, ends model.Date, spans []DateSpan) Dates {
	from, to := axis(on, spans)
	place := func(d time.Time) float64 { return d.Sub(from).Hours() / to.Sub(from).Hours() }
	dates := Dates{Label: label, Ticks: ticks(v, from, to, place)}
	if day, ok := moment(on); ok {
		dates.On, dates.OnTag = at(place(day)), v.Say("parts.as_of_tag", "Day", v.Date(on))
	}
	if day, ok := moment(ends); ok && day.Before(to) {
		next := day.AddDate(0, 0, 1)
		dates.Ends = at(place(next))
		dates.EndTag = v.Say("parts.ends_tag", "Day", v.Date(model.Date(next.Format(time.DateOnly))))
	}
	for _, s := range spans {
		dates.Rows = append(dates.Rows, dateRow(s, from, to, place))
	}
	return dates
}

func dateRow(s DateSpan, from, to time.Time, place func(time.Time) float64) DateRow {
	row := DateRow{Label: s.Label, Text: s.Text, Note: s.Note, Fill: s.Fill, None: s.From == "" && s.To == ""}
	start, end := from, to
	if day, ok := moment(s.From); ok && day.After(from) {
		start = day
	}
	if day, ok := moment(s.To); ok && day.Before(to) {
		end = day.AddDate(0, 0, 1)
	} else {
		row.Open = !row.None
	}
	row.X, row.Width = at(place(start)), at(place(end)-place(start))
	return row
}

func axis(on model.Date, spans []DateSpan) (from, to time.Time) {
	day, _ := moment(on)
	last := day
	for _, s := range spans {
		if end, ok := moment(s.To); ok && end.After(last) && end.Before(day.AddDate(3, 0, 0)) {
			last = end
		}
	}
	from = time.Date(day.Year()-2, day.Month(), 1, 0, 0, 0, 0, time.UTC)
	last = last.AddDate(0, 8, 0)
	return from, time.Date(last.Year(), last.Month(), 1, 0, 0, 0, 0, time.UTC)
}

// ticks stand at January and July, none beyond the calendar.
func ticks(v *words.Voice, from, to time.Time, place func(time.Time) float64) (list []DateTick) {
	for day := from; day.Before(to); day = day.AddDate(0, 1, 0) {
		if month := day.Month(); (month == time.January || month == time.July) && day.Year() >= 1 && day.Year() <= 9999 { // the calendar's bounds
			label := v.Say("parts.tick_"+map[bool]string{true: "jan", false: "jul"}[month == time.January], "Year", day.Format("2006"))
			list = append(list, DateTick{X: at(place(day)), Label: label, Minor: month == time.July})
		}
	}
	return list
}

func moment(d model.Date) (time.Time, bool) {
	day, err := time.Parse(time.DateOnly, string(d))
	return day, err == nil
}
