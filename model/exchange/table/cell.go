package table

import (
	"math"
	"strconv"
	"strings"
	"time"

	"catchment/model/field"
)

// cell is a cell as its part holds it.
type cell struct {
	kind    string // t
	style   int    // s
	value   string // v, or the text of is
	stated  bool   // there is a v or is
	formula bool   // there is an f
}

const notErrors = "a value is expected, not an error of the spreadsheet"

// text gives the cell as a CSV file would hold it, or what is expected and
// what was found.
func (w *Workbook) text(c cell) (text, expected, found string) {
	if !c.stated {
		if c.formula {
			return "", "a value is expected, and the formula has none stored; open the workbook in a spreadsheet program and save it", ""
		}
		return "", "", ""
	}
	switch c.kind {
	case "s":
		at, err := strconv.Atoi(strings.TrimSpace(c.value))
		if err != nil || at < 0 || at >= len(w.texts) {
			return "", "a shared text of the workbook is expected; the workbook is damaged", ""
		}
		return unguarded(w.texts[at]), "", ""
	case "str":
		return unguarded(unescaped(c.value)), "", ""
	case "inlineStr":
		return unguarded(c.value), "", ""
	case "b":
		return strconv.FormatBool(strings.TrimSpace(c.value) == "1" || strings.EqualFold(c.value, "true")), "", ""
	case "e":
		return "", notErrors, errorName(c.value)
	case "d":
		return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(c.value), "Z"), "T00:00:00"), "", ""
	}
	return w.number(c)
}

// errorName repeats an error value where it is one that spreadsheets have.
func errorName(value string) string {
	switch value {
	case "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#GETTING_DATA":
		return value
	}
	return ""
}

// number writes a number with every digit that it has, or as a date where
// its style shows one.
func (w *Workbook) number(c cell) (text, expected, found string) {
	value := strings.TrimSpace(c.value)
	if value == "" {
		return "", "", ""
	}
	x, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		return "", "a number is expected in a cell of numbers; the workbook is damaged", ""
	}
	if c.style >= 0 && c.style < len(w.dates) && w.dates[c.style] {
		if day, ok := w.base.day(x); ok {
			return day, "", ""
		}
		return "", "a date from 1900 to 9999 is expected in a cell of dates", ""
	}
	return field.Number(x), "", ""
}

// dateBase says from which day a workbook counts: false from 1900, in which
// day 60 is a 29 February that was none, true from 1 January 1904.
type dateBase bool

// day writes the day of a serial number; a time of day is written after it,
// so that no column takes it for a date.
func (base dateBase) day(serial float64) (string, bool) {
	const last = 2_958_466 // 1 January 10000
	zero := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case bool(base):
		zero = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case serial < 60:
		zero = zero.AddDate(0, 0, 1)
	case serial < 61:
		return "", false
	}
	if serial < 0 || serial >= last {
		return "", false
	}
	whole, part := math.Modf(serial)
	day := zero.AddDate(0, 0, int(whole))
	if day.Year() > 9999 {
		return "", false
	}
	if seconds := math.Round(part * 86400); seconds > 0 {
		return day.Add(time.Duration(seconds) * time.Second).Format("2006-01-02 15:04:05"), true
	}
	return day.Format("2006-01-02"), true
}
