package disclosure

import (
	"slices"
	"testing"

	"catchment/model"
)

func TestDayFor(t *testing.T) {
	const today model.Date = "2026-05-20"
	cases := []struct {
		name     string
		audience Audience
		asked    model.Date
		want     model.Date
		ok       bool
	}{
		{"a commissioner's today", Commissioner, "", today, true},
		{"a commissioner's any day", Commissioner, "2027-02-03", "2027-02-03", true},
		{"the latest published", Public, "", "2026-04-01", true},
		{"a published day", Public, "2026-04-01", "2026-04-01", true},
		{"the earliest offered", Public, "2023-07-01", "2023-07-01", true},
		{"the one before", Public, "2023-04-01", "2023-07-01", false},
		{"the dawn of time", Public, "0001-01-01", "2023-07-01", false},
		{"the day after", Public, "2026-04-02", "2026-04-01", false},
		{"the day before", Public, "2026-03-31", "2026-01-01", false},
		{"today", Public, today, "2026-04-01", false},
		{"the first of a month", Public, "2026-05-01", "2026-04-01", false},
		{"a quarter to come", Public, "2026-07-01", "2026-04-01", false},
		{"a day to come", Public, "2031-12-24", "2026-04-01", false},
		{"a last day of a year", Public, "2025-12-31", "2025-10-01", false},
	}
	for _, c := range cases {
		if got, ok := DayFor(c.audience, c.asked, today); got != c.want || ok != c.ok {
			t.Errorf("%s: %s, %v; want %s, %v", c.name, got, ok, c.want, c.ok)
		}
	}
	if got, ok := DayFor(Public, "2026-07-01", "2026-07-01"); got != "2026-07-01" || !ok {
		t.Errorf("on the first day of a quarter: %s, %v", got, ok)
	}
}

// What the public is offered it gets, and nothing else.
func TestPublishedDays(t *testing.T) {
	const today model.Date = "2026-05-20"
	days := PublishedDays(today)
	for i, day := range days {
		if _, ok := DayFor(Public, day, today); !ok || i > 0 && day >= days[i-1] {
			t.Errorf("%s is offered after %v", day, days[:i])
		}
	}
	if len(days) != 12 || days[0] != "2026-04-01" || days[1] != "2026-01-01" {
		t.Errorf("offered: %v", days)
	}
	for day := days[11].AddMonths(-12); day <= today; day = day.AddDays(1) {
		if _, ok := DayFor(Public, day, today); ok != slices.Contains(days, day) {
			t.Errorf("%s is given: %v", day, ok)
		}
	}
}
