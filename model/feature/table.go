package feature

import (
	"fmt"
	"slices"
	"strings"

	"catchment/model/disclosure"
)

// identifying are the columns that, behind the area, make the identity of a
// row.
var identifying = []string{"tier", "service_type", "indicator"}

// tableOf makes the collection of a table of figures: each row is a feature
// with the boundary of its area.
func tableOf(table string) func(*disclosure.View, *Ground) *Collection {
	return func(view *disclosure.View, ground *Ground) *Collection {
		sheet, err := view.Sheet(table, nil)
		if err != nil {
			panic(err) // only for a table that there is not
		}
		c := &Collection{Table: table, ground: ground, span: on(view.Date())}
		stores, hidden := make([]store, len(sheet.Columns)), &withheld{texts: texts{number: map[string]uint32{}}}
		for i, name := range sheet.Columns {
			t, known := typed[name]
			if !known {
				t = Number
			}
			stores[i] = newStore(t)
			c.Columns = append(c.Columns, Column{name, t, stores[i].value})
		}
		c.Columns = append(c.Columns, Column{"as_of", Date, constant(string(view.Date()))}, Column{Suppressed, Text, hidden.value})
		identity := identityOf(sheet.Columns)
		var ids []string
		var places []Place
		for cells := range sheet.Rows {
			for i, cell := range cells {
				if !stores[i].add(cell) {
					hidden.names = append(hidden.names, sheet.Columns[i])
				}
			}
			hidden.end()
			ids, places = append(ids, identity(cells)), append(places, ground.Of(cells[0].(string)))
		}
		c.place = func(row int) Place { return places[row] }
		return c.finish(ids)
	}
}

// identityOf makes W06000001.t3.refuge of the cells of a row.
func identityOf(columns []string) func(cells []any) string {
	var parts []int
	for _, name := range identifying {
		if i := slices.Index(columns, name); i >= 0 {
			parts = append(parts, i)
		}
	}
	tier := slices.Index(columns, "tier")
	return func(cells []any) string {
		var b strings.Builder
		b.WriteString(cells[0].(string))
		for _, i := range parts {
			if b.WriteByte('.'); i == tier {
				b.WriteByte('t')
			}
			fmt.Fprint(&b, cells[i])
		}
		return b.String()
	}
}
