package feature

import (
	"strings"

	"catchment/model"
	"catchment/model/disclosure"
)

// areasOf makes the collection of the areas of a kind.
func areasOf(kind model.AreaKind) func(*disclosure.View, *Ground) *Collection {
	return func(view *disclosure.View, ground *Ground) *Collection {
		shapes := view.Shapes(kind)
		text := func(name string, of func(*disclosure.Shape) string) Column {
			return Column{name, Text, func(row int) any { return optional(of(&shapes[row])) }}
		}
		c := &Collection{Kind: kind, ground: ground, Columns: []Column{
			text("code", func(s *disclosure.Shape) string { return s.Code }),
			text("name", func(s *disclosure.Shape) string { return s.Name }),
			text("name_cy", func(s *disclosure.Shape) string { return s.NameCy }),
			text("kind", func(s *disclosure.Shape) string { return string(s.Kind) }),
			text("parents", func(s *disclosure.Shape) string { return strings.Join(s.Parents, ";") }),
			{"valid_from", Date, func(row int) any { return optional(shapes[row].ValidFrom) }},
			{"valid_to", Date, func(row int) any { return optional(shapes[row].ValidTo) }},
		}}
		c.place = func(row int) Place { return ground.Of(shapes[row].Code) }
		c.span = func(row int) (model.Date, model.Date) { return shapes[row].ValidFrom, shapes[row].ValidTo }
		ids := make([]string, len(shapes))
		for i := range shapes {
			ids[i] = shapes[i].Code
		}
		return c.finish(ids)
	}
}
