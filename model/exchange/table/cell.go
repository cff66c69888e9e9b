package table

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"catchment/model"
	"catchment/model/field"
)

var notErrors = model.Say("a value is expected, not an error of the spreadsheet")

var (
	notDamaged = model.Say("a value is expected that can be read; the workbook is damaged")
	notShared  = model.Say("a shared text of the workbook is expected; the workbook is damaged")
	notUnsaved = model.Say("a value is expected, and the formula has none stored; open the workbook in a spreadsheet program and save it")
)

// text gives a cell as a CSV file would hold it, or what is expected and what
// was found. It is given with the text that excelize gives, who passes over
// what it cannot read.
func (w *Workbook) text(c *shape, given string) (text string, expected, found model.Sentence) {
	switch {
	case !c.stated() && given != "":
		return "", notDamaged, model.Sentence{}
	case !c.stated() && c.Formula != nil:
		return "", notUnsaved, model.Sentence{}
	case !c.stated():
		return "", model.Sentence{}, model.Sentence{}
	case c.Kind == "s" && !w.shares(c):
		return "", notShared, model.Sentence{}
	case c.Kind == "s" || c.Kind == "inlineStr":
		return unguarded(given), model.Sentence{}, model.Sentence{}
	case c.Value == nil || *c.Value != given:
		return "", notDamaged, model.Sentence{}
	}
	switch value := strings.TrimSpace(given); c.Kind {
	case "str":
		return unguarded(given), model.Sentence{}, model.Sentence{}
	case "b":
		return strconv.FormatBool(value == "1" || strings.EqualFold(value, "true")), model.Sentence{}, model.Sentence{}
	case "e":
		return "", notErrors, model.Said(errorName(given))
	case "d":
		return strings.TrimSuffix(strings.TrimSuffix(value, "Z"), "T00:00:00"), model.Sentence{}, model.Sentence{}
	default:
		return w.number(value, c.style)
	}
}

// shares says whether there is the shared text that a cell names.
func (w *Workbook) shares(c *shape) bool {
	if c.Value == nil || w.file.SharedStrings == nil {
		return false
	}
	at, err := strconv.Atoi(strings.TrimSpace(*c.Value))
	return err == nil && at >= 0 && at < len(w.file.SharedStrings.SI)
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
func (w *Workbook) number(value string, style int) (text string, expected, found model.Sentence) {
	if value == "" {
		return "", model.Sentence{}, model.Sentence{}
	}
	x, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		return "", model.Say("a number is expected in a cell of numbers; the workbook is damaged"), model.Sentence{}
	}
	if w.showsDate(style) {
		if day, ok := day(x, w.from1904); ok {
			return day, model.Sentence{}, model.Sentence{}
		}
		return "", model.Say("a date from 1900 to 9999 is expected in a cell of dates"), model.Sentence{}
	}
	return field.Number(x), model.Sentence{}, model.Sentence{}
}

// showsDate says whether a style shows numbers as dates: by its own code, or
// by one of the formats that have none in the file (ECMA-376 18.8.30, with
// the forms of East Asia).
func (w *Workbook) showsDate(style int) bool {
	shows, known := w.dates[style]
	if known {
		return shows
	}
	if s, err := w.file.GetStyle(style); err == nil {
		f := s.NumFmt
		shows = s.CustomNumFmt != nil && showsDate(*s.CustomNumFmt) || f >= 14 && f <= 17 || f == 22 ||
			f >= 27 && f <= 31 || f == 36 || f >= 50 && f <= 54 || f == 57 || f == 58
	}
	w.dates[style] = shows
	return shows
}

var literals = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)

// showsDate says whether a format code shows a year or a day: d or y outside
// of literals. A time of day alone is a number.
func showsDate(code string) bool {
	code, _, _ = strings.Cut(literals.ReplaceAllString(code, ""), ";")
	return strings.ContainsAny(code, "dyDY")
}

// day writes the day of a serial number; a time of day is written after it,
// so that no column takes it for a date. Counted from 1900 there is no day
// 60: spreadsheets have a 29 February that was none.
func day(serial float64, from1904 bool) (string, bool) {
	const end = 2_958_466 // 1 January 10000
	if serial < 0 || serial >= end || !from1904 && (serial < 1 || serial >= 60 && serial < 61) {
		return "", false
	}
	at, err := excelize.ExcelDateToTime(serial, from1904)
	if err != nil || at.Year() > 9999 {
		return "", false
	}
	if at.Equal(at.Truncate(24 * time.Hour)) {
		return at.Format("2006-01-02"), true
	}
	return at.Format("2006-01-02 15:04:05"), true
}
