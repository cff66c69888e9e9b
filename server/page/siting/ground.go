package siting

import (
	"html/template"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/planner"
	"catchment/server/page/shell"
	"catchment/server/page/sketch"
)

// mostDrawn is how many areas of a kind are drawn; of more, local authorities.
const mostDrawn = 1500

// The classes of the map: areas that were chosen, those in which a place was,
// and the others.
const (
	chosen sketch.Class = 0
	around sketch.Class = 3
	others sketch.Class = 4
)

// ground is where the places of a plan are: areas, or points where a list said
// so and the type may be found.
type ground struct {
	visit *shell.Visit
	run   run
	list  map[string]*planner.CandidateSite
	mids  map[string]orb.Point // of base areas, where candidates are these
}

func groundOf(visit *shell.Visit, one run) *ground {
	g := &ground{visit, one, map[string]*planner.CandidateSite{}, map[string]orb.Point{}}
	if from := one.wish.Candidates; from.List == nil && from.Areas == "" && !one.result.Type.IsProtected() {
		for _, shape := range visit.View.Shapes(visit.View.BaseKind()) {
			if shape.Placed {
				g.mids[shape.Code] = shape.Point
			}
		}
	}
	for i := range one.wish.Candidates.List {
		site := &one.wish.Candidates.List[i]
		g.list[site.Key] = site
	}
	return g
}

// areas are the codes of what a candidate serves, or of where it stands.
func (g *ground) areas(c *planner.SitedCandidate) []string {
	site := g.list[c.Key]
	switch {
	case c.Service:
		return nil
	case site != nil && site.Lon == nil:
		return site.AreasServed
	case site == nil:
		return []string{c.Key}
	}
	return []string{c.Area}
}

// stands is where a candidate is on the map: at its place, or in the middle of
// the base area that it is; false where it is an area served.
func (g *ground) stands(c *planner.SitedCandidate) (orb.Point, bool) {
	if at, ok := g.mids[c.Key]; ok && !c.Service {
		return at, true
	}
	return g.point(c)
}

// point is where a list says that a candidate is. Protected ones have none.
func (g *ground) point(c *planner.SitedCandidate) (orb.Point, bool) {
	site := g.list[c.Key]
	if c.Service || site == nil || site.Lon == nil || site.Lat == nil || g.run.result.Type.IsProtected() {
		return orb.Point{}, false
	}
	return orb.Point{*site.Lon, *site.Lat}, true
}

// kind is what is filled: what was chosen, if all is of one kind and there is
// not too much of it.
func (g *ground) kind() model.AreaKind {
	var of model.AreaKind
	for _, choice := range g.run.result.Chosen {
		for _, code := range g.areas(&g.run.result.Candidates[choice.Candidate]) {
			_, kind := placeOf(g.visit, code)
			if kind == "" || of != "" && kind != of {
				return model.LocalAuthority
			}
			of = kind
		}
	}
	if of == "" || len(g.visit.View.Places(of)) > mostDrawn {
		return model.LocalAuthority
	}
	return of
}

// draw draws the plan: its areas filled, each with the number of the table.
func draw(visit *shell.Visit, one run) template.HTML {
	g := groundOf(visit, one)
	kind := g.kind()
	m := sketch.Map{ID: "map", Kind: kind, Palette: sketch.Reach, Outline: model.LocalAuthority, Label: visit.Say("siting.map_label"), Wide: 528, High: 420,
		Classes: map[string]sketch.Class{}}
	for _, place := range visit.View.Places(kind) {
		m.Classes[place.Code] = others
	}
	if len(m.Classes) == 0 {
		return ""
	}
	for i, choice := range one.result.Chosen {
		c := &one.result.Candidates[choice.Candidate]
		at, placed := g.stands(c)
		if placed {
			m.Pins = append(m.Pins, sketch.Pin{Number: i + 1, Point: &at})
		}
		for n, code := range g.filled(c, kind) {
			if placed && code != c.Key {
				m.Classes[code] = min(m.Classes[code], around)
				continue
			}
			if m.Classes[code] = chosen; n == 0 && !placed {
				m.Pins = append(m.Pins, sketch.Pin{Code: code, Number: i + 1})
			}
		}
	}
	return m.Draw(visit.View, visit.Voice)
}

// filled are the areas of the kind that a candidate fills.
func (g *ground) filled(c *planner.SitedCandidate, kind model.AreaKind) (out []string) {
	for _, code := range append(g.areas(c), c.Area) {
		if _, of := placeOf(g.visit, code); of == kind && len(out) == 0 || of == kind && code != c.Area {
			out = append(out, code)
		}
	}
	return out
}
