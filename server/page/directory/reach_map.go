package directory

import (
	"fmt"
	"html/template"

	"catchment/model"
	"catchment/server/page/sketch"
)

// swatch is one entry of the key to the map.
type swatch struct{ Class, Fill, Text, Count string }

// reachClass: full reach is darkest, out of reach is white.
func reachClass(weight float64) sketch.Class {
	switch {
	case weight >= 0.995:
		return 0
	case weight >= 0.5:
		return 1
	case weight >= 0.25:
		return 2
	case weight > 0:
		return 3
	}
	return 4
}

var reachFills = [5]string{"#15464d", "#5a878b", "#8eb0b3", "#bdd1d2", "#ffffff"}

// worthShowing: an authority of which a third is reached is shown whole.
const worthShowing = 3

// reachClasses are the classes of the areas in reach and, white, of those
// beside them in authorities that are mostly reached.
func (p *servicePage) reachClasses(kind model.AreaKind, areas []*reached) map[string]sketch.Class {
	classes := map[string]sketch.Class{}
	if kind == model.LocalAuthority {
		for _, place := range p.View.Places(kind) {
			classes[place.Code] = 4
		}
	}
	within := map[string]int{} // areas reached, by authority
	for _, a := range areas {
		classes[a.place.Code] = reachClass(a.most)
		for _, above := range p.View.Above(a.place.Code) {
			if above.Kind == model.LocalAuthority {
				within[above.Code]++
			}
		}
	}
	for authority, reached := range within {
		beside := p.View.Below(authority, kind)
		if reached*worthShowing < len(beside) {
			continue // a corner of it is reached: the map stays with the service
		}
		for _, place := range beside {
			if _, known := classes[place.Code]; !known {
				classes[place.Code] = 4
			}
		}
	}
	return classes
}

func (p *servicePage) reachMap(kind model.AreaKind, areas []*reached) template.HTML {
	m := sketch.Map{ID: "map", Kind: kind, Palette: sketch.Reach, Outline: model.LocalAuthority, Selected: p.Query("selected"),
		Classes: p.reachClasses(kind, areas), Label: p.Say("directory.map_label", "Name", p.Title, "Kind", p.Kind(kind, 1)), Wide: 528, High: 480}
	for _, site := range p.View.SitePoints() {
		if site.Service.Key == p.is.Key {
			m.Sites = append(m.Sites, site)
		}
	}
	if len(m.Classes) <= 400 {
		m.URL = p.explain
	}
	return m.Island(p.View, p.Voice, sketch.Live{Table: "reach-table", What: p.Say("directory.reach_what")})
}

func (p *servicePage) reachLegend(kind model.AreaKind, areas []*reached) []swatch {
	counts := sketch.Count(p.reachClasses(kind, areas))
	var out []swatch
	for class, n := range counts.Classes {
		if n > 0 || class == 0 || class == 4 {
			out = append(out, swatch{fmt.Sprintf("map-reach-%d", class), reachFills[class], p.Say("directory.reach_class_" + string(rune('0'+class))), p.Say("areas_count", "Count", n)})
		}
	}
	return out
}
