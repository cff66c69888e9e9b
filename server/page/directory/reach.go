package directory

import (
	"cmp"
	"html/template"
	"math"
	"slices"

	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// reach is which areas a service serves and reaches, and whom it meets there.
type reach struct {
	Lead   string
	Served []parts.Link // areas named
	Map    template.HTML
	Legend []swatch
	Rows   []reachRow
	More   string // in a last row: "12 further areas"
	MoreOf reachRow
	Total  reachRow
	Note   string
	Empty  string
	By     []parts.Link // the same by another kind of area, or all rows
}

type reachRow struct {
	Code, Say                         string
	Area                              parts.Link
	Other                             string
	Weight, Demand, Accepted, MetHere string
	Selected                          bool

	at reached
}

// reached is one area, or several added up, in reach of a service.
type reached struct {
	place                   disclosure.Place
	least, most             float64 // W
	demand, accepted, given float64
}

func (r *reached) add(a *coverage.OfferArea) {
	r.least, r.most = math.Min(r.least, a.Weight), math.Max(r.most, a.Weight)
	r.demand, r.accepted, r.given = r.demand+a.Demand, r.accepted+a.Accepted, r.given+a.Given
}

// Rows at first; more are asked for. Above manyAreas they are added up by
// authority unless asked for.
const (
	firstRows = 12
	manyAreas = 150
)

func (p *servicePage) reach() (reach, error) {
	out := reach{Lead: p.howReached(), Served: p.served()}
	if p.offer == nil {
		out.Empty = p.noFigures()
		if !p.full() {
			out.Empty = p.Say("directory.reach_public")
		}
		return out, nil
	}
	if len(p.offer.Areas) == 0 {
		out.Empty = p.Say("directory.reaches_nobody")
		return out, nil
	}
	kind, err := p.reachKind(&out)
	if err != nil {
		return out, err
	}
	show, err := p.Choice("rows", "", "all")
	if err != nil {
		return out, err
	}
	areas := p.reachedBy(kind)
	p.Islands = []string{"map"}
	out.Map, out.Legend = p.reachMap(kind, areas), p.reachLegend(kind, areas)
	p.reachRows(&out, areas, show == "all")
	return out, nil
}

// reachKind is the kind of area that rows are added up to. A protected service
// is shown by authority, never nearer.
func (p *servicePage) reachKind(out *reach) (model.AreaKind, error) {
	base := p.View.BaseKind()
	if !slices.Contains(p.View.Kinds(), model.LocalAuthority) || base == model.LocalAuthority {
		return base, nil
	}
	if p.is.Protected {
		return model.LocalAuthority, nil
	}
	first, second := base, model.LocalAuthority
	if len(p.offer.Areas) > manyAreas {
		first, second = second, first
	}
	chosen, err := p.Choice("by", string(first), string(second))
	if err != nil {
		return "", err
	}
	other := second
	if model.AreaKind(chosen) == second {
		other = first
	}
	out.By = append(out.By, parts.Link{Text: p.Say("directory.by_kind", "Kind", p.Kind(other, 1)), URL: p.Here("by", other, "rows", "", "selected", "") + "#reach"})
	return model.AreaKind(chosen), nil
}

// reachedBy adds up the areas in reach by a kind, those most reached first.
func (p *servicePage) reachedBy(kind model.AreaKind) []*reached {
	byCode := map[string]*reached{}
	var out []*reached
	for i := range p.offer.Areas {
		a := &p.offer.Areas[i]
		place := disclosure.Place{Code: a.Area.Code, Name: a.Area.Name, NameCy: a.Area.NameCy, Kind: a.Area.Kind}
		if kind != a.Area.Kind {
			for _, above := range p.View.Above(a.Area.Code) {
				if above.Kind == kind {
					place = above
				}
			}
		}
		if byCode[place.Code] == nil {
			byCode[place.Code] = &reached{place: place, least: math.Inf(1)}
			out = append(out, byCode[place.Code])
		}
		byCode[place.Code].add(a)
	}
	slices.SortFunc(out, func(x, y *reached) int {
		return cmp.Or(cmp.Compare(y.most, x.most), cmp.Compare(y.demand, x.demand), cmp.Compare(x.place.Code, y.place.Code))
	})
	return out
}

func (p *servicePage) reachRows(out *reach, areas []*reached, all bool) {
	total, rest := reached{}, reached{least: math.Inf(1)}
	for i, a := range areas {
		total.demand, total.accepted, total.given = total.demand+a.demand, total.accepted+a.accepted, total.given+a.given
		if all || i < firstRows {
			out.Rows = append(out.Rows, p.reachRow(a))
			continue
		}
		rest.least, rest.most = math.Min(rest.least, a.least), math.Max(rest.most, a.most)
		rest.demand, rest.accepted, rest.given = rest.demand+a.demand, rest.accepted+a.accepted, rest.given+a.given
	}
	if n := len(areas) - len(out.Rows); n > 0 {
		out.More, out.MoreOf = p.Say("directory.further_areas", "Count", n), p.reachRow(&rest)
		out.By = append(out.By, parts.Link{Text: p.Say("show_all"), URL: p.Here("rows", "all") + "#reach"})
	}
	out.Total = p.reachRow(&total)
	out.Note = p.Say("directory.reach_note")
	if !p.is.Presence && !p.offer.Capacity.Known() {
		out.Note = p.Say("directory.reach_note_unknown")
	}
}

func (p *servicePage) reachRow(a *reached) reachRow {
	row := reachRow{at: *a, Code: a.place.Code, Demand: p.Children(a.demand), Accepted: p.Children(a.accepted), MetHere: p.Children(a.given),
		Area:  parts.Link{Text: p.Text(a.place.Name, a.place.NameCy), Lang: p.Lang(a.place.Name, a.place.NameCy), URL: p.explain(a.place.Code)},
		Other: p.Other(a.place.Name, a.place.NameCy), Selected: a.place.Code != "" && a.place.Code == p.Query("selected")}
	if !p.is.Presence && !p.offer.Capacity.Known() {
		row.MetHere = "–"
	}
	row.Weight = p.Number(a.most, 2)
	if p.Number(a.least, 2) != row.Weight {
		row.Weight = p.Say("range", "Low", p.Number(a.least, 2), "High", row.Weight)
	}
	row.Say = p.Say("directory.say_reach", "Name", row.Area.Text, "Reach", row.Weight, "Met", row.MetHere)
	return row
}

// explain leads from an area to the terms of its coverage by this type.
func (p *servicePage) explain(code string) string {
	if len(p.is.Tiers) == 0 {
		return p.Link(shell.Path("areas", code))
	}
	return p.Link(shell.Path("areas", code, "explain"), "tier", p.is.Tiers[len(p.is.Tiers)-1], "type", p.is.Type.Key)
}

// served lists the areas that the service names.
func (p *servicePage) served() []parts.Link {
	var out []parts.Link
	for _, code := range p.is.AreasServed {
		out = append(out, p.areaLink(code))
	}
	slices.SortStableFunc(out, func(x, y parts.Link) int { return p.Compare(x.Text, y.Text) })
	return out
}

// areaLink names an area; one that is not reported on stands by its code.
func (p *servicePage) areaLink(code string) parts.Link {
	place, err := p.View.Place(code)
	if err != nil {
		return parts.Link{Text: code}
	}
	return parts.Link{Text: p.Text(place.Name, place.NameCy), Lang: p.Lang(place.Name, place.NameCy), URL: p.Link(shell.Path("areas", code))}
}

// howReached says by which of the rules of METHOD 3 areas are reached.
func (p *servicePage) howReached() string {
	s := p.is
	switch {
	case s.Protected:
		return p.Say("directory.reach_protected")
	case s.Mode.ComesToChild() && len(s.AreasServed) == 0:
		return p.Say("directory.reach_everywhere")
	case s.Mode.ComesToChild():
		return p.Say("directory.reach_comes")
	case len(s.Service.AreasServed) > 0 && len(s.Sites) == 0:
		return p.Say("directory.reach_served")
	case len(s.Sites) == 0:
		return p.Say("directory.reaches_nobody")
	}
	return p.byDistance()
}

// byDistance says how reach falls from the sites.
func (p *servicePage) byDistance() string {
	catchment, unit := p.is.Type.CatchmentKm, "km"
	if p.offer != nil && slices.ContainsFunc(p.offer.Areas, func(a coverage.OfferArea) bool {
		return slices.ContainsFunc(a.Legs, func(l coverage.Leg) bool { return l.Minutes })
	}) {
		unit = "minutes"
		if p.is.Type.CatchmentMinutes != nil {
			catchment = p.is.Type.CatchmentMinutes
		}
	}
	if catchment == nil {
		return p.Say("directory.reach_any_distance")
	}
	d0 := *catchment
	return p.Say("directory.reach_"+string(cmp.Or(p.is.Type.Decay, "binary")), "Unit", p.Say("directory.unit_"+unit),
		"Near", p.tenths(d0/3), "Middle", p.tenths(2*d0/3), "Far", p.tenths(d0))
}

// tenths is a distance or a journey as precisely as it matters.
func (p *servicePage) tenths(x float64) string { return amount(p.Voice, rounded(x, 1)) }
