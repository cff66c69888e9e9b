package planner

import (
	"path/filepath"
	"testing"
)

// What another program imports is shown after Refresh, and a change made here
// before it is not lost.
func TestRefreshShowsWhatAnotherProgramWrote(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shared.db")
	var both [2]*Planner
	for i := range both {
		p, err := Open(t.Context(), path, beginning, clock)
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		both[i] = p
	}
	take(t, both[0], batch(provider("One")))
	before := both[1].Atlas()
	if len(before.Records.Providers) != 0 {
		t.Fatal("it is shown before anyone asked")
	}
	if err := both[1].Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if now := both[1].Atlas(); len(now.Records.Providers) != 1 || now.Revision.Revision != 2 {
		t.Errorf("%d providers in revision %d", len(now.Records.Providers), now.Revision.Revision)
	}
	shown := both[1].Atlas()
	if err := both[1].Refresh(t.Context()); err != nil || both[1].Atlas() != shown {
		t.Errorf("without news everything was read again (%v)", err)
	}
}
