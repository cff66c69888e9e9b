package cql2

import (
	"math"
	"strings"
)

// arithmetic is a sum of two numbers (clause 7.12). A result that is no finite
// number, as of a division by zero, is NULL.
type arithmetic struct {
	op          string
	left, right expression
}

var sums = map[string]func(a, b float64) float64{
	"+":   func(a, b float64) float64 { return a + b },
	"-":   func(a, b float64) float64 { return a - b },
	"*":   func(a, b float64) float64 { return a * b },
	"/":   func(a, b float64) float64 { return a / b },
	"%":   math.Mod,
	"div": func(a, b float64) float64 { return math.Trunc(a / b) },
	"^":   math.Pow,
}

func (s *arithmetic) kind() Kind { return Number }

func (s *arithmetic) value(of values) any {
	left, known := s.left.value(of).(float64)
	right, also := s.right.value(of).(float64)
	if !known || !also {
		return nil
	}
	return finite(sums[s.op](left, right))
}

// finite makes NULL of what is no number.
func finite(x float64) any {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return x
}

// text brackets every inner sum, so that no rule of precedence is needed.
func (s *arithmetic) text(w *strings.Builder) {
	writeGrouped(w, s.left, isSum(s.left))
	w.WriteString(" " + s.op + " ")
	writeGrouped(w, s.right, isSum(s.right))
}

func (s *arithmetic) tree() any { return calling(s.op, s.left, s.right) }

func isSum(e expression) bool {
	_, ok := e.(*arithmetic)
	return ok
}
