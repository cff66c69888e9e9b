package desk

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"sync"
	"time"

	"catchment/model"
	"catchment/model/planner"
)

// What the desk holds at most.
const (
	MaxDraft  = 64 << 20  // bytes of one upload
	MaxAll    = 128 << 20 // bytes of all
	MaxRows   = 100_000   // rows of one upload, and of all that were read
	MaxDrafts = 8
	MaxFiles  = 100
	Lifetime  = 2 * time.Hour // since somebody last did something with it
)

// Desk holds drafts. It can be used by many goroutines.
type Desk struct {
	planner *planner.Planner
	now     func() time.Time
	mutex   sync.Mutex
	drafts  map[string]*draft
	most    int           // rows
	one     chan struct{} // one draft is read at a time, to stay within memory
	running sync.WaitGroup
}

// New makes an empty desk.
func New(p *planner.Planner, now func() time.Time) *Desk {
	return &Desk{planner: p, now: now, drafts: map[string]*draft{}, most: MaxRows, one: make(chan struct{}, 1)}
}

// Close stops what is running and forgets everything.
func (d *Desk) Close() {
	d.mutex.Lock()
	for id := range d.drafts {
		d.forget(id)
	}
	d.mutex.Unlock()
	d.running.Wait()
}

// Open takes an upload, whose data are the desk's from then on, and begins
// with it. It gives the id of the draft.
func (d *Desk) Open(files []File, terms Terms) (string, error) {
	contents, size, err := together(files)
	if err != nil {
		return "", err
	}
	id, err := newID()
	if err != nil {
		return "", err
	}
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.expire()
	if err := d.room(size); err != nil {
		return "", err
	}
	one := &draft{contents: contents, size: size}
	one.ID, one.Terms, one.Opened = id, terms, d.now()
	for _, f := range files {
		one.Files = append(one.Files, Named{f.Name, len(f.Data)})
	}
	d.drafts[id] = one
	d.touch(one)
	d.start(one, Looking, d.look)
	return id, nil
}

func together(files []File) (map[string][]byte, int, error) {
	contents, size := map[string][]byte{}, 0
	for _, f := range files {
		if _, twice := contents[f.Name]; twice {
			return nil, 0, tooMuch(model.Say("Two files are named %s. Give each a name of its own.", f.Name))
		}
		contents[f.Name] = f.Data
		size += len(f.Data)
	}
	switch {
	case len(files) == 0 || size == 0:
		return nil, 0, tooMuch(model.Say("Choose at least one file that is not empty."))
	case len(files) > MaxFiles:
		return nil, 0, tooMuch(model.Say("At most %d files are taken at once; these are %d.", MaxFiles, len(files)))
	case size > MaxDraft:
		return nil, 0, tooMuch(model.Say("At most %d MiB are taken at once. Import the files one after the other, or use the command line.", MaxDraft>>20))
	}
	return contents, size, nil
}

func tooMuch(sentence model.Sentence) error {
	return &model.Error{Code: model.Invalid, Field: "files", Sentence: sentence}
}

// room refuses what the desk has no place for. Drafts that are done need none.
func (d *Desk) room(size int) error {
	waiting := 0
	for _, one := range d.drafts {
		size += one.size
		if one.Stage != Done {
			waiting++
		}
	}
	if waiting >= MaxDrafts || size > MaxAll {
		return &model.Error{Code: model.Conflict, Field: "files", Sentence: model.Say("Other uploads are waiting to be imported, and there is no room for another. Finish or cancel one of them first.")}
	}
	return nil
}

func newID() (string, error) {
	var bits [16]byte
	_, err := rand.Read(bits[:])
	return hex.EncodeToString(bits[:]), err
}

// expire forgets what nobody has touched for its lifetime.
func (d *Desk) expire() {
	for id, one := range d.drafts {
		if !one.Stage.Running() && d.now().After(one.Expires) {
			d.forget(id)
		}
	}
}

func (d *Desk) touch(one *draft) { one.Expires = d.now().Add(Lifetime) }

func (d *Desk) forget(id string) {
	if one := d.drafts[id]; one != nil {
		one.halt()
		delete(d.drafts, id)
	}
}

// halt stops what is running; it can report no more.
func (one *draft) halt() {
	one.run++
	if one.stop != nil {
		one.stop()
		one.stop = nil
	}
}

// find gives a draft that is still there. The mutex is held.
func (d *Desk) find(id string) (*draft, error) {
	d.expire()
	one := d.drafts[id]
	if one == nil {
		return nil, &model.Error{Code: model.NotFound, Field: "import", Sentence: model.Say("This upload is no longer here: uploads are kept in memory for two hours, until they are cancelled, or until the program stops. Upload the files again.")}
	}
	d.touch(one)
	return one, nil
}

// Draft gives the state of a draft.
func (d *Desk) Draft(id string) (Draft, error) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	one, err := d.find(id)
	if err != nil {
		return Draft{}, err
	}
	if one.Stage == Ready && one.batch == nil { // it had to make room
		d.start(one, Checking, d.check)
	}
	return one.Draft, nil
}

// Drafts gives the drafts that wait or run, the latest first.
func (d *Desk) Drafts() []Draft {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.expire()
	var out []Draft
	for _, one := range d.drafts {
		out = append(out, one.Draft)
	}
	return latestFirst(out)
}

// Cancel stops a draft and forgets it. What is written already stays, and can
// be undone.
func (d *Desk) Cancel(id string) error {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if _, err := d.find(id); err != nil {
		return err
	}
	d.forget(id)
	return nil
}

// start runs a step of a draft in the background. The mutex is held.
func (d *Desk) start(one *draft, stage Stage, step func(ctx context.Context, one *draft, run int)) {
	one.halt()
	ctx, stop := context.WithCancel(context.Background())
	one.Stage, one.stop, one.Err = stage, stop, nil
	run := one.run
	d.running.Go(func() {
		defer stop()
		select {
		case d.one <- struct{}{}:
			defer func() { <-d.one }()
			step(ctx, one, run)
		case <-ctx.Done():
		}
	})
}

// report changes a draft, unless its step was stopped.
func (d *Desk) report(one *draft, run int, change func()) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if one.run == run {
		change()
		d.touch(one)
	}
}
