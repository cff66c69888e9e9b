package cql2

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// literal is a value written in the filter: string, float64, bool or time.Time.
type literal struct {
	of Kind
	v  any
}

func (l *literal) kind() Kind { return l.of }

func (l *literal) value(values) any { return l.v }

const (
	dayLayout   = "2006-01-02"
	readLayout  = "2006-01-02T15:04:05Z" // takes fractions of a second too
	writeLayout = "2006-01-02T15:04:05.999999999Z"
)

func (l *literal) text(w *strings.Builder) {
	switch v := l.v.(type) {
	case string:
		writeText(w, v)
	case float64:
		w.WriteString(numeral(v))
	case bool:
		w.WriteString(strings.ToUpper(strconv.FormatBool(v)))
	case time.Time:
		name := "TIMESTAMP"
		if l.of == Date {
			name = "DATE"
		}
		fmt.Fprintf(w, "%s('%s')", name, l.moment())
	}
}

func (l *literal) tree() any {
	switch l.of {
	case Date:
		return map[string]string{"date": l.moment()}
	case Timestamp:
		return map[string]string{"timestamp": l.moment()}
	}
	return l.v
}

// moment is the date or timestamp as RFC 3339 has it.
func (l *literal) moment() string {
	if l.of == Date {
		return l.v.(time.Time).Format(dayLayout)
	}
	return l.v.(time.Time).Format(writeLayout)
}

// momentForm is the grammar of the standard. Package time reads more: hours of
// one digit, and commas before fractions.
var momentForm = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z)?$`)

// parseMoment reads a date or a timestamp in UTC.
func parseMoment(text string) (*literal, bool) {
	if !momentForm.MatchString(text) {
		return nil, false
	}
	if day, err := time.Parse(dayLayout, text); err == nil {
		return &literal{Date, day}, true
	}
	if moment, err := time.Parse(readLayout, text); err == nil {
		return &literal{Timestamp, moment}, true
	}
	return nil, false
}

func textLiteral(text string) *literal { return &literal{Text, norm.NFC.String(text)} }

// writeText quotes a text. A quote after a backslash is written \' because \”
// would end the text; no text ends with a backslash (both readers see to it).
func writeText(w *strings.Builder, text string) {
	w.WriteByte('\'')
	before := rune(0)
	for _, r := range text {
		switch {
		case r == '\'' && before == '\\':
			w.WriteString(`\'`)
		case r == '\'':
			w.WriteString("''")
		default:
			w.WriteRune(r)
		}
		before = r
	}
	w.WriteByte('\'')
}

// numeral writes a number as short as it can be read back.
func numeral(x float64) string {
	if size := math.Abs(x); size != 0 && (size < 1e-6 || size >= 1e21) {
		return strconv.FormatFloat(x, 'E', -1, 64)
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}
