package ogc

import (
	"bytes"
	"compress/flate"
	"io"
	"strings"
	"sync"
	"testing"
)

// There is never more kept than there is room for, and what is counted is what
// is there, also while many readers keep and let go at once.
func TestStoreKeepsWithinItsRoom(t *testing.T) {
	const most = 64 << 10
	s := newStore(most)
	var wait sync.WaitGroup
	for reader := range 4 {
		wait.Go(func() {
			for n := range 200 {
				key := shelfKey{collection: "tiers", number: (n*7 + reader) % 50}
				one := s.shelf(key)
				place := &one.places[n%together]
				if place.Load() == nil {
					place.Store(newPiece([]byte(strings.Repeat("a", 300)), quickly))
				}
				place.Load().deflated()
				s.settle(map[shelfKey]*shelf{key: one})
			}
		})
	}
	wait.Wait()
	there := 0
	for _, one := range s.shelves.Values() {
		there += one.count()
	}
	if there != s.size || there > most || there < most/2 {
		t.Errorf("%d bytes are there, %d counted, of at most %d", there, s.size, most)
	}
}

// What is not asked for longest goes first.
func TestStoreLetsTheOldestGo(t *testing.T) {
	s := newStore(10 << 10)
	fill := func(number int) {
		key := shelfKey{number: number}
		one := s.shelf(key)
		one.places[0].Store(newPiece(make([]byte, 3<<10), quickly))
		s.settle(map[shelfKey]*shelf{key: one})
	}
	fill(1)
	fill(2)
	s.shelf(shelfKey{number: 1}) // asked for again
	fill(3)
	if !s.shelves.Contains(shelfKey{number: 1}) || s.shelves.Contains(shelfKey{number: 2}) || !s.shelves.Contains(shelfKey{number: 3}) {
		t.Errorf("kept are %v", s.shelves.Keys())
	}
}

// Pieces in any order, packed either way, are one stream.
func TestPiecesCanBeStrungTogether(t *testing.T) {
	var packed, want bytes.Buffer
	for n := range 9 {
		raw := []byte(strings.Repeat("coverage and tiers ", n*n*50) + "é")
		pack := closely
		if n%2 == 0 {
			pack = quickly
		}
		p := newPiece(raw, pack)
		packed.Write(p.deflated())
		want.Write(raw)
		if !bytes.Equal(p.deflated(), pack(raw)) {
			t.Error("a piece is packed anew in another way")
		}
	}
	packed.Write([]byte{1, 0, 0, 0xff, 0xff}) // the last block, empty
	got, err := io.ReadAll(flate.NewReader(&packed))
	if err != nil || !bytes.Equal(got, want.Bytes()) {
		t.Errorf("%d bytes, %v; %d are expected", len(got), err, want.Len())
	}
}

// An answer is kept when it is asked for again, unless it is too long.
func TestAnswersAreKeptFromTheSecondTime(t *testing.T) {
	m := newAnswers()
	if m.worth("a") || !m.worth("a") {
		t.Error("the first time is worth keeping, or the second is not")
	}
	long := &keeping{Writer: io.Discard}
	if _, err := long.Write(make([]byte, longestAnswer+1)); err != nil {
		t.Fatal(err)
	}
	m.keep("a", long)
	if _, kept := m.kept.Get("a"); kept || m.worth("a") {
		t.Error("what is too long is kept, or will be copied again")
	}
}
