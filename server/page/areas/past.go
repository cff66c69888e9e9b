package areas

import (
	"context"
	"sync"

	"catchment/model/planner"
)

// past keeps the latest revisions, read once for each new one.
type past struct {
	mutex    sync.Mutex
	revision int
	latest   []planner.Past
}

// recent is how many revisions home shows.
const recent = 5

func (p *past) of(ctx context.Context, from *planner.Planner) ([]planner.Past, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	revision := from.Revision().Revision
	if p.latest != nil && p.revision == revision {
		return p.latest, nil
	}
	all, err := from.History(ctx)
	if err != nil {
		return nil, err
	}
	p.revision, p.latest = revision, all[:min(recent, len(all))]
	return p.latest, nil
}
