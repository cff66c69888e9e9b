package planner

import (
	"context"
	"reflect"
	"slices"
	"sync"

	"catchment/model"
	"catchment/model/field"
	"catchment/model/store"
)

// Why a revision cannot be undone.
const (
	FirstRevision = "first"    // it brought the reference data
	UndoneAlready = "undone"   // by UndoneBy
	TouchedLater  = "touched"  // a later revision changed the same rows
	NotKept       = "not_kept" // what was before told of a place, or was made before it was kept
	NothingToUndo = "nothing"  // it changed no row
	MethodLater   = "method"   // the method has been changed again since
)

// Past is one revision of the history.
type Past struct {
	model.Revision
	Tables   []TableReport // without those unchanged
	UndoneBy int           // 0: it is in force
	Undoable bool
	Why      string // why not
}

// History gives all revisions, the latest first.
func (p *Planner) History(ctx context.Context) ([]Past, error) {
	revisions, err := p.store.Revisions(ctx)
	if err != nil {
		return nil, err
	}
	counts, err := p.store.AuditCounts(ctx)
	if err != nil {
		return nil, err
	}
	trail := trailOf(revisions)
	last, err := p.tally.of(ctx, p.store, trail)
	if err != nil {
		return nil, err
	}
	tables, rows := counted(counts)
	past := make([]Past, len(revisions))
	for i, r := range revisions {
		past[i] = Past{Revision: r, Tables: tables[r.Revision], UndoneBy: trail.by[r.Revision]}
		method := i+1 < len(revisions) && r.Method != revisions[i+1].Method
		past[i].Why = whyNot(past[i], i+1 == len(revisions), method, method && trail.methodAfter(r.Revision) > 0, rows[r.Revision], last[r.Revision])
		past[i].Undoable = past[i].Why == ""
	}
	return past, nil
}

// tally keeps, of the revision that was asked for last, how many rows stand as
// each revision left them: counting takes seconds where there are many.
type tally struct {
	mutex    sync.Mutex
	revision int
	counts   map[int]store.LastCount
}

func (t *tally) of(ctx context.Context, s *store.Store, trail trail) (map[int]store.LastCount, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	latest := trail.revisions[0].Revision
	if t.counts != nil && t.revision == latest {
		return t.counts, nil
	}
	counts, err := s.LastCounts(ctx, trail.undone())
	if err == nil {
		t.revision, t.counts = latest, counts
	}
	return counts, err
}

func whyNot(past Past, first, method, methodLater bool, rows int, last store.LastCount) string {
	switch {
	case first:
		return FirstRevision
	case past.UndoneBy > 0:
		return UndoneAlready
	case methodLater:
		return MethodLater
	case rows > last.Rows:
		return TouchedLater
	case last.Lost > 0:
		return NotKept
	case rows == 0 && !method:
		return NothingToUndo
	}
	return ""
}

// counted gives, by revision, counts by table, and the number of rows outside
// the method tables.
func counted(counts []store.AuditCount) (map[int][]TableReport, map[int]int) {
	tables, rows := map[int][]TableReport{}, map[int]int{}
	for _, c := range counts {
		if t, ok := field.TableOf(c.Noun); !ok || !t.Method {
			rows[c.Revision] += c.Rows
		}
		list := tables[c.Revision]
		at := slices.IndexFunc(list, func(r TableReport) bool { return r.Table == c.Noun })
		if at < 0 {
			at = len(list)
			list = append(list, TableReport{Table: c.Noun})
		}
		switch c.Action {
		case "create":
			list[at].Created += c.Rows
		case "update":
			list[at].Updated += c.Rows
		case "remove":
			list[at].Removed += c.Rows
		}
		tables[c.Revision] = list
	}
	return tables, rows
}

// RevisionChanges gives a revision and the rows that it changed, in order.
func (p *Planner) RevisionChanges(ctx context.Context, number int) (Past, []RowChange, error) {
	history, err := p.History(ctx)
	if err != nil {
		return Past{}, nil, err
	}
	at := slices.IndexFunc(history, func(past Past) bool { return past.Revision.Revision == number })
	if at < 0 {
		return Past{}, nil, &model.Error{Code: model.NotFound, Field: "revision", Sentence: model.Say("There is no revision %d.", number)}
	}
	entries, err := p.store.Audit(ctx, number)
	rows := make([]RowChange, len(entries))
	for i, e := range entries {
		rows[i] = fromAudit(e)
	}
	p.nameRows(rows)
	return history[at], rows, err
}

// nameRows gives rows whose change says nothing of their names those that they
// have now; sites stay without.
func (p *Planner) nameRows(rows []RowChange) {
	names := map[string]map[string]string{}
	for i := range rows {
		t, ok := field.TableOf(rows[i].Table)
		if !ok || rows[i].Name != "" || t.Name == (model.Site{}).TableName() {
			continue
		}
		if names[t.Name] == nil {
			names[t.Name] = map[string]string{}
			for _, row := range rowsOf(t, p.Atlas().Records) {
				names[t.Name][field.KeyOf(row.Noun)] = nameOf(row.Noun)
			}
		}
		rows[i].Name = names[t.Name][rows[i].Key]
	}
}

// filesInForce gives the files imported, without those that were undone.
func (p *Planner) filesInForce(ctx context.Context) ([]model.File, error) {
	files, err := p.store.Files(ctx)
	if err != nil {
		return nil, err
	}
	revisions, err := p.store.Revisions(ctx)
	if err != nil {
		return nil, err
	}
	by := inForce(revisions)
	return slices.DeleteFunc(files, func(f model.File) bool { return by[f.Revision] > 0 }), nil
}

// rowsOf gives all rows of a table as rows of a batch.
func rowsOf(t field.Table, records *model.Records) []model.Row {
	nouns, given := reflect.ValueOf(t.Rows(records)).Elem(), everything(t)
	rows := []model.Row{}
	for i := range nouns.Len() {
		rows = append(rows, model.Row{Noun: nouns.Index(i).Addr().Interface(), Given: given})
	}
	return rows
}
