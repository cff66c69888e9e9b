package planner

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"catchment/model"
)

// reborn refuses that a code comes again with less protection than what bore
// it before it was taken away: an undo takes a service away with its sites.
// The trail says how they stood.
func (p *Planner) reborn(ctx context.Context, m *merging, known *model.Records) (model.Problems, error) {
	types, err := p.rebornTypes(ctx, m, known)
	if err != nil {
		return nil, err
	}
	services, err := p.rebornServices(ctx, m, known)
	if err != nil {
		return nil, err
	}
	sites, err := p.rebornSites(ctx, m, known)
	return append(append(types, services...), sites...), err
}

// less is lowered and reborn together.
func (p *Planner) less(ctx context.Context, m *merging, known *model.Records) (model.Problems, error) {
	again, err := p.reborn(ctx, m, known)
	return append(m.lowered(known), again...), err
}

func (p *Planner) rebornSites(ctx context.Context, m *merging, known *model.Records) (model.Problems, error) {
	fresh := map[string]bool{}
	for i := range m.upserts.Sites {
		fresh[m.upserts.Sites[i].Key] = m.upserts.Sites[i].Disclosure != model.Protected
	}
	for i := range known.Sites {
		delete(fresh, known.Sites[i].Key)
	}
	table := model.Site{}.TableName()
	taken, err := p.takenAway(ctx, table, fresh)
	var out model.Problems
	for i := range m.upserts.Sites {
		if key := m.upserts.Sites[i].Key; taken[key].before["disclosure"] == string(model.Protected) {
			row := m.origin[[2]string{table, key}]
			out = append(out, model.Problem{File: row.File, Row: row.Number, Column: "disclosure", Expected: wasProtected})
		}
	}
	return out, err
}

func (p *Planner) rebornServices(ctx context.Context, m *merging, known *model.Records) (model.Problems, error) {
	fresh := map[string]bool{}
	for i := range m.upserts.Services {
		key := m.upserts.Services[i].Key
		fresh[key] = !m.after.services[key]
	}
	for i := range known.Services {
		delete(fresh, known.Services[i].Key)
	}
	table := model.Service{}.TableName()
	taken, err := p.takenAway(ctx, table, fresh)
	var out model.Problems
	for i := range m.upserts.Services {
		key := m.upserts.Services[i].Key
		was, gone := taken[key]
		if !gone {
			continue
		}
		protected, err := p.wasProtected(ctx, key, was, known)
		if err != nil {
			return nil, err
		}
		if protected {
			row := m.origin[[2]string{table, key}]
			out = append(out, model.Problem{File: row.File, Row: row.Number, Column: "service", Expected: wasProtected})
		}
	}
	return out, err
}

// wasProtected says whether a service was protected when a revision took it
// away: by one of the sites that went with it, or by its type where none did.
func (p *Planner) wasProtected(ctx context.Context, key string, was taken, known *model.Records) (bool, error) {
	entries, err := p.store.Audit(ctx, was.revision)
	shown := false
	for _, e := range entries {
		before := map[string]string{}
		if e.Noun != (model.Site{}).TableName() || e.Action != "remove" || json.Unmarshal([]byte(e.Before), &before) != nil || before["service"] != key {
			continue
		}
		if before["disclosure"] == string(model.Protected) {
			return true, nil
		}
		shown = true
	}
	byType := false
	for i := range known.ServiceTypes {
		byType = byType || known.ServiceTypes[i].Key == was.before["service_type"] && known.ServiceTypes[i].IsProtected()
	}
	return !shown && byType, err
}

// taken is a row that a revision took away, as it was.
type taken struct {
	revision int
	before   map[string]string
}

// takenAway gives what rows of a table that come anew were when they were taken
// away last.
func (p *Planner) takenAway(ctx context.Context, table string, fresh map[string]bool) (map[string]taken, error) {
	if !slices.Contains(slices.Collect(maps.Values(fresh)), true) {
		return nil, nil
	}
	entries, err := p.store.TakenAway(ctx, table)
	out := map[string]taken{}
	for _, e := range entries {
		row := taken{e.Revision, map[string]string{}}
		if fresh[e.Subject] && json.Unmarshal([]byte(e.Before), &row.before) == nil {
			out[e.Subject] = row
		}
	}
	return out, err
}

// rebornTypes looks through all versions of the method for a type that comes
// anew.
func (p *Planner) rebornTypes(ctx context.Context, m *merging, known *model.Records) (model.Problems, error) {
	fresh := map[string]bool{}
	for i := range m.upserts.ServiceTypes {
		fresh[m.upserts.ServiceTypes[i].Key] = !m.upserts.ServiceTypes[i].IsProtected()
	}
	for i := range known.ServiceTypes {
		delete(fresh, known.ServiceTypes[i].Key)
	}
	var out model.Problems
	latest := p.methodVersion()
	for version := 1; version <= latest && len(fresh) > 0; version++ {
		method, err := p.store.Method(ctx, version)
		if err != nil {
			return nil, err
		}
		for i := range method.ServiceTypes {
			if t := &method.ServiceTypes[i]; fresh[t.Key] && t.IsProtected() {
				delete(fresh, t.Key)
				out = append(out, m.loweredType(t.Key))
			}
		}
	}
	return out, nil
}

// methodVersion is the latest, 0 while the database is begun.
func (p *Planner) methodVersion() int {
	if a := p.Atlas(); a != nil {
		return a.Revision.Method
	}
	return 0
}
