package sketch

import (
	"github.com/paulmach/orb"

	"catchment/model/disclosure"
)

// fill is the colour of a class, or its pattern.
func (s *scene) fill(class Class) string {
	switch class {
	case NotKnown:
		return "url(#" + s.ID + "-hatch)"
	case Suppressed:
		return "url(#" + s.ID + "-dots)"
	case None:
		return "#fff"
	}
	return colours[s.Palette][class]
}

// border is the line between areas: white and thin between small ones, ink
// between authorities and between classes that are white.
func (s *scene) border() (colour string, width int) {
	if s.Kind.AuthorityOrLarger() {
		return "#1a2226", 14
	}
	if s.Palette == Reach {
		return "#6f7b80", 7
	}
	return "#fff", 7
}

// class draws the areas of one class: one shape for all, or one with a link
// for each.
func (d *drawing) class(s *scene, class Class) {
	var shapes []disclosure.Shape
	for _, shape := range s.subject {
		if min(max(s.Classes[shape.Code], 0), None) == class {
			shapes = append(shapes, shape)
		}
	}
	if len(shapes) == 0 {
		return
	}
	colour, width := s.border()
	d.add(`<g class="map-%s-%d" fill="%s" stroke="%s" stroke-width="%d"><g id="%s-c%d">`, string(s.Palette), int(class), s.fill(class), colour, width, s.ID, int(class))
	boundaries := s.boundaries()
	if s.URL == nil {
		var all []orb.MultiPolygon
		for _, shape := range shapes {
			all = append(all, boundaries[shape.Code])
		}
		d.add(`<path d="%s"/>`, s.frame.path(all...))
	} else {
		for _, shape := range shapes {
			d.link(s, shape, boundaries[shape.Code])
		}
	}
	d.add(`</g></g>`)
	d.sign(s, class)
}

// boundaries are those of the subject's kind, by code.
func (s *scene) boundaries() map[string]orb.MultiPolygon {
	if s.byCode == nil {
		s.byCode = map[string]orb.MultiPolygon{}
		for _, o := range s.of(s.Kind) {
			s.byCode[o.Code] = o.Boundary
		}
	}
	return s.byCode
}

// link draws an area that leads to its page. The table beside the map has the
// same links, so that these are no stops for the keyboard.
func (d *drawing) link(s *scene, shape disclosure.Shape, boundary orb.MultiPolygon) {
	data := s.frame.path(boundary)
	if data == "" {
		return
	}
	name, _ := s.voice.Name(shape.Name, shape.NameCy)
	d.add(`<a href="%s" tabindex="-1"><title>%s</title><path d="%s"/></a>`, s.URL(shape.Code), name, data)
}

// sign lays + or − over a class of differences, for print.
func (d *drawing) sign(s *scene, class Class) {
	if s.Palette != Differences || class > 4 || class == 2 {
		return
	}
	sign := "minus"
	if class > 2 {
		sign = "plus"
	}
	d.add(`<use class="map-sign" href="#%s-c%d" fill="url(#%s-%s)" display="none"/>`, s.ID, int(class), s.ID, sign)
}

// lines are the outlines of the larger kind around the subject, or of all of
// its areas where nothing of the subject has a place.
func (d *drawing) lines(s *scene) {
	if s.Outline == "" {
		return
	}
	var around []orb.MultiPolygon
	for _, o := range s.of(s.Outline) {
		if s.holds()[o.Code] {
			around = append(around, o.Boundary)
		}
	}
	if data := s.frame.path(around...); data != "" {
		d.add(`<path class="map-outline" fill="none" stroke="#1a2226" stroke-width="14" d="%s"/>`, data)
	}
}

func (s *scene) holds() map[string]bool {
	if s.held == nil {
		s.held = s.holding(s.Outline)
	}
	return s.held
}

// selected outlines the area chosen: ink inside yellow, an authority ink
// inside white.
func (d *drawing) selected(s *scene) {
	boundary := s.boundaries()[s.Selected]
	kind := s.Kind
	if boundary == nil && s.Outline != "" {
		boundary, kind = s.outline(s.Outline, s.Selected), s.Outline
	}
	data := s.frame.path(boundary)
	if data == "" {
		return
	}
	under := "#ffdd00"
	if kind.AuthorityOrLarger() {
		under = "#fff"
	}
	d.add(`<path class="map-selected-under" fill="none" stroke="%s" stroke-width="60" d="%s"/>`, under, data)
	d.add(`<path class="map-selected" fill="none" stroke="#1a2226" stroke-width="26" d="%s"/>`, data)
}
