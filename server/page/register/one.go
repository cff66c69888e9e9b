package register

import (
	"math"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// onePage is /gaps/{id}: one gap with all that it rests on.
type onePage struct {
	shell.Page
	Kind, Sentence string
	What           string // what a gap of the kind is
	Facts          parts.SummaryList
	Closes         string
	Rank           *parts.Derivation
	RankText       string
	RankHow        parts.Heading
	Tables         []factTable
	Links          []parts.Link
	Prev, Next     *parts.Link
	List           parts.Link
	Place          string // "number 12 of 958 gaps in local authorities"
	Public         string // what is left out for the public
}

// factTable is one set of the facts behind a gap.
type factTable struct {
	Caption string
	Heads   []factHead
	Rows    [][]factCell
	Note    string
}

type factHead struct {
	Text   string
	Number bool
}

// factCell is words, a figure or a link, the first of a row being its head.
type factCell struct {
	Text   string
	Link   *parts.Link
	Other  string
	Number bool
}

func (d *door) gap(c echo.Context) error {
	visit, err := d.house.Open(c)
	if err != nil {
		return err
	}
	x := indexOf(visit.View)
	position, known := x.find(c.Param("id"))
	if !known {
		_, err := visit.View.Gap(c.Param("id"))
		return err
	}
	g := x.gap(position)
	page := onePage{Kind: visit.Term("gap_kind", g.Kind), What: visit.Term("gap_kind_what", g.Kind), Sentence: g.Why(visit.Voice), Closes: g.ClosesWith(visit.Voice)}
	if page.Page, err = visit.Page("gaps", titleOf(visit, g), ""); err != nil {
		return err
	}
	page.At(g.Place)
	page.Facts = factsOf(visit, g)
	page.rank(g)
	page.Tables = tablesOf(visit, g)
	page.Links = linksOf(visit, g)
	if g.Facts() == nil {
		page.Public = visit.Say("register.one_public")
	}
	return d.walk(c, x, position, g, &page)
}

// walk adds the gaps before and after in the list that the reader came from;
// a gap that is not in it stands in the list of its own kind of area.
func (d *door) walk(c echo.Context, x *index, position int32, g *disclosure.Gap, page *onePage) error {
	v := page.Visit
	s, err := scopeOf(v, x)
	if err != nil {
		return err
	}
	rows := x.ofKind(x.chosen(s), s.kind)
	at, found := slices.BinarySearch(rows, position)
	if !found {
		s = &scope{of: string(g.Place.Kind), usual: s.usual, tier: allTiers}
		rows = x.chosen(s)
		at, _ = slices.BinarySearch(rows, position)
	}
	page.List = parts.Link{Text: v.Say("register.back_to_list"), URL: v.Link("/gaps", s.pairs()...)}
	page.Place = v.Say("register.one_place", "Number", at+1, "Gaps", v.Say("gaps_count", "Count", len(rows)), "Where", where(v, s))
	neighbour := func(i int, key string) *parts.Link {
		if i < 0 || i >= len(rows) {
			return nil
		}
		other := x.gap(rows[i])
		return &parts.Link{Text: v.Say(key), URL: v.Link(shell.Path("gaps", other.ID), s.pairs()...), Hidden: titleOf(v, other)}
	}
	page.Prev, page.Next = neighbour(at-1, "register.one_before"), neighbour(at+1, "register.one_after")
	return d.house.Show(c, http.StatusOK, "register/one", page)
}

// titleOf names a gap; one whose count must not be shown by kind, type and
// area alone.
func titleOf(v *shell.Visit, g *disclosure.Gap) string {
	if g.Hidden {
		return v.Say("register.title_hidden", "Kind", v.Term("gap_kind", g.Kind), "Type", v.TypeName(g.Type), "Area", v.Text(g.Place.Name, g.Place.NameCy))
	}
	return g.Title(v.Voice)
}

// full says whether the audience may see single terms.
func full(v *shell.Visit) bool { return v.Audience == disclosure.Commissioner }

func factsOf(v *shell.Visit, g *disclosure.Gap) parts.SummaryList {
	row := func(key, text string) parts.SummaryRow {
		return parts.SummaryRow{Name: v.Say(key), Lines: []string{text}}
	}
	area := parts.Link{Text: v.Text(g.Place.Name, g.Place.NameCy), URL: v.Link(shell.Path("areas", g.Place.Code)), Lang: v.Lang(g.Place.Name, g.Place.NameCy)}
	l := parts.SummaryList{Rows: []parts.SummaryRow{
		row("register.kind", v.Term("gap_kind", g.Kind)+": "+v.Term("gap_kind_what", g.Kind)),
		{Name: capital(v.Kind(g.Place.Kind, 1)), Links: []parts.Link{area}},
		{Name: v.Say("service_type"), Lines: []string{v.TypeName(g.Type)}, Lang: v.Lang(g.Type.Label(), g.Type.NameCy)},
	}}
	if g.Tier > 0 {
		l.Rows = append(l.Rows, row("tier_head", v.Say("tier_labelled", "Tier", g.Tier, "Label", v.TierName(g.Tier))))
	}
	l.Rows = append(l.Rows, parts.SummaryRow{Name: v.Say("register.children_affected"), Figure: childrenOf(v, g)})
	if facts := g.Facts(); facts != nil && g.Tier > 0 {
		l.Rows = append(l.Rows, row("band.demand", v.Children(facts.Demand)), row("band.met", v.Say("register.met_share", "Children", v.Children(facts.Met), "Share", v.Percent(facts.Met/facts.Demand))))
	}
	if since := sinceOf(v, g); since != "" {
		l.Rows = append(l.Rows, row("since", since))
	}
	return l
}

// rank shows the sum that the gap is ranked by.
func (p *onePage) rank(g *disclosure.Gap) {
	p.RankHow = parts.Heading{ID: "rank", Title: p.Say("register.one_rank"), Link: &parts.Link{Text: p.Say("register.how_ranked"), URL: p.Link("/method") + "#gaps"}}
	if !g.Score().IsShown() {
		p.RankText = p.Say("register.one_unranked")
		if g.Hidden {
			p.RankText = p.Say("suppressed")
		}
		return
	}
	children := disclosure.Standard.Round(g.Central.Value)
	shown := p.Number(children, 0)
	if g.Central.Value < 2.5 {
		children = g.Central.Value
		shown = p.Number(children, 2)
	}
	d := parts.NewDerivation(p.Voice, p.Say("register.one_rank"),
		parts.Term{Label: p.Say("register.children_affected"), Value: shown, Note: p.Range(g.Low.Value, g.High.Value)},
		parts.Term{Operator: "×", Label: p.Say("register.weight_of", "Tier", g.Tier), Value: plain(p.Visit, g.Weight.Value), URL: p.Link("/method") + "#setting-tier_weight_" + p.Number(float64(g.Tier), 0)},
		parts.Term{Operator: "=", Label: p.Say("register.score_head"), Value: plain(p.Visit, math.Round(children*g.Weight.Value*100)/100), Result: true})
	p.Rank = &d
}

func linksOf(v *shell.Visit, g *disclosure.Gap) []parts.Link {
	out := []parts.Link{{Text: v.Say("register.on_map"), URL: v.Link("/gaps", "of", g.Place.Kind, "kind", g.Kind, "tier", tierQuery(g), "selected", g.Place.Code)}}
	if g.Tier > 0 && full(v) {
		explain := v.Link(shell.Path("areas", g.Place.Code, "explain"), "tier", g.Tier, "type", g.Type.Key)
		out = append([]parts.Link{{Text: v.Say("how_worked_out"), URL: explain}}, out...)
	}
	return append(out, parts.Link{Text: v.Say("register.area_gaps"), URL: v.Link("/gaps", "area", g.Place.Code)})
}

func tierQuery(g *disclosure.Gap) any {
	if g.Tier == 0 {
		return allTiers
	}
	return g.Tier
}
