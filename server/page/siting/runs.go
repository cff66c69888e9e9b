package siting

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"slices"
	"sync"
	"time"

	"catchment/model/planner"
	search "catchment/model/siting"
)

// What runs and is kept at most.
const (
	atOnce   = 2
	mostKept = 16
	lifetime = 2 * time.Hour // since somebody last looked at it
)

// stage is how far a run is.
type stage int

const (
	waiting   stage = iota // for one of those that run
	searching              //
	found                  // there is a result
	refused                // the wish cannot be met
)

func (s stage) ended() bool { return s >= found }

// run is one search: what was asked for, how far it has come, and its result.
type run struct {
	id       string
	asked    asked
	wish     planner.Wish
	revision int // of the records that were asked
	stage    stage
	opened   time.Time
	begun    time.Time
	progress *search.Progress // the latest; nil: none yet
	routed   [2]int           // candidates whose journeys the engine was asked for, of how many
	result   *planner.Siting
	err      error

	touched time.Time
	stop    context.CancelFunc
	news    chan struct{} // closed with the first news
}

// runs holds runs in memory. It can be used by many goroutines.
type runs struct {
	planner *planner.Planner
	now     func() time.Time
	free    chan struct{}
	running sync.WaitGroup

	mutex sync.Mutex
	kept  map[string]*run
}

func newRuns(p *planner.Planner, now func() time.Time) *runs {
	return &runs{planner: p, now: now, free: make(chan struct{}, atOnce), kept: map[string]*run{}}
}

// close stops what is running.
func (r *runs) close() {
	r.mutex.Lock()
	for _, one := range r.kept {
		one.stop()
	}
	r.mutex.Unlock()
	r.running.Wait()
}

// begin begins a run; false where too many wait already.
func (r *runs) begin(asked asked, wish planner.Wish) (*run, bool) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if !r.room() {
		return nil, false
	}
	ctx, stop := context.WithCancel(context.Background())
	one := &run{id: newID(), asked: asked, wish: wish, revision: r.planner.Revision().Revision,
		opened: r.now(), touched: r.now(), stop: stop, news: make(chan struct{})}
	r.kept[one.id] = one
	r.running.Go(func() {
		defer stop()
		select {
		case r.free <- struct{}{}:
			defer func() { <-r.free }()
			r.search(ctx, one)
		case <-ctx.Done():
		}
	})
	return one, true
}

func newID() string {
	var bits [16]byte
	_, _ = rand.Read(bits[:]) // never fails
	return hex.EncodeToString(bits[:])
}

// room forgets what is too old, and the oldest that ended where there are too
// many; false where all are still under way. The mutex is held.
func (r *runs) room() bool {
	r.expire()
	var ended []*run
	for _, one := range r.kept {
		if one.stage.ended() {
			ended = append(ended, one)
		}
	}
	if len(r.kept) < mostKept {
		return true
	}
	if len(ended) == 0 {
		return false
	}
	oldest := slices.MinFunc(ended, func(x, y *run) int { return x.touched.Compare(y.touched) })
	delete(r.kept, oldest.id)
	return true
}

func (r *runs) expire() {
	for id, one := range r.kept {
		if one.stage.ended() && r.now().Sub(one.touched) > lifetime {
			delete(r.kept, id)
		}
	}
}

// search runs one search to its end.
func (r *runs) search(ctx context.Context, one *run) {
	begun := r.now()
	wish := one.wish
	wish.Clock = func() float64 { return r.now().Sub(begun).Seconds() }
	wish.Progress = func(at search.Progress) {
		r.tell(one, func() {
			if one.progress == nil {
				one.begun = r.now() // the limit holds from here, not while journeys are asked for
			}
			one.progress = &at
		})
	}
	wish.Asked = func(done, all int) { r.tell(one, func() { one.routed = [2]int{done, all} }) }
	r.change(func() { one.stage, one.begun = searching, begun })
	result, err := r.planner.Site(ctx, wish)
	r.tell(one, func() {
		one.stage, one.result, one.err = found, result, err
		if err != nil {
			one.stage = refused
		}
		one.touched = r.now()
	})
}

func (r *runs) change(do func()) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	do()
}

// tell changes a run, and says that there is news of it.
func (r *runs) tell(one *run, do func()) {
	r.change(func() {
		do()
		select {
		case <-one.news:
		default:
			close(one.news)
		}
	})
}

// get gives a run as it is now.
func (r *runs) get(id string) (run, bool) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.expire()
	one := r.kept[id]
	if one == nil {
		return run{}, false
	}
	one.touched = r.now()
	return *one, true
}

// latest gives the runs that are kept, the latest first.
func (r *runs) latest() []run {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.expire()
	var out []run
	for _, one := range r.kept {
		out = append(out, *one)
	}
	slices.SortFunc(out, func(x, y run) int { return y.opened.Compare(x.opened) })
	return out
}

// cancel ends a search; it gives what it has found so far. One that waits is
// forgotten.
func (r *runs) cancel(id string) (kept bool) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	one := r.kept[id]
	if one == nil {
		return false
	}
	one.stop()
	if one.stage == waiting {
		delete(r.kept, id)
		return false
	}
	return true
}

// forget drops a run.
func (r *runs) forget(id string) {
	r.change(func() { delete(r.kept, id) })
}
