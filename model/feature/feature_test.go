package feature_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/cql2"
	"catchment/model/disclosure"
	"catchment/model/exchange"
	"catchment/model/feature"
	"catchment/model/planner"
	"catchment/seed"
)

const today model.Date = "2026-04-01"

var views = map[disclosure.Audience]*disclosure.View{}

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "feature")
	must(err)
	defer os.RemoveAll(folder)
	reference := func() (*model.Batch, error) {
		return exchange.ReadFiles(seed.Reference(), exchange.Options{Reference: true})
	}
	p, err := planner.Open(context.Background(), filepath.Join(folder, "region.db"), reference, func() time.Time { return today.Time() })
	must(err)
	defer p.Close()
	batch, err := exchange.ReadFiles(seed.Demonstration(today.Time()), exchange.Options{})
	must(err)
	_, err = p.Import(context.Background(), batch, "tests")
	must(err)
	for _, audience := range disclosure.Audiences {
		views[audience], err = p.View(context.Background(), today, audience)
		must(err)
	}
	m.Run()
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func collection(t *testing.T, audience disclosure.Audience, id string) *feature.Collection {
	t.Helper()
	c, ok := feature.Of(views[audience]).Collection(id)
	if !ok {
		t.Fatalf("there is no collection %s", id)
	}
	return c
}

// Every row of a table is a feature with the same cells, and an identity of its
// own, in order.
func TestTablesAreWhole(t *testing.T) {
	for _, audience := range disclosure.Audiences {
		for _, table := range []string{"coverage", "tiers", "practice"} {
			c := collection(t, audience, table)
			sheet, err := views[audience].Sheet(table, nil)
			must(err)
			rows := 0
			for cells := range sheet.Rows {
				rows++
				id := cells[0].(string) + ".t" + string(rune('0'+cells[3].(int)))
				if table == "coverage" || table == "practice" {
					id += "." + cells[4].(string)
				}
				sameCells(t, c, id, sheet.Columns, cells)
			}
			if rows != c.Len() || rows == 0 {
				t.Errorf("%s: %d rows, %d features", table, rows, c.Len())
			}
		}
	}
}

func sameCells(t *testing.T, c *feature.Collection, id string, columns []string, cells []any) {
	t.Helper()
	at, found := c.Find(id)
	if !found {
		t.Fatalf("%s has no feature %s", c.ID, id)
	}
	place, _ := c.Column(feature.Suppressed)
	withheld, _ := c.Value(at, place).(string)
	for i, cell := range cells {
		if got := c.Value(at, i); cell == disclosure.Standard.Symbol {
			if got != nil || !slices.Contains(strings.Split(withheld, ","), columns[i]) {
				t.Errorf("%s: %s is %v where it is suppressed; %q is withheld", id, columns[i], got, withheld)
			}
		} else if got != cell {
			t.Errorf("%s: %s is %v, want %v", id, columns[i], got, cell)
		}
	}
}

func TestIdentitiesStandInOrder(t *testing.T) {
	for _, audience := range disclosure.Audiences {
		set := feature.Of(views[audience])
		for _, name := range set.Names() {
			c, _ := set.Collection(name)
			for at := 1; at < c.Len(); at++ {
				if c.FeatureID(at-1) >= c.FeatureID(at) {
					t.Fatalf("%s: %s stands before %s", name, c.FeatureID(at-1), c.FeatureID(at))
				}
			}
			for at := range c.Len() {
				if again, found := c.Find(c.FeatureID(at)); !found || again != at {
					t.Fatalf("%s: %s is found at %d, not %d", name, c.FeatureID(at), again, at)
				}
			}
		}
	}
}

// The extent holds every feature, and no box smaller on a side does.
func TestExtent(t *testing.T) {
	c := collection(t, disclosure.Commissioner, "coverage")
	bound := orb.Bound{Min: orb.Point{180, 90}, Max: orb.Point{-180, -90}}
	for at := range c.Len() {
		if g := c.Geometry(at); g != nil {
			bound = bound.Union(g.Bound())
		}
	}
	if bound != c.Bound {
		t.Errorf("%v, want %v", c.Bound, bound)
	}
}

// What is not public is in no collection of sites, for whomever.
func TestSitesArePublic(t *testing.T) {
	for _, audience := range disclosure.Audiences {
		c := collection(t, audience, "sites")
		public := map[string]bool{}
		for _, site := range views[audience].Sites() {
			public[site.Key] = site.Disclosure == model.Public && site.Placed()
		}
		for at := range c.Len() {
			if !public[c.FeatureID(at)] {
				t.Errorf("for %s the site %s is shown", audience, c.FeatureID(at))
			}
		}
		if c.Len() == 0 {
			t.Error("no site is shown")
		}
	}
}

func TestMatching(t *testing.T) {
	c := collection(t, disclosure.Commissioner, "coverage")
	tier, _ := c.Column("tier")
	third, err := cql2.ParseText("tier = 3 AND coverage < 0.25", c.Queryables())
	must(err)
	nowhere, err := feature.Touching(orb.Bound{Min: orb.Point{100, 0}, Max: orb.Point{101, 1}})
	must(err)
	either, err := feature.Touching(orb.Bound{Min: orb.Point{100, 0}, Max: orb.Point{101, 1}}, c.Bound)
	must(err)
	column, _ := c.Column("coverage")
	for name, test := range map[string]struct {
		query feature.Query
		keeps func(at int) bool
	}{
		"everything": {feature.Query{}, func(int) bool { return true }},
		"a value":    {feature.Query{Equal: []feature.Equal{{Column: tier, Value: 3}}}, func(at int) bool { return c.Value(at, tier) == 3 }},
		"a filter": {feature.Query{Filter: third}, func(at int) bool {
			x, ok := c.Value(at, column).(float64)
			return ok && x < 0.25 && c.Value(at, tier) == 3
		}},
		"elsewhere":            {feature.Query{Where: nowhere}, func(at int) bool { return c.Geometry(at) == nil }},
		"here or elsewhere":    {feature.Query{Where: either}, func(int) bool { return true }},
		"on the day":           {feature.Query{Timed: true, From: today, To: today}, func(int) bool { return true }},
		"before the day":       {feature.Query{Timed: true, To: today.AddDays(-1)}, func(int) bool { return false }},
		"from the day on":      {feature.Query{Timed: true, From: today}, func(int) bool { return true }},
		"from the next day on": {feature.Query{Timed: true, From: today.AddDays(1)}, func(int) bool { return false }},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := c.Matching(t.Context(), test.query)
			must(err)
			var want []int32
			for at := range c.Len() {
				if test.keeps(at) {
					want = append(want, int32(at))
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%d match, want %d", len(got), len(want))
			}
		})
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Matching(gone, feature.Query{}); err == nil {
		t.Error("it goes on when nobody waits")
	}
}

// A column lacks a value where a feature has none, and only there. Of texts it
// is not said of every collection.
func TestLacks(t *testing.T) {
	lacking := 0
	for _, audience := range disclosure.Audiences {
		for _, name := range feature.Of(views[audience]).Names() {
			c := collection(t, audience, name)
			for i, column := range c.Columns {
				want := false
				for at := range c.Len() {
					want = want || c.Value(at, i) == nil
				}
				if got := c.Lacks(i); column.Type != feature.Text && got != want {
					t.Errorf("%s of %s for %s: %t, not %t", column.Name, name, audience, got, want)
				}
				if want && column.Type == feature.Number {
					lacking++
				}
			}
		}
	}
	if lacking == 0 {
		t.Error("no number is lacking, so that nothing was tried")
	}
}
