package areas

import (
	"html/template"
	"slices"
	"strconv"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
	"catchment/server/page/sketch"
)

// ground is where in an area need is met least: a map beside the ranked table
// of the same areas.
type ground struct {
	Heading   parts.Heading
	Tiers     []choice
	Kinds     []choice
	Downloads []parts.Link
	Map       template.HTML
	NoMap     string // why there is none
	Legend    parts.MapLegend
	Table     parts.RankTable
	Pages     *parts.Pagination
	Chart     string // what the chart of all rows shows, "" for none
	Current   string // the area that the chart marks
}

// scope says which areas the ground shows: those of a kind below an area, or
// beside it.
type scope struct {
	within   disclosure.Place // the area that holds them
	kind     model.AreaKind
	kinds    []model.AreaKind // to choose from
	selected string
	tier     int
	all      bool // not the lowest alone
	page     int
}

const (
	lowest    = 10  // rows shown at first
	pinned    = 5   // of which the map numbers
	pageSize  = 100 // rows of one page of all
	linked    = 400 // areas that can be links on the map
	fewEnough = 150 // areas that a map shows well at first
)

// scopeOf reads what the address asks for. A base area is shown among its
// neighbours: the areas of its kind in the smallest area above it.
func scopeOf(visit *shell.Visit, s *standing, tier int) (*scope, error) {
	out := &scope{within: s.Place, kinds: visit.View.KindsBelow(s.Code), tier: tier, selected: visit.Query("selected")}
	allowed := []string{""}
	for _, kind := range out.kinds {
		allowed = append(allowed, string(kind))
	}
	kind, err := visit.Choice("kind", allowed...)
	if err != nil {
		return nil, err
	}
	if out.kind = model.AreaKind(kind); kind == "" {
		out.kind = firstKind(visit.View, s.Code, out.kinds)
	}
	if above := visit.View.Above(s.Code); len(out.kinds) == 0 && len(above) > 0 {
		out.within, out.kind, out.selected = above[len(above)-1], s.Kind, s.Code
	}
	show, err := visit.Choice("show", "", "all")
	if err != nil {
		return nil, err
	}
	out.all = show == "all"
	out.page, err = visit.WholeNumber("page", 1, 1000)
	return out, err
}

// firstKind is the smallest kind of which a map shows all areas well, else the
// largest.
func firstKind(view *disclosure.View, code string, kinds []model.AreaKind) model.AreaKind {
	for _, kind := range slices.Backward(kinds) {
		if len(view.Below(code, kind)) <= fewEnough {
			return kind
		}
	}
	if len(kinds) > 0 {
		return kinds[0]
	}
	return ""
}

// groundOf draws the scope; nil where there is neither an area below nor one
// above.
func groundOf(visit *shell.Visit, sc *scope) (*ground, error) {
	if sc.kind == "" || sc.kind == sc.within.Kind {
		return nil, nil
	}
	ranked, err := rank(visit.View, visit.View.Below(sc.within.Code, sc.kind), sc.tier)
	if err != nil {
		return nil, err
	}
	kind, tier := visit.Kind(sc.kind, 1), strconv.Itoa(sc.tier)
	g := &ground{
		Heading: parts.Heading{ID: "ground", Title: visit.Say("areas.ground", "Tier", tier, "Kind", kind),
			Link: howLink(visit, explain(visit, sc.within.Code, "tier", sc.tier, "of", "rank"), visit.Say("areas.rank_hidden"))},
		Tiers: tierChoices(visit, sc.tier, "ground"), Kinds: kindChoices(visit, sc), Downloads: downloads(visit, sc),
	}
	if sc.selected != "" && sc.within.Code != "" && len(sc.kinds) == 0 {
		g.Heading.Lead = visit.Say("areas.ground_neighbours", "Area", visit.Text(sc.within.Name, sc.within.NameCy))
	}
	g.table(visit, sc, ranked)
	g.drawn(visit, sc, ranked)
	return g, nil
}

func kindChoices(visit *shell.Visit, sc *scope) []choice {
	var out []choice
	for _, kind := range sc.kinds {
		if kind != sc.within.Kind {
			out = append(out, choice{visit.Kind(kind, 2), visit.Here("kind", string(kind), "show", "", "page", "") + "#ground", kind == sc.kind})
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// downloads are the figures of the areas and the tier that the ground shows.
func downloads(visit *shell.Visit, sc *scope) []parts.Link {
	query := []any{"kind", string(sc.kind), "tier", sc.tier}
	if sc.within.Code != "" {
		query = append(query, "area", sc.within.Code, "within", "yes")
	}
	return parts.FileLinks(visit.Link, "tiers", visit.Say("areas.download_what", "Kind", visit.Kind(sc.kind, 2)), query...)
}

// drawn sets the map and its legend: every area of the scope, with the classes
// that the table's shares have.
func (g *ground) drawn(visit *shell.Visit, sc *scope, ranked []rankedArea) {
	classes := map[string]sketch.Class{}
	for i := range ranked {
		classes[ranked[i].Code] = ranked[i].class
	}
	counts := sketch.Count(classes)
	g.Legend = parts.NewMapLegend(visit.Voice, "coverage", visit.Say("map.classing")+" "+visit.Say("areas.classing_low"), sketch.ShareTexts(visit.Voice), counts.Classes, counts.NotKnown, counts.Suppressed)
	if !slices.Contains(visit.View.ShapeKinds(), sc.kind) {
		g.NoMap = visit.Say("areas.no_boundaries", "Kind", visit.Kind(sc.kind, 2))
		return
	}
	m := sketch.Map{ID: "map", Kind: sc.kind, Classes: classes, Outline: model.LocalAuthority, Selected: g.Current,
		Label: g.Heading.Title, Description: describe(visit, sc, ranked), Pins: pinsOf(g.Table.Rows), Sites: visit.View.SitePoints()}
	if !sc.kind.AuthorityOrLarger() && len(ranked) <= linked || sc.kind.AuthorityOrLarger() {
		m.URL = func(code string) string { return visit.Link(shell.Path("areas", code)) }
	}
	g.Map = m.Island(visit.View, visit.Voice, sketch.Live{Table: g.Table.ID, What: what(visit, sc.tier),
		Figures: visit.Link("/api/v1/columns", "what", "tiers", "figure", "coverage", "kind", string(sc.kind), "tier", sc.tier)})
	if g.Map == "" {
		g.NoMap = visit.Say("areas.no_boundaries", "Kind", visit.Kind(sc.kind, 2))
	}
}

// what is the figure that the map and the table show.
func what(visit *shell.Visit, tier int) string {
	return visit.Say("areas.what", "Tier", strconv.Itoa(tier))
}

// describe names the lowest area, for those who do not see the map.
func describe(visit *shell.Visit, sc *scope, ranked []rankedArea) string {
	if len(ranked) == 0 || ranked[0].rank.Rank == 0 {
		return ""
	}
	first := ranked[0]
	return visit.Say("areas.map_lowest", "Area", visit.Text(first.Name, first.NameCy), "Share", met(first.tier).Text(visit.Voice))
}

func pinsOf(rows []parts.RankRow) []sketch.Pin {
	var out []sketch.Pin
	for _, row := range rows {
		if number, err := strconv.Atoi(row.Rank); err == nil && row.Disc {
			out = append(out, sketch.Pin{Code: row.Code, Number: number})
		}
	}
	return out
}
