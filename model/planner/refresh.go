package planner

import "context"

// Refresh shows what another program, such as the command line, has written
// since. It asks for one number where there is nothing new.
func (p *Planner) Refresh(ctx context.Context) error {
	latest, err := p.store.Latest(ctx)
	if err != nil || latest.Revision == p.Revision().Revision {
		return err
	}
	p.changes.Lock()
	defer p.changes.Unlock()
	return p.reload(ctx)
}
