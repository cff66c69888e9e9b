package cql2_test

import (
	"testing"
	"time"

	"catchment/model/cql2"

	"github.com/paulmach/orb"
)

// The feature of the tables: everything that begins with no is NULL.
var queryables = cql2.Queryables{
	"name": cql2.Text, "town": cql2.Text, "no_text": cql2.Text, "and": cql2.Text, `odd "name`: cql2.Text,
	"places": cql2.Number, "need": cql2.Number, "no_number": cql2.Number,
	"open": cql2.Boolean, "no_truth": cql2.Boolean,
	"day": cql2.Date, "date": cql2.Date, "no_day": cql2.Date,
	"moment": cql2.Timestamp, "later": cql2.Timestamp, "no_moment": cql2.Timestamp,
	"area": cql2.Geometry, "site": cql2.Geometry, "road": cql2.Geometry, "no_place": cql2.Geometry,
}

var feature = map[string]any{
	"name": "Tŷ Gobaith", "town": "Tŷ Gobaith", "and": "x", `odd "name`: "y",
	"places": 12.0, "need": 30, "open": true,
	"day": "2026-04-01", "date": time.Date(2026, 4, 2, 23, 0, 0, 0, time.UTC),
	"moment": time.Date(2026, 4, 1, 9, 30, 0, 0, time.UTC), "later": "2026-04-03T10:30:00+01:00",
	"area": holed, "site": orb.Point{2, 2}, "road": orb.LineString{{-1, 1}, {1, 1}},
}

// A square from 0 to 10 with a hole from 4 to 6, and a second square far off:
//
//	10 +-------------+
//	   |             |
//	 6 |    +---+    |      +--+
//	   |    |   |    |      |  |
//	 4 |    +---+    |      +--+
//	   |             |
//	 0 +-------------+
//	   0    4   6   10     20  22
var holed = orb.MultiPolygon{
	{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {{4, 4}, {4, 6}, {6, 6}, {6, 4}, {4, 4}}},
	{{{20, 4}, {22, 4}, {22, 6}, {20, 6}, {20, 4}}},
}

func property(name string) any { return feature[name] }

// truth tells NULL from FALSE: NULL matches neither as it is nor under NOT.
func truth(t *testing.T, text string) string {
	t.Helper()
	straight := parse(t, text).Matches(property)
	turned := parse(t, "NOT ("+text+")").Matches(property)
	switch {
	case straight && turned:
		t.Fatalf("%s matches with and without NOT", text)
	case straight:
		return "TRUE"
	case turned:
		return "FALSE"
	}
	return "NULL"
}

func parse(t *testing.T, text string) *cql2.Filter {
	t.Helper()
	f, err := cql2.ParseText(text, queryables)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return f
}

// classes has the filters of each requirements class with their truth.
var classes = map[string][]struct{ text, want string }{
	"basic": {
		{`name = 'Tŷ Gobaith'`, "TRUE"},
		{"name = 'Ty\u0302 Gobaith'", "TRUE"}, // y and a circumflex that combines
		{`name <> 'x'`, "TRUE"},
		{`places >= 12 and places <= 12.0 and places < 1.3E1 and places > -5`, "TRUE"},
		{`open = TRUE`, "TRUE"},
		{`open <> true`, "FALSE"},
		{`day = DATE('2026-04-01')`, "TRUE"},
		{`date = DATE('2026-04-02')`, "TRUE"},
		{`date > day`, "TRUE"},
		{`moment = TIMESTAMP('2026-04-01T09:30:00.000Z')`, "TRUE"},
		{`later = TIMESTAMP('2026-04-03T09:30:00Z')`, "TRUE"},
		{`"and" = 'x' AND "odd ""name" = 'y'`, "TRUE"},
		{`'it''s' = 'it\'s'`, "TRUE"},
		{`no_text IS NULL`, "TRUE"},
		{`name IS NOT NULL`, "TRUE"},
		{`area IS NULL`, "FALSE"},
		{`no_number = 1`, "NULL"},
		{`no_text <> 'x'`, "NULL"},
		{`no_truth = TRUE`, "NULL"},
		{`no_day < DATE('2026-04-01')`, "NULL"},
		{`TRUE`, "TRUE"},
	},
	"truth table": {
		{`TRUE AND no_number = 1`, "NULL"},
		{`no_number = 1 AND FALSE`, "FALSE"},
		{`no_number = 1 OR TRUE`, "TRUE"},
		{`FALSE OR no_number = 1`, "NULL"},
		{`no_number = 1 AND no_number = 1`, "NULL"},
		{`NOT no_number = 1`, "NULL"},
		{`NOT FALSE AND FALSE`, "FALSE"}, // NOT binds first
		{`TRUE OR TRUE AND FALSE`, "TRUE"},
		{`(TRUE OR TRUE) AND FALSE`, "FALSE"},
		{`NOT NOT TRUE`, "TRUE"},
	},
	"advanced": {
		{`name LIKE 'Tŷ%'`, "TRUE"},
		{`name LIKE '%b_ith'`, "TRUE"},
		{`name LIKE 'T_ G%h'`, "TRUE"},
		{`name LIKE 'tŷ%'`, "FALSE"},
		{`name NOT LIKE '%x%'`, "TRUE"},
		{`'50%' LIKE '50\%'`, "TRUE"},
		{`'500' LIKE '50\%'`, "FALSE"},
		{`'' LIKE '%'`, "TRUE"},
		{`no_text LIKE '%'`, "NULL"},
		{`places BETWEEN 12 AND 13`, "TRUE"},
		{`places NOT BETWEEN 13 AND 14`, "TRUE"},
		{`name BETWEEN 'A' AND 'Z'`, "TRUE"},
		{`day BETWEEN DATE('2026-01-01') AND date`, "TRUE"},
		{`places BETWEEN no_number AND 5`, "FALSE"}, // whatever the low end is
		{`places BETWEEN no_number AND 20`, "NULL"},
		{`places IN (1, 12)`, "TRUE"},
		{`places IN (1, no_number)`, "NULL"},
		{`places IN (1, no_number, 12)`, "TRUE"},
		{`places NOT IN (1, 2)`, "TRUE"},
		{`no_number IN (1, 2)`, "NULL"},
		{`places IN (need - 18, 3)`, "TRUE"},
		{`moment IN (TIMESTAMP('2026-04-01T09:30:00Z'))`, "TRUE"},
	},
	"case and accents": {
		{`CASEI(name) = CASEI('TŶ GOBAITH')`, "TRUE"},
		{`ACCENTI(name) = ACCENTI('Ty Gobaith')`, "TRUE"},
		{`ACCENTI('dŵr') = 'dwr'`, "TRUE"},
		{`ACCENTI('dŵr') = 'dŵr'`, "FALSE"},
		{`ACCENTI('København') = 'Kobenhavn'`, "TRUE"},
		{`CASEI(ACCENTI(name)) LIKE CASEI(ACCENTI('tÿ%'))`, "TRUE"},
		{`CASEI('Straße') IN ('strasse')`, "TRUE"},
		{`CASEI(no_text) = 'x'`, "NULL"},
	},
	"property and sums": {
		{`name = town`, "TRUE"},
		{`need > places`, "TRUE"},
		{`12 = places`, "TRUE"},
		{`need - places * 2 = 6`, "TRUE"},
		{`(need - places) * 2 = 36`, "TRUE"},
		{`need / 4 = 7.5 AND need div 4 = 7 AND need % 4 = 2`, "TRUE"},
		{`2 ^ 3 ^ 2 = 512`, "TRUE"},
		{`need - -2 = 32`, "TRUE"},
		{`need / 0 > 1`, "NULL"},
		{`need + no_number > 1`, "NULL"},
	},
}

func TestClasses(t *testing.T) {
	for class, cases := range classes {
		for _, c := range cases {
			if got := truth(t, c.text); got != c.want {
				t.Errorf("%s: %s is %s, want %s", class, c.text, got, c.want)
			}
			checkFixpoint(t, c.text)
		}
	}
}

// checkFixpoint writes a filter, reads it, and writes it again.
func checkFixpoint(t *testing.T, text string) {
	t.Helper()
	f := parse(t, text)
	g, err := cql2.ParseJSON(f.JSON(), queryables)
	if err != nil {
		t.Fatalf("%s: %v", f.JSON(), err)
	}
	h := parse(t, g.Text())
	if f.Text() != g.Text() || g.Text() != h.Text() || string(f.JSON()) != string(h.JSON()) {
		t.Errorf("%s becomes\n%s, then\n%s, then\n%s", text, f.Text(), g.Text(), h.Text())
	}
	if f.Matches(property) != g.Matches(property) || g.Matches(property) != h.Matches(property) {
		t.Errorf("%s matches only sometimes: %s", text, g.Text())
	}
}
