package cql2_test

import (
	"fmt"
	"strings"
	"testing"

	"catchment/model/cql2"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"
	"github.com/peterstace/simplefeatures/geom"
	"pgregory.net/rapid"
)

// drawFilter draws a filter of few levels over the feature of the tables.
func drawFilter(t *rapid.T, depth int) string {
	if depth == 0 || rapid.Bool().Draw(t, "leaf") {
		return drawPredicate(t)
	}
	word := rapid.SampledFrom([]string{"AND", "OR", "NOT"}).Draw(t, "word")
	if word == "NOT" {
		return "NOT (" + drawFilter(t, depth-1) + ")"
	}
	var parts []string
	for range rapid.IntRange(2, 3).Draw(t, "parts") {
		parts = append(parts, "("+drawFilter(t, depth-1)+")")
	}
	return strings.Join(parts, " "+word+" ")
}

// drawPredicate fills one of the forms.
func drawPredicate(t *rapid.T) string {
	number := func() string { return drawNumber(t, 2) }
	text := func() string { return drawText(t) }
	moment := func() string {
		return pick(t, "moment", "later", "no_moment", "TIMESTAMP('2026-04-01T09:30:00.25Z')")
	}
	time := func() string {
		return pick(t, "day", "no_day", "moment", "INTERVAL(day, date)", "INTERVAL('..', '2026-04-01T00:00:00Z')", "INTERVAL('2026-04-02', '..')", "INTERVAL('..','..')")
	}
	place := func() string {
		return pick(t, "area", "site", "no_place", "BBOX(0,0.5,5,5)", "POINT(-1e-9 4)", "LINESTRING(0 0,10 10.25)", "POLYGON((1 1,9 1,9 9,1 1),(5 2,6 2,6 3,5 2))", "GEOMETRYCOLLECTION(POINT(1 1),MULTIPOINT((2 2),(3 3)))")
	}
	not := pick(t, "", "NOT ")
	forms := []func() string{
		func() string { return number() + pick(t, "=", "<>", "<", ">", "<=", ">=") + number() },
		func() string { return text() + pick(t, "=", "<>", "<", ">=") + text() },
		func() string { return moment() + " <= " + moment() },
		func() string {
			return text() + " " + not + "LIKE " + pick(t, "'T%'", "CASEI('t_ %')", "'\\%'", "'%''_'")
		},
		func() string { return number() + " " + not + "BETWEEN " + number() + " AND " + number() },
		func() string { return number() + " " + not + "IN (" + number() + ", 12, " + number() + ")" },
		func() string { return text() + " IS " + not + "NULL" },
		func() string {
			return pick(t, "T_AFTER", "t_intersects", "T_DISJOINT", "T_Equals") + "(" + time() + "," + time() + ")"
		},
		func() string {
			return pick(t, "S_INTERSECTS", "s_disjoint", "S_WITHIN", "S_CROSSES") + "(" + place() + "," + place() + ")"
		},
		func() string { return pick(t, "TRUE", "FALSE", "open = TRUE", "no_truth = open") },
	}
	return rapid.SampledFrom(forms).Draw(t, "form")()
}

func pick(t *rapid.T, from ...string) string { return rapid.SampledFrom(from).Draw(t, "pick") }

func drawNumber(t *rapid.T, depth int) string {
	if depth > 0 && rapid.Bool().Draw(t, "sum") {
		return "(" + drawNumber(t, depth-1) + pick(t, " + ", "-", "*", "/", " % ", " div ", "^") + drawNumber(t, depth-1) + ")"
	}
	if rapid.Bool().Draw(t, "literal") {
		return fmt.Sprint(rapid.Float64().Draw(t, "number"))
	}
	return pick(t, "places", "need", "no_number", "12")
}

func drawText(t *rapid.T) string {
	switch rapid.IntRange(0, 2).Draw(t, "text") {
	case 0:
		return pick(t, "CASEI", "ACCENTI") + "(" + drawText(t) + ")"
	case 1:
		return pick(t, "name", "no_text", `"and"`, `"odd ""name"`)
	}
	written := strings.TrimRight(rapid.String().Draw(t, "written"), `\`)
	return "'" + strings.ReplaceAll(strings.ReplaceAll(written, `\'`, `'`), "'", "''") + "'"
}

func reading(t *rapid.T, text string) *cql2.Filter {
	f, err := cql2.ParseText(text, queryables)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return f
}

// TestEncodings: text to JSON to text comes to rest at once, and all forms say
// the same of a feature.
func TestEncodings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := reading(t, drawFilter(t, 3))
		g, err := cql2.ParseJSON(f.JSON(), queryables)
		if err != nil {
			t.Fatalf("%s: %v", f.JSON(), err)
		}
		h := reading(t, g.Text())
		if f.Text() != h.Text() || string(f.JSON()) != string(h.JSON()) {
			t.Fatalf("%s\n%s", f.Text(), h.Text())
		}
		if f.Matches(property) != g.Matches(property) || f.Matches(property) != h.Matches(property) {
			t.Fatalf("the forms of %s differ", f.Text())
		}
	})
}

// known is TRUE, FALSE or NULL.
func known(t *rapid.T, text string) string {
	switch {
	case reading(t, text).Matches(property):
		return "TRUE"
	case reading(t, "NOT ("+text+")").Matches(property):
		return "FALSE"
	}
	return "NULL"
}

// TestLogic has the laws that hold with NULL, and none that do not (a OR NOT a
// is not always TRUE).
func TestLogic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := "("+drawFilter(t, 1)+")", "("+drawFilter(t, 1)+")", "("+drawFilter(t, 0)+")"
		laws := [][2]string{
			{a, "NOT (NOT " + a + ")"},
			{"NOT (" + a + " AND " + b + ")", "NOT " + a + " OR NOT " + b},
			{"NOT (" + a + " OR " + b + ")", "NOT " + a + " AND NOT " + b},
			{a + " AND " + b, b + " AND " + a},
			{a + " AND (" + b + " OR " + c + ")", a + " AND " + b + " OR " + a + " AND " + c},
			{a + " AND " + b + " AND " + c, a + " AND (" + b + " AND " + c + ")"},
			{a + " OR TRUE", "TRUE"},
			{a + " AND FALSE", "FALSE"},
		}
		for _, law := range laws {
			if left, right := known(t, law[0]), known(t, law[1]); left != right {
				t.Fatalf("%s is %s, but %s is %s", law[0], left, law[1], right)
			}
		}
	})
}

// drawArea draws a box, a triangle or a box with a hole on a grid so small that
// borders often meet.
func drawArea(t *rapid.T) orb.Geometry {
	n := func(low, high int) float64 { return float64(rapid.IntRange(low, high).Draw(t, "n")) }
	x, y, w, h := n(0, 6), n(0, 6), n(1, 5), n(1, 5)
	box := orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + w, y + h}}
	switch rapid.IntRange(0, 4).Draw(t, "kind") {
	case 0:
		return orb.Point{x, y}
	case 1:
		return orb.LineString{{x, y}, {x + w, y + h}}
	case 2:
		return orb.Polygon{{{x, y}, {x + w, y}, {x, y + h}, {x, y}}}
	case 3:
		hole := orb.Bound{Min: orb.Point{x + w/4, y + h/4}, Max: orb.Point{x + w/2, y + h/2}}
		return orb.Polygon{box.ToRing(), hole.ToRing()}
	}
	return box
}

// TestPredicates: the shortcuts by boxes and corners agree with the full
// relation of the library, for geometries given as they are or prepared.
func TestPredicates(t *testing.T) {
	full := map[string]func(a, b geom.Geometry) (bool, error){
		"S_CONTAINS": geom.Contains, "S_CROSSES": geom.Crosses, "S_DISJOINT": geom.Disjoint, "S_EQUALS": geom.Equals,
		"S_OVERLAPS": geom.Overlaps, "S_TOUCHES": geom.Touches, "S_WITHIN": geom.Within,
		"S_INTERSECTS": func(a, b geom.Geometry) (bool, error) {
			apart, err := geom.Disjoint(a, b)
			return !apart, err
		},
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawArea(t), drawArea(t)
		for name, relation := range full {
			want, err := relation(library(t, a), library(t, b))
			if err != nil {
				t.Fatal(err)
			}
			f, err := cql2.ParseText(name+"(geometry, "+literal(b)+")", world)
			if err != nil {
				t.Fatal(err)
			}
			plain := f.Matches(func(string) any { return a })
			prepared := f.Matches(func(string) any { return cql2.NewShape(a) })
			if plain != want || prepared != want {
				t.Fatalf("%s of %s and %s: %v, prepared %v, want %v", name, literal(a), literal(b), plain, prepared, want)
			}
		}
	})
}

func literal(g orb.Geometry) string {
	if b, ok := g.(orb.Bound); ok {
		return fmt.Sprintf("BBOX(%v,%v,%v,%v)", b.Min[0], b.Min[1], b.Max[0], b.Max[1])
	}
	return wkt.MarshalString(g)
}

func library(t *rapid.T, g orb.Geometry) geom.Geometry {
	made, err := geom.UnmarshalWKT(wkt.MarshalString(g))
	if err != nil {
		t.Fatal(err)
	}
	return made
}
