package disclosure

import (
	"iter"
	"time"

	"github.com/paulmach/orb"

	"catchment/model"
)

// Sheet is one table ready to be written. A cell is nil (empty), a string, an
// int or a float64; each row has one cell a column. Rows may be walked more
// than once and are made as they are walked.
type Sheet struct {
	Name    string
	Columns []string
	Rows    iter.Seq[[]any]
}

// Feature is one area with figures as properties, in order. Geometry is nil
// where no boundary is known.
type Feature struct {
	ID         string
	Geometry   orb.Geometry
	Properties []Property
}

// Property is one named figure of a Feature; values as the cells of a Sheet,
// or []string for a list.
type Property struct {
	Name  string
	Value any
}

// Layer is a set of features ready to be written as one GeoJSON file.
type Layer struct {
	Name     string
	Features iter.Seq[Feature]
}

// Provenance says where the figures of an export come from, and is carried
// by every one of them.
type Provenance struct {
	Product  string // name and version of the program
	Method   int
	Revision int
	AsOf     model.Date
	Audience string
	Computed time.Time
	Rounding string // the rounding and suppression rule that was applied
	Sources  []SourceNote
}

// SourceNote names one source with its licence and the words that must stand
// wherever it is shown.
type SourceNote struct {
	Source      string
	Licence     string
	Attribution string
	Files       []string
}
