package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"catchment/model"
)

const crashEnv = "CATCHMENT_TEST_CRASH"

// A process killed at any moment, also while it makes the tables, leaves the
// revision that it acknowledged last, or the next: whole.
func TestKilledWhileApplying(t *testing.T) {
	cycles := 12
	if testing.Short() {
		cycles = 3
	}
	eachDatabase(t, func(t *testing.T, database string) {
		for cycle := range cycles {
			delay := time.Duration(rand.IntN(120)) * time.Millisecond
			acknowledged := killAfter(t, database, delay)
			s, err := Open(t.Context(), database)
			if err != nil {
				t.Fatalf("cycle %d, killed after %v: %v", cycle, delay, err)
			}
			records, revision := mustLoad(t, s)
			if revision.Revision < acknowledged {
				t.Errorf("cycle %d: revision %d, but %d was acknowledged", cycle, revision.Revision, acknowledged)
			}
			mustBeMarked(t, s, records, revision)
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
	})
}

// killAfter starts a process that makes one change after another, kills it,
// and gives the last revision that it acknowledged.
func killAfter(t *testing.T, database string, delay time.Duration) (acknowledged int) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestCrashChild$")
	child.Env = append(os.Environ(), crashEnv+"="+database)
	out, err := child.StdoutPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(delay, func() { _ = child.Process.Kill() })
	for lines := bufio.NewScanner(out); lines.Scan(); {
		text, ok := strings.CutPrefix(lines.Text(), "made ")
		if !ok {
			t.Fatalf("the child says %q", lines.Text())
		}
		if acknowledged, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	_ = child.Wait() // it was killed
	return acknowledged
}

func TestCrashChild(t *testing.T) {
	database := os.Getenv(crashEnv)
	if database == "" {
		t.Skip("the child of TestKilledWhileApplying")
	}
	s, err := Open(context.Background(), database)
	if err != nil {
		t.Fatal(err)
	}
	for {
		last, err := s.Latest(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		made, err := s.Apply(context.Background(), marked(last.Revision))
		if err != nil {
			t.Fatal(err)
		}
		os.Stdout.WriteString(fmt.Sprintf("made %d\n", made.Revision))
	}
}

const markedRows = 300

// marked is a change over a revision whose every row tells the next one.
func marked(base int) Change {
	next := base + 1
	change := Change{
		Base: base, At: time.Unix(int64(next), 0), Upserts: &model.Records{},
		Method: &model.Records{Settings: []model.Setting{{Key: "gap", Value: float64(next)}}},
		Files:  []model.File{{Name: fmt.Sprint(next)}},
	}
	for i := range markedRows {
		code, mark := fmt.Sprintf("a%03d", i), float64(next)
		change.Upserts.Areas = append(change.Upserts.Areas, model.Area{Code: code, Kind: "ward", NeedIndex: &mark})
		change.Upserts.Population = append(change.Upserts.Population, model.Population{AreaCode: code, Year: 2024, Total: &mark})
		change.Audit = append(change.Audit, model.AuditEntry{Action: "update", Noun: "areas", Subject: code, After: fmt.Sprint(next)})
	}
	for i := range 1 + next%3 { // a scenario that grows and shrinks
		change.Upserts.Scenarios = append(change.Upserts.Scenarios, model.ScenarioChange{Scenario: "s", Place: i, Change: "close", Service: fmt.Sprint(next)})
	}
	return change
}

// mustBeMarked checks that everything is of the revision.
func mustBeMarked(t testing.TB, s *Store, records *model.Records, revision model.Revision) {
	t.Helper()
	number := revision.Revision
	if number == 0 {
		if len(records.Areas)+len(records.Population)+len(records.Scenarios) > 0 {
			t.Error("rows without a revision")
		}
		return
	}
	if len(records.Areas) != markedRows || len(records.Population) != markedRows || len(records.Scenarios) != 1+number%3 {
		t.Fatalf("revision %d has %d areas, %d populations, %d changes", number, len(records.Areas), len(records.Population), len(records.Scenarios))
	}
	for i := range markedRows {
		if *records.Areas[i].NeedIndex != float64(number) || *records.Population[i].Total != float64(number) {
			t.Fatalf("revision %d holds a row of another", number)
		}
	}
	if len(records.Settings) != 1 || records.Settings[0].Value != float64(number) || revision.Method != number {
		t.Errorf("revision %d has the settings %+v of method %d", number, records.Settings, revision.Method)
	}
	entries, err := s.Audit(context.Background(), number)
	if err != nil || len(entries) != markedRows || entries[0].After != fmt.Sprint(number) {
		t.Errorf("revision %d has %d audit entries (%v)", number, len(entries), err)
	}
}

// So does one killed while it makes a new database: the next start completes
// what it began.
func TestKilledWhileCreating(t *testing.T) {
	cycles := 25
	if testing.Short() {
		cycles = 5
	}
	eachDatabase(t, func(t *testing.T, _ string) {
		for cycle := range cycles {
			database := newFile(t)
			if strings.HasSuffix(t.Name(), "postgres") {
				database = newSchema(t)
			}
			delay := time.Duration(rand.IntN(60_000)) * time.Microsecond
			acknowledged := killAfter(t, database, delay)
			s, err := Open(t.Context(), database)
			if err != nil {
				t.Fatalf("cycle %d, killed after %v: %v (%v)", cycle, delay, err, cause(err))
			}
			records, revision := mustLoad(t, s)
			if revision.Revision < acknowledged {
				t.Errorf("cycle %d: revision %d, but %d was acknowledged", cycle, revision.Revision, acknowledged)
			}
			mustBeMarked(t, s, records, revision)
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
	})
}
