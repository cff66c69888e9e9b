package model

import (
	"strings"
	"testing"
)

func TestProblemSentence(t *testing.T) {
	cases := []struct {
		name    string
		problem Problem
		want    string
	}{
		{"cell", Problem{File: "services.csv", Row: 14, Column: "age_max", Found: Said(`"x"`), Expected: Said("a whole number from 0 to 24 is expected")},
			`services.csv row 14, "age_max" is "x"; a whole number from 0 to 24 is expected.`},
		{"value not repeated", Problem{File: "sites.csv", Row: 3, Column: "lon", Expected: Said("a protected site has no coordinates")},
			`sites.csv row 3, "lon": a protected site has no coordinates.`},
		{"row", Problem{File: "services.csv", Row: 2, Expected: Said("one row a key is expected.")}, `services.csv row 2: one row a key is expected.`},
		{"whole file", Problem{File: "rates.csv", Expected: Said("the column tier is missing")}, `rates.csv: the column tier is missing.`},
		{"empty cell", Problem{File: "rates.csv", Row: 2, Column: "tier", Found: Quoted(""), Expected: Said("a number is expected")},
			`rates.csv row 2, "tier" is empty; a number is expected.`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := c.problem.Sentence(); got != c.want {
				t.Errorf("\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestQuotedCutsLongValues(t *testing.T) {
	if got, want := Quoted(strings.Repeat("ŵ", 61)).String(), `"`+strings.Repeat("ŵ", 60)+`…"`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := Quoted(strings.Repeat("ŵ", 60)).String(), `"`+strings.Repeat("ŵ", 60)+`"`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestProblemsByWeight(t *testing.T) {
	all := Problems{{File: "a"}, {File: "b", Warning: true}, {File: "c"}}
	if e, w := all.Errors(), all.Warnings(); len(e) != 2 || e[1].File != "c" || len(w) != 1 || w[0].File != "b" {
		t.Errorf("errors %v, warnings %v", e, w)
	}
}
