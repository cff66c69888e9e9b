package feature

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"sync"

	"github.com/paulmach/orb"

	"catchment/model"
)

// Place is where a feature lies: the number of a boundary of the ground, or
// none.
type Place = int32

// Nowhere is the place of a feature without a geometry.
const Nowhere Place = -1

// Collection is a set of features in order of identity.
type Collection struct {
	ID      string
	Table   string         // the table of the files that it shows; "" for others
	Kind    model.AreaKind // of the areas of an areas-… collection
	Columns []Column
	Points  bool       // features are points, else areas
	Bound   orb.Bound  // of all features, WGS 84; empty where none has a place
	From    model.Date // the first day that any feature holds for; "" is open
	To      model.Date // the last

	ground *Ground
	ids    []string
	order  []int32 // row of each feature
	place  func(row int) Place
	point  func(row int) orb.Point             // of collections of points
	span   func(row int) (from, to model.Date) // "" is open

	lacking func() map[string]bool // columns in which a feature has no value
}

// finish puts the rows into order. Two rows of one identity, which the
// register of an audience can have, are told apart by a number.
func (c *Collection) finish(ids []string) *Collection {
	c.order = make([]int32, len(ids))
	for i := range c.order {
		c.order[i] = int32(i)
	}
	slices.SortStableFunc(c.order, func(x, y int32) int { return cmp.Compare(ids[x], ids[y]) })
	c.ids = make([]string, len(ids))
	for at, row := range c.order {
		c.ids[at] = ids[row]
	}
	same := 1
	for at := 1; at < len(c.ids); at++ {
		if ids[c.order[at]] != ids[c.order[at-1]] {
			same = 1
			continue
		}
		same++
		c.ids[at] += "~" + strconv.Itoa(same)
	}
	if !slices.IsSorted(c.ids) {
		sort.Sort(byID{c})
	}
	if c.lacking == nil {
		c.lacking = sync.OnceValue(c.findLacking)
	}
	c.Bound = c.extent()
	c.From, c.To = c.time()
	return c
}

type byID struct{ *Collection }

func (b byID) Len() int           { return len(b.ids) }
func (b byID) Less(i, j int) bool { return b.ids[i] < b.ids[j] }
func (b byID) Swap(i, j int) {
	b.ids[i], b.ids[j] = b.ids[j], b.ids[i]
	b.order[i], b.order[j] = b.order[j], b.order[i]
}

func (c *Collection) extent() orb.Bound {
	var out orb.Bound
	begun := false
	for at := range c.ids {
		g := c.Geometry(at)
		if g == nil {
			continue
		}
		if bound := g.Bound(); begun {
			out = out.Union(bound)
		} else {
			out, begun = bound, true
		}
	}
	if !begun {
		return orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}
	}
	return out
}

// time is from the first to the last day of all features, open where one of
// them is.
func (c *Collection) time() (from, to model.Date) {
	for at := range c.ids {
		first, last := c.Span(at)
		if at == 0 {
			from, to = first, last
			continue
		}
		from = min(from, first)
		if to != "" && (last == "" || last > to) {
			to = last
		}
	}
	return from, to
}

// Len is the number of features.
func (c *Collection) Len() int { return len(c.ids) }

// FeatureID is the identity of a feature.
func (c *Collection) FeatureID(at int) string { return c.ids[at] }

// Find gives the place in order of an identity.
func (c *Collection) Find(id string) (at int, found bool) { return slices.BinarySearch(c.ids, id) }

// Value is a feature's value in a column: nil, string, int or float64.
func (c *Collection) Value(at, column int) any { return c.Columns[column].value(int(c.order[at])) }

// Lacks says whether a feature has no value in a column of numbers or dates: it
// is not known, not stated or suppressed. It is found out once.
func (c *Collection) Lacks(column int) bool { return c.lacking()[c.Columns[column].Name] }

// findLacking looks at one column after the other, until it finds a feature
// without a value.
func (c *Collection) findLacking() map[string]bool {
	out := map[string]bool{}
	for i, column := range c.Columns {
		for at := 0; at < len(c.ids) && !out[column.Name]; at++ {
			out[column.Name] = c.Value(at, i) == nil
		}
	}
	return out
}

// Column finds a column by its name.
func (c *Collection) Column(name string) (int, bool) {
	i := slices.IndexFunc(c.Columns, func(column Column) bool { return column.Name == name })
	return i, i >= 0
}

// Geometry is where a feature lies, in WGS 84; nil where that is not known.
func (c *Collection) Geometry(at int) orb.Geometry {
	row := int(c.order[at])
	if c.Points {
		return c.point(row)
	}
	if place := c.place(row); place != Nowhere {
		return c.ground.Boundary(place)
	}
	return nil
}

// shapeOf is where a feature lies as a filter reads it; nil where that is not
// known.
func (c *Collection) shapeOf(at int) any {
	switch place := c.Place(at); {
	case c.Points:
		return c.point(int(c.order[at]))
	case place == Nowhere:
		return nil
	default:
		return c.ground.boundaries[place]
	}
}

// Place is the boundary of the ground that a feature has; Nowhere for one
// without, and for points.
func (c *Collection) Place(at int) Place {
	if c.Points {
		return Nowhere
	}
	return c.place(int(c.order[at]))
}

// Ground is where the boundaries of the collection are from.
func (c *Collection) Ground() *Ground { return c.ground }

// Span is the time that a feature holds for: the first and the last day, ""
// where it is open.
func (c *Collection) Span(at int) (from, to model.Date) { return c.span(int(c.order[at])) }
