package planner

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"catchment/model"
)

const east = "Counselling for the east"

// A scenario has an owner from its first version on; who said so, and who
// owned it before, stays.
func TestOwnersOfPlans(t *testing.T) {
	p := region(t)
	line := map[string]string{"change": "close", "service": "coda-isles"}
	if _, err := p.PutPlan(t.Context(), Plan{Name: "Less", Fresh: true, Owner: " Mari ", Lines: []map[string]string{line}, Actor: "Mari"}); err != nil {
		t.Fatal(err)
	}
	if err := p.OwnPlan(t.Context(), "Less", "Ŵyn", "Mari"); err != nil {
		t.Fatal(err)
	}
	owners, err := p.PlanOwners(t.Context())
	if got := owners["Less"]; err != nil || len(got) != 2 || got[0].Owner != "Mari" || got[0].Revision != 3 || got[1].Owner != "Ŵyn" || got[1].Actor != "Mari" || len(owners[east]) > 0 {
		t.Errorf("%+v, %v", owners, err)
	}
	for name, c := range map[string]struct{ plan, owner, actor, field string }{
		"of nothing":             {"None", "Mari", "Mari", "scenario"},
		"by nobody":              {"Less", "Mari", " ", "by"},
		"who is too long":        {"Less", strings.Repeat("ŵ", 81), "Mari", "owner"},
		"on two lines":           {"Less", "Mari\nx", "Mari", "owner"},
		"at a place":             {"Less", "CF10 3NQ", "Mari", "owner"},
		"who calls herself this": {"Less", "Mari", model.InBrowser, "by"},
	} {
		err := p.OwnPlan(t.Context(), c.plan, c.owner, c.actor)
		if coded := new(model.Error); !errors.As(err, &coded) || coded.Field != c.field || strings.Contains(err.Error(), "CF10") {
			t.Errorf("an owner %s: %v", name, err)
		}
	}
	// Who comes after a removal owns what nobody has given her.
	if _, err := p.PutPlan(t.Context(), Plan{Name: "Less", Base: p.Revision().Revision}); err != nil {
		t.Fatal(err)
	}
	if _, err := p.PutPlan(t.Context(), Plan{Name: "Less", Fresh: true, Lines: []map[string]string{line}}); err != nil {
		t.Fatal(err)
	}
	owners, err = p.PlanOwners(t.Context())
	if got := owners["Less"]; err != nil || got[len(got)-1].Owner != "" {
		t.Errorf("%+v, %v", got, err)
	}
}

// Comments stand in order, on the whole or on a line; one that is withdrawn
// leaves who and when, and another scenario of the name has none of them.
func TestCommentsOnPlans(t *testing.T) {
	p := region(t)
	for _, c := range []struct {
		place        int
		text, author string
	}{{0, " <b>Why?</b>\r\nPam? ", "Mari"}, {2, "Too few places", "Ŵyn"}} {
		if err := p.AddComment(t.Context(), east, c.place, c.text, c.author); err != nil {
			t.Fatal(err)
		}
	}
	comments, err := p.Comments(t.Context(), east)
	if err != nil || len(comments) != 2 || comments[0].Text != "<b>Why?</b>\nPam?" || comments[1].Service != "counsel-elwig" || comments[1].Place != 2 || comments[1].Revision != 2 {
		t.Fatalf("%+v, %v", comments, err)
	}
	if err := p.WithdrawComment(t.Context(), east, comments[1].ID, "Mari"); err != nil {
		t.Fatal(err)
	}
	comments, err = p.Comments(t.Context(), east)
	if c := comments[1]; err != nil || c.Text != "" || c.WithdrawnBy != "Mari" || c.Author != "Ŵyn" || comments[0].WithdrawnBy != "" {
		t.Errorf("%+v, %v", comments, err)
	}
	for name, err := range map[string]error{
		"without words":          p.AddComment(t.Context(), east, 0, " ", "Mari"),
		"too long":               p.AddComment(t.Context(), east, 0, strings.Repeat("a", 2001), "Mari"),
		"that says a place":      p.AddComment(t.Context(), east, 0, "It is at CF10 3NQ", "Mari"),
		"of control characters":  p.AddComment(t.Context(), east, 0, "a\x07", "Mari"),
		"by nobody":              p.AddComment(t.Context(), east, 0, "Why?", ""),
		"on a line that is none": p.AddComment(t.Context(), east, 9, "Why?", "Mari"),
		"on nothing":             p.AddComment(t.Context(), "None", 0, "Why?", "Mari"),
		"withdrawn by nobody":    p.WithdrawComment(t.Context(), east, comments[0].ID, ""),
		"that is none":           p.WithdrawComment(t.Context(), east, 99, "Mari"),
		"on another":             p.WithdrawComment(t.Context(), "Keep and widen", comments[0].ID, "Mari"),
	} {
		if code := model.CodeOf(err); code != model.Invalid && code != model.NotFound || strings.Contains(err.Error(), "CF10") {
			t.Errorf("a comment %s: %v", name, err)
		}
	}
}

// The comments go and come again with the scenario; another of its name has
// none of them.
func TestCommentsFollowTheirPlan(t *testing.T) {
	p := region(t)
	put := func(plan Plan) *Report {
		t.Helper()
		plan.Name, plan.Base = "Less", p.Revision().Revision
		report, err := p.PutPlan(t.Context(), plan)
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	lines := []map[string]string{{"change": "close", "service": "coda-isles"}}
	count := func(want int, when string) {
		t.Helper()
		if comments, err := p.Comments(t.Context(), "Less"); err != nil || len(comments) != want {
			t.Errorf("%s: %+v, %v", when, comments, err)
		}
	}
	put(Plan{Fresh: true, Lines: lines})
	if err := p.AddComment(t.Context(), "Less", 1, "Why?", "Mari"); err != nil {
		t.Fatal(err)
	}
	gone := put(Plan{})
	if _, err := p.Undo(t.Context(), gone.Revision.Revision, "test"); err != nil {
		t.Fatal(err)
	}
	count(1, "its removal was undone")
	put(Plan{})
	put(Plan{Fresh: true, Lines: lines})
	count(0, "another of the name")
}

// A version is what it was, whatever is done after it.
func TestVersionsOfPlans(t *testing.T) {
	p := region(t)
	before, err := p.PlanAt(t.Context(), east, 2)
	if err != nil || !before.Latest || before.Revision != 2 {
		t.Fatalf("%+v, %v", before, err)
	}
	if _, err := p.PutLine(t.Context(), Line{east, 2, map[string]string{"change": "resize", "service": "counsel-elwig", "capacity": "75"}, 2, "Mari"}); err != nil {
		t.Fatal(err)
	}
	put := func(line map[string]string) {
		if _, err := p.PutLine(t.Context(), Line{east, 0, line, p.Revision().Revision, "Mari"}); err != nil {
			t.Fatal(err)
		}
	}
	put(map[string]string{"change": "move", "service": "supervised-bay", "disclosure": "public", "lon": "-3.9", "lat": "52.1"})
	put(map[string]string{"change": "close", "service": "coda-isles"})
	for _, revision := range []int{2, 3} {
		v, err := p.PlanAt(t.Context(), east, revision)
		if err != nil || v.Latest || v.Revision != revision || len(v.Withheld) > 0 {
			t.Fatalf("%+v, %v", v, err)
		}
		if v.Changes[0].Sets["lon"] != before.Changes[0].Sets["lon"] {
			t.Errorf("in revision %d it stands elsewhere", revision)
		}
		same := slices.EqualFunc(v.Changes, before.Changes, func(x, y model.ScenarioChange) bool {
			return x.Place == y.Place && x.Sets["capacity"] == y.Sets["capacity"]
		})
		if same != (revision == 2) {
			t.Errorf("in revision %d: %+v, before %+v", revision, v.Changes, before.Changes)
		}
	}
	moved := len(before.Changes) + 1
	place := func() (string, []int) {
		v, err := p.PlanAt(t.Context(), east, 4)
		if err != nil {
			t.Fatal(err)
		}
		return v.Changes[moved-1].Sets["lon"], v.Withheld
	}
	if lon, lacks := place(); lon != "-3.9" || len(lacks) > 0 {
		t.Errorf("a place that stays is %q, and %v lack theirs", lon, lacks)
	}
	if _, err := p.PutLine(t.Context(), Line{east, moved, map[string]string{"change": "move", "service": "supervised-bay", "disclosure": "public", "lon": "-3.8", "lat": "52.1"}, p.Revision().Revision, "Mari"}); err != nil {
		t.Fatal(err)
	}
	if lon, lacks := place(); lon != "" || !slices.Equal(lacks, []int{moved}) {
		t.Errorf("a place that is not kept is %q, and %v lack theirs", lon, lacks)
	}
	for name, revision := range map[string]int{east: 1, "None": 2} {
		if _, err := p.PlanAt(t.Context(), name, revision); model.CodeOf(err) != model.NotFound {
			t.Errorf("%s in revision %d: %v", name, revision, err)
		}
	}
}

// Two who change different lines both have what they did; of two who change
// the same one the second is told.
func TestLinesAreMerged(t *testing.T) {
	p := region(t)
	resize := func(capacity string) map[string]string {
		return map[string]string{"change": "resize", "service": "counsel-elwig", "capacity": capacity}
	}
	closing := map[string]string{"change": "close", "service": "coda-isles"}
	renewed := map[string]string{"change": "renew", "service": "coda-erfin", "contract_end": "2029-03-31"}
	for i, c := range []struct {
		place          int
		line           map[string]string
		base           int
		merged, behind bool
	}{
		{2, resize("75"), 2, false, false}, // 3
		{0, closing, 2, true, false},       // 4: added to what the first made
		{2, resize("80"), 2, false, true},  // the first changed that line
		{2, resize("80"), 4, false, false}, // 5: having seen it
		{3, renewed, 4, true, false},       // 6: in place of the added one
		{9, closing, 6, false, false},      // there is none
	} {
		report, err := p.PutLine(t.Context(), Line{east, c.place, c.line, c.base, "Mari"})
		merged := report.Merged && err == nil
		if behind := errors.As(err, new(*Overtaken)); behind != c.behind || merged != c.merged || err != nil && !c.behind && c.place != 9 || c.place == 9 && model.CodeOf(err) != model.NotFound {
			t.Errorf("%d: merged %t, %v", i, merged, err)
		}
	}
	plan, err := p.Plan(east)
	if err != nil || len(plan.Lines) != 4 || plan.Lines[1]["capacity"] != "80" || plan.Lines[2]["contract_end"] != "2029-03-31" || plan.Lines[2]["change"] != "renew" {
		t.Errorf("%+v, %v", plan, err)
	}
}

// People who add lines at the same moment all have them in the end; of those
// who change the same line one does.
func TestLinesAtTheSameTime(t *testing.T) {
	p := region(t)
	var group sync.WaitGroup
	var faster atomic.Int32
	services := []string{"coda-isles", "coda-erfin", "counsel-isles", "outreach-bay"}
	for _, service := range services {
		group.Go(func() {
			if _, err := p.PutLine(t.Context(), Line{east, 0, map[string]string{"change": "close", "service": service}, 2, service}); err != nil {
				t.Error(err)
			}
		})
		group.Go(func() {
			_, err := p.PutLine(t.Context(), Line{east, 2, map[string]string{"change": "resize", "service": "counsel-elwig", "capacity": "7"}, 2, service})
			if err == nil {
				faster.Add(1)
			} else if !errors.As(err, new(*Overtaken)) {
				t.Error(err)
			}
		})
	}
	group.Wait()
	plan, err := p.Plan(east)
	if err != nil || len(plan.Lines) != 3+len(services) || faster.Load() != 1 {
		t.Errorf("%d lines, %d were first, %v", len(plan.Lines), faster.Load(), err)
	}
	for _, service := range services {
		if !slices.ContainsFunc(plan.Lines, func(line map[string]string) bool { return line["service"] == service }) {
			t.Errorf("the line on %s is lost", service)
		}
	}
}

// A draft is read and tried as what is saved would be, and nothing is written.
func TestDraftsWriteNothing(t *testing.T) {
	p := region(t)
	lines := []map[string]string{{"change": "resize", "service": "counsel-elwig", "capacity": "75"}}
	changes, err := p.Draft(Plan{Name: "Mine", Fresh: true, Lines: lines})
	if err != nil || len(changes) != 1 || changes[0].Sets["capacity"] != "75" || changes[0].Scenario != "Mine" {
		t.Errorf("%+v, %v", changes, err)
	}
	changes, report, err := p.DraftLine(t.Context(), Line{Scenario: east, Texts: lines[0], Base: 2})
	if err != nil || report.Place != 4 || report.Merged || len(changes) != 4 || changes[3].Sets["capacity"] != "75" {
		t.Errorf("%+v, %+v, %v", changes, report, err)
	}
	lines[0]["capacity"] = "many"
	refused := new(Refused)
	if _, err := p.Draft(Plan{Name: "Mine", Lines: lines}); !errors.As(err, &refused) || refused.Problems[0].Column != "capacity" || refused.Problems[0].Row != 1 {
		t.Errorf("%v", err)
	}
	if p.Revision().Revision != 2 || slices.Contains(p.Scenarios(), "Mine") {
		t.Error("something was written")
	}
}
