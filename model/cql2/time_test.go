package cql2_test

import (
	"fmt"
	"testing"
)

var times = []struct{ text, want string }{
	{`T_AFTER(date, day)`, "TRUE"},
	{`T_AFTER(day, day)`, "FALSE"},
	{`t_before(moment, TIMESTAMP('2026-04-01T09:30:00.001Z'))`, "TRUE"},
	{`T_EQUALS(day, INTERVAL('2026-04-01', '2026-04-01'))`, "TRUE"},
	{`T_INTERSECTS(day, INTERVAL('2026-04-01', '..'))`, "TRUE"},
	{`T_INTERSECTS(day, INTERVAL('..', '..'))`, "TRUE"},
	{`T_DISJOINT(day, INTERVAL('..', '2026-03-31'))`, "TRUE"},
	{`T_DURING(INTERVAL(day, date), INTERVAL('..', '..'))`, "TRUE"},
	{`T_FINISHES(INTERVAL(day, '..'), INTERVAL('2025-01-01', '..'))`, "TRUE"},
	{`T_MEETS(INTERVAL('..', day), INTERVAL(day, '..'))`, "TRUE"},
	// Beside a timestamp a date is the whole day.
	{`T_INTERSECTS(moment, day)`, "TRUE"},
	{`T_INTERSECTS(moment, INTERVAL('2026-03-01', '2026-04-01'))`, "TRUE"},
	{`T_AFTER(moment, DATE('2026-03-31'))`, "TRUE"},
	{`T_BEFORE(moment, DATE('2026-04-01'))`, "FALSE"},
	{`T_INTERSECTS(moment, INTERVAL('2026-04-01', '..'))`, "TRUE"},
	{`T_DURING(INTERVAL(moment, later), INTERVAL('2026-04-01', '2026-04-03'))`, "TRUE"},
	{`T_DURING(INTERVAL(moment, later), INTERVAL('2026-04-01', '2026-04-02'))`, "FALSE"},
	// Unknown, or the wrong way round.
	{`T_AFTER(no_day, day)`, "NULL"},
	{`T_DISJOINT(INTERVAL(day, no_day), INTERVAL('2020-01-01', '2020-01-02'))`, "NULL"},
	{`T_INTERSECTS(INTERVAL(date, day), day)`, "NULL"},
	{`INTERVAL(day, no_day) IS NULL`, "TRUE"},
}

func TestTimes(t *testing.T) {
	for _, c := range times {
		if got := truth(t, c.text); got != c.want {
			t.Errorf("%s is %s, want %s", c.text, got, c.want)
		}
		checkFixpoint(t, c.text)
	}
}

// relations are those of Allen by the ends of the spans: a from s to e, b from
// S to E.
var relations = map[string]func(s, e, S, E int) bool{
	"T_AFTER":        func(s, e, S, E int) bool { return s > E },
	"T_BEFORE":       func(s, e, S, E int) bool { return e < S },
	"T_CONTAINS":     func(s, e, S, E int) bool { return s < S && e > E },
	"T_DISJOINT":     func(s, e, S, E int) bool { return s > E || e < S },
	"T_DURING":       func(s, e, S, E int) bool { return s > S && e < E },
	"T_EQUALS":       func(s, e, S, E int) bool { return s == S && e == E },
	"T_FINISHEDBY":   func(s, e, S, E int) bool { return s < S && e == E },
	"T_FINISHES":     func(s, e, S, E int) bool { return s > S && e == E },
	"T_INTERSECTS":   func(s, e, S, E int) bool { return s <= E && e >= S },
	"T_MEETS":        func(s, e, S, E int) bool { return e == S },
	"T_METBY":        func(s, e, S, E int) bool { return s == E },
	"T_OVERLAPPEDBY": func(s, e, S, E int) bool { return s > S && s < E && e > E },
	"T_OVERLAPS":     func(s, e, S, E int) bool { return s < S && e > S && e < E },
	"T_STARTEDBY":    func(s, e, S, E int) bool { return s == S && e > E },
	"T_STARTS":       func(s, e, S, E int) bool { return s == S && e < E },
}

// TestRelations tries every pair of intervals within five days.
func TestRelations(t *testing.T) {
	if len(relations) != 15 {
		t.Fatalf("%d relations", len(relations))
	}
	var spans [][2]int
	for s := 1; s <= 5; s++ {
		for e := s; e <= 5; e++ {
			spans = append(spans, [2]int{s, e})
		}
	}
	for name, holds := range relations {
		for _, a := range spans {
			for _, b := range spans {
				text := fmt.Sprintf("%s(INTERVAL('2026-01-0%d','2026-01-0%d'), INTERVAL('2026-01-0%d','2026-01-0%d'))", name, a[0], a[1], b[0], b[1])
				if got, want := parse(t, text).Matches(property), holds(a[0], a[1], b[0], b[1]); got != want {
					t.Errorf("%s is %v", text, got)
				}
			}
		}
	}
}
