package planner

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"catchment/model"
)

// states are changes of the same noun, and of the same method table.
var states = map[string]func(name string, share float64) *model.Batch{
	"a noun": func(name string, _ float64) *model.Batch { return batch(provider(name)) },
	"a method table": func(_ string, share float64) *model.Batch {
		return batch(row("shares", &model.Share{Tier: 3, Attribute: "trauma", Share: share}, "tier", "attribute", "share"))
	},
	"a scenario": func(name string, _ float64) *model.Batch {
		return batch(row("scenario", &model.ScenarioChange{Scenario: "more", Place: 1, Change: "resize", Service: "s1", Sets: map[string]string{"capacity": name}}))
	},
}

// One revision after another can be taken back, and brought again.
func TestUndoStepsBack(t *testing.T) {
	for name, state := range states {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			take(t, p, world())
			var made []int
			seen := []model.Records{withoutMethod(p)}
			for i, name := range []string{"1", "2", "3"} {
				made = append(made, take(t, p, state(name, float64(i+1)/10)).Revision.Revision)
				seen = append(seen, withoutMethod(p))
			}
			var undone []int
			for i := 2; i >= 0; i-- {
				mayBeUndone(t, p, made[i], true)
				undone = append(undone, undo(t, p, made[i]).Revision.Revision)
				if diff := cmp.Diff(seen[i], withoutMethod(p)); diff != "" {
					t.Fatalf("undone %d: (-before +after)\n%s", i+1, diff)
				}
			}
			mayBeUndone(t, p, undone[0], false) // the undo of the third, with two more since
			for i := 2; i >= 0; i-- {
				mayBeUndone(t, p, undone[i], true)
				undo(t, p, undone[i])
				if diff := cmp.Diff(seen[3-i], withoutMethod(p)); diff != "" {
					t.Fatalf("again %d: (-before +after)\n%s", 3-i, diff)
				}
			}
			mayBeUndone(t, p, made[0], false)
			undo(t, p, made[2])
			undo(t, p, made[1])
			if diff := cmp.Diff(seen[1], withoutMethod(p)); diff != "" {
				t.Fatalf("undone anew: (-before +after)\n%s", diff)
			}
		})
	}
}

// mayBeUndone holds the history to what undoing does.
func mayBeUndone(t *testing.T, p *Planner, revision int, want bool) {
	t.Helper()
	history, err := p.History(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.PreviewUndo(t.Context(), revision)
	for _, past := range history {
		if past.Revision.Revision == revision && (past.Undoable != want || (err == nil) != want) {
			t.Errorf("revision %d: undoable %v (%s), undoing %v; want %v", revision, past.Undoable, past.Why, err, want)
		}
	}
}

// A change that stands keeps those before it from being undone, whatever was
// undone after it.
func TestUndoKeepsWhatStands(t *testing.T) {
	p := open(t)
	first := take(t, p, batch(provider("A"))).Revision.Revision
	second := take(t, p, batch(provider("B"))).Revision.Revision
	third := take(t, p, batch(provider("C"))).Revision.Revision
	undo(t, p, third)
	mayBeUndone(t, p, first, false)
	_, err := p.Undo(t.Context(), first, "mari")
	refusal(t, err, model.Conflict, "in revision 3 on") // not the undone, and not the undo
	mayBeUndone(t, p, second, true)
}

// Law: whatever was done and undone before, what the history says can be undone
// can be, and gives every row that the revision touched what it was before it.
func TestUndoIsExactAfterAnything(t *testing.T) {
	p := open(t) // one for all: each step comes upon what the last left
	names := func() map[string]string {
		out := map[string]string{}
		for _, row := range p.Atlas().Records.Providers {
			out[row.Key] = row.Name
		}
		for _, share := range p.Atlas().Records.Shares {
			out["method"] += fmt.Sprint(share.Share)
		}
		return out
	}
	before, after := map[int]map[string]string{}, map[int]map[string]string{} // by revision
	rapid.Check(t, func(rt *rapid.T) {
		do := func(change func() (*Report, error)) error {
			was := names()
			report, err := change()
			if err == nil && report.Changed {
				before[report.Revision.Revision], after[report.Revision.Revision] = was, names()
			}
			return err
		}
		for range rapid.IntRange(3, 14).Draw(rt, "steps") {
			target := max(1, p.Atlas().Revision.Revision-rapid.IntRange(0, 9).Draw(rt, "back"))
			if rapid.Bool().Draw(rt, "import") || target == 1 {
				if err := do(func() (*Report, error) { return p.Import(context.Background(), randomNames(rt), "tester") }); err != nil {
					rt.Fatal(err)
				}
				continue
			}
			history, err := p.History(context.Background())
			if err != nil {
				rt.Fatal(err)
			}
			undoable := history[len(history)-target].Undoable
			err = do(func() (*Report, error) { return p.Undo(context.Background(), target, "mari") })
			if (err == nil) != undoable {
				rt.Fatalf("revision %d: undoable %v, undoing: %v", target, undoable, err)
			}
			for key := range before[target] {
				if err == nil && before[target][key] != after[target][key] && names()[key] != before[target][key] {
					rt.Fatalf("undo of %d: %s is %q, want %q", target, key, names()[key], before[target][key])
				}
			}
		}
	})
}

func randomNames(rt *rapid.T) *model.Batch {
	var rows []tableRow
	for _, key := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"p1", "p2", "p3"}), 0, 2, rapid.ID).Draw(rt, "keys") {
		rows = append(rows, row("providers", &model.Provider{Key: key, Name: rapid.SampledFrom([]string{"A", "B", "C"}).Draw(rt, "name"), Sector: "health"}, "provider", "name", "sector"))
	}
	if rapid.Bool().Draw(rt, "method") {
		share := rapid.SampledFrom([]float64{0.1, 0.2, 0.3}).Draw(rt, "share")
		rows = append(rows, row("shares", &model.Share{Tier: 2, Attribute: "trauma", Share: share}, "tier", "attribute", "share"))
	}
	return batch(rows...)
}
