package model

import (
	"testing"

	"pgregory.net/rapid"
)

func TestParseDate(t *testing.T) {
	cases := []struct {
		name, text string
		want       Date // "" where no calendar has it
	}{
		{"as written", "2026-03-31", "2026-03-31"},
		{"day first", "31/03/2026", "2026-03-31"},
		{"day first without zeros", "1/4/2026", "2026-04-01"},
		{"leap day", "2024-02-29", "2024-02-29"},
		{"29 February of a common year", "2026-02-29", ""},
		{"31 February", "31/02/2026", ""},
		{"month first", "03/31/2026", ""},
		{"a time too", "2026-03-31T00:00:00Z", ""},
		{"two-digit year", "31/03/26", ""},
		{"year 0", "0000-01-01", ""},
		{"empty", "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := ParseDate(c.text)
			if got != c.want || (err == nil) != (c.want != "") {
				t.Errorf("%q, %v; want %q", got, err, c.want)
			}
		})
	}
}

func TestAddYears(t *testing.T) {
	cases := []struct {
		from  Date
		years int
		want  Date
	}{
		{"2024-02-29", 1, "2025-03-01"}, // METHOD 1: from 29 February, 1 March
		{"2024-02-29", 4, "2028-02-29"},
		{"2024-02-28", 1, "2025-02-28"},
		{"2025-12-31", 3, "2028-12-31"},
		{"", 3, ""},
	}
	for _, c := range cases {
		if got := c.from.AddYears(c.years); got != c.want {
			t.Errorf("%s + %d years: %s, want %s", c.from, c.years, got, c.want)
		}
	}
}

func TestSumsStayInTheCalendar(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want Date
	}{
		{"days past the end", LastDate.AddDays(1), LastDate},
		{"months past the end", Date("9999-01-01").AddMonths(12), LastDate},
		{"months up to the end", Date("9999-01-31").AddMonths(11), LastDate},
		{"years past the end", Date("9998-06-01").AddYears(3), LastDate},
		{"days before the beginning", FirstDate.AddDays(-1), FirstDate},
		{"months before the beginning", Date("0001-02-01").AddMonths(-3), FirstDate},
		{"the last step that fits", Date("9999-12-30").AddDays(1), LastDate},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.name, c.got, c.want)
		}
	}
}

func TestAddMonthsKeepsToTheMonthMeant(t *testing.T) {
	cases := []struct {
		from   Date
		months int
		want   Date
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2024-01-31", 1, "2024-02-29"},
		{"2026-01-31", 2, "2026-03-31"},
		{"2026-03-31", 1, "2026-04-30"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-04-01", 12, "2027-04-01"},
		{"2026-12-15", 1, "2027-01-15"},
		{"2026-01-15", -1, "2025-12-15"},
		{"", 1, ""},
	}
	for _, c := range cases {
		if got := c.from.AddMonths(c.months); got != c.want {
			t.Errorf("%s + %d months: %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

func TestAddDays(t *testing.T) {
	for from, want := range map[Date]Date{"2026-02-28": "2026-03-01", "2024-02-28": "2024-02-29", "2026-12-31": "2027-01-01", "": ""} {
		if got := from.AddDays(1); got != want {
			t.Errorf("%s + a day: %s, want %s", from, got, want)
		}
	}
}

// Both ends are in, and an end not stated does not limit.
func TestWithin(t *testing.T) {
	cases := []struct {
		name     string
		from, to Date
		want     bool
	}{
		{"no ends", "", "", true},
		{"from the day itself", "2026-04-01", "", true},
		{"from the day after", "2026-04-02", "", false},
		{"to the day itself", "", "2026-04-01", true},
		{"to the day before", "", "2026-03-31", false},
		{"that one day", "2026-04-01", "2026-04-01", true},
		{"ends the wrong way round", "2026-05-01", "2026-03-01", false},
	}
	for _, c := range cases {
		if got := Date("2026-04-01").Within(c.from, c.to); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestDateInWords(t *testing.T) {
	if got := Date("2026-04-01").Long(); got != "1 April 2026" {
		t.Error(got)
	}
	if got := Date("2026-04-01").Year(); got != 2026 {
		t.Error(got)
	}
	if got := Date("").Year(); got != 0 {
		t.Error(got)
	}
}

// Dates compare as text as they do in the calendar, and days add up.
func TestDateOrderIsTextOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := Date("2020-01-01").AddDays(rapid.IntRange(0, 10_000).Draw(t, "day"))
		n := rapid.IntRange(1, 10_000).Draw(t, "later")
		later := day.AddDays(n)
		if day >= later || later.AddDays(-n) != day || !later.Time().After(day.Time()) {
			t.Fatalf("%s + %d = %s", day, n, later)
		}
	})
}
