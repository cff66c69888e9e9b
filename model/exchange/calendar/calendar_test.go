package calendar

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"catchment/model"
)

// property is one line of a calendar as a reader has it: unfolded.
type property struct{ name, value string }

// read reads a calendar as RFC 5545 says.
func read(t faulted, body string) (out []property) {
	t.Helper()
	if !strings.HasSuffix(body, "\r\n") || strings.Count(body, "\n") != strings.Count(body, "\r\n") || strings.Count(body, "\r") != strings.Count(body, "\r\n") {
		t.Fatalf("lines do not end as they must: %q", body)
	}
	for _, line := range strings.Split(strings.TrimSuffix(body, "\r\n"), "\r\n") {
		if len(line) > longest || !utf8.ValidString(line) {
			t.Errorf("%q has %d octets, or half a character", line, len(line))
		}
	}
	for _, line := range strings.Split(strings.TrimSuffix(strings.ReplaceAll(body, "\r\n ", ""), "\r\n"), "\r\n") {
		name, value, found := strings.Cut(line, ":")
		if !found {
			t.Fatalf("%q is no property", line)
		}
		out = append(out, property{name, plain(t, value)})
	}
	return out
}

// plain takes the escapes out of a text.
func plain(t faulted, text string) string {
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == ',' || text[i] == ';':
			t.Errorf("%q is not escaped in %q", text[i], text)
		case text[i] == '\\' && i+1 < len(text):
			i++
			if text[i] == 'n' {
				out.WriteByte('\n')
				continue
			}
		}
		out.WriteByte(text[i])
	}
	return out.String()
}

type faulted interface {
	Helper()
	Errorf(string, ...any)
	Fatalf(string, ...any)
}

func written(t faulted, c *Calendar) string {
	t.Helper()
	var out strings.Builder
	if err := c.Write(&out); err != nil {
		t.Fatalf("%v", err)
	}
	return out.String()
}

func one(e Event) *Calendar {
	return &Calendar{Name: "Ends", Language: "cy", At: time.Date(2026, 4, 1, 10, 30, 0, 0, time.FixedZone("", 3600)), Revision: 7, Events: []Event{e}}
}

// An event is written as it must be, to the octet.
func TestEventIsWritten(t *testing.T) {
	want := strings.Join([]string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Catchment//Timeline//CY", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:Ends",
		"BEGIN:VEVENT", "UID:g.contract@catchment", "DTSTAMP:20260401T093000Z", "LAST-MODIFIED:20260401T093000Z", "SEQUENCE:7",
		"DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", `SUMMARY;LANGUAGE=cy:Daw i ben: a\, b\; c`, `DESCRIPTION;LANGUAGE=cy:d\\e\nf`, "TRANSP:TRANSPARENT",
		"END:VEVENT", "END:VCALENDAR", ""}, "\r\n")
	got := written(t, one(Event{ID: "g.contract", Day: "2026-12-31", Summary: "Daw i ben: a, b; c", Description: "d\\e\nf"}))
	if got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if empty := written(t, &Calendar{Language: "en"}); strings.Contains(empty, "VEVENT") || !strings.HasSuffix(empty, "END:VCALENDAR\r\n") {
		t.Errorf("without events: %q", empty)
	}
	if last := written(t, one(Event{Day: model.LastDate})); strings.Contains(last, "DTEND") || !strings.Contains(last, "DTSTART;VALUE=DATE:99991231") {
		t.Errorf("on the last day: %q", last)
	}
}

func TestTextIsEscapedAndFolded(t *testing.T) {
	for _, text := range []string{
		"plain", `a, b; c\d`, "two\nlines", strings.Repeat("ŵ", 200), strings.Repeat("a", 67), strings.Repeat("a", 68), "x" + strings.Repeat("€", 60) + `\,;`,
	} {
		w := &writer{}
		w.line("SUMMARY:" + escaped(text))
		if got := read(t, w.text.String()); len(got) != 1 || got[0] != (property{"SUMMARY", text}) {
			t.Errorf("%q comes back as %q", text, got)
		}
	}
	if got := escaped("a\r\nEND:VEVENT\rb\x00c"); got != `a\nEND:VEVENT\nbc` {
		t.Errorf("control characters: %q", got)
	}
}

// Whatever a service is called, what is read is what was written, and nothing
// in a name ends an event or begins another.
func TestWhatIsWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := one(Event{})
		c.Events = nil
		for i := range rapid.IntRange(0, 4).Draw(t, "events") {
			text := rapid.StringOf(rapid.RuneFrom([]rune("ab ŵ€😀,;:\\\n\t\"BEGIN:VEVENT"))).Draw(t, "text")
			c.Events = append(c.Events, Event{ID: fmt.Sprint(i, text), Day: "2026-12-31", Summary: text, Description: text + text})
		}
		var seen []Event
		for _, p := range read(t, written(t, c)) {
			switch {
			case p.name == "UID":
				seen = append(seen, Event{ID: strings.TrimSuffix(p.value, "@catchment"), Day: "2026-12-31"})
			case strings.HasPrefix(p.name, "SUMMARY"):
				seen[len(seen)-1].Summary = p.value
			case strings.HasPrefix(p.name, "DESCRIPTION"):
				seen[len(seen)-1].Description = p.value
			}
		}
		if !slices.Equal(seen, c.Events) {
			t.Fatalf("%q, written %q", seen, c.Events)
		}
	})
}

// What cannot be written is said.
func TestFullDisk(t *testing.T) {
	if err := one(Event{}).Write(full{}); err == nil {
		t.Error("a file that was not written is passed over")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, fmt.Errorf("full") }
