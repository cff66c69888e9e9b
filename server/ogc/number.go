package ogc

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"catchment/model"
)

// Numbers and moments as JSON and RFC 3339 write them, in digits of ASCII. What
// strconv and time read besides (0x1p3, 1_000, +5, Inf, an hour of one digit) is
// no number and no moment to any other program.
var (
	wholeForm   = regexp.MustCompile(`^-?[0-9]+$`)
	decimalForm = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)
	dayForm     = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
	momentForm  = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$`)
)

// wholeIn reads a whole number. One that is beyond all that there is to count
// is the largest or the smallest.
func wholeIn(text string) (int, bool) {
	if !wholeForm.MatchString(text) {
		return 0, false
	}
	n, _ := strconv.Atoi(text) // can only be out of range, and is held at its end
	return min(max(n, math.MinInt32), math.MaxInt32), true
}

// decimalIn reads a number that is finite.
func decimalIn(text string) (float64, bool) {
	if !decimalForm.MatchString(text) {
		return 0, false
	}
	x, err := strconv.ParseFloat(text, 64)
	return x, err == nil
}

// dayIn reads a day, or a moment as the day that it lies on in UTC. Days before
// the year 0 or behind 9999, where only an offset leads, are held at the end.
func dayIn(text string) (model.Date, bool) {
	text = strings.ToUpper(text) // RFC 3339 has t and z too
	layout := time.RFC3339Nano
	switch {
	case dayForm.MatchString(text):
		layout = time.DateOnly
	case !momentForm.MatchString(text):
		return "", false
	}
	t, err := time.Parse(layout, text)
	if err != nil {
		return "", false
	}
	switch t = t.UTC(); {
	case t.Year() < 0:
		return "0000-01-01", true
	case t.Year() > 9999:
		return "9999-12-31", true
	}
	return model.DateOf(t), true
}
