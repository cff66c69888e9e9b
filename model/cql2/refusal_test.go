package cql2_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"catchment/model/cql2"
)

// refusals have the place and a part of the sentence.
var refusals = []struct {
	text string
	at   int
	part string
}{
	{``, 1, "the end was found"},
	{`   `, 4, "the end was found"},
	{`places`, 1, "a condition is expected, but a number was found"},
	{`open`, 1, `write "open" = TRUE`},
	{`colour = 'red'`, 1, `but "colour" was found; the properties are and, area, date`},
	{`Name = 'x'`, 1, "the name of a property"},
	{`name = 5`, 8, "a text is expected beside a text, but a number was found"},
	{`name < places`, 8, "a text is expected"},
	{`'5' > 4`, 7, "a text is expected"},
	{`open > false`, 1, "a text, a number, a date or a timestamp is expected, but true or false was found"},
	{`area = POINT(1 1)`, 1, "but a geometry was found"},
	{`day = TIMESTAMP('2026-04-01T00:00:00Z')`, 7, "the T_ functions compare dates with timestamps"},
	{`(places = 1) = TRUE`, 2, "but a condition was found"},
	{`name = `, 8, "a bracket is expected, but the end was found"},
	{`name = NULL`, 8, `but "NULL" was found`},
	{`name IS 'x'`, 9, `"NULL" is expected, but the text 'x' was found`},
	{`name = 'x' town = 'y'`, 12, `AND, OR or the end is expected, but "town" was found`},
	{`name = 'x' AND`, 15, "the end was found"},
	{`(name = 'x'`, 12, `")" is expected`},
	{`name = 'x`, 8, "a closing ' is expected"},
	{`"name = 'x'`, 1, `a closing " is expected`},
	{`'ŷŷ' = name AND ; name = 'x'`, 17, `';' was found`},
	{`name NOT = 'x'`, 10, "LIKE, BETWEEN or IN is expected"},
	{`name LIKE town`, 11, "a pattern in single quotes is expected"},
	{`places LIKE '1%'`, 1, "a text is expected, but a number was found"},
	{`places BETWEEN 1`, 17, `"AND" is expected`},
	{`places BETWEEN 1 AND 'x'`, 22, "a number is expected"},
	{`places IN ()`, 12, `but ")" was found`},
	{`places IN (1 2)`, 14, `"," or ")" is expected`},
	{`places IN (1, 'x')`, 15, "a number is expected"},
	{`CASEI(places) = 'x'`, 7, "a text is expected"},
	{`CASEI(name, name) = 'x'`, 1, "CASEI with 1 arguments is expected, but 2 were found"},
	{`BUFFER(area, 10) IS NULL`, 1, `a function of CQL2 is expected, but "BUFFER" was found; the functions are CASEI`},
	{`A_CONTAINS(name, 'x')`, 1, "a function of CQL2 is expected"},
	{`S_INTERSECTS(area, name)`, 20, "a geometry is expected, but a text was found"},
	{`S_INTERSECTS(area)`, 1, "2 arguments"},
	{`S_INTERSECTS(area, POINT(1))`, 27, `a number is expected, but ")" was found`},
	{`S_INTERSECTS(area, POLYGON((0 0, 1 0, 1 1)))`, 20, "a ring has 3 points"},
	{`S_INTERSECTS(area, POLYGON((0 0, 1 0, 1 1, 0 1)))`, 20, "begins at 0 0 and ends at 0 1"},
	{`S_INTERSECTS(area, POLYGON((0 0, 2 2, 2 0, 0 2, 0 0)))`, 20, "a valid geometry is expected"},
	{`S_INTERSECTS(area, POLYGON((0 0, 1 0, 1 1, 0 0), (5 5, 6 5, 6 6, 5 5)))`, 20, "a valid geometry is expected"},
	{`S_INTERSECTS(area, LINESTRING(1 1))`, 30, "at least 2 points"},
	{`S_INTERSECTS(area, LINESTRING(1 1, 1 1))`, 20, "no two different points"},
	{`S_INTERSECTS(area, GEOMETRYCOLLECTION(GEOMETRYCOLLECTION(POINT(1 1))))`, 39, "MULTI forms is expected"},
	{`S_INTERSECTS(area, BBOX(1,2,3))`, 20, "4 or 6 numbers"},
	{`S_INTERSECTS(area, BBOX(1,5,2,4))`, 20, "south before its north"},
	{`S_INTERSECTS(area, BBOX(200,0,-200,4))`, 20, "antimeridian"},
	{`S_INTERSECTS(area, POINT(1e300 1))`, 20, "positions within the reference system"},
	{`day = DATE('2026-02-30')`, 12, "a date like '2026-04-01' is expected, but '2026-02-30' was found"},
	{`moment = TIMESTAMP('2026-04-01')`, 20, "a timestamp in UTC"},
	{`moment = TIMESTAMP('2026-04-01T10:00:00+01:00')`, 20, "a timestamp in UTC"},
	{`moment = TIMESTAMP('2026-04-01T1:00:00Z')`, 20, "a timestamp in UTC"},
	{`moment = TIMESTAMP('2026-04-01T10:00:00,5Z')`, 20, "a timestamp in UTC"},
	{`T_AFTER(name, day)`, 9, "a date, a timestamp or an interval is expected, but a text was found"},
	{`T_MEETS(day, INTERVAL('..', '..'))`, 9, "an interval is expected, but a date was found"},
	{`T_AFTER(day, INTERVAL('2026-01-01', '2026-01-01T00:00:00Z'))`, 37, "a date at both ends"},
	{`T_AFTER(day, INTERVAL('2026-01-02', '2026-01-01'))`, 14, "2026-01-02 is after 2026-01-01"},
	{`T_AFTER(day, INTERVAL('2026-01-02'))`, 14, "INTERVAL with 2 ends"},
	{`T_AFTER(day, INTERVAL(name, '..'))`, 23, "a date, a timestamp or '..' is expected"},
	{`places = 1x`, 10, "double quotes"},
	{`places = 1e999`, 10, "a number that can be held"},
	{`places + name = 3`, 10, "a number is expected, but a text was found"},
	{`-places = 3`, 2, "a number is expected"},
	{"name = '\xff'", 1, "UTF-8"},
}

func TestRefusals(t *testing.T) {
	for _, c := range refusals {
		_, err := cql2.ParseText(c.text, queryables)
		checkRefusal(t, c.text, err, c.at, c.part)
	}
}

func checkRefusal(t *testing.T, text string, err error, at int, part string) {
	t.Helper()
	var refused *cql2.Error
	if !errors.As(err, &refused) {
		t.Errorf("%.80s is taken: %v", text, err)
		return
	}
	if refused.At != at || !strings.Contains(refused.Sentence, part) || !strings.HasPrefix(refused.Sentence, fmt.Sprintf("At character %d ", at)) {
		t.Errorf("%.80s: at %d, want %d and %q: %s", text, refused.At, at, part, refused.Sentence)
	}
}

func TestJSONRefusals(t *testing.T) {
	cases := []struct {
		text string
		at   int
		part string
	}{
		{``, 1, "the rest of the JSON is expected"},
		{`{"op":"=","args":[`, 19, "the rest of the JSON is expected"},
		{`{"op":"=" "args":[]}`, 11, "JSON is expected"},
		{`true false`, 6, "the end is expected"},
		{`null`, 1, "but null was found"},
		{`[]`, 1, "but a list was found"},
		{`{"property":"open"}`, 13, `"open" = TRUE`},
		{`{"op":"=","args":[{"property":"ŷ"},1]}`, 31, `"ŷ" was found; the properties are`},
		{`{"op":"=","args":[{"property":"ŷ","x":1},1]}`, 31, `"ŷ" was found`},
		{`{"op":"=","args":[{"property":"name"},1]}`, 39, "a text is expected"},
		{`{"op":"=","args":[{"property":"name"}]}`, 18, `"=" with 2 arguments is expected, but 1 were found`},
		{`{"op":"and","args":[true]}`, 20, "with 2 arguments"},
		{`{"op":"not","args":[true,true]}`, 20, "with 1 arguments"},
		{`{"op":"=","args":{}}`, 18, "a list of arguments is expected"},
		{`{"op":"="}`, 1, `"args" beside "op" is expected`},
		{`{"op":5,"args":[]}`, 7, "the name of an operator is expected, but the number 5 was found"},
		{`{"op":"buffer","args":[]}`, 7, "a function of CQL2 is expected"},
		{`{"op":"like","args":[{"property":"name"},{"property":"town"}]}`, 54, "a pattern"},
		{`{"op":"in","args":[{"property":"name"},"x"]}`, 40, "a list of values is expected"},
		{`{"op":"in","args":[{"property":"name"},[]]}`, 40, "an empty list was found"},
		{`{"op":"=","op":"<","args":[1,1]}`, 11, `the member "op" once`},
		{`{"op":"=","property":"name","args":[]}`, 1, `one of "op" and "property"`},
		{`{"op":"=","args":[{"property":"name"},"x\\"]}`, 39, "does not end with a backslash"},
		{`{"op":"=","args":[{"property":"day"},{"date":"yesterday"}]}`, 46, "a date like"},
		{`{"op":"t_after","args":[{"property":"day"},{"interval":["2026-01-01"]}]}`, 56, "2 ends"},
		{`{"op":"t_after","args":[{"property":"day"},{"interval":["..",7]}]}`, 62, "but the number 7 was found"},
		{`{"op":"s_intersects","args":[{"property":"area"},{"type":"Circle","coordinates":[0,0]}]}`, 58, "'Circle' was found"},
		{`{"op":"s_intersects","args":[{"property":"area"},{"type":"Point"}]}`, 50, "a position of two numbers is expected, but null was found"},
		{`{"op":"s_intersects","args":[{"property":"area"},{"type":"Point","coordinates":[1]}]}`, 80, "one number was found"},
		{`{"op":"s_intersects","args":[{"property":"area"},{"bbox":[1,2,"3",4]}]}`, 63, "a number is expected, but the text '3' was found"},
		{`{"op":"<","args":[1e999,1]}`, 19, "a number that can be held"},
	}
	for _, c := range cases {
		_, err := cql2.ParseJSON([]byte(c.text), queryables)
		checkRefusal(t, c.text, err, c.at, c.part)
	}
}

// TestIntricate: a star of 600 chords would take the library very long; a
// circle of 2,000 corners is taken.
func TestIntricate(t *testing.T) {
	corners := func(count, step int) string {
		var all []string
		for i := range count {
			angle := 2 * math.Pi * float64(i*step%count) / float64(count)
			all = append(all, fmt.Sprintf("%.4f %.4f", math.Cos(angle), math.Sin(angle)))
		}
		return "S_CROSSES(road, LINESTRING(" + strings.Join(all, ",") + "))"
	}
	_, err := cql2.ParseText(corners(601, 300), queryables)
	checkRefusal(t, "a star", err, 17, "a simpler geometry is expected")
	start := time.Now()
	parse(t, corners(2000, 1)).Matches(property)
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("a circle took %v", took)
	}
}

// TestLimits: at the limit a filter is taken, over it refused.
func TestLimits(t *testing.T) {
	ring := func(points int) string {
		return "S_INTERSECTS(area, MULTIPOINT(" + strings.TrimSuffix(strings.Repeat("0 0,", points), ",") + "))"
	}
	nested := func(levels int) string {
		return strings.Repeat("(", levels) + "TRUE" + strings.Repeat(")", levels)
	}
	nots := func(levels int) string { return strings.Repeat("NOT ", levels) + "TRUE" }
	sums := func(terms int) string { return "1" + strings.Repeat("+1", terms) + " > 0" }
	long := func(bytes int) string { return "'" + strings.Repeat("x", bytes-5) + "'=''" }
	cases := []struct{ allowed, refused, part string }{
		{ring(10_000), ring(10_001), "at most 10000 points"},
		{nested(64), nested(65), "at most 64 levels"},
		{nots(63), nots(64), "at most 64 levels"},
		{sums(60), sums(80), "at most 64 levels"},
		{"2" + strings.Repeat("^1", 60) + "=2", "2" + strings.Repeat("^1", 9000) + "=2", "at most 64 levels"},
		{long(64 << 10), long(64<<10 + 1), "at most 65536 bytes"},
	}
	for _, c := range cases {
		if _, err := cql2.ParseText(c.allowed, queryables); err != nil {
			t.Errorf("%.40s: %v", c.allowed, err)
		}
		if _, err := cql2.ParseText(c.refused, queryables); err == nil || !strings.Contains(err.Error(), c.part) {
			t.Errorf("%.40s: %v, want %q", c.refused, err, c.part)
		}
	}
	deep := strings.Repeat(`{"op":"not","args":[`, 2000) + "true" + strings.Repeat("]}", 2000)
	for _, text := range []string{deep, strings.Repeat("[", 60_000)} {
		if _, err := cql2.ParseJSON([]byte(text), queryables); err == nil || !strings.Contains(err.Error(), "at most 64 levels") {
			t.Errorf("%.40s: %v", text, err)
		}
	}
}
