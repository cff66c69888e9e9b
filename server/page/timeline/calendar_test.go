package timeline

import (
	"slices"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model/disclosure"
	"catchment/model/exchange/calendar"
	"catchment/server/page/trial"
)

// unfolded is a calendar as a reader has it, line by line.
func unfolded(body string) []string {
	return strings.Split(strings.ReplaceAll(body, "\r\n ", ""), "\r\n")
}

var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`)

func TestCalendarHasWhatEnds(t *testing.T) {
	timeline := ahead(t, 0)
	for language, prefix := range trial.Prefixes {
		voice, body := words.In(language), demonstration.Body(t, prefix+"/timeline.ics")
		if again := demonstration.Body(t, prefix+"/timeline.ics"); again != body {
			t.Error("the file is another each time")
		}
		lines := unfolded(body)
		for _, e := range timeline.Edges {
			name, _ := voice.Name(e.Service.Name, e.Service.NameCy)
			for _, line := range []string{
				"UID:" + e.Service.Key + "." + e.What + "@catchment",
				"DTSTART;VALUE=DATE:" + strings.ReplaceAll(string(e.LastDay), "-", ""),
				"SUMMARY;LANGUAGE=" + string(language) + ":" + escapes.Replace(voice.Say("timeline.summary", "Service", name, "What", voice.Term("ending", e.What))),
			} {
				if !slices.Contains(lines, line) {
					t.Errorf("%s: %s is missing", language, line)
				}
			}
		}
		if n := strings.Count(body, "BEGIN:VEVENT\r\n"); n != len(timeline.Edges) || n != strings.Count(body, "END:VEVENT\r\n") {
			t.Errorf("%s: %d events, %d cliff edges", language, n, len(timeline.Edges))
		}
	}
	for query, decide := range map[string]string{"": "Decide by " + words.In(words.English).Date(calendar.DecideBy(timeline.Edges[0].LastDay, 3)), "?lead=12": "Decide by " + words.In(words.English).Date(calendar.DecideBy(timeline.Edges[0].LastDay, 12))} {
		if !strings.Contains(strings.Join(unfolded(demonstration.Body(t, "/timeline.ics"+query)), "\n"), decide) {
			t.Errorf("%s: %s is missing", query, decide)
		}
	}
	if long := demonstration.Body(t, "/timeline.ics?months=60"); strings.Count(long, "BEGIN:VEVENT") <= len(timeline.Edges) {
		t.Error("five years have no more than one")
	}
}

// A calendar of an area has what leaves children there unmet, and no more.
func TestCalendarOfAnArea(t *testing.T) {
	timeline := ahead(t, 0)
	view := demonstration.View(t, disclosure.Commissioner)
	fewer := false
	for _, place := range view.Places(view.Kinds()[min(1, len(view.Kinds())-1)]) {
		lines, n := unfolded(demonstration.Body(t, "/timeline.ics?area="+place.Code)), 0
		for _, e := range timeline.Edges {
			lost := slices.ContainsFunc(e.Lost, func(l disclosure.Loss) bool { return l.Code == place.Code })
			if lost {
				n++
			}
			if slices.Contains(lines, "UID:"+e.Service.Key+"."+e.What+"@catchment") != lost {
				t.Errorf("%s: %s: lost is %t", place.Code, e.Service.Key, lost)
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
	timeline, hidden := ahead(t, 60), 0
	until := timeline.Months[59].Date
	named := map[string]bool{}
	for _, e := range timeline.Edges {
		named[e.Service.Key] = true
	}
	bodies := demonstration.Body(t, "/timeline?months=60") + strings.Join(unfolded(demonstration.Body(t, "/timeline.ics?months=60")), "\n")
	for _, s := range view.Services() {
		if !s.Counts || s.LastDay == "" || s.LastDay >= until {
			continue
		}
		if named[s.Key] == s.Protected {
			t.Errorf("%s: protected is %t, named %t", s.Key, s.Protected, named[s.Key])
		}
		if s.Protected {
			if hidden++; strings.Contains(bodies, `value="`+s.Key+`"`) || strings.Contains(bodies, "UID:"+s.Key+".") || strings.Contains(bodies, ">"+s.Name+"<") {
				t.Errorf("%s is named", s.Key)
			}
		}
	}
	if hidden == 0 {
		t.Error("all that ends is named: nothing was tried")
	}
}
