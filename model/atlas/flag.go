package atlas

import (
	"cmp"
	"slices"
)

// Flag is something that METHOD says is flagged: a figure stands on a choice
// that a person should know of.
type Flag struct {
	SubjectKind string // area, service or service_type
	Subject     string
	Flag        string
	Text        string
}

// Flags is a list of flags.
type Flags []Flag

// Add appends a flag.
func (f *Flags) Add(kind, subject, flag, text string) {
	*f = append(*f, Flag{kind, subject, flag, text})
}

func (f *Flags) area(code, flag, text string) { f.Add("area", code, flag, text) }

// Sorted gives the flags in order of subject kind, subject and flag, each
// once.
func (f Flags) Sorted() Flags {
	out := slices.Clone(f)
	slices.SortFunc(out, func(x, y Flag) int {
		return cmp.Or(cmp.Compare(x.SubjectKind, y.SubjectKind), cmp.Compare(x.Subject, y.Subject),
			cmp.Compare(x.Flag, y.Flag), cmp.Compare(x.Text, y.Text))
	})
	return slices.Compact(out)
}
