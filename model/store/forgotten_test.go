package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
)

// An entry of the trail loses what told of a place, and says so; nothing else
// of it, and no other entry, can be changed.
func TestTheTrailForgets(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		mustApply(t, s, Change{Audit: []model.AuditEntry{
			{Action: "create", Noun: "sites", Subject: "x", Before: "{}", After: "12 Castle Street"},
			{Action: "create", Noun: "sites", Subject: "y", Before: "{}", After: "stays"}}})
		mustApply(t, s, Change{Conceal: []model.AuditEntry{{Entry: 1, Before: "{}", After: "stated"}}})
		entries, err := s.AuditOf(t.Context(), "sites")
		want := []model.AuditEntry{
			{Entry: 1, Revision: 1, Place: 1, Action: "create", Noun: "sites", Subject: "x", Before: "{}", After: "stated"},
			{Entry: 2, Revision: 1, Place: 2, Action: "create", Noun: "sites", Subject: "y", Before: "{}", After: "stays"}}
		if diff := cmp.Diff(want, entries); err != nil || diff != "" {
			t.Errorf("%v %s", err, diff)
		}
		var said []Forgotten
		if err := s.read.Find(&said).Error; err != nil || !cmp.Equal(said, []Forgotten{{1, 2}}) {
			t.Errorf("%v, %v", said, err)
		}
		mustApply(t, s, Change{})
		for _, statement := range []string{
			"UPDATE audit SET after = 'other' WHERE entry = 1", // an earlier revision forgot it
			"UPDATE audit SET after = 'other' WHERE entry = 2",
			"UPDATE forgotten SET revision = 1", "DELETE FROM forgotten",
		} {
			if err := s.write.Exec(statement).Error; err == nil {
				t.Errorf("%s is done", statement)
			}
		}
		if err := s.write.Exec("INSERT INTO forgotten VALUES (2, 3)").Error; err != nil {
			t.Fatal(err)
		}
		if err := s.write.Exec("UPDATE audit SET subject = 'z' WHERE entry = 2").Error; err == nil {
			t.Error("the subject of an entry is changed")
		}
	})
}
