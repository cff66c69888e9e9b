package desk

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"path"
	"slices"

	"catchment/model"
	"catchment/model/exchange"
	"catchment/model/exchange/intake"
	"catchment/model/planner"
)

// look opens the files; where all are of our own layout, or a mapping was
// given, reading follows at once.
func (d *Desk) look(ctx context.Context, one *draft, run int) {
	found, problems := exchange.Look(one.contents)
	needed := !settled(found)
	d.report(one, run, func() {
		one.Found = found
		switch {
		case len(problems.Errors()) > 0:
			one.Stage, one.Problems = Refused, problems
		case one.Terms.Mapping == nil && needed:
			one.Stage = Mapping
		default:
			if one.Terms.Mapping != nil {
				one.Terms.Mapping = fitted(one.Terms.Mapping, found)
			}
			one.Stage = Reading
		}
	})
	if d.at(one, run, Reading) {
		d.read(ctx, one, run)
	}
}

func (d *Desk) at(one *draft, run int, stage Stage) bool {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return one.run == run && one.Stage == stage
}

// fitted names in a mapping, for a file that it names and that is not there,
// the one file of the same form that has all headings it takes: people date
// the names of their files.
func fitted(mapping *intake.Mapping, found []exchange.Found) *intake.Mapping {
	out := *mapping
	out.Files = slices.Clone(mapping.Files)
	for i, e := range out.Files {
		if slices.ContainsFunc(found, func(f exchange.Found) bool { return f.File == e.File }) {
			continue
		}
		var fit []string
		for _, f := range found {
			if path.Ext(f.File) == path.Ext(e.File) && (e.Sheet == "" || e.Sheet == f.Sheet) && !slices.Contains(fit, f.File) && !mapping.Names(f.File) && hasAll(f.Headings, e) {
				fit = append(fit, f.File)
			}
		}
		if len(fit) == 1 {
			out.Files[i].File = fit[0]
		}
	}
	return &out
}

func hasAll(headings []string, e intake.Entry) bool {
	for _, theirs := range e.Columns {
		if !slices.Contains(headings, theirs) {
			return false
		}
	}
	return len(e.Columns) > 0
}

// Map says by which mapping a draft is read, and which files are left out.
func (d *Desk) Map(id string, mapping *intake.Mapping, without []string) error {
	return d.next(id, []Stage{Mapping, Refused, Ready, Overtaken, Failed}, Reading, func(ctx context.Context, one *draft, run int) {
		d.read(ctx, one, run)
	}, func(one *draft) {
		one.Terms.Mapping, one.Problems = mapping, nil
		one.leave()
		one.contents = maps.Clone(one.contents)
		for _, name := range without {
			delete(one.contents, name)
		}
	})
}

// Again checks a draft against the data as they are now.
func (d *Desk) Again(id string) error {
	return d.next(id, []Stage{Overtaken, Failed, Ready}, Checking, d.check, func(*draft) {})
}

// Commit imports a draft that is ready.
func (d *Desk) Commit(id string) error {
	return d.next(id, []Stage{Ready}, Writing, d.write, func(*draft) {})
}

// next begins a step where the draft waits at one of the stages.
func (d *Desk) next(id string, from []Stage, to Stage, step func(context.Context, *draft, int), change func(*draft)) error {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	one, err := d.find(id)
	if err != nil {
		return err
	}
	if !slices.Contains(from, one.Stage) {
		return &model.Error{Code: model.Conflict, Field: "import", Sentence: model.Say("This upload has moved on in the meantime. Look at where it is now.")}
	}
	change(one)
	d.start(one, to, step)
	return nil
}

func (d *Desk) read(ctx context.Context, one *draft, run int) {
	if batch := d.rowsOf(ctx, one, run); batch != nil {
		d.report(one, run, func() { one.batch, one.rows, one.Stage = batch, one.Progress.Rows, Checking })
	}
	if d.at(one, run, Checking) {
		d.check(ctx, one, run)
	}
}

// makeRoom forgets what was read of other drafts, as far as the rows of one
// need it; they are read again when somebody comes back to them.
func (d *Desk) makeRoom(one *draft, rows int) error {
	if rows > d.most {
		return &TooManyRows{}
	}
	d.mutex.Lock()
	defer d.mutex.Unlock()
	others := slices.DeleteFunc(slices.Collect(maps.Values(d.drafts)), func(other *draft) bool { return other == one })
	slices.SortFunc(others, func(a, b *draft) int { return a.Expires.Compare(b.Expires) })
	for _, other := range others {
		rows += other.rows
	}
	for i := 0; rows > d.most && i < len(others); i++ {
		rows -= others[i].rows
		others[i].leave()
	}
	return nil
}

// rowsOf reads the files of a draft; nil where that failed, which is reported.
func (d *Desk) rowsOf(ctx context.Context, one *draft, run int) *model.Batch {
	terms := one.Terms
	options := exchange.Options{Mapping: terms.Mapping, Progress: func(p exchange.Progress) error {
		d.report(one, run, func() { one.Progress = p })
		return d.makeRoom(one, p.Rows)
	}}
	files, left := chosen(one.contents, one.Found, terms.Mapping)
	batch, err := exchange.ReadWatched(ctx, files, options)
	if err != nil {
		d.fail(one, run, err)
		return nil
	}
	batch.Problems = append(left, batch.Problems...)
	for i := range batch.Files {
		f := &batch.Files[i]
		f.Source, f.Licence, f.Attribution = cmp.Or(f.Source, terms.Source), cmp.Or(f.Licence, terms.Licence), cmp.Or(f.Attribution, terms.Attribution)
	}
	return batch
}

// chosen gives the files that are read: those that the mapping names and those
// of our own layout. A folder often holds others, which are left out with a
// warning.
func chosen(contents map[string][]byte, found []exchange.Found, mapping *intake.Mapping) (map[string][]byte, model.Problems) {
	files, left := map[string][]byte{}, model.Problems{}
	for _, name := range slices.Sorted(maps.Keys(contents)) {
		own := slices.ContainsFunc(found, func(f exchange.Found) bool { return f.File == name && f.Own != "" })
		if own || mapping != nil && mapping.Names(name) {
			files[name] = contents[name]
			continue
		}
		left = append(left, model.Problem{File: name, Warning: true, Expected: model.Say("neither the mapping nor our own layout names this file; it is left out")})
	}
	return files, left
}

func (d *Desk) check(ctx context.Context, one *draft, run int) {
	batch := d.held(one)
	if batch == nil { // the files could not be read before, or it made room
		d.read(ctx, one, run)
		return
	}
	preview, err := d.planner.Preview(ctx, batch)
	if err != nil {
		d.fail(one, run, err)
		return
	}
	d.report(one, run, func() {
		one.Preview, one.over, one.Problems, one.Stage = preview, preview.Base.Revision, preview.Warnings, Ready
	})
}

func (d *Desk) write(ctx context.Context, one *draft, run int) {
	batch := d.held(one)
	if batch == nil {
		if batch = d.rowsOf(ctx, one, run); batch == nil {
			return
		}
	}
	report, err := d.planner.ImportOver(ctx, batch, one.over, one.Terms.Actor)
	if err != nil {
		d.fail(one, run, err)
		return
	}
	d.report(one, run, func() {
		one.Report, one.Problems, one.Stage = report, report.Warnings, Done
		one.contents, one.size = nil, 0
		one.leave()
	})
}

// held gives what was read of a draft and is still there.
func (d *Desk) held(one *draft) *model.Batch {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return one.batch
}

// fail says why a step has come to nothing.
func (d *Desk) fail(one *draft, run int, err error) {
	var refused *planner.Refused
	var overtaken *planner.Overtaken
	d.report(one, run, func() {
		one.Err, one.Stage = err, Failed
		switch {
		case errors.As(err, &refused):
			one.Err, one.Problems, one.Stage = nil, refused.Problems, Refused
		case errors.As(err, &overtaken):
			one.Stage = Overtaken
		}
	})
}

// Rejected writes the rows of a file that have faults, to be mended. Say gives a
// sentence in the language of the reader.
func (d *Desk) Rejected(id, file string, say func(model.Sentence) string) ([]byte, error) {
	d.mutex.Lock()
	one, err := d.find(id)
	if err != nil {
		d.mutex.Unlock()
		return nil, err
	}
	contents, mapping, problems := one.contents, one.Terms.Mapping, one.Problems
	d.mutex.Unlock()
	return exchange.Rejected(contents, mapping, file, problems, say)
}

func latestFirst(drafts []Draft) []Draft {
	slices.SortFunc(drafts, func(a, b Draft) int { return cmp.Or(b.Opened.Compare(a.Opened), cmp.Compare(a.ID, b.ID)) })
	return drafts
}
