package planner

import (
	"context"
	"sync/atomic"
	"time"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/store"
)

// readiness is what is known of whether the planner can be used.
type readiness struct {
	health   store.Health
	warm     atomic.Bool
	computed atomic.Pointer[func(time.Duration)]
	asOf     atomic.Pointer[model.Date] // nil: today is by the clock
}

// Ready says whether the planner can be used: the database takes writes, is
// whole and in its place, and the first figures of today are there. An error
// is a *model.Error whose sentence names the cause.
func (p *Planner) Ready(ctx context.Context) error {
	if err := p.readiness.health.Probe(ctx, p.store); err != nil {
		return err
	}
	if !p.readiness.warm.Load() {
		return &model.Error{Code: model.Unusable, Sentence: model.Say("The figures of today are still being computed.")}
	}
	return nil
}

// Warm computes the figures of today for those who ask first.
func (p *Planner) Warm(ctx context.Context) error {
	view, err := p.View(ctx, p.Today(), disclosure.Commissioner)
	if err == nil {
		p.readiness.warm.Store(true)
		view.Register()
	}
	return err
}

// ShowAsOf takes a day for today wherever none is asked for.
func (p *Planner) ShowAsOf(day model.Date) { p.readiness.asOf.Store(&day) }

// Revision is the revision that is shown.
func (p *Planner) Revision() model.Revision { return p.Atlas().Revision }

// OnComputed is told how long each computing of a day's figures took.
func (p *Planner) OnComputed(told func(took time.Duration)) { p.readiness.computed.Store(&told) }

// tell is called where figures are computed.
func (r *readiness) tell(took time.Duration) {
	if told := r.computed.Load(); told != nil {
		(*told)(took)
	}
}
