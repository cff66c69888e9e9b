// Package intake turns rows of text into nouns. A reader of a format opens a
// Sheet for each table that it finds, gives it the headings, and then row by
// row the cells:
//
//	in := intake.New(nil)
//	sheet := in.Open(intake.Origin{File: "providers.csv", Table: "providers"}, 1,
//		[]string{"provider", "name", "sector"})
//	sheet.Row(2, []string{"p1", "Helping Hands", "children"}, nil)
//	sheet.Close()
//	batch := in.Batch()
//
// Headings are matched to columns without regard to case and to surrounding
// space, through a Mapping where one is given. A fault becomes a
// model.Problem, and reading goes on: a row is passed on with what could be
// read of it as soon as its key could be, so that later checks see it too.
//
// Edge cases: a wholly empty row is skipped; a short row is padded with empty
// cells; an empty cell is "not stated"; a heading that stands twice, a
// required column that is missing, a row longer than its headings and a key
// that stands twice are errors; a column that is not known is a warning.
//
// # Protected places
//
// Nothing that a row of sites, or a change of a scenario, holds is repeated
// in a problem. Only a site that is validly public keeps coordinates and
// postcode; those of an area_only site are disregarded with a warning; those
// of a protected one are an error and are wiped before the noun is passed on,
// as they are where the disclosure cannot be read.
package intake
