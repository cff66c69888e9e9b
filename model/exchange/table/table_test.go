package table

import (
	"fmt"
	"strings"
	"testing"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/exchange/intake"
)

// told writes problems one a line, warnings in brackets.
func told(problems model.Problems) string {
	var b strings.Builder
	for _, p := range problems {
		if p.Warning {
			fmt.Fprintf(&b, "(%s)\n", p.Sentence())
		} else {
			fmt.Fprintln(&b, p.Sentence())
		}
	}
	return b.String()
}

// shares writes the rows of the table shares, one a line.
func shares(batch *model.Batch) string {
	var b strings.Builder
	for _, row := range batch.Rows["shares"] {
		s := row.Noun.(*model.Share)
		fmt.Fprintf(&b, "%d: %d %q %v %q\n", row.Number, s.Tier, s.Attribute, s.Share, s.Source)
	}
	return b.String()
}

func readCSV(text string) *model.Batch {
	in := intake.New(nil)
	ReadCSV(in, intake.Origin{File: "shares.csv", Table: "shares"}, []byte(text))
	return in.Finish()
}

func sheetOf(name string, columns []string, rows ...[]any) disclosure.Sheet {
	return disclosure.Sheet{Name: name, Columns: columns, Rows: func(yield func([]any) bool) {
		for _, row := range rows {
			if !yield(row) {
				return
			}
		}
	}}
}

// formulas are texts that a spreadsheet would take for a formula, and texts
// that look as if they had been made safe.
var formulas = []string{
	"=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "\r=1", "\n=1",
	"'=1", "''=1", "'", "''", "'a", "a=1", "", " =1", "''''@", "'\t",
}

func TestGuardedTextsComeBack(t *testing.T) {
	for _, text := range formulas {
		if got := unguarded(guarded(text)); got != text {
			t.Errorf("%q becomes %q", text, got)
		}
		if g := guarded(text); g != "" && strings.ContainsRune("=+-@\t\r\n", rune(g[0])) {
			t.Errorf("%q is written %q", text, g)
		}
	}
}
