package areas

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// homePage says what needs attention.
type homePage struct {
	shell.Page
	Empty       *parts.Empty
	LeftOut     *parts.Inset
	Territories []territory
	Others      *parts.Link
	Gaps        *homeGaps
	Served      *served
	Ends        *ends
	Evidence    parts.SummaryList
	Flags       []flagRow
	Changes     []changeRow
}

// territory is how one of the largest areas stands, tier by tier.
type territory struct {
	Heading parts.Heading
	Caption string
	Rows    []tierRow
}

// tierRow is a tier of an area on one line.
type tierRow struct {
	Tier    parts.Link
	Name    string
	Need    parts.Figure
	Bar     parts.Bar
	Share   string
	Status  parts.Status
	Weakest string
	Types   string
}

// shown is how many of the largest areas home shows; compare has them all.
const shown = 3

func (d *door) home(c echo.Context) error {
	visit, err := d.house.Open(c)
	if err != nil {
		return err
	}
	page := &homePage{}
	if page.Page, err = visit.Page("home", visit.Say("areas.home"), ""); err != nil {
		return err
	}
	if len(visit.View.Kinds()) == 0 {
		page.nothing(visit)
		return d.house.Show(c, http.StatusOK, "areas/home", page)
	}
	if err := d.attention(c, page, visit); err != nil {
		return err
	}
	return d.house.Show(c, http.StatusOK, "areas/home", page)
}

// nothing says why the page is empty and what to do.
func (page *homePage) nothing(visit *shell.Visit) {
	page.Lead = visit.Say("areas.home_nothing")
	page.Empty = &parts.Empty{Title: visit.Say("areas.empty"), Text: visit.Say("areas.empty_text"), Links: []parts.Link{
		{Text: visit.Say("areas.empty_import"), URL: visit.Link("/import")}, {Text: visit.Say("areas.empty_help"), URL: visit.Link("/help")}}}
}

func (d *door) attention(c echo.Context, page *homePage, visit *shell.Visit) error {
	kind := visit.View.Kinds()[0]
	largest, err := worstFirst(visit.View, kind)
	if err != nil {
		return err
	}
	if len(largest) > shown {
		page.Others = &parts.Link{Text: visit.Say("areas.all_of_kind", "Number", shown, "Count", len(largest)), URL: visit.Link("/compare", "kind", string(kind))}
	}
	for i, s := range largest[:min(shown, len(largest))] {
		if i == 0 {
			page.Lead = visit.Say("areas.home_lead", "Area", visit.Text(s.Name, s.NameCy), "Finding", inner(shortage(visit, s)))
		}
		page.Territories = append(page.Territories, territoryOf(visit, s))
	}
	page.Gaps = homeGapsOf(visit)
	if page.Served, err = servedOf(visit); err != nil {
		return err
	}
	if visit.Audience == disclosure.Public {
		page.LeftOut = &parts.Inset{Strong: visit.Say("areas.for_public"), Text: visit.Say("areas.for_public_text")}
		return nil
	}
	page.Ends = endsOf(visit)
	page.Evidence = d.evidenceOf(visit, largest[0].Place)
	page.Flags = flagsOf(visit)
	page.Changes, err = d.changesOf(c, visit)
	return err
}

// worstFirst is how the areas of a kind stand, the one with the weakest tier
// first.
func worstFirst(view *disclosure.View, kind model.AreaKind) ([]*standing, error) {
	var all []*standing
	for _, place := range view.Places(kind) {
		s, err := standingOf(view, place.Code)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	lowest := func(s *standing) float64 {
		if tier := s.weakest(); tier > 0 {
			return s.Tiers[tier-1].Coverage.Value
		}
		return 1
	}
	slices.SortStableFunc(all, func(x, y *standing) int { return cmp.Compare(lowest(x), lowest(y)) })
	return all, nil
}

func territoryOf(visit *shell.Visit, s *standing) territory {
	name := visit.Text(s.Name, s.NameCy)
	t := territory{Caption: visit.Say("areas.by_tier_in", "Area", name), Heading: parts.Heading{ID: "tiers-" + s.Code, Title: visit.Say("areas.by_tier"), Thin: name,
		Link: howLink(visit, explain(visit, s.Code, "tier", max(1, s.weakest())), name)}}
	for _, tier := range downwards {
		t.Rows = append(t.Rows, tierRowOf(visit, s, tier))
	}
	return t
}

func tierRowOf(visit *shell.Visit, s *standing, tier int) tierRow {
	t := s.Tiers[tier-1]
	share := met(t)
	row := tierRow{Tier: parts.Link{Text: visit.Say("tier", "Tier", strconv.Itoa(tier)), URL: visit.Link(shell.Path("areas", s.Code), "tier", tier)},
		Name: visit.TierName(tier), Need: parts.Children(visit.Voice, need(t)), Share: share.Text(visit.Voice),
		Bar:    parts.CoverageBar(share.Low, share.High, share.High, visit.View.Settings().Sufficient),
		Status: parts.NewStatus(visit.Voice, state(t.Status)), Weakest: visit.TypeName(t.Weakest),
		Types: visit.Say("parts.types", "Present", strconv.Itoa(t.Present), "Expected", strconv.Itoa(t.Expected))}
	if share.Suppressed {
		row.Bar = parts.CoverageBar(0, 0, 0, visit.View.Settings().Sufficient)
	}
	return row
}

// served ranks, for each tier, the areas of one kind that are served worst.
type served struct {
	Heading parts.Heading
	Tables  []servedTable
}

type servedTable struct {
	Title string
	Thin  string
	Table parts.RankTable
}

// worstShown is how many areas each tier names.
const worstShown = 3

func servedOf(visit *shell.Visit) (*served, error) {
	kind := plannedFor(visit.View)
	out := &served{Heading: parts.Heading{ID: "served", Title: visit.Say("areas.served", "Kind", visit.Kind(kind, 2)), Lead: visit.Say("areas.served_lead", "Number", worstShown)}}
	places := visit.View.Places(kind)
	for _, tier := range downwards {
		ranked, err := rank(visit.View, places, tier)
		if err != nil {
			return nil, err
		}
		known := knownOf(ranked)
		var rows []parts.RankRow
		for _, a := range ranked[:min(worstShown, known)] {
			rows = append(rows, rankRow(visit, tier, a, false, known))
		}
		title := visit.Say("tier", "Tier", strconv.Itoa(tier))
		table := parts.NewRankTable(visit.Voice, fmt.Sprint("served-", tier), visit.Say("areas.ranked_lowest", "Number", len(rows), "Count", known), false, rows,
			&parts.Empty{Title: visit.Say("not_known"), Text: visit.Say("areas.served_unknown")})
		if len(ranked) > worstShown {
			table.More = &parts.Link{Text: visit.Say("areas.show_all", "Count", len(ranked)), URL: visit.Link("/compare", "kind", string(kind), "tier", tier, "sort", fmt.Sprint("t", tier)), Hidden: title}
		}
		out.Tables = append(out.Tables, servedTable{title, visit.TierName(tier), table})
	}
	return out, nil
}

// plannedFor is the kind of area that plans are made for: local authorities,
// or else the largest kind.
func plannedFor(view *disclosure.View) model.AreaKind {
	kinds := view.Kinds()
	for _, kind := range kinds {
		if kind == model.LocalAuthority {
			return kind
		}
	}
	return kinds[0]
}
