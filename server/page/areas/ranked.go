package areas

import (
	"cmp"
	"slices"
	"strconv"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
	"catchment/server/page/sketch"
)

// rankedArea is an area of the ranked table and the map.
type rankedArea struct {
	disclosure.Place
	tier  disclosure.Tier
	rank  disclosure.Rank // among all of its kind
	here  int             // among those shown, 0 for none
	class sketch.Class
}

// rank puts areas of one kind in order, lowest first; those without a
// figure stand last, by code. Equal areas share the lowest rank.
func rank(view *disclosure.View, places []disclosure.Place, tier int) ([]rankedArea, error) {
	out := make([]rankedArea, 0, len(places))
	for _, place := range places {
		a := rankedArea{Place: place}
		var err error
		if a.tier, err = view.Tier(place.Code, tier); err != nil {
			return nil, err
		}
		if a.rank, err = view.Rank(place.Code, tier); err != nil {
			return nil, err
		}
		if a.class = sketch.ByShare(a.tier.Coverage.Value); a.tier.Coverage.State == disclosure.Suppressed {
			a.class = sketch.Suppressed
		}
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(x, y rankedArea) int {
		return cmp.Or(cmp.Compare(last(x.rank), last(y.rank)), cmp.Compare(x.Code, y.Code))
	})
	for i := range out {
		switch {
		case out[i].rank.Rank == 0:
		case i > 0 && out[i-1].rank.Rank == out[i].rank.Rank:
			out[i].here = out[i-1].here
		default:
			out[i].here = i + 1
		}
	}
	return out, nil
}

// knownOf counts the areas with a figure; they stand first.
func knownOf(ranked []rankedArea) int {
	if known := slices.IndexFunc(ranked, func(a rankedArea) bool { return a.here == 0 }); known >= 0 {
		return known
	}
	return len(ranked)
}

// last is a rank for sorting: none stands behind all.
func last(r disclosure.Rank) int {
	if r.Rank == 0 {
		return 1 << 30
	}
	return r.Rank
}

// table sets the rows: the lowest, or a page of all; those without a figure
// stand behind the lowest too, and so does the area chosen.
func (g *ground) table(visit *shell.Visit, sc *scope, ranked []rankedArea) {
	known := knownOf(ranked)
	shown := chosen(ranked, sc, known)
	within := !sc.kind.AuthorityOrLarger() && sc.within.Kind.AuthorityOrLarger() && sc.within.Kind != model.LocalAuthority
	var rows []parts.RankRow
	for _, a := range shown {
		row := rankRow(visit, sc.tier, a, within, known)
		row.Disc = row.Rank != "" && len(rows) < pinned && (!sc.all || sc.page == 1)
		rows = append(rows, row)
		if a.Code == sc.selected {
			rows[len(rows)-1].Selected, g.Current = true, a.Code
		}
	}
	g.Table = parts.NewRankTable(visit.Voice, "ranked", g.caption(visit, sc, known, len(ranked)), within, rows,
		&parts.Empty{Title: visit.Say("areas.ranked_none"), Text: visit.Say("areas.ranked_none_text")})
	if len(ranked) > 0 && ranked[0].rank.Of > known {
		g.Table.Heads.Interval = visit.Say("areas.rank_of_all", "Of", visit.Number(float64(ranked[0].rank.Of), 0))
	}
	settings := visit.View.Settings()
	g.Table.Note = &parts.Inset{Strong: visit.Say("areas.how_sure"), Text: visit.Say("areas.how_sure_text", "Draws", settings.Draws)}
	switch {
	case !sc.all && len(ranked) > lowest:
		g.Table.More = &parts.Link{Text: visit.Say("areas.show_all", "Count", len(ranked)), URL: visit.Here("show", "all", "tier", sc.tier) + "#ground"}
	case sc.all && len(ranked) > pageSize:
		pages := parts.NewPagination(visit.Voice, sc.page, pageSize, len(ranked), func(page int) string { return visit.Here("page", page) + "#ground" })
		g.Pages = &pages
	}
	if len(rows) == len(ranked) && known > 2 {
		g.Chart = visit.Say("areas.distribution", "Tier", strconv.Itoa(sc.tier))
	}
}

// chosen are the areas whose rows the page shows.
func chosen(ranked []rankedArea, sc *scope, known int) []rankedArea {
	if sc.all || len(ranked) <= lowest {
		from := min((sc.page-1)*pageSize, len(ranked))
		return ranked[from:min(from+pageSize, len(ranked))]
	}
	out := slices.Clone(ranked[:min(lowest, known)])
	unknown := ranked[known:]
	out = append(out, unknown[:min(len(unknown), 3)]...)
	for _, a := range ranked {
		if a.Code == sc.selected && !slices.ContainsFunc(out, func(b rankedArea) bool { return b.Code == a.Code }) {
			out = append(out, a)
		}
	}
	return out
}

func (g *ground) caption(visit *shell.Visit, sc *scope, known, all int) string {
	switch {
	case sc.all && all > pageSize, known == 0:
		return visit.Say("areas.ranked_all", "Count", all)
	case sc.all, all <= lowest:
		return visit.Say("areas.ranked_all", "Count", all)
	}
	return visit.Say("areas.ranked_lowest", "Number", min(lowest, known), "Count", known)
}

func rankRow(visit *shell.Visit, tier int, a rankedArea, within bool, known int) parts.RankRow {
	name := visit.Text(a.Name, a.NameCy)
	row := parts.RankRow{Code: a.Code, Area: parts.Link{Text: name, URL: visit.Link(shell.Path("areas", a.Code)), Lang: visit.Lang(a.Name, a.NameCy)},
		Other: visit.Other(a.Name, a.NameCy), OtherLang: string(visit.OtherLanguage()), Need: need(a.tier).Text(visit.Voice),
		Say: sketch.Say(visit.Voice, name, what(visit, tier), a.tier.Coverage.Value, a.here, known)}
	if within {
		if holds, ok := holder(visit.View, a.Code); ok {
			row.Within = visit.Text(holds.Name, holds.NameCy)
		}
	}
	switch {
	case a.tier.Coverage.State == disclosure.Suppressed:
		hidden := parts.Hidden(visit.Voice)
		row.Unknown = &hidden
		return row
	case !a.tier.Coverage.IsShown():
		unknown := parts.Unknown(visit.Voice, whyUnknown(visit, a.tier))
		row.Unknown = &unknown
		return row
	}
	high := a.tier.CoverageHigh.Value
	row.Value = strconv.FormatFloat(a.tier.Coverage.Value, 'g', 6, 64)
	row.Rank = strconv.Itoa(a.here)
	row.Bar = parts.CoverageBar(a.tier.Coverage.Value, high, high, visit.View.Settings().Sufficient)
	row.Share = met(a.tier).Text(visit.Voice)
	row.Interval = interval(visit, a, known)
	return row
}

// interval is the rank interval, "1 to 3"; behind the rank among all of the
// kind where the table shows only some of them.
func interval(visit *shell.Visit, a rankedArea, known int) string {
	low, high := visit.Number(float64(a.rank.Low), 0), visit.Number(float64(a.rank.High), 0)
	spread := visit.Say("areas.interval", "Low", low, "High", high)
	if low == high {
		spread = low
	}
	if a.rank.Of <= known {
		return spread
	}
	if a.rank.Low == a.rank.High && a.rank.Low == a.rank.Rank {
		return low
	}
	return visit.Say("areas.interval_of_all", "Rank", visit.Number(float64(a.rank.Rank), 0), "Interval", spread)
}

func whyUnknown(visit *shell.Visit, t disclosure.Tier) string {
	if t.Expected == 0 {
		return visit.Say("areas.nothing_expected")
	}
	return visit.Say("areas.nobody_in_need")
}
