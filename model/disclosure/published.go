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
// and the day is the nearest before of which it may.
func DayFor(audience Audience, asked, today model.Date) (day model.Date, ok bool) {
	day = asked
	if asked == "" {
		day = today
	}
	if audience != Public {
		return day, true
	}
	day = Published(min(day, today))
	return day, asked == "" || asked == day
}

// PublishedDays lists the days, the latest first, that the public is offered:
// some of the last, and the one that it looks at.
func PublishedDays(today, shown model.Date) []model.Date {
	var days []model.Date
	day := Published(today)
	for range offered {
		days, day = append(days, day), day.AddMonths(-3)
	}
	if shown != "" && shown < days[len(days)-1] {
		days = append(days, shown)
	}
	return days
}

// offered is how many days the public is offered: three years.
const offered = 12
