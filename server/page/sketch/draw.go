package sketch

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"catchment/frontend/words"
	"catchment/model/disclosure"
	"catchment/model/topology"
)

func contains(m orb.MultiPolygon, p orb.Point) bool { return planar.MultiPolygonContains(m, p) }

// Draw gives the map as SVG. Where no area of the kind has a boundary it is
// empty: the table says all that there is.
func (m Map) Draw(view *disclosure.View, voice *words.Voice) template.HTML {
	s := m.scene(view, voice)
	if len(s.ground.layerOf(m.Kind).shapes) == 0 {
		return ""
	}
	return s.svg()
}

func (s *scene) svg() template.HTML {
	var out drawing
	out.openSVG(s)
	out.patterns(s)
	out.add(`<rect class="map-sea" width="%d" height="%d" fill="#f0f4f5"/><g transform="scale(.1)" stroke-linejoin="round">`, s.Wide, s.High)
	out.neighbours(s)
	for class := Class(0); class <= None; class++ {
		out.class(s, class)
	}
	out.lines(s)
	out.selected(s)
	out.add(`</g>`)
	out.sites(s)
	out.names(s)
	out.pins(s)
	out.add(`</svg>`)
	return template.HTML(out.String()) // every value was escaped in add
}

// drawing is SVG on its way.
type drawing struct{ strings.Builder }

// add writes a format; texts among the values are escaped.
func (d *drawing) add(format string, values ...any) {
	for i, v := range values {
		if text, is := v.(string); is {
			values[i] = template.HTMLEscapeString(text)
		}
	}
	fmt.Fprintf(&d.Builder, format, values...)
}

// openSVG names the drawing. With links inside it is a group: an image has no
// parts that a reader could follow.
func (d *drawing) openSVG(s *scene) {
	role := "img"
	if s.URL != nil {
		role = "group"
	}
	d.add(`<svg class="map-still" viewBox="0 0 %d %d" width="%d" height="%d" role="%s"`, s.Wide, s.High, s.Wide, s.High, role)
	if s.Description == "" {
		d.add(` aria-labelledby="%s-title"><title id="%s-title">%s</title>`, s.ID, s.ID, s.Label)
		return
	}
	d.add(` aria-labelledby="%s-title" aria-describedby="%s-text"><title id="%s-title">%s</title><desc id="%s-text">%s</desc>`,
		s.ID, s.ID, s.ID, s.Label, s.ID, s.Description)
}

// patterns are in user units: hatch for not known, dots for suppressed, and
// for print the signs of a difference: white on the dark greys of what fell.
func (d *drawing) patterns(s *scene) {
	d.add(`<defs>`)
	d.pattern(s.ID+"-hatch", 60, `<path d="M-15 15 15-15M0 60 60 0M45 75 75 45" stroke="#5b666b" stroke-width="12"/>`)
	d.pattern(s.ID+"-dots", 50, `<circle cx="25" cy="25" r="9" fill="#5b666b"/>`)
	if s.Palette == Differences {
		d.pattern(s.ID+"-minus", 150, `<path d="M40 75h70" stroke="#fff" stroke-width="12"/>`)
		d.pattern(s.ID+"-plus", 150, `<path d="M40 75h70M75 40v70" stroke="#000" stroke-width="12"/>`)
	}
	d.add(`</defs>`)
}

// pattern is a square of white with a figure on it; signs stand on nothing.
func (d *drawing) pattern(id string, side int, figure string) {
	d.add(`<pattern id="%s" width="%d" height="%d" patternUnits="userSpaceOnUse">`, id, side, side)
	if !strings.HasSuffix(id, "us") {
		d.add(`<rect width="%d" height="%d" fill="#fff"/>`, side, side)
	}
	d.WriteString(figure)
	d.add(`</pattern>`)
}

// sites are discs where a public site is, and rings at the point of the area
// for one that is shown by its area alone.
func (d *drawing) sites(s *scene) {
	if len(s.Sites) == 0 {
		return
	}
	d.add(`<g class="map-sites" stroke="#1a2226" stroke-width="1.5" aria-hidden="true">`)
	for _, site := range s.Sites {
		fill := "#1a2226"
		if site.AreaOnly {
			fill = "#fff"
		}
		at := s.frame.of(topology.Project(site.Point))
		if site.Placed && at[0] > 0 && at[1] > 0 && at[0] < float64(s.Wide) && at[1] < float64(s.High) {
			d.add(`<circle cx="%.1f" cy="%.1f" r="2.6" fill="%s"/>`, at[0], at[1], fill)
		}
	}
	d.add(`</g>`)
}

// neighbours are the areas around the subject: of the larger kind, where there
// is one, under it.
func (d *drawing) neighbours(s *scene) {
	kind := s.Outline
	if len(s.ground.layerOf(kind).shapes) == 0 {
		kind = s.Kind
	}
	var around []orb.MultiPolygon
	for _, o := range s.of(kind) {
		if _, subject := s.Classes[o.Code]; !subject && s.frame.shows(o.Boundary.Bound()) {
			around = append(around, o.Boundary)
		}
	}
	if data := s.frame.path(around...); data != "" {
		d.add(`<path class="map-land" fill="#dfe3e4" stroke="#fff" stroke-width="7" d="%s"/>`, data)
	}
}
