package intake

import (
	"context"
	"errors"
	"sync"

	"catchment/model"
	"catchment/model/planner"
	"catchment/server/page/shell"
)

// offers knows, at the latest revision, which undos would be refused although
// the history alone offers them. Working that out takes a check of all data
// for each, so that it is kept until the next change.
type offers struct {
	mutex   sync.Mutex
	latest  int
	refused map[int]error // nil errors are of those that would work
}

// of gives the refusals of the revisions that are offered.
func (o *offers) of(ctx context.Context, from *planner.Planner, past []planner.Past) (map[int]error, error) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if latest := from.Revision().Revision; o.refused == nil || o.latest != latest {
		o.latest, o.refused = latest, map[int]error{}
	}
	var unknown []int
	for _, one := range past {
		number := one.Revision.Revision
		if _, known := o.refused[number]; one.Undoable && !known {
			unknown = append(unknown, number)
		}
	}
	found, err := from.UndoRefusals(ctx, unknown)
	if err != nil {
		return nil, err
	}
	for _, number := range unknown {
		o.refused[number] = found[number]
	}
	out := map[int]error{}
	for number, refusal := range o.refused {
		out[number] = refusal
	}
	return out, nil
}

// whyRefused says in a few words why an undo that is offered would be refused.
func whyRefused(visit *shell.Visit, refusal error) string {
	switch {
	case errors.As(refusal, new(*planner.Refused)):
		return visit.Say("intake.why_needed")
	case model.CodeOf(refusal) == model.Forbidden:
		return visit.Say("intake.why_protected")
	}
	return visit.Say("intake.why_touched")
}
