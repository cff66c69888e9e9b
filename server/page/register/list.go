package register

import (
	"math"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	"catchment/model/gap"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// size is the rows of a page.
const size = 25

// registerPage is /gaps.
type registerPage struct {
	shell.Page
	Filter parts.FilterPanel
	Count  string
	Scope  string // which areas and tiers are listed, and why not all
	Links  []parts.Link
	Kinds  kindTable
	Map    *worstMap
	Table  *gapTable
	Pages  parts.Pagination
	Empty  *parts.Empty
	Fallen parts.Link
}

func (d *door) register(c echo.Context) error {
	visit, err := d.house.Open(c)
	if err != nil {
		return err
	}
	x := indexOf(visit.View)
	s, err := scopeOf(visit, x)
	if err != nil {
		return err
	}
	sort, err := visit.Choice("sort", orders...)
	if err != nil {
		return err
	}
	all := x.chosen(s)
	rows := x.ofKind(all, s.kind)
	number, err := visit.WholeNumber("page", 1, max(1, (len(rows)+size-1)/size))
	if err != nil {
		return err
	}
	page, err := d.listPage(visit, x, s, all, rows)
	if err != nil {
		return err
	}
	list := &list{visit: visit, index: x, scope: s, rows: rows, sort: sort}
	list.show(number)
	page.Table = list.table()
	page.Pages = parts.NewPagination(visit.Voice, number, size, len(rows), func(p int) string { return visit.Here("page", p) })
	page.Map = list.draw()
	if page.Map != nil {
		page.Islands = []string{"map"}
	}
	return d.house.Show(c, http.StatusOK, "register/register", page)
}

// listPage is all of the page but the list and the map.
func (d *door) listPage(v *shell.Visit, x *index, s *scope, all, rows []int32) (*registerPage, error) {
	page := &registerPage{Filter: filterPanel(v, s), Kinds: kindsOf(v, x, s, all), Scope: scopeText(v, s)}
	var err error
	if page.Page, err = v.Page("gaps", v.Say("register.title"), leadOf(v, x, s, rows)); err != nil {
		return nil, err
	}
	if s.area != nil {
		page.At(*s.area)
	}
	page.Count = v.Say("gaps_count", "Count", len(rows))
	if page.Links = fileLinks(v, s); v.Audience == disclosure.Commissioner {
		page.Links = append(page.Links, parts.Link{Text: v.Say("scarcity.title"), URL: v.Link("/scarcity", "type", v.Query("type"))})
	}
	page.Fallen = parts.Link{Text: v.Say("register.fallen_link"), URL: v.Link("/falls-through", "area", v.Query("area"))}
	if len(rows) == 0 {
		page.Empty = emptyOf(v, s)
	}
	return page, nil
}

// leadOf says how many gaps there are and which is the worst.
func leadOf(v *shell.Visit, x *index, s *scope, rows []int32) string {
	if len(rows) == 0 {
		return v.Say("register.lead_none", "Where", where(v, s))
	}
	worst := x.gap(rows[0])
	count := v.Say("register.lead_count", "Gaps", v.Say("gaps_count", "Count", len(rows)), "Where", where(v, s))
	if !worst.Central.IsShown() {
		return count
	}
	children := v.Say("register.lead_children", "Children", v.Children(worst.Central.Value), "Range", v.Range(worst.Low.Value, worst.High.Value))
	return count + " " + v.Say("register.lead_worst", "Title", worst.Title(v.Voice), "Children", children)
}

// where says which areas the scope lists, as "in local authorities".
func where(v *shell.Visit, s *scope) string {
	kind := v.Say("register.where_all")
	switch s.of {
	case allAreas:
	case authorities:
		kind = v.Say("register.where_authorities")
	default:
		kind = v.Say("register.where_kind", "Kind", v.Kind(s.drawn(), 2))
	}
	if s.area == nil || string(s.area.Kind) == s.of {
		return kind
	}
	return v.Say("register.where_area", "Where", kind, "Area", v.Text(s.area.Name, s.area.NameCy))
}

// scopeText says what the list leaves out, so that nobody takes it for all.
func scopeText(v *shell.Visit, s *scope) string {
	text := ""
	if s.of != allAreas && s.of != authorities {
		text = v.Say("register.scope_kind", "Kind", v.Kind(s.drawn(), 2))
	}
	if s.tier == upperTiers {
		text += " " + v.Say("register.scope_tiers")
	}
	return text
}

func emptyOf(v *shell.Visit, s *scope) *parts.Empty {
	return &parts.Empty{Title: v.Say("register.empty", "Where", where(v, s)), Text: v.Say("register.empty_text"),
		Links: []parts.Link{{Text: v.Say("clear_filters"), URL: v.Link("/gaps")}, {Text: v.Say("register.empty_all"), URL: v.Link("/gaps", "of", allAreas, "tier", allTiers)}}}
}

// list is the rows of one page, each with its number in the order of rank.
type list struct {
	visit  *shell.Visit
	index  *index
	scope  *scope
	rows   []int32 // of the whole list, in the order of the register
	sort   string
	shown  []int32       // positions in rows
	pins   map[int32]int // of positions that the map numbers
	byCode map[int32]int // places that are numbered
}

func (l *list) at(position int32) *disclosure.Gap { return l.index.gap(l.rows[position]) }

// pinned is how many rows the map numbers at most.
const pinned = 9

// show takes a page, and numbers the first row of each area that is drawn.
func (l *list) show(page int) {
	order := l.index.sorted(l.rows, l.sort, l.visit.Language())
	l.shown = order[min(len(order), (page-1)*size):min(len(order), page*size)]
	l.pins, l.byCode = map[int32]int{}, map[int32]int{}
	drawn := l.scope.drawn()
	for _, position := range l.shown {
		r := &l.index.rows[l.rows[position]]
		if _, seen := l.byCode[r.place]; seen || l.index.places[r.place].Kind != drawn || !r.shown() || len(l.pins) == pinned {
			continue
		}
		l.pins[position], l.byCode[r.place] = int(position)+1, int(position)+1
	}
}

// largest is a round figure at or above the highest of the page: the end of
// the scale of its ranges.
func (l *list) largest() float64 {
	most := 0.0
	for _, position := range l.shown {
		if high := l.at(position).High; high.IsShown() {
			most = math.Max(most, high.Value)
		}
	}
	for scale := 10.0; ; scale *= 10 {
		for _, step := range []float64{1, 1.5, 2, 3, 4, 5, 6, 8} {
			if step*scale >= most {
				return step * scale
			}
		}
	}
}

// fileLinks lead to files of the gaps that are listed, and no others.
func fileLinks(v *shell.Visit, s *scope) []parts.Link {
	var kinds []string
	for _, kind := range v.View.Kinds() {
		if s.of != allAreas && s.takesArea(kind) {
			kinds = append(kinds, string(kind))
		}
	}
	tiers := s.tier
	switch s.tier {
	case allTiers:
		tiers = ""
	case upperTiers:
		tiers = "2,3,4,none"
	}
	query := []any{"kind", strings.Join(kinds, ","), "tier", tiers, "type", s.serviceType, "gap", string(s.kind)}
	if s.area != nil {
		query = append(query, "area", s.area.Code, "within", "yes")
	}
	return append([]parts.Link{{Text: v.Say("register.copy"), URL: v.Here()}}, parts.FileLinks(v.Link, "gaps", "", query...)...)
}

// kindTable is how many gaps of each kind there are, with their children.
type kindTable struct {
	Caption string
	Rows    []kindRow
	Note    string
}

type kindRow struct {
	Link     parts.Link
	Gaps     string
	Bar      parts.Bar
	Children string
	Uncount  string // why there are no children
	Current  bool
}

// kindsOf counts a scope by kind of gap. Children are those of one kind of
// area, so that none is counted in an area and again in the area above it.
func kindsOf(v *shell.Visit, x *index, s *scope, rows []int32) kindTable {
	gaps, children, counted := make([]int, len(gap.Kinds)), make([]float64, len(gap.Kinds)), make([]int, len(gap.Kinds))
	most, drawn := 0.0, s.drawn()
	for _, i := range rows {
		r := &x.rows[i]
		gaps[r.kind]++
		if r.shown() && x.places[r.place].Kind == drawn {
			children[r.kind] += r.central
			counted[r.kind]++
			most = max(most, children[r.kind])
		}
	}
	t := kindTable{Caption: v.Say("register.by_kind", "Tiers", tierWords(v, s)), Note: v.Say("register.by_kind_note", "Kind", v.Kind(drawn, 2))}
	for i, kind := range gap.Kinds {
		row := kindRow{Link: parts.Link{Text: v.Term("gap_kind", kind), URL: v.Here("kind", kind, "page", "")}, Gaps: v.Number(float64(gaps[i]), 0),
			Bar: parts.AmountBar(children[i], most), Children: v.Children(children[i]), Current: s.kind == kind}
		switch {
		case kind == gap.Equity || kind == gap.Parallel:
			row.Children, row.Uncount = "–", v.Say("register.not_counted")
		case counted[i] == 0 && gaps[i] > 0:
			row.Children = "–"
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// tierWords names the tiers of a scope: "tiers 2 to 4", "tier 3".
func tierWords(v *shell.Visit, s *scope) string {
	switch s.tier {
	case upperTiers:
		return v.Say("register.tiers_upper")
	case allTiers:
		return v.Say("register.tiers_all")
	}
	return v.Say("register.tiers_one", "Tier", s.tier)
}
