package register

import (
	"html/template"
	"slices"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
	"catchment/server/page/sketch"
)

// worstMap is the areas of one kind by their worst gap.
type worstMap struct {
	Title  string
	Svg    template.HTML
	Legend parts.MapLegend
}

// A class is children in the area's worst gap, as the table shows them. The
// classes are fixed, so that two maps can be compared, for areas of an
// authority's size or more by tier, and for smaller ones; these are their
// lower bounds.
var (
	largeBounds = map[string][4]float64{
		allTiers: {1000, 3000, 10_000, 20_000}, "1": {1000, 3000, 10_000, 20_000},
		upperTiers: {100, 300, 1000, 2000}, "2": {100, 300, 1000, 2000},
		"3": {20, 50, 150, 400}, "4": {20, 50, 150, 400},
	}
	smallBounds = [4]float64{5, 10, 20, 40}
)

func (s *scope) bounds() [4]float64 {
	if s.drawn().AuthorityOrLarger() {
		return largeBounds[s.tier]
	}
	return smallBounds
}

// boundTexts says the classes, the one of most children first.
func boundTexts(v *shell.Visit, bounds [4]float64) []string {
	out := []string{v.Say("register.class_most", "From", v.Number(bounds[3], 0))}
	for i := 2; i >= 0; i-- {
		out = append(out, v.Number(bounds[i], 0)+"–"+v.Number(bounds[i+1]-1, 0))
	}
	return append(out, "0–"+v.Number(bounds[0]-1, 0))
}

// draw maps the worst gap of each area of the list; nil where no boundary is
// known.
func (l *list) draw() *worstMap {
	v, kind := l.visit, l.scope.drawn()
	classes := l.classes(kind)
	title := v.Say("register.map_title", "Kind", v.Kind(kind, 1))
	m := sketch.Map{ID: "map", Kind: kind, Classes: classes, Palette: sketch.Amounts, Label: title, High: 430, Wide: 528,
		Selected: v.Query("selected"), Outline: outlineOf(kind)}
	for place, number := range l.byCode {
		m.Pins = append(m.Pins, sketch.Pin{Code: l.index.places[place].Code, Number: number})
	}
	slices.SortFunc(m.Pins, func(a, b sketch.Pin) int { return a.Number - b.Number })
	if len(classes) <= 400 {
		m.URL = func(code string) string { return v.Link(shell.Path("areas", code)) }
	}
	svg := m.Island(v.View, v.Voice, sketch.Live{Table: "gaps", What: title})
	if svg == "" {
		return nil
	}
	count := sketch.Count(classes)
	legend := parts.NewMapLegend(v.Voice, "amount", v.Say("register.map_method"), boundTexts(v, l.scope.bounds()), count.Classes, count.NotKnown, count.Suppressed)
	return &worstMap{title, svg, legend}
}

func outlineOf(kind model.AreaKind) model.AreaKind {
	if kind.Order() > model.LocalAuthority.Order() {
		return model.LocalAuthority
	}
	return ""
}

// classes gives every area of the kind in scope its class; one without a gap
// in the list is in the lowest.
func (l *list) classes(kind model.AreaKind) map[string]sketch.Class {
	x := l.index
	worst, hidden := map[int32]float64{}, map[int32]bool{}
	for _, i := range l.rows {
		r := &x.rows[i]
		switch {
		case x.places[r.place].Kind != kind:
		case r.suppressed:
			hidden[r.place] = true
		case r.shown():
			if _, seen := worst[r.place]; !seen {
				worst[r.place] = r.central
			}
		}
	}
	out := map[string]sketch.Class{}
	for place, p := range x.places {
		if p.Kind != kind || l.scope.within != nil && !l.scope.within[place] {
			continue
		}
		out[p.Code] = sketch.ByBounds(disclosure.Standard.Round(worst[int32(place)]), l.scope.bounds()).Reversed()
		if hidden[int32(place)] {
			out[p.Code] = sketch.Suppressed
		}
	}
	return out
}
