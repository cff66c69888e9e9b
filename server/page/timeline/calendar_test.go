package timeline

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"catchment/frontend/words"
	"catchment/model/disclosure"
	"catchment/server/page/trial"
)

// property is one line of a calendar as a reader has it: unfolded.
type property struct{ name, value string }

// read reads a calendar as RFC 5545 says.
func read(t *testing.T, body string) (out []property) {
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
func plain(t *testing.T, text string) string {
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

func TestCalendarHasWhatEnds(t *testing.T) {
	timeline := ahead(t)
	revision := demonstration.View(t, disclosure.Commissioner).Revision()
	for language, prefix := range trial.Prefixes {
		voice, body := words.In(language), demonstration.Body(t, prefix+"/timeline.ics")
		if again := demonstration.Body(t, prefix+"/timeline.ics"); again != body {
			t.Error("the file is another each time")
		}
		properties := read(t, body)
		has := func(name, value string) {
			if !slices.Contains(properties, property{name, value}) {
				t.Errorf("%s: %s:%s is missing", language, name, value)
			}
		}
		if properties[0] != (property{"BEGIN", "VCALENDAR"}) || properties[1] != (property{"VERSION", "2.0"}) || properties[len(properties)-1] != (property{"END", "VCALENDAR"}) {
			t.Errorf("%s: %v", language, properties)
		}
		seen := map[string]bool{}
		for _, p := range properties {
			if p.name == "UID" && seen[p.value] {
				t.Errorf("%s stands twice", p.value)
			}
			seen[p.value] = seen[p.value] || p.name == "UID"
			if p.name == "DTSTAMP" && p.value != revision.At.UTC().Format("20060102T150405Z") {
				t.Errorf("stamped %s, revision of %s", p.value, revision.At)
			}
		}
		for _, e := range timeline.Edges {
			name, _ := voice.Name(e.Name, e.NameCy)
			has("UID", e.Key+"."+e.EndsBy+"@catchment")
			has("DTSTART;VALUE=DATE", strings.ReplaceAll(string(e.LastDay), "-", ""))
			has("SUMMARY", voice.Say("timeline.summary", "Service", name, "What", voice.Term("ending", e.EndsBy)))
		}
		if n := strings.Count(body, "BEGIN:VEVENT\r\n"); n != len(timeline.Edges) || n != strings.Count(body, "END:VEVENT\r\n") {
			t.Errorf("%s: %d events, %d cliff edges", language, n, len(timeline.Edges))
		}
	}
}

// A calendar of an area has what leaves children there unmet, and no more.
func TestCalendarOfAnArea(t *testing.T) {
	timeline := ahead(t)
	view := demonstration.View(t, disclosure.Commissioner)
	fewer := false
	for _, place := range view.Places(view.Kinds()[min(1, len(view.Kinds())-1)]) {
		body, n := demonstration.Body(t, "/timeline.ics?area="+place.Code), 0
		for _, e := range timeline.Edges {
			lost := slices.ContainsFunc(e.Lost, func(l disclosure.Loss) bool { return l.Code == place.Code })
			if lost {
				n++
			}
			if strings.Contains(strings.ReplaceAll(body, "\r\n ", ""), "UID:"+e.Key+".") != lost {
				t.Errorf("%s: %s: lost is %t", place.Code, e.Key, lost)
			}
		}
		fewer = fewer || n < len(timeline.Edges)
	}
	if !fewer {
		t.Error("no area has fewer than all")
	}
}

// No protected service of the demonstration is named, though some end.
func TestProtectedServicesAreNotNamed(t *testing.T) {
	view := demonstration.View(t, disclosure.Commissioner)
	named := map[string]bool{}
	timeline := ahead(t)
	for _, e := range timeline.Edges {
		named[e.Key] = true
	}
	body := strings.ReplaceAll(demonstration.Body(t, "/timeline.ics"), "\r\n ", "")
	hidden := 0
	for _, ending := range view.Endings(timeline.Months[len(timeline.Months)-1].Date) {
		if named[ending.Service.Key] {
			continue
		}
		if hidden++; strings.Contains(body, escaped(ending.Service.Name)+" ends") {
			t.Errorf("%s is named", ending.Service.Key)
		}
	}
	if hidden == 0 {
		t.Error("all that ends is named: nothing was tried")
	}
}

func TestTextIsEscapedAndFolded(t *testing.T) {
	for _, text := range []string{
		"plain", `a, b; c\d`, "two\nlines", strings.Repeat("ŵ", 200), strings.Repeat("a", 67), strings.Repeat("a", 68), "x" + strings.Repeat("€", 60) + `\,;`,
	} {
		w := &calendar{}
		w.line("SUMMARY:" + escaped(text))
		if got := read(t, w.text.String()); len(got) != 1 || got[0] != (property{"SUMMARY", text}) {
			t.Errorf("%q comes back as %q", text, got)
		}
	}
	if got := escaped("a\r\nEND:VEVENT\rb\x00c"); got != `a\nEND:VEVENT\nbc` {
		t.Errorf("control characters: %q", got)
	}
}
