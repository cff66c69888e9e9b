package ogc

import (
	"sync"
	"sync/atomic"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"catchment/model"
	"catchment/model/disclosure"
)

// What stands of a feature before its geometry is encoded, and packed, once for
// each revision, day and audience, as long as there is room: a page that begins
// elsewhere, a smaller box or another filter shows the same features again.
// Features that stand side by side are kept and let go together.
const (
	keptBytes = 32 << 20
	together  = 64
)

// shelfKey names no view: what is kept must not keep the figures of a revision
// that nobody asks for any more.
type shelfKey struct {
	revision   int
	date       model.Date
	audience   disclosure.Audience
	collection string
	number     int
}

// shelf is the beginnings of features that stand side by side.
type shelf struct {
	places [together]atomic.Pointer[piece]
	size   int // as it was last counted
}

// count is how much memory a shelf takes, about.
func (s *shelf) count() int {
	size := 1 << 10 // of the shelf itself and its key
	for i := range s.places {
		if p := s.places[i].Load(); p != nil {
			size += p.size()
		}
	}
	return size
}

// store keeps shelves, and lets those go that were not asked for longest.
type store struct {
	mutex   sync.Mutex
	shelves *simplelru.LRU[shelfKey, *shelf]
	size    int
	most    int
}

func newStore(most int) *store {
	shelves, err := simplelru.NewLRU[shelfKey, *shelf](most, nil) // there are always fewer shelves than bytes
	if err != nil {
		panic(err) // only for a size below 1
	}
	return &store{shelves: shelves, most: most}
}

// shelf gives the shelf of a key. One that has been let go meanwhile can be
// used to the end.
func (s *store) shelf(key shelfKey) *shelf {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if known, ok := s.shelves.Get(key); ok {
		return known
	}
	made := &shelf{}
	s.shelves.Add(key, made)
	return made
}

// settle counts what has come to shelves, and makes room.
func (s *store) settle(used map[shelfKey]*shelf) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for key, one := range used {
		if known, ok := s.shelves.Peek(key); ok && known == one {
			size := one.count()
			s.size, one.size = s.size+size-one.size, size
		}
	}
	for s.size > s.most {
		_, oldest, ok := s.shelves.RemoveOldest()
		if !ok {
			return
		}
		s.size -= oldest.size
	}
}
