package model

import (
	"fmt"
	"strconv"
	"time"
)

// Date is a calendar day written 2026-03-31, in the local calendar of the
// region planned for. The empty Date is "not stated". Because the form is
// fixed, dates compare as text: "2026-03-31" < "2026-04-01".
type Date string

const dayLayout = "2006-01-02"

// The calendar's bounds: no sum of dates goes past them, so that dates keep
// their form.
const (
	FirstDate Date = "0001-01-01"
	LastDate  Date = "9999-12-31"
)

// ParseDate reads 2026-03-31 or 31/03/2026. A day that no calendar has
// (31 February) is an error.
func ParseDate(text string) (Date, error) {
	for _, layout := range []string{dayLayout, "02/01/2006", "2/1/2006"} {
		if t, err := time.Parse(layout, text); err == nil && t.Year() >= 1 {
			return DateOf(t), nil
		}
	}
	return "", fmt.Errorf("%q is not a date like 2026-03-31", text)
}

// DateOf gives the day of t in t's own zone.
func DateOf(t time.Time) Date { return Date(t.Format(dayLayout)) }

// Year gives the calendar year, 0 for a date not stated.
func (d Date) Year() int {
	if len(d) < 4 {
		return 0
	}
	year, _ := strconv.Atoi(string(d[:4]))
	return year
}

// AddDays moves the date; a date not stated stays so. None of these sums leaves
// the calendar: they end at its bounds.
func (d Date) AddDays(days int) Date { return d.add(0, 0, days) }

// AddMonths moves the date by whole months and keeps to the month meant:
// one month after 31 January is the last day of February.
func (d Date) AddMonths(months int) Date {
	t, err := time.Parse(dayLayout, string(d))
	if err != nil {
		return ""
	}
	first := time.Date(t.Year(), t.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return bounded(first.AddDate(0, 0, min(t.Day(), last)-1))
}

// AddYears moves the date by whole years; 29 February becomes 1 March in a
// year without one (METHOD 1, licence terms).
func (d Date) AddYears(years int) Date { return d.add(years, 0, 0) }

func (d Date) add(years, months, days int) Date {
	t, err := time.Parse(dayLayout, string(d))
	if err != nil {
		return ""
	}
	return bounded(t.AddDate(years, months, days))
}

// bounded gives the day of t, or the calendar's bound that it lies beyond.
func bounded(t time.Time) Date {
	switch {
	case t.Year() < 1:
		return FirstDate
	case t.Year() > 9999:
		return LastDate
	}
	return DateOf(t)
}

// Within says whether from <= d <= to; a bound not stated does not limit.
func (d Date) Within(from, to Date) bool {
	return (from == "" || from <= d) && (to == "" || d <= to)
}

// Long writes the date as English prose does: 1 April 2026.
func (d Date) Long() string {
	t, err := time.Parse(dayLayout, string(d))
	if err != nil {
		return string(d)
	}
	return t.Format("2 January 2006")
}

// LongDate is a date inside a sentence, written as the language of the sentence
// does.
type LongDate Date

// String writes it in English.
func (d LongDate) String() string { return Date(d).Long() }

// Time gives the day's midnight in UTC; the zero time for a date not stated.
func (d Date) Time() time.Time {
	t, err := time.Parse(dayLayout, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}
