package planner

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/store"
)

// Report says what an import did. Revision is the one in force after it.
type Report struct {
	Revision model.Revision
	Changed  bool // false: everything was known already, nothing was written
	Tables   []TableReport
	Warnings model.Problems
}

// TableReport counts the rows of one table.
type TableReport struct {
	Table                       string
	Created, Updated, Unchanged int
	Removed                     int // rows of a method table or scenario that was replaced whole
}

// Refused is an import that was not made: every fault of every file.
type Refused struct {
	Problems model.Problems // errors and warnings, in order of finding
}

// Error counts the faults.
func (r *Refused) Error() string {
	n := len(r.Problems.Errors())
	if n == 1 {
		return "1 fault was found; nothing was imported."
	}
	return fmt.Sprintf("%d faults were found; nothing was imported.", n)
}

// Import takes a batch as one transaction: all rows or none. A fault of any
// row is a *Refused that lists them all. What is known already changes
// nothing and makes no revision.
func (p *Planner) Import(ctx context.Context, batch *model.Batch, actor string) (*Report, error) {
	p.changes.Lock()
	defer p.changes.Unlock()
	records, latest, err := p.store.Load(ctx)
	if err != nil {
		return nil, err
	}
	merged := merge(records, batch)
	problems := append(batch.Problems, merged.lowered(records)...)
	problems = append(problems, merged.locate(atlas.Check(merged.records), atlas.Check(records), batch.Problems)...)
	if len(problems.Errors()) > 0 {
		return nil, &Refused{Problems: problems}
	}
	report := &Report{Revision: latest, Tables: merged.reports, Warnings: problems.Warnings()}
	if merged.changed() {
		if report.Revision, err = p.store.Apply(ctx, p.changeOf(merged, batch, latest, actor)); err != nil {
			return nil, err
		}
		report.Changed = true
	}
	return report, p.reload(context.WithoutCancel(ctx)) // what is written is reported
}

func (p *Planner) changeOf(m *merging, batch *model.Batch, latest model.Revision, actor string) store.Change {
	var names []string
	digest := sha256.New()
	for _, f := range batch.Files {
		names = append(names, f.Name)
		digest.Write([]byte(f.Digest))
	}
	change := store.Change{
		Base: latest.Revision, At: p.now(), Actor: actor, Action: "import",
		Source: strings.Join(names, "; "), Digest: hex.EncodeToString(digest.Sum(nil)),
		Upserts: m.upserts, Audit: m.audit, Files: batch.Files,
	}
	if m.method {
		change.Method = m.records
	}
	return change
}
