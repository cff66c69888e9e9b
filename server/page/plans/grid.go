package plans

import (
	"math"
	"slices"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// choice is what the address asks of the figures: a kind of area for the table,
// an area for its service types, a tier for the map.
type choice struct {
	kind model.AreaKind
	area disclosure.Place
	page int
	tier int // 0: the one that changes most
}

func choiceOf(visit *shell.Visit) (*choice, error) {
	kinds := visit.View.Kinds()
	if len(kinds) == 0 {
		return &choice{}, nil
	}
	var names []string
	for _, kind := range kinds {
		names = append(names, string(kind))
	}
	if at := slices.Index(names, string(model.LocalAuthority)); at > 0 {
		names = append([]string{string(model.LocalAuthority)}, slices.Delete(names, at, at+1)...)
	}
	kind, err := visit.Choice("kind", names...)
	if err != nil {
		return nil, err
	}
	ch := &choice{kind: model.AreaKind(kind), area: visit.View.Places(kinds[0])[0]}
	if code := visit.Query("area"); code != "" {
		if ch.area, err = visit.View.Place(code); err != nil {
			return nil, err
		}
	}
	if ch.tier, err = visit.WholeNumber("tier", 0, 4); err != nil {
		return nil, err
	}
	ch.page, err = visit.WholeNumber("page", 1, 10_000)
	return ch, err
}

// grid is the coverage of areas, tier by tier, before and after.
type grid struct {
	Kinds []kindLink
	Tiers []string
	Rows  []gridRow
	Pages parts.Pagination
	None  string
}

type kindLink struct {
	parts.Link
	Current bool
}

type gridRow struct {
	code  string
	Area  parts.Link // to its service types, below
	Cells []gridCell
}

func emptyRow(visit *shell.Visit, place disclosure.Place) gridRow {
	return gridRow{place.Code, parts.Link{Text: visit.Text(place.Name, place.NameCy), Lang: visit.Lang(place.Name, place.NameCy),
		URL: visit.Here("area", place.Code, "saved", "") + "#bands"}, make([]gridCell, 4)}
}

// gridCell is one tier: empty where nothing changes.
type gridCell struct{ Step, Difference string }

const onPage = 25

// gridOf lists the areas that differ.
func gridOf(visit *shell.Visit, ch *choice, c *disclosure.Comparison) *grid {
	g := &grid{}
	for _, kind := range visit.View.Kinds() {
		g.Kinds = append(g.Kinds, kindLink{parts.Link{Text: visit.Kind(kind, 2), URL: visit.Here("kind", string(kind), "page", "", "saved", "") + "#tiers"}, kind == ch.kind})
	}
	for tier := 4; tier >= 1; tier-- {
		g.Tiers = append(g.Tiers, visit.Say("tier", "Tier", tier))
	}
	for _, t := range c.Tiers(ch.kind) {
		if len(g.Rows) == 0 || g.Rows[len(g.Rows)-1].code != t.Code {
			g.Rows = append(g.Rows, emptyRow(visit, t.Place))
		}
		before, after := t.Before.Coverage.Value, t.After.Coverage.Value
		cell := &g.Rows[len(g.Rows)-1].Cells[4-t.Before.Tier]
		cell.Step, cell.Difference = step(visit.Percent(before), visit.Percent(after)), points(visit, before, after)
	}
	total := len(g.Rows)
	if total == 0 {
		g.None = visit.Say("plans.no_area", "Kind", visit.Kind(ch.kind, 2))
		return g
	}
	first := min(total, (ch.page-1)*onPage)
	g.Rows = g.Rows[first:min(total, first+onPage)]
	g.Pages = parts.NewPagination(visit.Voice, ch.page, onPage, total, func(n int) string { return visit.Here("page", n) + "#tiers" })
	return g
}

// bands are the service types of one area that differ, and the one that does
// most as steps.
type bands struct {
	Area       disclosure.Place
	Name, Lang string
	Rows       []bandRow
	Steps      []parts.Waterfall // before, after
	Names      []string          // of the two
	None       string
}

type bandRow struct {
	Tier, Type                                   string
	Demand, Unreached, NotEligible, Waiting, Met string
	Difference                                   string
}

func bandsOf(visit *shell.Visit, area disclosure.Place, c *disclosure.Comparison) (*bands, error) {
	out := &bands{Area: area, Name: visit.Text(area.Name, area.NameCy), Lang: visit.Lang(area.Name, area.NameCy)}
	if area.Code == "" {
		return nil, nil
	}
	rows, err := c.Rows(area.Code)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		out.None = visit.Say("plans.no_change_here")
		return out, nil
	}
	for i := range rows {
		out.Rows = append(out.Rows, bandRowOf(visit, &rows[i]))
	}
	most := mostMoved(rows)
	out.Names = []string{visit.Say("plans.baseline"), visit.Say("plans.scenario")}
	for _, w := range []*disclosure.Waterfall{&most.Before, &most.After} {
		out.Steps = append(out.Steps, waterfall(visit, w, out.Names[len(out.Steps)]))
	}
	return out, nil
}

// mostMoved is the service type that meets most more or fewer, nil where there
// is none.
func mostMoved(rows []disclosure.RowDifference) *disclosure.RowDifference {
	var most *disclosure.RowDifference
	for i := range rows {
		if most == nil || moved(&rows[i]) > moved(most) {
			most = &rows[i]
		}
	}
	return most
}

func moved(r *disclosure.RowDifference) float64 {
	return math.Abs(r.After.Met.Value - r.Before.Met.Value)
}

func bandRowOf(visit *shell.Visit, r *disclosure.RowDifference) bandRow {
	both := func(before, after disclosure.Figure) string {
		return step(visit.Children(before.Value), visit.Children(after.Value))
	}
	b, a := &r.Before, &r.After
	return bandRow{Tier: number(b.Tier), Type: visit.TypeName(b.Type), Demand: visit.Children(a.Demand.Value), Unreached: both(b.Unreached, a.Unreached),
		NotEligible: both(b.NotEligible, a.NotEligible), Waiting: both(b.Waiting, a.Waiting), Met: both(b.Met, a.Met), Difference: children(visit, a.Met.Value-b.Met.Value)}
}

func waterfall(visit *shell.Visit, w *disclosure.Waterfall, name string) parts.Waterfall {
	return parts.NewWaterfall(visit.Voice, w.Tier, visit.TierName(w.Tier), parts.Link{Text: visit.TypeName(w.Type)}, name,
		parts.Bands{Demand: w.Demand.Value, Unreached: w.Unreached.Value, NotEligible: w.NotEligible.Value, Waiting: w.Waiting.Value, Met: w.Met.Value})
}
