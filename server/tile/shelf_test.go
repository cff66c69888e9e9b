package tile

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/paulmach/orb/geojson"
)

type featureOf = geojson.Feature

// clipped leaves what is in the tile proper.
func clipped(m orb.MultiPolygon) orb.Geometry {
	return clip.MultiPolygon(orb.Bound{Max: orb.Point{extent, extent}}, m)
}

func TestShelf(t *testing.T) {
	s := newShelf(3 * (overhead + 100))
	cuts := 0
	ask := func(x int) {
		tile, err := s.tile(key{"v", "ward", square{9, x, 0}}, func() ([]byte, error) { cuts++; return make([]byte, 100), nil })
		if err != nil || len(tile) != 100 {
			t.Errorf("%d: %d bytes, %v", x, len(tile), err)
		}
	}
	for _, step := range []struct {
		ask, cuts int
		why       string
	}{
		{1, 1, "new"}, {2, 2, "new"}, {3, 3, "new"}, {1, 3, "kept"}, {4, 4, "new, and 2 makes room"}, {1, 4, "asked for lately"}, {2, 5, "it had gone"}, {4, 5, "kept"},
	} {
		if ask(step.ask); cuts != step.cuts {
			t.Fatalf("%d was cut %d times in all, want %d: %s", step.ask, cuts, step.cuts, step.why)
		}
	}
	if len(s.items) != 3 || s.order.Len() != 3 || s.room != 0 {
		t.Errorf("%d tiles, room for %d bytes", len(s.items), s.room)
	}
}

func TestShelfKeepsNoFaults(t *testing.T) {
	s := newShelf(1000)
	k := key{version: "v"}
	if _, err := s.tile(k, func() ([]byte, error) { return nil, errors.New("no") }); err == nil {
		t.Error("no error")
	}
	if tile, err := s.tile(k, func() ([]byte, error) { return []byte{1}, nil }); err != nil || len(tile) != 1 {
		t.Errorf("%v after a fault: %v", tile, err)
	}
	if _, err := s.tile(key{version: "w"}, func() ([]byte, error) { return make([]byte, 5000), nil }); err != nil {
		t.Errorf("a tile larger than the shelf: %v", err)
	}
	if len(s.items) != 0 || s.room != 1000 {
		t.Errorf("%d tiles are kept, room for %d", len(s.items), s.room)
	}
}

// However many ask at once, a tile is cut once.
func TestShelfCutsOnce(t *testing.T) {
	s := newShelf(1 << 20)
	var cuts atomic.Int32
	var all sync.WaitGroup
	for range 32 {
		all.Go(func() {
			for x := range 50 {
				_, _ = s.tile(key{"v", "ward", square{9, x, 0}}, func() ([]byte, error) { cuts.Add(1); return nil, nil })
			}
		})
	}
	all.Wait()
	if cuts.Load() != 50 {
		t.Errorf("50 tiles were cut %d times", cuts.Load())
	}
}
