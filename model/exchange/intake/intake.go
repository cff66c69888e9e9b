package intake

import (
	"maps"
	"slices"

	"catchment/model"
)

// Scenario is the table of scenario changes, which has no noun of its own
// columns: see change.
const Scenario = "scenario"

// What a file may hold, so that a reader stays within memory.
const (
	// MaxFile is the largest file, in bytes.
	MaxFile = 256 << 20
	// MaxCellLength is the longest cell, in bytes.
	MaxCellLength = 256 << 10
	// MaxProblems is how many problems of one file are listed; further ones
	// are counted.
	MaxProblems = 10_000
	// fewWarnings is how many warnings of one sort are listed for one sheet;
	// further ones are counted.
	fewWarnings = 20
)

// Intake gathers the rows of any number of files into one batch.
type Intake struct {
	batch   model.Batch
	foreign map[string]*Foreign
	rows    map[string]map[string]place // layer -> key -> where it stands
	changes map[string]int              // scenario -> changes so far
	counts  map[string]counts           // file -> its problems
	total   int                         // rows offered so far
	watch   func(rows int) bool
	stopped bool
}

// watchEvery is the number of rows between two calls of a watch.
const watchEvery = 1000

// Watch calls a function every thousand rows; where it says false, no further
// row is read.
func (in *Intake) Watch(watch func(rows int) bool) { in.watch = watch }

// Rows is the number of rows that were offered so far, of all sheets.
func (in *Intake) Rows() int { return in.total }

// next counts a row, and says whether it is to be read.
func (in *Intake) next() bool {
	in.total++
	if in.watch != nil && !in.stopped && in.total%watchEvery == 0 {
		in.stopped = !in.watch(in.total)
	}
	return !in.stopped
}

// counts says how many problems a file has, and how many are not listed.
type counts struct{ listed, errors, warnings int }

// place is a row of a file.
type place struct {
	file   string
	number int
}

// New makes an empty intake. The foreign files are those that lookups of a
// mapping name, by their name; nil where there are none.
func New(foreign map[string]*Foreign) *Intake {
	return &Intake{
		batch:   model.Batch{Rows: map[string][]model.Row{}},
		foreign: foreign,
		rows:    map[string]map[string]place{},
		changes: map[string]int{},
		counts:  map[string]counts{},
	}
}

// Report adds a problem. Those beyond MaxProblems of a file are counted.
func (in *Intake) Report(p model.Problem) {
	n := in.counts[p.File]
	switch n.listed++; {
	case n.listed <= MaxProblems:
		in.batch.Problems = append(in.batch.Problems, p)
	case p.Warning:
		n.warnings++
	default:
		n.errors++
	}
	in.counts[p.File] = n
}

// Read adds a file that was read.
func (in *Intake) Read(file model.File) {
	file.Place = len(in.batch.Files) + 1
	in.batch.Files = append(in.batch.Files, file)
}

// Finish gives what was gathered, with a count of the problems that are not
// listed. Nothing may be added afterwards.
func (in *Intake) Finish() *model.Batch {
	for _, file := range slices.Sorted(maps.Keys(in.counts)) {
		if n := in.counts[file]; n.errors > 0 {
			in.more(file, n.errors, false)
		} else if n.warnings > 0 {
			in.more(file, n.warnings, true)
		}
	}
	return &in.batch
}

func (in *Intake) more(file string, count int, warning bool) {
	in.batch.Problems = append(in.batch.Problems, model.Problem{
		File: file, Warning: warning, Expected: model.Say("%d more problems are not listed", count),
	})
}
