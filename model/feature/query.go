package feature

import (
	"context"
	"encoding/json"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/cql2"
)

// GeometryName is the geometry of a feature in filters.
const GeometryName = "geometry"

// Queryables are the properties that a filter may name: the columns and the
// geometry.
func (c *Collection) Queryables() cql2.Queryables {
	kinds := map[Type]cql2.Kind{Text: cql2.Text, Integer: cql2.Number, Number: cql2.Number, Date: cql2.Date}
	out := cql2.Queryables{GeometryName: cql2.Geometry}
	for _, column := range c.Columns {
		out[column.Name] = kinds[column.Type]
	}
	return out
}

// Query says which features are asked for: those of which everything holds.
type Query struct {
	Where    *cql2.Filter // of the geometry alone; features without one always match
	Filter   *cql2.Filter
	Equal    []Equal
	Timed    bool
	From, To model.Date // features that hold on any of these days; "" is open
}

// Equal asks for a value of a column.
type Equal struct {
	Column int
	Value  any // as Collection.Value gives it
}

// Touching is the condition that a geometry touches any of some areas, given
// as boxes or polygons in WGS 84. It fails for what is no area.
func Touching(areas ...orb.Geometry) (*cql2.Filter, error) {
	var parts []map[string]any
	for _, area := range areas {
		var literal map[string]any
		switch area := area.(type) {
		case orb.Bound:
			literal = map[string]any{"bbox": []float64{area.Min[0], area.Min[1], area.Max[0], area.Max[1]}}
		case orb.Polygon:
			literal = map[string]any{"type": "Polygon", "coordinates": area}
		}
		parts = append(parts, map[string]any{"op": "s_intersects", "args": []any{map[string]string{"property": GeometryName}, literal}})
	}
	var whole any = parts[0]
	if len(parts) > 1 {
		whole = map[string]any{"op": "or", "args": parts}
	}
	encoded, err := json.Marshal(whole)
	if err != nil {
		return nil, err
	}
	return cql2.ParseJSON(encoded, cql2.Queryables{GeometryName: cql2.Geometry})
}

// Matching gives the features of which a query holds, in order. It is given up
// when nobody waits for it any more: a filter that relates intricate shapes
// can take milliseconds a feature.
func (c *Collection) Matching(ctx context.Context, q Query) ([]int32, error) {
	out := []int32{}
	where := c.where(q.Where)
	for at := range c.ids {
		if at%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if c.matchesTime(q, at) && c.matchesValues(q.Equal, at) && where(at) && c.matchesFilter(q.Filter, at) {
			out = append(out, int32(at))
		}
	}
	return out, nil
}

// where decides once for each boundary: many features share one.
func (c *Collection) where(filter *cql2.Filter) func(at int) bool {
	if filter == nil {
		return func(int) bool { return true }
	}
	touches := func(at int) bool { return filter.Matches(func(string) any { return c.shapeOf(at) }) }
	if c.Points {
		return touches
	}
	const yes, no = 1, 2
	known := make([]int8, c.ground.Len())
	return func(at int) bool {
		place := c.Place(at)
		if place == Nowhere {
			return true
		}
		if known[place] == 0 {
			known[place] = no
			if touches(at) {
				known[place] = yes
			}
		}
		return known[place] == yes
	}
}

func (c *Collection) matchesTime(q Query, at int) bool {
	if !q.Timed {
		return true
	}
	from, to := c.Span(at)
	return (q.To == "" || from <= q.To) && (to == "" || to >= q.From)
}

func (c *Collection) matchesValues(equal []Equal, at int) bool {
	for _, e := range equal {
		if c.Value(at, e.Column) != e.Value {
			return false
		}
	}
	return true
}

func (c *Collection) matchesFilter(filter *cql2.Filter, at int) bool {
	return filter == nil || filter.Matches(func(name string) any {
		if name == GeometryName {
			return c.shapeOf(at)
		}
		column, ok := c.Column(name)
		if !ok {
			return nil
		}
		if n, whole := c.Value(at, column).(int); whole {
			return float64(n)
		}
		return c.Value(at, column)
	})
}
