package register

import (
	"math"
	"strconv"

	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// gapTable is the rows of a page, worst first unless asked otherwise.
type gapTable struct {
	Heading  parts.Heading
	Heads    []parts.SortHead // rank, area, children, since
	Scale    string
	Rows     []gapRow
	Selected string
}

// gapRow is one gap of the list. Pin is the number that the map gives it.
type gapRow struct {
	Code, Say      string
	Pin            string
	Rank           string
	Kind           string
	Title          parts.Link
	Tier           string
	Area           parts.Link
	Other          string
	Children       *parts.Figure
	Mark           parts.RangeMark
	Score          string
	Why, Since     string
	Closes         string
	Selected, Last bool
}

func (l *list) table() *gapTable {
	v := l.visit
	t := &gapTable{
		Heading: parts.Heading{ID: "worst", Title: v.Say("register.worst_list"),
			Lead: v.Say("register.ranked", "Weights", weights(v)), Link: &parts.Link{Text: v.Say("register.how_ranked"), URL: v.Link("/method") + "#gaps"}},
		Selected: v.Query("selected"),
	}
	if l.sort == "rank" {
		t.Heading.Title = v.Say("register.worst_first")
	}
	for _, head := range []struct{ by, text, first string }{{"rank", "rank", "rank"}, {"area", "register.gap", "area"}, {"children", "children", "-children"}, {"since", "since", "since"}} {
		t.Heads = append(t.Heads, l.head(head.by, head.first, v.Say(head.text)))
	}
	largest := l.largest()
	t.Scale = v.Say("register.scale", "Most", v.Number(largest, 0))
	marked := false
	for _, position := range l.shown {
		row := l.row(position, largest)
		row.Selected = !marked && row.Code == t.Selected && t.Selected != ""
		marked = marked || row.Selected
		t.Rows = append(t.Rows, row)
	}
	return t
}

// head sorts by a column, or turns its order round.
func (l *list) head(by, first, text string) parts.SortHead {
	turned := map[string]string{by: "-" + by, "-" + by: by}
	switch l.sort {
	case by:
		return parts.NewSortHead(l.visit.Voice, text, l.visit.Here("sort", turned[by], "page", ""), "ascending", by == "children")
	case "-" + by:
		return parts.NewSortHead(l.visit.Voice, text, l.visit.Here("sort", turned["-"+by], "page", ""), "descending", by == "children")
	}
	return parts.NewSortHead(l.visit.Voice, text, l.visit.Here("sort", first, "page", ""), "", by == "children")
}

func (l *list) row(position int32, largest float64) gapRow {
	v, g := l.visit, l.at(position)
	place := l.index.places[l.index.rows[l.rows[position]].place]
	row := gapRow{
		Code: place.Code, Rank: v.Number(float64(position+1), 0), Kind: v.Term("gap_kind", g.Kind),
		Title: parts.Link{Text: v.TypeName(g.Type), URL: v.Link(shell.Path("gaps", g.ID), l.scope.pairs()...), Lang: v.Lang(g.Type.Label(), g.Type.NameCy), Hidden: hiddenName(v, g, place)},
		Tier:  tierOf(v, g.Tier), Other: v.Other(place.Name, place.NameCy),
		Area:     parts.Link{Text: v.Text(place.Name, place.NameCy), URL: v.Link(shell.Path("areas", place.Code)), Lang: v.Lang(place.Name, place.NameCy)},
		Children: childrenOf(v, g), Mark: parts.NewRangeMark(estimateOf(g), largest), Score: scoreOf(v, g),
		Why: g.Why(v.Voice), Closes: g.ClosesWith(v.Voice), Since: sinceOf(v, g),
	}
	if !g.Central.IsShown() {
		row.Rank = "–"
	}
	if number, ok := l.pins[position]; ok {
		row.Pin = strconv.Itoa(number)
	}
	row.Say = v.Say("register.say", "Title", g.Title(v.Voice), "Children", row.Children.Text, "Rank", row.Rank)
	return row
}

func hiddenName(v *shell.Visit, g *disclosure.Gap, place disclosure.Place) string {
	return v.Say("register.link_hidden", "Kind", v.Term("gap_kind", g.Kind), "Area", v.Text(place.Name, place.NameCy))
}

func tierOf(v *shell.Visit, tier int) string {
	if tier == 0 {
		return v.Say("register.no_tier")
	}
	return v.Say("tier", "Tier", tier)
}

// estimateOf is the children of a gap as they may be shown.
func estimateOf(g *disclosure.Gap) parts.Estimate {
	return parts.Estimate{Low: g.Low.Value, Central: g.Central.Value, High: g.High.Value, Suppressed: g.Central.State == disclosure.Suppressed}
}

func childrenOf(v *shell.Visit, g *disclosure.Gap) *parts.Figure {
	figure := parts.Children(v.Voice, estimateOf(g))
	figure.Strong = true
	if g.Central.State == disclosure.Empty {
		figure = parts.NotApplicable(v.Voice)
		figure.Reason = v.Say("register.not_counted")
	}
	return &figure
}

// scoreOf is the sum that a gap is ranked by, of the figures as they are
// shown, so that they multiply: "210 × 4 = 840".
func scoreOf(v *shell.Visit, g *disclosure.Gap) string {
	if !g.Score().IsShown() {
		return ""
	}
	children, weight := g.Central.Value, g.Weight.Value
	if children > 0 && children < 2.5 {
		return v.Say("register.score_few", "Weight", plain(v, weight), "Score", plain(v, 5*weight))
	}
	rounded := disclosure.Standard.Round(children)
	return v.Number(rounded, 0) + " × " + plain(v, weight) + " = " + plain(v, rounded*weight)
}

func sinceOf(v *shell.Visit, g *disclosure.Gap) string {
	switch {
	case g.Since == "":
		return ""
	case g.Since > v.View.Date():
		return v.Say("register.from", "Date", g.Since)
	}
	return v.Say("register.since", "Date", g.Since)
}

// weights are the tier weights in words: "tier 1 to 4: 1, 2, 4, 8".
func weights(v *shell.Visit) string {
	text := ""
	for i, w := range v.View.Settings().TierWeight {
		if i > 0 {
			text += ", "
		}
		text += plain(v, w)
	}
	return text
}

// plain writes a number of the method with the decimals that it needs.
func plain(v *shell.Visit, x float64) string {
	for decimals := range 3 {
		if scaled := x * math.Pow10(decimals); scaled == math.Round(scaled) {
			return v.Number(x, decimals)
		}
	}
	return v.Number(x, 3)
}
