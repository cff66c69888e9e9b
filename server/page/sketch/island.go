package sketch

import (
	"encoding/json"
	"fmt"
	"html/template"
	"math"

	"github.com/paulmach/orb"

	"catchment/frontend/words"
	"catchment/model/disclosure"
	"catchment/model/topology"
)

// Live is what the live map of a page needs beside the drawing.
type Live struct {
	Figures string // address of the figures in columns, for what is said of an area; "" for none
	Table   string // id of the table with the same rows
	What    string // what the figure is, as in "tier 3, coverage"
	On      string // the day in the address of the page, "" for today
}

// Island gives the drawing inside the element that the live map takes over.
// The live map fills areas by the classes that stand here, so that it cannot
// differ from the drawing.
func (m Map) Island(view *disclosure.View, voice *words.Voice, live Live) template.HTML {
	s := m.scene(view, voice)
	if len(s.ground.layerOf(m.Kind).shapes) == 0 {
		return ""
	}
	var d drawing
	d.add(`<div class="map" data-module="catchment-map" id="%s" data-tiles="/tiles/%s" data-on="%s" data-kind="%s" data-context-kind="%s" data-named-kind="%s"`,
		s.ID, view.BoundaryVersion(), live.On, string(s.Kind), string(s.Outline), string(s.Named))
	d.add(` data-lang="%s" data-palette="%s" data-table="#%s" data-figures="%s" data-selected="%s" data-bounds="%s" data-large="%t">`,
		string(voice.Language()), string(s.Palette), live.Table, live.Figures, s.Selected, s.bounds(), s.Kind.AuthorityOrLarger())
	d.WriteString(string(s.svg()))
	d.add(`<p class="map-said hidden" role="status"></p>`)
	d.WriteString(`<script type="application/json" class="map-data">`)
	d.Write(s.data(live))
	d.add(`</script></div>`)
	return template.HTML(d.String()) // every value was escaped in add, or is JSON
}

// bounds are west, south, east and north of the subject.
func (s *scene) bounds() string {
	bound, _ := s.ground.boundOf(s.Kind, s.Classes)
	a, b := topology.Unproject(orb.Point{bound.Min[0], bound.Max[1]}), topology.Unproject(orb.Point{bound.Max[0], bound.Min[1]})
	return fmt.Sprintf("%.5f,%.5f,%.5f,%.5f", a[0], a[1], b[0], b[1])
}

// data are the classes, colours, pins and words for the live map. It is JSON
// without <, > and &, so that it can stand in a page.
func (s *scene) data(live Live) []byte {
	pins := []any{}
	for _, pin := range s.pinned() {
		pins = append(pins, []any{pin.Code, pin.Number, round(pin.lonLat[0]), round(pin.lonLat[1])})
	}
	sites := []any{}
	for _, site := range s.Sites {
		if site.Placed {
			sites = append(sites, []any{round(site.Point[0]), round(site.Point[1]), site.AreaOnly})
		}
	}
	out, err := json.Marshal(map[string]any{
		"sites":   sites,
		"classes": s.Classes, "colours": colours[s.Palette], "pins": pins, "holds": sorted(s.holds()), "words": s.spoken(live),
	})
	if err != nil {
		return []byte("{}") // maps of texts and whole numbers cannot fail
	}
	return out
}

// round leaves five digits after the point: about a metre.
func round(degrees float64) float64 { return math.Round(degrees*1e5) / 1e5 }

// spoken are the words of the live map; {name} and {share} are filled in
// there.
func (s *scene) spoken(live Live) map[string]string {
	v := s.voice
	return map[string]string{
		"label": s.Label, "controls": v.Say("map.controls"), "keys": v.Say("map.keys"), "unavailable": v.Say("map.unavailable"),
		"zoom_in": v.Say("map.zoom_in"), "zoom_out": v.Say("map.zoom_out"), "whole": v.Say("map.whole"),
		"north": v.Say("map.north"), "south": v.Say("map.south"), "west": v.Say("map.west"), "east": v.Say("map.east"),
		"gesture_wheel": v.Say("map.gesture_wheel"), "gesture_touch": v.Say("map.gesture_touch"),
		"known":      v.Say("map.say", "Name", "{name}", "What", live.What, "Share", "{share}"),
		"unknown":    v.Say("map.say_unknown", "Name", "{name}", "What", live.What),
		"suppressed": v.Say("map.say_suppressed", "Name", "{name}", "What", live.What),
		"neighbour":  v.Say("map.neighbour", "Name", "{name}"),
	}
}
