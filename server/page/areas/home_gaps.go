package areas

import (
	"strconv"

	"catchment/model/disclosure"
	"catchment/model/gap"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// homeGaps is the worst gap of each kind above tier 1, for areas of a local
// authority's size or more.
type homeGaps struct {
	Heading parts.Heading
	Rows    []gapRow
	Empty   *parts.Empty
	More    parts.Link
}

type gapRow struct {
	Kind     string
	Gap      parts.Link
	Why      string
	Tier     string
	Children parts.Figure
}

// worstGaps is how many gaps home shows.
const worstGaps = 5

func homeGapsOf(visit *shell.Visit) *homeGaps {
	h := &homeGaps{Heading: parts.Heading{ID: "gaps", Title: visit.Say("areas.worst_gaps"), Lead: visit.Say("areas.worst_gaps_lead")},
		More: parts.Link{Text: visit.Say("areas.all_gaps"), URL: visit.Link("/gaps")}}
	taken := map[gap.Kind]bool{}
	for _, g := range visit.View.Register().All() {
		if len(h.Rows) == worstGaps {
			break
		}
		if g.Rank > 0 && g.Tier != 1 && !taken[g.Kind] && g.Place.Kind.AuthorityOrLarger() {
			taken[g.Kind] = true
			h.Rows = append(h.Rows, gapRowOf(visit, g))
		}
	}
	if len(h.Rows) == 0 {
		h.Empty = &parts.Empty{Title: visit.Say("areas.no_gaps"), Text: visit.Say("areas.no_gaps_text"), Links: []parts.Link{{Text: visit.Say("areas.see_services"), URL: visit.Link("/services")}}}
	}
	return h
}

func gapRowOf(visit *shell.Visit, g *disclosure.Gap) gapRow {
	row := gapRow{Kind: visit.Term("gap_kind", g.Kind), Gap: parts.Link{Text: g.Title(visit.Voice), URL: visit.Link(shell.Path("gaps", g.ID))},
		Why: g.Why(visit.Voice), Tier: "–",
		Children: parts.Children(visit.Voice, parts.Estimate{Low: g.Low.Value, Central: g.Central.Value, High: g.High.Value, Suppressed: g.Hidden})}
	if g.Central.State == disclosure.Empty {
		row.Children = parts.NotApplicable(visit.Voice)
	}
	if g.Tier > 0 {
		row.Tier = strconv.Itoa(g.Tier)
	}
	return row
}
