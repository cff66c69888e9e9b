package sketch

import (
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/topology"
)

// Map says what is drawn.
type Map struct {
	ID          string           // unique on the page; begins the ids inside
	Kind        model.AreaKind   // of the areas that are filled
	Classes     map[string]Class // by code: the subject, to which the map is fitted
	Palette     Palette          // "" is Amounts
	Outline     model.AreaKind   // a larger kind, drawn over in ink; "" for none
	Named       model.AreaKind   // whose names are written; "": of the outline, else of the areas where they are few
	Label       string           // what the map shows, in a few words
	Description string           // what it says, in a sentence; may be empty
	Pins        []Pin
	Sites       []disclosure.SitePoint   // those that have no point are left out
	Selected    string                   // the code of the area chosen, "" for none
	URL         func(code string) string // where an area leads; nil for no links
	Wide, High  int                      // user units; 0 is 528 × 570
}

// Pin numbers an area at its representative point, or where a point is given
// that place, as the table beside the map does.
type Pin struct {
	Code   string
	Number int
	Point  *orb.Point // longitude, latitude
}

// few areas can bear their names on the map.
const few = 30

func (m Map) withDefaults() Map {
	if m.Palette == "" {
		m.Palette = Amounts
	}
	if m.Wide <= 0 || m.High <= 0 {
		m.Wide, m.High = 528, 570
	}
	if m.Outline == m.Kind {
		m.Outline = ""
	}
	if m.Named == "" {
		m.Named = m.Outline
	}
	if m.Named == "" && len(m.Classes) <= few {
		m.Named = m.Kind
	}
	return m
}

// scene is a map with its areas in place.
type scene struct {
	Map
	voice    *words.Voice
	ground   *ground
	frame    frame
	subject  []disclosure.Shape // areas with a class that have a boundary
	outlines map[model.AreaKind][]topology.Outline
	byCode   map[string]orb.MultiPolygon // of the subject's kind
	held     map[string]bool             // outlines that hold part of the subject
	settled  []placed
}

func (m Map) scene(view *disclosure.View, voice *words.Voice) *scene {
	s := &scene{Map: m.withDefaults(), voice: voice, ground: groundOf(view), outlines: map[model.AreaKind][]topology.Outline{}}
	bound, some := s.ground.boundOf(m.Kind, m.Classes)
	if !some {
		bound, _ = s.ground.boundOf(m.Kind, nil)
	}
	s.frame = fit(bound, s.Wide, s.High)
	for _, shape := range s.ground.layerOf(m.Kind).shapes {
		if _, in := m.Classes[shape.Code]; in {
			s.subject = append(s.subject, shape)
		}
	}
	return s
}

// boundOf is around the areas of a kind that have a class; around all of them
// where classes is nil.
func (g *ground) boundOf(kind model.AreaKind, classes map[string]Class) (bound orb.Bound, some bool) {
	l := g.layerOf(kind)
	for i, shape := range l.shapes {
		if _, in := classes[shape.Code]; !in && classes != nil {
			continue
		}
		if !some {
			bound, some = l.bounds[i], true
		}
		bound = bound.Union(l.bounds[i])
	}
	return bound, some
}

// finest is the side of the smallest triangle that is drawn, in user units.
const finest = 0.8

// of gives the outlines of a kind, simplified for this drawing.
func (s *scene) of(kind model.AreaKind) []topology.Outline {
	if _, made := s.outlines[kind]; !made {
		s.outlines[kind] = s.ground.topology.At(string(kind), finest/s.frame.scale)
	}
	return s.outlines[kind]
}

// outline finds one area of a kind.
func (s *scene) outline(kind model.AreaKind, code string) orb.MultiPolygon {
	all := s.of(kind)
	if i := slices.IndexFunc(all, func(o topology.Outline) bool { return o.Code == code }); i >= 0 {
		return all[i].Boundary
	}
	return nil
}

// holding lists the outlines of a larger kind that hold an area of the
// subject.
func (s *scene) holding(kind model.AreaKind) map[string]bool {
	out := map[string]bool{}
	for _, o := range s.of(kind) {
		bound := o.Boundary.Bound()
		out[o.Code] = slices.ContainsFunc(s.subject, func(shape disclosure.Shape) bool {
			return shape.Placed && bound.Contains(shape.Point) && contains(o.Boundary, shape.Point)
		})
	}
	maps.DeleteFunc(out, func(_ string, holds bool) bool { return !holds })
	return out
}
