package store

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
)

// What is said of a scenario is kept in order; whose it is comes with a change,
// or alone.
func TestPlanNotes(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		made := mustApply(t, s, Change{Owner: &PlanOwner{Scenario: "East", Owner: "Mari"}})
		at := made.At.Add(time.Hour)
		if err := s.AddPlanOwner(t.Context(), PlanOwner{Scenario: "East", Revision: 1, Owner: "Ŵyn", Actor: "Mari", At: at}); err != nil {
			t.Fatal(err)
		}
		owners, err := s.PlanOwners(t.Context())
		want := []PlanOwner{{1, "East", 1, "Mari", made.Actor, made.At}, {2, "East", 1, "Ŵyn", "Mari", at}}
		if diff := cmp.Diff(want, owners, moments); err != nil || diff != "" {
			t.Errorf("%v (-want +got)\n%s", err, diff)
		}
		said := PlanComment{Scenario: "East", Revision: 1, Place: 2, Change: "close", Service: "a", Text: "<b>No</b>\nDim", Author: "Mari", At: at}
		for _, c := range []PlanComment{said, {Scenario: "West", Revision: 1, Text: "Yes", Author: "Ŵyn", At: at}} {
			if err := s.AddPlanComment(t.Context(), c); err != nil {
				t.Fatal(err)
			}
		}
		said.Entry = 1
		comments, gone, err := s.PlanComments(t.Context(), "East")
		if diff := cmp.Diff([]PlanComment{said}, comments, moments); err != nil || diff != "" || len(gone) > 0 {
			t.Errorf("%v, %v (-want +got)\n%s", err, gone, diff)
		}
		for i, author := range []string{"Ŵyn", "Mari"} { // the second comes too late
			if found, err := s.WithdrawPlanComment(t.Context(), "East", PlanWithdrawal{1, author, at}); err != nil || !found {
				t.Errorf("withdrawn %d: %t, %v", i, found, err)
			}
		}
		said.Text = ""
		comments, gone, err = s.PlanComments(t.Context(), "East")
		if diff := cmp.Diff([]PlanComment{said}, comments, moments); err != nil || diff != "" || len(gone) != 1 || gone[0].Author != "Ŵyn" {
			t.Errorf("%v, %v (-want +got)\n%s", err, gone, diff)
		}
		if found, err := s.WithdrawPlanComment(t.Context(), "East", PlanWithdrawal{2, "Mari", at}); err != nil || found {
			t.Errorf("a comment on another scenario is withdrawn: %t, %v", found, err)
		}
	})
}

// What was said is not changed, taken away, or withdrawn by nobody.
func TestPlanNotesAreOnlyAddedTo(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		mustApply(t, s, Change{Owner: &PlanOwner{Scenario: "East", Owner: "Mari"}})
		for _, text := range []string{"One", "Two"} {
			if err := s.AddPlanComment(t.Context(), PlanComment{Scenario: "East", Revision: 1, Text: text, Author: "Mari", At: time.Now()}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.WithdrawPlanComment(t.Context(), "East", PlanWithdrawal{2, "Mari", time.Now()}); err != nil {
			t.Fatal(err)
		}
		for _, statement := range []string{
			"UPDATE plan_owners SET owner = 'x'", "DELETE FROM plan_owners", "UPDATE plan_comments SET text = ''", "UPDATE plan_comments SET text = 'x' WHERE entry = 2",
			"UPDATE plan_comments SET author = 'x' WHERE entry = 2", "DELETE FROM plan_comments", "UPDATE plan_withdrawals SET author = 'x'", "DELETE FROM plan_withdrawals",
		} {
			if err := s.write.Exec(statement).Error; err == nil {
				t.Errorf("%s is done", statement)
			}
		}
		for name, c := range map[string]PlanComment{
			"nobody's":         {Scenario: "East", Revision: 1, Text: "x"},
			"of no revision":   {Scenario: "East", Revision: 9, Text: "x", Author: "Mari"},
			"below all places": {Scenario: "East", Revision: 1, Place: -1, Text: "x", Author: "Mari"},
			"no text":          {Scenario: "East", Revision: 1, Text: "\x00", Author: "Mari"},
		} {
			wantCode(t, s.AddPlanComment(t.Context(), c), model.Invalid)
			if t.Failed() {
				t.Fatalf("a comment %s", name)
			}
		}
		wantCode(t, s.AddPlanOwner(t.Context(), PlanOwner{Scenario: "East", Revision: 1, Owner: "\xff"}), model.Invalid)
		refused(t, s, Change{Owner: &PlanOwner{Scenario: "East", Owner: "\x00"}}, "plan_owners")
	})
}

// Comments that come at the same time are all kept, each with its own number.
func TestCommentsAtTheSameTime(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		mustApply(t, s, Change{})
		var group sync.WaitGroup
		for i := range 8 {
			group.Go(func() {
				if err := s.AddPlanComment(t.Context(), PlanComment{Scenario: "East", Revision: 1, Text: fmt.Sprint(i), Author: "Mari", At: time.Now()}); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		comments, _, err := s.PlanComments(t.Context(), "East")
		if err != nil || len(comments) != 8 || comments[7].Entry != 8 {
			t.Errorf("%d comments, %v", len(comments), err)
		}
	})
}
