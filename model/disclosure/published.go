package disclosure

import (
	"fmt"

	"catchment/model"
)

// Published is the latest day up to another on which figures are published:
// the first day of a quarter. Read day by day, figures would tell when a
// single house opens or closes.
func Published(day model.Date) model.Date {
	t := day.Time()
	return model.Date(fmt.Sprintf("%04d-%02d-01", t.Year(), (int(t.Month())-1)/3*3+1))
}

// DayFor is the day whose figures an audience gets that asks for one on some
// day; "" asks for the latest. Where it may not have that day's, ok is false,
// and the day is the nearest before of which it may, or the earliest.
func DayFor(audience Audience, asked, today model.Date) (day model.Date, ok bool) {
	day = asked
	if asked == "" {
		day = today
	}
	if audience != Public {
		return day, true
	}
	offered := PublishedDays(today)
	day = max(Published(min(day, today)), offered[len(offered)-1])
	return day, asked == "" || asked == day
}

// PublishedDays lists the days of which the public gets figures, the latest
// first: the last of the published days. There are none before them, for a type
// of which there were ever few would else have to be left out for ever.
func PublishedDays(today model.Date) []model.Date {
	var days []model.Date
	day := Published(today)
	for range offered {
		days, day = append(days, day), day.AddMonths(-3)
	}
	return days
}

// offered is how many days the public is offered: three years.
const offered = 12
