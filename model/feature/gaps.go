package feature

import (
	"catchment/frontend/words"
	"catchment/model/disclosure"
)

// gaps makes the collection of the register. The sentences are made as they
// are asked for: there may be a hundred thousand.
func gaps(view *disclosure.View, ground *Ground) *Collection {
	all, english := view.Register(), words.In(words.English)
	text := func(name string, of func(*disclosure.Gap) string) Column {
		return Column{name, Text, func(row int) any { return optional(of(all.At(row))) }}
	}
	figure := func(name string, of func(*disclosure.Gap) disclosure.Figure) Column {
		return Column{name, Number, func(row int) any {
			if f := of(all.At(row)); f.IsShown() {
				return f.Value
			}
			return nil
		}}
	}
	shown := func(name string, of func(*disclosure.Gap) string) Column {
		return text(name, func(g *disclosure.Gap) string {
			if g.Hidden {
				return ""
			}
			return of(g)
		})
	}
	whole := func(name string, of func(*disclosure.Gap) int) Column {
		return Column{name, Integer, func(row int) any {
			if n := of(all.At(row)); n != 0 {
				return n
			}
			return nil
		}}
	}
	c := &Collection{Table: "gaps", ground: ground, span: on(view.Date()), Columns: []Column{
		whole("rank", func(g *disclosure.Gap) int { return g.Rank }),
		text("kind", func(g *disclosure.Gap) string { return string(g.Kind) }),
		text("area_code", func(g *disclosure.Gap) string { return g.Place.Code }),
		text("area_name", func(g *disclosure.Gap) string { return g.Place.Name }),
		text("area_kind", func(g *disclosure.Gap) string { return string(g.Place.Kind) }),
		whole("tier", func(g *disclosure.Gap) int { return g.Tier }),
		text("service_type", func(g *disclosure.Gap) string { return g.Type.Key }),
		figure("children_low", func(g *disclosure.Gap) disclosure.Figure { return g.Low }),
		figure("children", func(g *disclosure.Gap) disclosure.Figure { return g.Central }),
		figure("children_high", func(g *disclosure.Gap) disclosure.Figure { return g.High }),
		shown("why", func(g *disclosure.Gap) string { return g.Why(english) }),
		{"since", Date, func(row int) any { return optional(all.At(row).Since) }},
		shown("closes_with", func(g *disclosure.Gap) string { return g.ClosesWith(english) }),
		{"as_of", Date, constant(string(view.Date()))},
		text(Suppressed, func(g *disclosure.Gap) string {
			if g.Hidden {
				return "rank,children_low,children,children_high,why,since,closes_with"
			}
			return ""
		}),
	}}
	c.place = func(row int) Place { return ground.Of(all.At(row).Place.Code) }
	ids := make([]string, all.Len())
	lacking := map[string]bool{}
	for i, g := range all.All() {
		ids[i] = g.ID
		lackingIn(g, lacking)
	}
	c.lacking = func() map[string]bool { return lacking }
	return c.finish(ids)
}

// lackingIn notes the columns in which a gap has no value while it is at hand:
// to make all again takes seconds. Texts are not told apart.
func lackingIn(g *disclosure.Gap, lacking map[string]bool) {
	note := func(name string, lacks bool) {
		if lacks {
			lacking[name] = true
		}
	}
	note("rank", g.Rank == 0)
	note("tier", g.Tier == 0)
	note("since", g.Since == "")
	note("children_low", !g.Low.IsShown())
	note("children", !g.Central.IsShown())
	note("children_high", !g.High.IsShown())
}
