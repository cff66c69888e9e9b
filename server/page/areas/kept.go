package areas

import (
	"sync"

	"catchment/model/disclosure"
)

// kept holds what was worked out from the views asked for last. Whoever asks
// for the same meanwhile waits for the same work. A new revision begins with
// none, so that no view outlives its revision here.
type kept[K comparable, V any] struct {
	mutex    sync.Mutex
	revision int
	last     []pair[K, V] // the last asked for first
}

type pair[K comparable, V any] struct {
	key   K
	value func() V
}

// most is how many are held: as many days as a planner keeps, for each
// audience.
const most = 8

func (k *kept[K, V]) of(view *disclosure.View, key K, work func() V) V {
	return k.find(view.Revision().Revision, key, work)()
}

func (k *kept[K, V]) find(revision int, key K, work func() V) func() V {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if k.revision != revision {
		k.revision, k.last = revision, nil
	}
	for at, p := range k.last {
		if p.key == key {
			copy(k.last[1:at+1], k.last[:at])
			k.last[0] = p
			return p.value
		}
	}
	p := pair[K, V]{key, sync.OnceValue(work)}
	k.last = append([]pair[K, V]{p}, k.last[:min(len(k.last), most-1)]...)
	return p.value
}
