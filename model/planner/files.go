package planner

import (
	"context"
	"time"

	"catchment/model"
)

// ImportedFile is a file whose rows are in force, and when it was imported.
type ImportedFile struct {
	model.File
	At time.Time
}

// Files lists the files imported, without those that were undone, in the
// order in which they came. Their names may tell of places: they are for those
// with the right to full precision.
func (p *Planner) Files(ctx context.Context) ([]ImportedFile, error) {
	files, err := p.filesInForce(ctx)
	if err != nil {
		return nil, err
	}
	revisions, err := p.store.Revisions(ctx)
	if err != nil {
		return nil, err
	}
	at := map[int]time.Time{}
	for _, r := range revisions {
		at[r.Revision] = r.At
	}
	out := make([]ImportedFile, len(files))
	for i, f := range files {
		out[i] = ImportedFile{f, at[f.Revision]}
	}
	return out, nil
}
