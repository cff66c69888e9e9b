package cql2

import (
	"strings"
	"time"
)

// span is an interval with both its ends in it. An instant is a span that ends
// where it starts.
type span struct{ start, end time.Time }

// These stand for the open ends of intervals; no year of four digits is near.
var (
	longAgo  = time.Date(-100_000, 1, 1, 0, 0, 0, 0, time.UTC)
	farAhead = time.Date(100_000, 1, 1, 0, 0, 0, 0, time.UTC)
)

// lastMoment is the time from the first to the last moment of a day.
const lastMoment = 24*time.Hour - time.Nanosecond

// intervalOf is INTERVAL(start, end). An open end, '..', is nil.
type intervalOf struct {
	start, end expression
	grain      Kind // Date, Timestamp, or 0 where both ends are open
}

func (i *intervalOf) kind() Kind { return interval }

// value is NULL where an end is unknown or the ends are the wrong way round.
func (i *intervalOf) value(of values) any {
	s := span{longAgo, farAhead}
	var known bool
	if i.start != nil {
		if s.start, known = i.start.value(of).(time.Time); !known {
			return nil
		}
	}
	if i.end != nil {
		if s.end, known = i.end.value(of).(time.Time); !known {
			return nil
		}
	}
	if s.end.Before(s.start) {
		return nil
	}
	return s
}

func (i *intervalOf) text(w *strings.Builder) {
	w.WriteString("INTERVAL(")
	writeEnd(w, i.start)
	w.WriteString(", ")
	writeEnd(w, i.end)
	w.WriteByte(')')
}

func writeEnd(w *strings.Builder, e expression) {
	if p, ok := e.(*property); ok {
		p.text(w)
		return
	}
	w.WriteString("'" + endTree(e).(string) + "'")
}

func (i *intervalOf) tree() any {
	return map[string]any{"interval": []any{endTree(i.start), endTree(i.end)}}
}

func endTree(e expression) any {
	switch e := e.(type) {
	case nil:
		return ".."
	case *literal:
		return e.moment()
	}
	return e.tree()
}

// temporal is one of the functions of clause 7.8.
type temporal struct {
	relation *timeRelation
	a, b     expression
}

func (t *temporal) kind() Kind { return condition }

func (t *temporal) value(of values) any {
	a, known := spanOf(t.a.value(of))
	b, also := spanOf(t.b.value(of))
	if !known || !also {
		return nil
	}
	// Beside a timestamp a date is the whole day; among dates it is an instant.
	switch grainOf(t.a) - grainOf(t.b) {
	case Date - Timestamp:
		a.end = a.wholeDay()
	case Timestamp - Date:
		b.end = b.wholeDay()
	}
	return t.relation.holds(a, b)
}

func spanOf(v any) (span, bool) {
	switch v := v.(type) {
	case time.Time:
		return span{v, v}, true
	case span:
		return v, true
	}
	return span{}, false
}

func (s span) wholeDay() time.Time {
	if s.end.Equal(farAhead) {
		return s.end
	}
	return s.end.Add(lastMoment)
}

// grainOf says whether an expression counts in days or in moments. An interval
// open at both ends counts as either.
func grainOf(e expression) Kind {
	if i, ok := e.(*intervalOf); ok {
		return i.grain
	}
	return e.kind()
}

func (t *temporal) text(w *strings.Builder) {
	w.WriteString(strings.ToUpper(t.relation.name) + "(")
	writeList(w, t.a, t.b)
	w.WriteByte(')')
}

func (t *temporal) tree() any { return calling(t.relation.name, t.a, t.b) }
