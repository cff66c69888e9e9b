package planner

import (
	"fmt"

	"catchment/model"
	"catchment/model/field"
)

var (
	controlInText = model.Say("a text without control characters is expected")
	placeInSource = model.Say("these files hold a protected service: a text without postcode, coordinates, grid reference or street and house number is expected (it is not repeated here)")
)

// ofReason is what is wrong with why somebody changes something.
func ofReason(reason string) model.Problems {
	switch {
	case !field.IsText(reason):
		return model.Problems{{Column: "reason", Expected: controlInText}}
	case field.NamesPlace(reason):
		return model.Problems{{Column: "reason", Expected: placeInReason}}
	}
	return nil
}

// ofFiles is what is wrong with what is said of files: where they come from,
// and what they are called. It is shown to everyone, for as long as the files
// are in force, and so may not lead to a protected place that they bring.
func (m *merging) ofFiles(batch *model.Batch) model.Problems {
	hidden := m.bringsProtected(batch)
	var out model.Problems
	for i := range batch.Files {
		f := &batch.Files[i]
		at := fmt.Sprintf("File %d of %d", i+1, len(batch.Files)) // its name may be what is wrong
		for _, text := range []struct {
			column, said string
			place        bool
		}{
			{"file", f.Name, field.KeyNamesPlace(f.Name)}, {"source", f.Source, field.NamesPlace(f.Source)},
			{"licence", f.Licence, field.NamesPlace(f.Licence)}, {"attribution", f.Attribution, field.NamesPlace(f.Attribution)},
		} {
			switch {
			case !field.IsText(text.said):
				out = append(out, model.Problem{File: at, Column: text.column, Expected: controlInText})
			case hidden && text.place:
				out = append(out, model.Problem{File: at, Column: text.column, Expected: placeInSource})
			}
		}
	}
	return out
}

// bringsProtected says whether a batch has rows of a protected service or of
// its sites.
func (m *merging) bringsProtected(batch *model.Batch) bool {
	for _, row := range batch.Rows[model.Service{}.TableName()] {
		if m.after.services[row.Noun.(*model.Service).Key] {
			return true
		}
	}
	for _, row := range batch.Rows[model.Site{}.TableName()] {
		if m.after.journeys[row.Noun.(*model.Site).Key] {
			return true
		}
	}
	return false
}
