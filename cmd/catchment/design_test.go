package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// A design is worked out as by hand: 2 × min(2 × 6, 12) families, and each line
// of the cost the product of its terms.
func TestDesign(t *testing.T) {
	database := demoDatabase(t)
	line := strings.Fields("design coda --places 6 --groups 2 --cohorts 2 --parents 12 --rooms 3 --facilitators 2 --licence --coordinators 1 --partners 3 --people-trained 4 --training-days 3 " +
		"--facilitator-hour 20 --preparation 1 --room-hour 15 --licence-cost 1500 --training-day 100 --place-cost 30 --coordination 2000")
	var s designSheet
	if err := json.Unmarshal([]byte(mustCall(t, append(line, "--json", "--database", database)...).out), &s); err != nil {
		t.Fatal(err)
	}
	if *s.Places != 24 || *s.Cost != 15220 || s.Unit != "family" || s.Refused || s.ServiceType != "outreach_and_group_work" {
		t.Errorf("%+v", s)
	}
	for i, amount := range []float64{8640, 2160, 500, 1200, 720, 2000} {
		if *s.Costs[i].Amount != amount {
			t.Errorf("%s is %v, want %v", s.Costs[i].Line, *s.Costs[i].Amount, amount)
		}
	}
	text := mustCall(t, append(line, "--database", database)...).out
	for _, says := range []string{"coda: 24 places a year (family), £15,220 a year, £634 each", "cohorts 2 × groups 2 × places 6 ≤ parents 24 = 24", "staff         £8,640", "licence   kept", "S1"} {
		if !strings.Contains(text, says) {
			t.Errorf("no %q in\n%s", says, text)
		}
	}
	if strings.ContainsAny(text, "\x1b\r") {
		t.Error("a pipe is not plain")
	}
}

// Without a database the programmes are those of the reference data; what is not
// stated is null, and the rules name their sources.
func TestDesignRules(t *testing.T) {
	database := demoDatabase(t)
	for _, c := range []struct{ line, rule, verdict, source string }{
		{"coda --places 6 --cohorts 2 --parents 6 --rooms 1", "rooms", "refused", "S0"},
		{"coda --places 6 --cohorts 2 --parents 6", "licence", "missing", "S1"},
		{"coda --places 6 --cohorts 2 --parents 6 --partners 0", "partners", "missing", "S0"},
		{"freedom --places 25 --cohorts 2 --attended 12", "most", "refused", "S3§7.1"},
		{"freedom --places 24 --cohorts 2 --attended 12", "most", "kept", "S3§7.1"},
		{"womens_support_group --places 4 --cohorts 2", "least", "refused", "S4"},
		{"womens_support_group --places 5 --cohorts 2", "least", "kept", "S4"},
		{"respect_minimum --places 8 --cohorts 1 --sessions 30 --hours 2", "respect", "refused", "S3§7.3"},
		{"respect_minimum --type perpetrator_programme --places 8 --cohorts 1 --sessions 30 --hours 2.5", "respect", "kept", "S3§7.3"},
	} {
		e := mustCall(t, append(strings.Fields("design "+c.line), "--json", "--database", database)...)
		var s designSheet
		if err := json.Unmarshal([]byte(e.out), &s); err != nil {
			t.Fatal(err)
		}
		found := false
		for _, r := range s.Rules {
			found = found || r.Rule == c.rule && string(r.Verdict) == c.verdict && r.Source == c.source
		}
		if !found || s.Cost != nil {
			t.Errorf("%s: no %s %s by %s in %+v; cost %v", c.line, c.rule, c.verdict, c.source, s.Rules, s.Cost)
		}
	}
	if e := mustCall(t, "design", "respect_minimum", "--database", t.TempDir()+"/none.db", "--places", "6", "--sessions", "30", "--hours", "2"); !strings.Contains(e.out, "not known") || !strings.Contains(e.out, "60 hours over 30 weeks") {
		t.Errorf("without a database: %s", e.out)
	}
}

// An area with too few children is told which neighbours would make them enough.
func TestDesignForAnArea(t *testing.T) {
	database := demoDatabase(t)
	few := mustCall(t, strings.Fields("design coda --type counselling --area X06000003 --places 8 --cohorts 2 --parents 8 --database "+database)...).out
	many := mustCall(t, strings.Fields("design coda --type counselling --area X06000003 --places 60 --cohorts 3 --parents 60 --database "+database)...).out
	if !strings.Contains(few, "That is enough for every group.") || !strings.Contains(many, "Commissioned jointly with these neighbours") || !strings.Contains(many, "X060000") {
		t.Errorf("%s\n%s", few, many)
	}
}

func TestDesignRefusals(t *testing.T) {
	database := demoDatabase(t)
	for line, wanted := range map[string]struct {
		code int
		says string
	}{
		"design":                         {misused, "needs the KEY of one programme"},
		"design coda freedom":            {misused, "one more"},
		"design coda --places x":         {misused, "a number is expected"},
		"design coda --size 3":           {misused, "unknown flag"},
		"design none":                    {refused, `There is no programme "none"`},
		"design coda --as-of 2026-13-01": {refused, `--as-of is "2026-13-01"`},
		"design coda --hours -1":         {refused, "--hours is -1; a number from 0.25 to 24 is expected."},
		"design coda --type none":        {refused, `There is no service type "none"`},
		"design coda --area X06000003":   {refused, "--places or --cohorts is missing"},
		"design coda --places 6 --cohorts 2 --area none --type counselling": {refused, "There is no area with the code"},
		"advise":                           {refused, "--type is missing"},
		"advise --type none":               {refused, "There is no service type"},
		"advise --type camhs --tier 5":     {refused, "a number from 1 to 4 is expected"},
		"advise --type camhs --reach town": {refused, "town"},
		"advise --type camhs --most -1":    {refused, "--most is -1"},
		"advise --type camhs --area none":  {refused, "There is no area with the code"},
		"advise --type camhs --on never":   {misused, "unknown flag"},
		"advise camhs":                     {misused, "takes no arguments"},
	} {
		e := call(t, append(strings.Fields(line), "--database", database)...)
		if e.code != wanted.code || !strings.Contains(e.err, wanted.says) || e.out != "" {
			t.Errorf("%s: code %d, %q, out %q", line, e.code, e.err, e.out)
		}
	}
}

// Advice comes the most first, ties share their rank, and the plan that a line
// names releases what it says.
func TestAdvise(t *testing.T) {
	database := demoDatabase(t)
	var s adviceSheet
	if err := json.Unmarshal([]byte(mustCall(t, "advise", "--type", "outreach_and_group_work", "--most", "0", "--json", "--database", database).out), &s); err != nil {
		t.Fatal(err)
	}
	if s.Binding == "" || len(s.Advice) == 0 || s.Untold != 0 {
		t.Fatalf("%+v", s)
	}
	for i, l := range s.Advice {
		if i > 0 && (*l.Best > *s.Advice[i-1].Best+1e-6 || l.Rank < s.Advice[i-1].Rank) {
			t.Errorf("%d is out of order: %+v", i, l)
		}
	}
	text := mustCall(t, "advise", "--type", "outreach_and_group_work", "--most", "3", "--area", "X06000001", "--database", database).out
	for _, says := range []string{"What binds: capacity.", "rank  service", "of the area and tier", "Invented data"} {
		if !strings.Contains(text, says) {
			t.Errorf("no %q in\n%s", says, text)
		}
	}
	if text := mustCall(t, "advise", "--type", "police", "--database", database).out; !strings.Contains(text, "nothing to relax") {
		t.Error(text)
	}
}
