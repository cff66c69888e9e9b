package store

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"

	"catchment/model"
)

// Readers see one revision whole, while the next are written.
func TestReadersWhileWriting(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		var done atomic.Bool
		var readers sync.WaitGroup
		for range 6 {
			readers.Go(func() {
				for last := 0; !done.Load(); {
					records, revision, err := s.Load(context.Background())
					if err != nil || revision.Revision < last {
						t.Errorf("revision %d after %d: %v", revision.Revision, last, err)
						return
					}
					last = revision.Revision
					mustBeMarkedIn(t, s, records, revision)
				}
			})
		}
		for revision := range 30 {
			if _, err := s.Apply(context.Background(), marked(revision)); err != nil {
				t.Fatal(err)
			}
		}
		done.Store(true)
		readers.Wait()
	})
}

// mustBeMarkedIn is for goroutines, which may not end a test.
func mustBeMarkedIn(t *testing.T, s *Store, records *model.Records, revision model.Revision) {
	for _, area := range records.Areas {
		if *area.NeedIndex != float64(revision.Revision) {
			t.Errorf("revision %d holds a row of another", revision.Revision)
			return
		}
	}
	if len(records.Settings) > 0 && records.Settings[0].Value != float64(revision.Revision) {
		t.Errorf("revision %d holds a method of another", revision.Revision)
	}
}

// Writers that meet are refused and try again; no update is lost. Half of
// them use a store of their own, as a second server would.
func TestWritersMeet(t *testing.T) {
	const writers, each = 8, 10
	eachDatabase(t, func(t *testing.T, database string) {
		stores := []*Store{mustOpen(t, database), mustOpen(t, database)}
		zero := 0.0
		mustApply(t, stores[0], Change{Upserts: &model.Records{Areas: []model.Area{{Code: "a", Kind: "ward", NeedIndex: &zero}}}})
		var group sync.WaitGroup
		for i := range writers {
			group.Go(func() {
				for range each {
					if err := addOne(stores[i%2]); err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		group.Wait()
		records, revision := mustLoad(t, stores[0])
		if got := *records.Areas[0].NeedIndex; got != writers*each || revision.Revision != 1+writers*each {
			t.Errorf("sum is %v at revision %d, want %d additions", got, revision.Revision, writers*each)
		}
	})
}

// addOne adds 1 to a figure, over whatever revision lets it.
func addOne(s *Store) error {
	for {
		records, revision, err := s.Load(context.Background())
		if err != nil {
			return err
		}
		more := *records.Areas[0].NeedIndex + 1
		records.Areas[0].NeedIndex = &more
		_, err = s.Apply(context.Background(), Change{Base: revision.Revision, Upserts: &model.Records{Areas: records.Areas}})
		if model.CodeOf(err) != model.Conflict {
			return err
		}
	}
}

// Programs that start at the same time make the tables once.
func TestOpenedTogether(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		var group sync.WaitGroup
		for range 6 {
			group.Go(func() {
				s, err := Open(context.Background(), database)
				if err != nil {
					t.Errorf("%v (%v)", err, cause(err))
					return
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		mustApply(t, mustOpen(t, database), Change{})
	})
}
