package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"catchment/model/gap"
)

// A scenario that was imported is tried by its name; the database stays as it
// is.
func TestWhatIf(t *testing.T) {
	database := smallDatabase(t)
	before := stateOf(t, database)
	e := mustCall(t, "whatif", "--database", database, "--scenario", "Second group", "--as-of", "2026-04-01")
	for _, want := range []string{"What the plan would change on 1 April 2026.", "Cost a year: £19,000.", "g9", "none → 20", "Gaps closed:", "Tier 2: worst-off fifth"} {
		if !strings.Contains(e.out, want) {
			t.Errorf("%q is not in\n%s", want, e.out)
		}
	}
	if stateOf(t, database) != before {
		t.Error("the database has changed")
	}
}

// A file that was not imported is tried too; JSON holds the same figures.
func TestWhatIfOfAFile(t *testing.T) {
	database, file := smallDatabase(t), filepath.Join(t.TempDir(), "plan.csv")
	plan := "scenario,change,service,provider,name,service_type,mode,areas_served,capacity,cost\nPlan,open,g9,p1,New group,group_work,outreach,L2,1000,5000\n"
	if err := os.WriteFile(file, []byte(plan), 0o600); err != nil {
		t.Fatal(err)
	}
	e := mustCall(t, "whatif", "--database", database, "--scenario", file, "--as-of", "2026-04-01", "--json")
	var got whatIfLine
	if err := json.Unmarshal([]byte(e.out), &got); err != nil {
		t.Fatal(err)
	}
	if got.Met == nil || *got.Met <= 0 || got.Cost == nil || *got.Cost != 5000 || got.CostPerChild == nil || len(got.Services) != 1 || got.Services[0].Counted {
		t.Errorf("%s", e.out)
	}
	area := mustCall(t, "whatif", "--database", database, "--scenario", file, "--as-of", "2026-04-01", "--area", "L2")
	if !strings.Contains(area.out, "group_work") || !strings.Contains(area.out, " → ") {
		t.Errorf("%s", area.out)
	}
	if other := mustCall(t, "whatif", "--database", database, "--scenario", file, "--as-of", "2026-04-01", "--area", "L1"); !strings.Contains(other.out, "changes nothing in L1") {
		t.Errorf("%s", other.out)
	}
}

func TestWhatIfRefuses(t *testing.T) {
	database, folder := smallDatabase(t), t.TempDir()
	plan := func(name, text string) string {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	for _, c := range []struct{ name, scenario, says string }{
		{"no scenario", "", "--scenario is needed"},
		{"an unknown one", "nope", `There is no scenario "nope"; there are: Second group.`},
		{"a file without any", plan("empty.csv", "scenario,change,service\n"), "holds no scenario"},
		{"a file with a fault", plan("scenario.csv", "scenario,change,service,capacity\nP,resize,g1,many\n"), "scenario.csv row 2"},
		{"a file with a fault changes no import", plan("w.csv", "scenario,change,service,capacity\nP,resize,g1,many\n"), "1 fault was found; nothing was computed."},
		{"a service that is nowhere", plan("s.csv", "scenario,change,service\nP,close,nobody\n"), "1 fault was found in the plan"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := call(t, "whatif", "--database", database, "--scenario", c.scenario)
			if e.code != refused || !strings.Contains(e.err, c.says) {
				t.Errorf("exit code %d\n%s", e.code, e.err)
			}
		})
	}
}

// A programme for those who harm counts on its days, though it has no places
// that are counted; and of two that lie in one area, each is a gap of its own.
func TestWhatIfOfProgrammesForThoseWhoHarm(t *testing.T) {
	database, file := smallDatabase(t), filepath.Join(t.TempDir(), "plan.csv")
	plan := "scenario,change,service,provider,name,service_type,mode,areas_served,end\n" +
		"Plan,open,h1,p1,One,behaviour,group,L1,\nPlan,open,h2,p1,Two,behaviour,group,L1,\nPlan,open,h3,p1,Ended,behaviour,group,L1,2025-01-01\n"
	if err := os.WriteFile(file, []byte(plan), 0o600); err != nil {
		t.Fatal(err)
	}
	e := mustCall(t, "whatif", "--database", database, "--scenario", file, "--as-of", "2026-04-01", "--json", "--most", "0")
	var got whatIfLine
	if err := json.Unmarshal([]byte(e.out), &got); err != nil {
		t.Fatal(err)
	}
	if s := got.Services; len(s) != 3 || !s[0].Counts || !s[1].Counts || s[2].Counts || s[0].Counted || s[0].CapacityAfter != nil {
		t.Errorf("%+v", got.Services)
	}
	of := map[string]int{}
	for _, g := range got.Opened {
		if g.Kind == gap.Parallel && g.Area == "L1" {
			of[g.Why]++
		}
	}
	if len(of) != 2 {
		t.Errorf("gaps opened in L1: %v", of)
	}
	text := mustCall(t, "whatif", "--database", database, "--scenario", file, "--as-of", "2026-04-01").out
	if !strings.Contains(text, "none → –") || strings.Contains(text, "tier 0") {
		t.Error(text)
	}
}

// What changes do not state is not nothing: the cost says how many there are.
func TestWhatIfOfUnpricedChanges(t *testing.T) {
	database, file := smallDatabase(t), filepath.Join(t.TempDir(), "plan.csv")
	for _, c := range []struct {
		second   string
		unpriced int
	}{{"", 1}, {"0", 0}} {
		if err := os.WriteFile(file, []byte("scenario,change,service,capacity,cost\nPlan,resize,g1,20,1000\nPlan,resize,g2,9,"+c.second+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		var got whatIfLine
		if err := json.Unmarshal([]byte(mustCall(t, "whatif", "--database", database, "--scenario", file, "--as-of", "2026-04-01", "--json").out), &got); err != nil {
			t.Fatal(err)
		}
		text := mustCall(t, "whatif", "--database", database, "--scenario", file, "--as-of", "2026-04-01").out
		if got.Changes != 2 || got.Unpriced != c.unpriced || strings.Contains(text, "state no cost, so that it may be more: 1 of 2.") != (c.unpriced > 0) {
			t.Errorf("%+v\n%s", got, text)
		}
	}
}
