package desk

import (
	"context"
	"slices"
	"time"

	"catchment/model"
	"catchment/model/exchange"
	"catchment/model/exchange/intake"
	"catchment/model/planner"
)

// Stage is where a draft is on its way.
type Stage string

// The stages of a draft.
const (
	Looking   Stage = "looking"   // the files are opened
	Mapping   Stage = "mapping"   // a person says which columns are ours
	Reading   Stage = "reading"   // rows are read
	Checking  Stage = "checking"  // rows are checked against the database
	Refused   Stage = "refused"   // there are faults to mend
	Ready     Stage = "ready"     // it can be imported
	Writing   Stage = "writing"   // it is being imported
	Done      Stage = "done"      // it was imported, or changed nothing
	Overtaken Stage = "overtaken" // the data were changed since it was checked
	Failed    Stage = "failed"    // the database or the files could not be used
)

// Running says whether something goes on that a page can wait for.
func (s Stage) Running() bool {
	return slices.Contains([]Stage{Looking, Reading, Checking, Writing}, s)
}

// Terms is what is said of an upload: who brings it, by which mapping it is
// read (nil: to be decided) and what must be said of its files.
type Terms struct {
	Actor       string
	Mapping     *intake.Mapping
	Source      string
	Licence     string
	Attribution string
}

// Draft is the state of an upload at one moment.
type Draft struct {
	ID       string
	Terms    Terms
	Stage    Stage
	Opened   time.Time
	Expires  time.Time
	Files    []Named
	Found    []exchange.Found
	Progress exchange.Progress
	Problems model.Problems   // errors and warnings of the last check
	Preview  *planner.Preview // from Ready on
	Report   *planner.Report  // when Done
	Err      error            // where Overtaken or Failed
}

// File is a file as it is uploaded.
type File struct {
	Name string
	Data []byte
}

// Named is a file of a draft.
type Named struct {
	Name  string
	Bytes int
}

// draft is a Draft with what is needed to go on. All is guarded by the desk's
// mutex, but the contents of files and batch, which nobody changes.
type draft struct {
	Draft
	contents map[string][]byte
	size     int
	batch    *model.Batch
	rows     int                // of the batch
	over     int                // the revision that the preview was made over
	stop     context.CancelFunc // of what is running
	run      int                // counts what was started, so that what was stopped cannot report
}

// TooManyRows says that files have more rows than one upload takes.
type TooManyRows struct{}

// Error says what to do.
func (*TooManyRows) Error() string { return tooManyRows.String() }

var tooManyRows = model.Say("The files have more than %d rows in all. Upload them in parts, or import them on the command line.", MaxRows)

// Unwrap gives the coded error.
func (*TooManyRows) Unwrap() error {
	return &model.Error{Code: model.Invalid, Field: "files", Sentence: tooManyRows}
}

// leave forgets what was read of a draft; its files stay.
func (one *draft) leave() { one.batch, one.Preview, one.rows = nil, nil, 0 }

// Guesses gives a mapping entry for each table found, which a person may
// change; one of our own layout has none.
func (d *Draft) Guesses() []*intake.Entry {
	entries := make([]*intake.Entry, len(d.Found))
	for i, f := range d.Found {
		switch {
		case f.Settled():
		case f.Own != "":
			entries[i] = &intake.Entry{File: f.File, Sheet: f.Sheet, Table: f.Own, Columns: intake.GuessColumns(f.Own, f.Headings)}
		default:
			entries[i] = intake.Guess(f.File, f.Sheet, f.Headings)
		}
	}
	return entries
}

// settled says whether every table found is one of ours.
func settled(found []exchange.Found) bool {
	return !slices.ContainsFunc(found, func(f exchange.Found) bool { return !f.Settled() })
}
