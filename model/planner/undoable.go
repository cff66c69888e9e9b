package planner

import (
	"context"
	"errors"

	"catchment/model"
)

// UndoRefusals works out, of revisions that History offers to undo, those whose
// undo would be refused all the same, and why: what came later stands on what
// they brought, or a place would stand without its protection. The records are
// loaded once for all of them.
func (p *Planner) UndoRefusals(ctx context.Context, revisions []int) (map[int]error, error) {
	out := map[int]error{}
	if len(revisions) == 0 {
		return out, nil
	}
	known, latest, err := p.store.Load(ctx)
	if err != nil {
		return nil, err
	}
	for _, revision := range revisions {
		_, err := p.undoing(revision)(ctx, known, latest)
		switch code := model.CodeOf(err); {
		case err == nil:
		case code == model.Conflict, code == model.Forbidden, errors.As(err, new(*Refused)):
			out[revision] = err
		default:
			return nil, err
		}
	}
	return out, nil
}
