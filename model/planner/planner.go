// Package planner holds the use cases: importing files, editing and ending one
// noun, undoing a revision, scoring a day, giving an audience its view. It
// keeps the current revision, an immutable atlas, behind one atomic pointer:
// readers never lock, and each sees one revision.
//
// Every change is worked out and checked over the latest revision first, so
// that it can be shown before it is made (Preview, PreviewUndo, PreviewEnd), and
// is then made as one revision or not at all (Import, Put, End, Undo). One made
// against a state that others have changed since is *Overtaken, which says who
// changed what and when.
package planner

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/model/store"
)

// Planner works on one database. It can be used by many goroutines.
type Planner struct {
	store   *store.Store
	now     func() time.Time
	changes sync.Mutex // one change at a time
	current atomic.Pointer[atlas.Atlas]
	views   views
	tally   tally
	router  atomic.Pointer[router]

	readiness readiness
}

// Open opens a database. A new one starts with the reference data and the
// default method, which the batch holds.
func Open(ctx context.Context, database string, reference func() (*model.Batch, error), now func() time.Time) (*Planner, error) {
	s, err := store.Open(ctx, database)
	if err != nil {
		return nil, err
	}
	p := &Planner{store: s, now: now}
	p.views.today = p.Today
	if err := p.begin(ctx, reference); err != nil {
		s.Close()
		return nil, err
	}
	return p, nil
}

func (p *Planner) begin(ctx context.Context, reference func() (*model.Batch, error)) error {
	latest, err := p.store.Latest(ctx)
	if err != nil {
		return err
	}
	if latest.Revision > 0 {
		return p.reload(ctx)
	}
	batch, err := reference()
	if err != nil {
		return err
	}
	_, err = p.Import(ctx, batch, "catchment")
	return err
}

// reload reads the latest revision and makes it current.
func (p *Planner) reload(ctx context.Context) error {
	records, revision, err := p.store.Load(ctx)
	if err != nil {
		return err
	}
	p.current.Store(atlas.Build(records, revision))
	return nil
}

// Close ends the use of the database.
func (p *Planner) Close() error { return p.store.Close() }

// Atlas is the current revision.
func (p *Planner) Atlas() *atlas.Atlas { return p.current.Load() }

// Score computes the figures of a day from the current revision.
func (p *Planner) Score(day model.Date) *coverage.Result {
	return coverage.Score(p.Atlas().On(day))
}

// Provenance says where the figures of a view come from.
func (p *Planner) Provenance(ctx context.Context, product string, view *disclosure.View) (disclosure.Provenance, error) {
	files, err := p.filesInForce(ctx)
	if err != nil {
		return disclosure.Provenance{}, err
	}
	day := view.Day()
	return disclosure.Provenance{
		Product: product, Method: day.Revision.Method, Revision: day.Revision.Revision, AsOf: day.Date,
		Audience: string(view.Audience()), Computed: p.now().UTC().Truncate(time.Second),
		Rounding: view.Rounding().String(), Sources: sourcesOf(files, view.Audience()),
	}, nil
}

// Attributions is the words that must stand wherever figures are shown.
func (p *Planner) Attributions(ctx context.Context) ([]string, error) {
	files, err := p.filesInForce(ctx)
	var words []string
	for _, f := range files {
		if f.Attribution != "" && !slices.Contains(words, f.Attribution) {
			words = append(words, f.Attribution)
		}
	}
	return words, err
}

// notStated is the source of files that say nothing of it.
const notStated = "Source not stated by whoever imported it"

// sourcesOf joins files that say the same of their source. The names of files
// may tell of places, and only those with the right to full precision see
// them.
func sourcesOf(files []model.File, audience disclosure.Audience) []disclosure.SourceNote {
	var notes []disclosure.SourceNote
	place := map[[3]string]int{}
	for _, f := range files {
		key := [3]string{f.Source, f.Licence, f.Attribution}
		i, known := place[key]
		if !known {
			i = len(notes)
			place[key] = i
			notes = append(notes, disclosure.SourceNote{Source: cmp.Or(f.Source, notStated), Licence: f.Licence, Attribution: f.Attribution})
		}
		if names := notes[i].Files; audience == disclosure.Commissioner && !slices.Contains(names, f.Name) {
			notes[i].Files = append(names, f.Name)
		}
	}
	return notes
}
