// Package calendar writes days to remember as a calendar file (RFC 5545, "ICS"):
// one event of a whole day each.
//
// A line has 75 octets at most, its end not among them, and goes on behind a
// line end and one space; it is cut between characters, never inside one. In a
// text the characters \ ; , and line ends are escaped. The same events give the
// same file, to the octet: nothing in it is of the moment of writing.
package calendar

import (
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"catchment/model"
)

// Calendar is the events of a file.
type Calendar struct {
	Name     string
	Language string    // of its texts, e.g. cy
	At       time.Time // when the records became what they are
	Revision int       // a later one overtakes an earlier
	Events   []Event
}

// Event is one day. ID is what makes a calendar move it when its day moves,
// instead of adding another.
type Event struct {
	ID                   string
	Day                  model.Date
	Summary, Description string
}

// Write writes the file.
func (c *Calendar) Write(to io.Writer) error {
	w := &writer{}
	w.line("BEGIN:VCALENDAR")
	w.line("VERSION:2.0")
	w.line("PRODID:-//Catchment//Timeline//" + strings.ToUpper(c.Language))
	w.line("CALSCALE:GREGORIAN")
	w.line("METHOD:PUBLISH")
	w.line("X-WR-CALNAME:" + escaped(c.Name))
	for i := range c.Events {
		w.event(c, &c.Events[i])
	}
	w.line("END:VCALENDAR")
	_, err := io.WriteString(to, w.text.String())
	return err
}

// writer is a file on its way.
type writer struct{ text strings.Builder }

// event lasts from its day up to the next, which is not part of it (RFC 5545,
// 3.6.1). What is on a day leaves the reader free.
func (w *writer) event(c *Calendar, e *Event) {
	stamp := c.At.UTC().Format("20060102T150405Z")
	language := ";LANGUAGE=" + c.Language + ":"
	w.line("BEGIN:VEVENT")
	w.line("UID:" + escaped(e.ID) + "@catchment")
	w.line("DTSTAMP:" + stamp)
	w.line("LAST-MODIFIED:" + stamp)
	w.line("SEQUENCE:" + strconv.Itoa(c.Revision))
	w.line("DTSTART;VALUE=DATE:" + dayOf(e.Day))
	if e.Day < model.LastDate { // without an end it lasts one day all the same
		w.line("DTEND;VALUE=DATE:" + dayOf(e.Day.AddDays(1)))
	}
	w.line("SUMMARY" + language + escaped(e.Summary))
	w.line("DESCRIPTION" + language + escaped(e.Description))
	w.line("TRANSP:TRANSPARENT")
	w.line("END:VEVENT")
}

func dayOf(d model.Date) string { return strings.ReplaceAll(string(d), "-", "") }

// escaped is a value of type TEXT; of control characters only the end of a
// line can stand in one.
func escaped(text string) string {
	text = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`).Replace(text)
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, text)
}

// longest is how many octets a line has at most, its end not among them.
const longest = 75

// line writes a line, folded between characters.
func (w *writer) line(text string) {
	for room := longest; len(text) > room; room = longest - 1 {
		cut := room
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		w.text.WriteString(text[:cut] + "\r\n ")
		text = text[cut:]
	}
	w.text.WriteString(text + "\r\n")
}
