package tile

import (
	"container/list"
	"sync"
)

// shelf keeps the tiles asked for last, up to a number of bytes. A tile is cut
// once; whoever asks for it meanwhile waits for the same one.
type shelf struct {
	sync.Mutex
	room  int
	order *list.List // the last asked for first
	items map[key]*list.Element
}

// key names a tile of every version.
type key struct {
	version string
	kind    string
	square  square
}

type item struct {
	key  key
	tile func() ([]byte, error)
	size int // 0 until it is cut
}

// overhead is about what a tile on the shelf takes besides its bytes.
const overhead = 256

func newShelf(room int) *shelf {
	return &shelf{room: room, order: list.New(), items: map[key]*list.Element{}}
}

// tile gives a tile from the shelf, or cuts it. A tile that could not be cut
// is not kept.
func (s *shelf) tile(k key, cut func() ([]byte, error)) ([]byte, error) {
	s.Lock()
	element, kept := s.items[k]
	if kept {
		s.order.MoveToFront(element)
	} else {
		element = s.order.PushFront(&item{key: k, tile: sync.OnceValues(cut)})
		s.items[k] = element
	}
	s.Unlock()
	tile, err := element.Value.(*item).tile()
	if !kept {
		s.weigh(element, len(tile)+overhead, err)
	}
	return tile, err
}

// weigh takes the room of a new tile from those that were not asked for
// longest.
func (s *shelf) weigh(element *list.Element, size int, err error) {
	s.Lock()
	defer s.Unlock()
	it := element.Value.(*item)
	if s.items[it.key] != element {
		return // it was dropped meanwhile
	}
	it.size = size
	s.room -= size
	if err != nil {
		s.drop(element)
	}
	for s.room < 0 {
		s.drop(s.order.Back())
	}
}

func (s *shelf) drop(element *list.Element) {
	it := s.order.Remove(element).(*item)
	delete(s.items, it.key)
	s.room += it.size
}
