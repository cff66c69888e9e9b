package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"catchment/model/planner"
	"catchment/model/siting"
)

func planned(t *testing.T, database string, args ...string) planLine {
	t.Helper()
	e := mustCall(t, append([]string{"plan", "--database", database, "--json"}, args...)...)
	var l planLine
	if err := json.Unmarshal([]byte(e.out), &l); err != nil {
		t.Fatalf("%v: %s", err, e.out)
	}
	if e.err != "" {
		t.Errorf("JSON is not silent: %s", e.err)
	}
	return l
}

// Plans over the demonstration keep to what they were asked for, and the same
// seed gives the same plan.
func TestPlan(t *testing.T) {
	database := demoDatabase(t)
	for _, c := range []struct {
		line   string
		number int
		budget float64
	}{
		{"--type refuge --tier 3 --number 2", 2, 0},
		{"--type outreach_and_group_work --number 3 --objective reach", 3, 0},
		{"--type outreach_and_group_work --tier 2 --number 4 --objective worst-off --candidates areas:local_authority", 4, 0},
		{"--type camhs --objective met --budget 250000 --places 40 --cost 60000 --time-limit 0s", 0, 250_000},
	} {
		a := planned(t, database, strings.Fields(c.line)...)
		if b := planned(t, database, strings.Fields(c.line)...); !reflect.DeepEqual(a, b) {
			t.Errorf("%s: %+v and %+v", c.line, a, b)
		}
		adds, cost := 0.0, 0.0
		for _, chosen := range a.Chosen {
			adds += chosen.Adds
			if chosen.Cost != nil {
				cost += *chosen.Cost
			}
			if a.ServiceType == "refuge" && !strings.HasPrefix(chosen.Candidate, "X06") {
				t.Errorf("%s: a refuge at %s, which is no local authority", c.line, chosen.Candidate)
			}
		}
		if len(a.Chosen) == 0 || c.number > 0 && len(a.Chosen) > c.number || c.budget > 0 && cost > c.budget {
			t.Errorf("%s: %d chosen for %v", c.line, len(a.Chosen), cost)
		}
		if a.Unit == "children" && math.Abs(adds-a.Value) > 1e-6*adds || a.Value <= 0 || a.Bound < a.Value || a.Proven != (a.Bound == a.Value) {
			t.Errorf("%s: value %v, bound %v, proven %v; the parts are %v", c.line, a.Value, a.Bound, a.Proven, adds)
		}
		text := mustCall(t, append([]string{"plan", "--database", database}, strings.Fields(c.line)...)...)
		for _, says := range []string{"Chosen for", "roven", a.Chosen[0].Candidate, "seed 1", "Invented data"} {
			if !strings.Contains(text.out, says) {
				t.Errorf("%s: no %q in\n%s", c.line, says, text.out)
			}
		}
	}
}

// What a plan says it will meet is what is met once its services are there.
func TestPlanIsKept(t *testing.T) {
	database := demoDatabase(t)
	before := metOf(t, database, "refuge")
	l := planned(t, database, "--type", "refuge", "--number", "2", "--objective", "met")
	rows := "service,provider,name,service_type,mode,areas_served,capacity\n"
	sites := "site,service,disclosure\n"
	for i, chosen := range l.Chosen {
		rows += fmt.Sprintf("planned-%d,%s,Planned %d,refuge,residential,%s,%v\n", i, aProvider(t, database), i, chosen.Candidate, *chosen.Places)
		sites += fmt.Sprintf("planned-site-%d,planned-%d,protected\n", i, i)
	}
	dir := t.TempDir()
	for name, content := range map[string]string{"services.csv": rows, "sites.csv": sites} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	mustCall(t, "import", "--database", database, filepath.Join(dir, "services.csv"), filepath.Join(dir, "sites.csv"))
	if got := metOf(t, database, "refuge") - before; l.Unit != "children" || math.Abs(got-l.Value) > 1e-6*l.Value {
		t.Errorf("%v more are met; the plan says %v", got, l.Value)
	}
}

func metOf(t *testing.T, database, kind string) float64 {
	t.Helper()
	var figures []struct {
		ServiceType, Variant string
		Met                  float64
	}
	if err := json.Unmarshal([]byte(mustCall(t, "score", "--database", database, "--sensitivity", "--json").out), &figures); err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		if f.ServiceType == kind && f.Variant == "E2SFCA" {
			return f.Met
		}
	}
	t.Fatalf("no %s in %v", kind, figures)
	return 0
}

func aProvider(t *testing.T, database string) string {
	t.Helper()
	keep, err := planner.Open(t.Context(), database, reference, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer keep.Close()
	return keep.Atlas().Records.Providers[0].Key
}

// A list of candidates has places, areas served, sizes and costs; what is
// locked is chosen.
func TestPlanFromList(t *testing.T) {
	database := demoDatabase(t)
	list := filepath.Join(t.TempDir(), "candidates.csv")
	write := func(rows string) {
		if err := os.WriteFile(list, []byte("candidate,name,site,lon,lat,areas_served,places,cost\n"+rows), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("small,Small,one,,,X06000004,20,30000\nlarge,Large,one,,,X06000004,60,80000\nother,Other,,,,X06000005,30,50000\n")
	l := planned(t, database, "--type", "camhs", "--objective", "met", "--budget", "80000", "--candidates", list, "--lock", "small")
	chosen := map[string]bool{}
	for _, c := range l.Chosen {
		chosen[c.Candidate] = true
	}
	if !chosen["small"] || chosen["large"] || !chosen["other"] || !l.Proven {
		t.Errorf("%+v; small, which is locked, and other are expected", l)
	}
	write("a,A,,-3.5,,,x,1\na,A,,,,,1,1\n,B,,-3.5,52,,1,1\n")
	e := call(t, "plan", "--database", database, "--type", "camhs", "--number", "1", "--candidates", list)
	for _, says := range []string{`row 2, "lat"`, `row 2, "places" is "x"`, `row 3, "candidate" is "a"`, `row 4, "candidate"`} {
		if e.code != refused || !strings.Contains(e.err, says) {
			t.Errorf("%d, no %q: %s", e.code, says, e.err)
		}
	}
}

func TestPlanRefusals(t *testing.T) {
	database := demoDatabase(t)
	for _, c := range []struct{ line, says string }{
		{"--number 2", "--type is missing"},
		{"--type refuge", "Neither a number of places nor a budget is given"},
		{"--type refuge --number 1 --budget 5", "are both given"},
		{"--type sorrow --number 1", `There is no service type "sorrow".`},
		{"--type refuge --tier 1 --number 1", "is not expected in tier 1"},
		{"--type refuge --tier 7 --number 1", "--tier is 7"},
		{"--type refuge --number 1 --objective best", `--objective is "best"; one of reach, met, worst-off`},
		{"--type refuge --number 1 --candidates centroids", "are protected: their candidates are areas served"},
		{"--type refuge --number 1 --candidates areas:ward", "are protected: their candidates are areas served"},
		{"--type camhs --number 1 --candidates areas:village", `"village"; one of nation`},
		{"--type camhs --number 1 --candidates none.csv", "there is no such file"},
		{"--type camhs --budget 10 --cost 5000", "The budget of £10 a year is below the cost of the cheapest candidate"},
		{"--type refuge --number 9", "9 places are asked for, and there are candidates for 8"},
		{"--type refuge --number 1 --lock nothing", `There is no candidate "nothing"`},
		{"--type refuge --number 1 --close nothing", `There is no service "nothing" of the type "refuge"`},
		{"--type refuge --number 1 --time-limit -1s", "--time-limit is -1s"},
		{"--type camhs --number 1 --places nan", "--places is NaN; a number from 0 to 1000000 is expected."},
		{"--type camhs --number 1 --places 1e9", "--places is 1e+09"},
		{"--type camhs --budget 5000 --cost inf", "--cost is +Inf; a number from 0 to 10000000000 is expected."},
	} {
		e := call(t, append([]string{"plan", "--database", database}, strings.Fields(c.line)...)...)
		if e.code != refused || !strings.Contains(e.err, c.says) || e.out != "" {
			t.Errorf("%s: exit code %d; it prints %q and says: %s", c.line, e.code, e.out, e.err)
		}
	}
}

// A list that is empty is a list in JSON: here a budget for what adds nobody.
func TestPlanOfNothing(t *testing.T) {
	database, file := demoDatabase(t), filepath.Join(t.TempDir(), "c.csv")
	if err := os.WriteFile(file, []byte("candidate,areas_served,cost\ndear,X06000005,9000\ncheap,X06000001,10\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out := mustCall(t, "plan", "--database", database, "--type", "counselling", "--objective", "reach", "--budget", "20", "--set", "age_min=5", "--candidates", file, "--json").out
	for _, list := range []string{"Chosen", "Closed", "Alternatives", "Recurrence"} {
		if strings.Contains(out, fmt.Sprintf("%q: null", list)) {
			t.Errorf("%s is no list:\n%s", list, out)
		}
	}
}

// A search that is interrupted gives the best so far.
func TestPlanInterrupted(t *testing.T) {
	keep, err := planner.Open(t.Context(), demoDatabase(t), reference, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer keep.Close()
	ctx, cancel := context.WithCancel(t.Context())
	reach := siting.Reach
	s, err := keep.Site(ctx, planner.Wish{Day: "2026-04-01", ServiceType: "camhs", Objective: &reach, Number: 5, Progress: func(siting.Progress) { cancel() }})
	if err != nil {
		t.Fatal(err)
	}
	if s.Ending != siting.Stopped || len(s.Chosen) == 0 || s.Value <= 0 || s.Bound < s.Value {
		t.Errorf("%+v", s.Result)
	}
	if text := certainty(s); !strings.Contains(text, "it was interrupted") {
		t.Error(text)
	}
}

// A list states whom each candidate would accept, and --set what holds for
// those that do not; a file and an engine give the minutes.
func TestPlanByTermsAndMinutes(t *testing.T) {
	database := demoDatabase(t)
	folder := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	list := file("c.csv", "candidate,lon,lat,areas_served,capacity,annual_cost,age_min,age_max,excludes\na,-7.8,50.7,,40,9000,12,17,high_trauma\nb,,,X06000004,40,9000,,,\nc,-7.5,50.6,,40,9000,,,\n")
	minutes := file("j.csv", "candidate,area_code,minutes\nc,X01000001,5\nc,X01000002,7\n")
	args := []string{"--type", "camhs", "--number", "3", "--objective", "met", "--candidates", list, "--set", "age_max=15", "--journeys", minutes}
	l := planned(t, database, args...)
	for _, c := range l.Chosen {
		want := map[string]string{"a": "12 17 [high_trauma]", "b": "0 15 []", "c": "0 15 []"}[c.Candidate]
		if got := fmt.Sprintf("%d %d %v", c.AgeMin, c.AgeMax, c.Excludes); got != want {
			t.Errorf("%s: %s; %s is expected", c.Candidate, got, want)
		}
	}
	if len(l.Chosen) == 0 || l.Journeys != (planner.Journeys{Stated: 1, Straight: 1}) {
		t.Errorf("%+v", l)
	}
	text := mustCall(t, append([]string{"plan", "--database", database}, args...)...).out
	for _, says := range []string{"(ages 12 to 17, not high_trauma)", "Journeys to 1 of the candidates go by the minutes of the file.", "Journeys to 1 of the candidates go by the straight line."} {
		if !strings.Contains(text, says) {
			t.Errorf("no %q in\n%s", says, text)
		}
	}
	asked := 0
	engine := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		_, sources, _ := strings.Cut(r.URL.RawQuery, "sources=")
		sources, _, _ = strings.Cut(sources, "&")
		from := strings.Count(sources, ";") + 1
		fmt.Fprintf(w, `{"code":"Ok","durations":[%s]}`, strings.TrimSuffix(strings.Repeat("[600],", from), ","))
	}))
	t.Cleanup(engine.Close)
	l = planned(t, database, append(args, "--engine", engine.URL)...)
	if l.Journeys != (planner.Journeys{Stated: 1, Routed: 1, Profile: "driving"}) || asked == 0 {
		t.Errorf("%+v after %d requests", l.Journeys, asked)
	}
	t.Setenv("CATCHMENT_ENGINE", engine.URL)
	t.Setenv("CATCHMENT_BATCH", "20")
	if again := planned(t, database, args...); again.Journeys.Routed != 1 || !reflect.DeepEqual(again.Chosen, l.Chosen) {
		t.Errorf("%+v", again.Journeys)
	}
	for _, c := range []struct{ says, flag, value string }{
		{`--set is "colour=red"`, "--set", "colour=red"}, {"there is no such file", "--journeys", "none.csv"}, {`row 2, "minutes"`, "--journeys", file("bad.csv", "candidate,area_code,minutes\na,b,x\n")},
		{"not an address of a routing engine", "--engine", "somewhere"}, {`none of that key`, "--journeys", file("other.csv", "candidate,area_code,minutes\nz,b,1\n")},
		{`from an area "b", and there is none of that code`, "--journeys", file("area.csv", "candidate,area_code,minutes\na,b,1\n")}, {"1 fault was found; nothing was computed.", "--candidates", file("faulty.csv", "candidate,lon,lat\na,500,50\n")},
		{"none.csv holds no candidate", "--candidates", file("none.csv", "candidate,lon,lat\n")},
	} {
		e := call(t, append(append([]string{"plan", "--database", database}, args[:8]...), c.flag, c.value)...)
		if e.code != refused || !strings.Contains(e.err, c.says) {
			t.Errorf("%s %s: %d, %s", c.flag, c.value, e.code, e.err)
		}
	}
}
