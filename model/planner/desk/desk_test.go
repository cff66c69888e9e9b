package desk

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"catchment/model"
	"catchment/model/exchange/intake"
	"catchment/model/planner"
)

// hours is a clock that a test sets.
type hours struct {
	mutex sync.Mutex
	at    time.Time
}

func (h *hours) now() time.Time {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	return h.at
}

func (h *hours) pass(d time.Duration) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.at = h.at.Add(d)
}

func open(t *testing.T) (*Desk, *planner.Planner, *hours) {
	t.Helper()
	clock := &hours{at: time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC)}
	begin := func() (*model.Batch, error) {
		return &model.Batch{Rows: map[string][]model.Row{"service_types": {{Noun: &model.ServiceType{Key: "group_work", Measure: model.Places}, Given: map[string]bool{"service_type": true, "measure": true}}}}}, nil
	}
	p, err := planner.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), begin, clock.now)
	if err != nil {
		t.Fatal(err)
	}
	d := New(p, clock.now)
	t.Cleanup(func() { d.Close(); p.Close() })
	return d, p, clock
}

func upload(t *testing.T, d *Desk, terms Terms, namesAndTexts ...string) string {
	t.Helper()
	var files []File
	for i := 0; i < len(namesAndTexts); i += 2 {
		files = append(files, File{namesAndTexts[i], []byte(namesAndTexts[i+1])})
	}
	id, err := d.Open(files, terms)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// wait waits until the draft waits for a person.
func wait(t *testing.T, d *Desk, id string, want Stage) Draft {
	t.Helper()
	for range 2000 {
		draft, err := d.Draft(id)
		if err != nil {
			t.Fatal(err)
		}
		if !draft.Stage.Running() {
			if draft.Stage != want {
				t.Fatalf("stage %s (%v, %v); want %s", draft.Stage, draft.Err, draft.Problems, want)
			}
			return draft
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("the draft does not come to rest")
	return Draft{}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const providers = "provider,name,sector\np1,One,other\n"

func TestOwnLayoutGoesStraightToReady(t *testing.T) {
	d, p, _ := open(t)
	id := upload(t, d, Terms{Actor: "mari", Source: "Returns"}, "providers.csv", providers)
	if draft := wait(t, d, id, Ready); len(draft.Preview.Rows) != 1 || p.Revision().Revision != 1 {
		t.Fatalf("%+v; want one row and nothing written", draft.Preview)
	}
	must(t, d.Commit(id))
	done := wait(t, d, id, Done)
	if !done.Report.Changed || done.Report.Revision.Actor != "mari" || p.Revision().Revision != 2 {
		t.Errorf("%+v", done.Report)
	}
	if err := d.Commit(id); model.CodeOf(err) != model.Conflict {
		t.Errorf("imported twice: %v", err)
	}
	history, err := p.History(t.Context())
	if err != nil || !history[0].Undoable {
		t.Errorf("%+v, %v", history, err)
	}
}

func TestForeignHeadingsAreMapped(t *testing.T) {
	d, _, _ := open(t)
	id := upload(t, d, Terms{}, "darparwyr.csv", "Cod,Enw,Math\np1,Un,other\n", "notes.csv", "foo,bar\n1,2\n")
	draft := wait(t, d, id, Mapping)
	guesses := draft.Guesses()
	if guesses[0] == nil || guesses[0].Table != "providers" || guesses[0].Columns["name"] != "Enw" || guesses[1] != nil {
		t.Fatalf("guesses %+v", guesses)
	}
	must(t, d.Map(id, &intake.Mapping{Files: []intake.Entry{*guesses[0]}}, []string{"notes.csv"}))
	if ready := wait(t, d, id, Ready); ready.Preview.Rows[0].Name != "Un" {
		t.Errorf("%+v", ready.Preview.Rows)
	}
	// A saved mapping fits the file of another date.
	again := upload(t, d, Terms{Mapping: &intake.Mapping{Files: []intake.Entry{*guesses[0]}}}, "darparwyr 2027.csv", "Cod,Enw,Math\np2,Dau,other\n")
	wait(t, d, again, Ready)
}

func TestFaultsAreShownAllAtOnce(t *testing.T) {
	d, _, _ := open(t)
	id := upload(t, d, Terms{}, "providers.csv", "provider,name,sector\np1,,other\np2,Two,abc\n")
	if draft := wait(t, d, id, Refused); len(draft.Problems.Errors()) != 2 {
		t.Errorf("%v", draft.Problems)
	}
	text, err := d.Rejected(id, "providers.csv", model.Sentence.String)
	if err != nil || strings.Count(string(text), "\n") != 3 {
		t.Errorf("%v: %s", err, text)
	}
	if err := d.Commit(id); model.CodeOf(err) != model.Conflict {
		t.Errorf("imported with faults: %v", err)
	}
	none := upload(t, d, Terms{}, "notes.txt", "x")
	wait(t, d, none, Refused)
	stray := upload(t, d, Terms{}, "notes.txt", "x", "providers.csv", providers)
	if draft := wait(t, d, stray, Ready); len(draft.Problems.Warnings()) != 1 {
		t.Errorf("%v; want a warning about the stray file", draft.Problems)
	}
	broken := upload(t, d, Terms{}, "x.xlsx", "no workbook")
	wait(t, d, broken, Refused)
}

func TestOvertakenIsCheckedAgain(t *testing.T) {
	d, p, _ := open(t)
	first := upload(t, d, Terms{Actor: "mari"}, "providers.csv", providers)
	second := upload(t, d, Terms{Actor: "gwen"}, "providers.csv", strings.Replace(providers, "One", "Two", 1))
	wait(t, d, first, Ready)
	wait(t, d, second, Ready)
	must(t, d.Commit(second))
	wait(t, d, second, Done)
	must(t, d.Commit(first))
	if draft := wait(t, d, first, Overtaken); !strings.Contains(draft.Err.Error(), "gwen") {
		t.Errorf("%v", draft.Err)
	}
	must(t, d.Again(first))
	if draft := wait(t, d, first, Ready); draft.Preview.Rows[0].Action != "update" {
		t.Errorf("%+v", draft.Preview.Rows)
	}
	must(t, d.Commit(first))
	wait(t, d, first, Done)
	if p.Revision().Revision != 3 {
		t.Errorf("revision %+v", p.Revision())
	}
}

func TestUploadsAreLimited(t *testing.T) {
	d, _, clock := open(t)
	many := make([]File, MaxFiles+1)
	for i := range many {
		many[i] = File{fmt.Sprint(i), []byte("x")}
	}
	for name, files := range map[string][]File{
		"none": nil, "empty": {{"a.csv", nil}}, "too many": many, "one name": {{"a.csv", []byte("x")}, {"a.csv", []byte("y")}},
		"too large": {{"a.csv", make([]byte, MaxDraft+1)}},
	} {
		if _, err := d.Open(files, Terms{}); model.CodeOf(err) != model.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	var ids []string
	for range MaxDrafts {
		ids = append(ids, upload(t, d, Terms{}, "providers.csv", providers))
	}
	if _, err := d.Open([]File{{"a.csv", []byte("x")}}, Terms{}); model.CodeOf(err) != model.Conflict {
		t.Errorf("one more than there is room for: %v", err)
	}
	for _, id := range ids {
		wait(t, d, id, Ready)
	}
	clock.pass(Lifetime + time.Minute)
	if _, err := d.Draft(ids[0]); model.CodeOf(err) != model.NotFound {
		t.Errorf("an old draft: %v", err)
	}
	if len(d.Drafts()) != 0 {
		t.Error("old drafts stay")
	}
}

// Whenever it is cancelled, a draft is gone, and has changed nothing or all.
func TestCancelAtAnyTime(t *testing.T) {
	d, p, _ := open(t)
	var text strings.Builder
	text.WriteString("provider,name,sector\n")
	for i := range 20_000 {
		fmt.Fprintf(&text, "p%d,One,other\n", i)
	}
	for _, after := range []time.Duration{0, time.Millisecond, 10 * time.Millisecond, 40 * time.Millisecond, 200 * time.Millisecond} {
		id := upload(t, d, Terms{}, "providers.csv", text.String())
		time.Sleep(after)
		_ = d.Commit(id) // ready or not
		must(t, d.Cancel(id))
		if _, err := d.Draft(id); model.CodeOf(err) != model.NotFound {
			t.Errorf("a cancelled draft: %v", err)
		}
	}
	d.Close()
	if n := len(p.Choices("providers")); n != 0 && n != 20_000 {
		t.Errorf("%d providers; want none or all", n)
	}
}

func TestStoppingForgetsEverything(t *testing.T) {
	d, p, _ := open(t)
	id := upload(t, d, Terms{}, "providers.csv", providers)
	d.Close()
	if _, err := New(p, time.Now).Draft(id); model.CodeOf(err) != model.NotFound {
		t.Errorf("%v", err)
	}
	if _, err := p.Import(context.Background(), &model.Batch{}, "after"); err != nil {
		t.Error(err)
	}
}
