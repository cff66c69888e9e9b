package planner

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"catchment/model"
)

// Report says what an import or edit did. Revision is the one in force after
// it.
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
	Removed                     int // rows of a method table or scenario that was replaced whole, or that were taken away
}

// Refused is a change that was not made: every fault of every file.
type Refused struct {
	Problems model.Problems // errors and warnings, in order of finding
}

// Error counts the faults.
func (r *Refused) Error() string { return r.Told().String() }

// Told is Error as a sentence.
func (r *Refused) Told() model.Sentence {
	n := len(r.Problems.Errors())
	if n == 1 {
		return model.Say("1 fault was found; nothing was imported.")
	}
	return model.Say("%d faults were found; nothing was imported.", n)
}

// Import takes a batch as one transaction: all rows or none. A fault of any
// row is a *Refused that lists them all. What is known already changes
// nothing and makes no revision.
func (p *Planner) Import(ctx context.Context, batch *model.Batch, actor string) (*Report, error) {
	return p.commit(ctx, p.importing(batch, 0), actor)
}

// ImportOver is Import of a batch that was previewed over a revision; where
// that is no longer the latest, it is refused with *Overtaken.
func (p *Planner) ImportOver(ctx context.Context, batch *model.Batch, base int, actor string) (*Report, error) {
	return p.commit(ctx, p.importing(batch, base), actor)
}

// Preview says what Import would do, and writes nothing.
func (p *Planner) Preview(ctx context.Context, batch *model.Batch) (*Preview, error) {
	return p.preview(ctx, p.importing(batch, 0))
}

// importing works an import out; a base of 0 takes any.
func (p *Planner) importing(batch *model.Batch, base int) work {
	return func(ctx context.Context, known *model.Records, latest model.Revision) (*proposal, error) {
		if base > 0 && base != latest.Revision {
			return nil, p.overtaken(ctx, base)
		}
		leaving, ended := endedJourneys(known, batch)
		m := merge(known, batch, leaving)
		less, err := p.less(ctx, m, known)
		if err != nil {
			return nil, err
		}
		problems := append(append(model.Problems{}, batch.Problems...), less...)
		problems = append(problems, m.ofFiles(batch)...)
		problems = append(problems, ended...)
		problems = append(problems, m.checked(known, batch.Problems)...)
		if len(problems.Errors()) > 0 {
			return nil, &Refused{Problems: problems}
		}
		feed, err := p.feedOf(ctx, &batch.Feed)
		if err != nil {
			return nil, err
		}
		source, sum := sourceOf(batch.Files)
		return &proposal{merging: m, action: "import", source: source, digest: sum, files: batch.Files, feed: feed, warnings: problems.Warnings()}, nil
	}
}

// sourceOf names files, and gives one digest of theirs.
func sourceOf(files []model.File) (names, sum string) {
	var list []string
	digest := sha256.New()
	for _, f := range files {
		list = append(list, f.Name)
		digest.Write([]byte(f.Digest))
	}
	return strings.Join(list, "; "), hex.EncodeToString(digest.Sum(nil))
}
