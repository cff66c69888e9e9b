package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The months and what ends are printed; the database stays as it is, and no
// protected service is named.
func TestTimeline(t *testing.T) {
	database := smallDatabase(t)
	before := stateOf(t, database)
	e := mustCall(t, "timeline", "--database", database, "--from", "2026-04-01")
	for _, want := range []string{"from dates alone", "2026-04-01", "2027-04-01", "ended before", "2027-03-31", "contract", "Saturday group", "2027-01-01", "Trust", "Protected services are not named"} {
		if !strings.Contains(e.out, want) {
			t.Errorf("%q is not in\n%s", want, e.out)
		}
	}
	if lines := strings.Count(e.out, "-01  "); lines < 13 || strings.Contains(e.out, "Canary") {
		t.Errorf("%d months in\n%s", lines, e.out)
	}
	if stateOf(t, database) != before {
		t.Error("the database has changed")
	}
}

func TestTimelineAsJSON(t *testing.T) {
	database := smallDatabase(t)
	e := mustCall(t, "timeline", "--database", database, "--as-of", "2026-04-01", "--months", "24", "--tier", "2", "--lead", "6", "--area", "L1", "--json")
	var got timelineLine
	if err := json.Unmarshal([]byte(e.out), &got); err != nil {
		t.Fatal(err)
	}
	if got.Area != "L1" || len(got.Months) != 25 || len(got.Months[0].Tiers) != 1 || got.Months[0].Tiers[0].Tier != 2 || got.Months[24].Date != "2028-04-01" {
		t.Errorf("%s", e.out)
	}
	if len(got.Edges) != 1 || got.Edges[0].Service != "g1" || got.Edges[0].DecideBy != "2026-10-01" || len(got.Edges[0].Lost) != 1 || !(got.Edges[0].Lost[0].Children > 0) {
		t.Errorf("%+v", got.Edges)
	}
	if m := got.Months[12]; len(m.Ceases) != 1 || m.Ceases[0] != "g1" || !(*m.Tiers[0].Coverage < *got.Months[11].Tiers[0].Coverage) {
		t.Errorf("%+v", m)
	}
	if short := mustCall(t, "timeline", "--database", database, "--as-of", "2026-04-01", "--months", "2"); !strings.Contains(short.out, "Nothing that may be named ends by 1 June 2026.") {
		t.Errorf("%s", short.out)
	}
}

// No month passes the calendar, and it is said why.
func TestTimelineEndsWithTheCalendar(t *testing.T) {
	database := smallDatabase(t)
	for from, cut := range map[string]bool{"9999-06-15": true, "9999-12-31": true, "9997-12-01": false} {
		e := mustCall(t, "timeline", "--database", database, "--from", from)
		if strings.Contains(e.out, "10000") || strings.Contains(e.out, "No date goes past 31 December 9999") != cut {
			t.Errorf("from %s:\n%s", from, e.out)
		}
	}
}

// The files hold what is printed.
func TestTimelineFiles(t *testing.T) {
	database, folder := smallDatabase(t), t.TempDir()
	ics, months := filepath.Join(folder, "ends.ics"), filepath.Join(folder, "months.csv")
	e := mustCall(t, "timeline", "--database", database, "--as-of", "2026-04-01", "--ics", ics, "--csv", months)
	if !strings.Contains(e.err, "Written: "+ics) || !strings.Contains(e.err, "Written: "+months) {
		t.Errorf("%s", e.err)
	}
	text, err := os.ReadFile(ics)
	if err != nil || strings.Count(string(text), "BEGIN:VEVENT\r\n") != 1 || !strings.Contains(string(text), "UID:g1.contract@catchment\r\n") || !strings.Contains(string(text), "DTEND;VALUE=DATE:20270401\r\n") {
		t.Errorf("%s, %v", text, err)
	}
	file, err := os.Open(months)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil || len(rows) < 13*4 || rows[0][0] != "date" || rows[1][0] != "2026-04-01" || rows[len(rows)-1][0] != "2027-04-01" {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

func TestTimelineRefuses(t *testing.T) {
	database := smallDatabase(t)
	for _, c := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"a tier that is none", []string{"--tier", "5"}, refused, "--tier is 5"},
		{"no month", []string{"--months", "0"}, refused, "--months is 0"},
		{"too many months", []string{"--months", "121"}, refused, "a number from 1 to 120"},
		{"a lead that is none", []string{"--lead", "-1"}, refused, "--lead is -1"},
		{"a day that is none", []string{"--from", "soon"}, refused, `--from is "soon"`},
		{"two days", []string{"--from", "2026-04-01", "--as-of", "2026-05-01"}, refused, "they mean the same"},
		{"an area that is nowhere", []string{"--area", "Q1"}, refused, "Q1"},
		{"a folder that is nowhere", []string{"--ics", filepath.Join(t.TempDir(), "no", "ends.ics")}, refused, "cannot be written"},
		{"an argument", []string{"more"}, misused, "takes no arguments"},
		{"a flag that is none", []string{"--year", "1"}, misused, "--year"},
		{"no database", []string{"--database", "none.db"}, refused, "There is no database"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := call(t, append([]string{"timeline", "--database", database}, c.args...)...)
			if e.code != c.code || !strings.Contains(e.err, c.says) {
				t.Errorf("exit code %d\n%s", e.code, e.err)
			}
		})
	}
}
