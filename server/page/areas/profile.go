package areas

import (
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/gap"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
	"catchment/server/page/sketch"
)

// profilePage is one area on paper: a committee reads it without a screen.
// On screen it is a page like the others; the style sheet sets it on A4.
type profilePage struct {
	shell.Page
	Report  []reportName // in both languages, the reader's first
	Stands  string
	Keys    parts.KeyNumbers
	Heading parts.Heading
	Matrix  parts.Matrix
	Fall    parts.Waterfall
	Ground  *profileMap
	Gaps    []profileGap
	More    string
	Foot    shell.Footer // on this page instead of below it
	Digest  string
}

type reportName struct{ Text, Lang string }

// profileMap is the still map with its key.
type profileMap struct {
	Title  string
	Map    template.HTML
	NoMap  string
	Legend parts.MapLegend
	Lowest string
}

type profileGap struct {
	Kind, What, Why string
	Children        parts.Figure
}

func (d *door) profile(c echo.Context) error {
	visit, err := d.house.Open(c)
	if err != nil {
		return err
	}
	s, err := standingOf(visit.View, c.Param("code"))
	if err != nil {
		return err
	}
	page := &profilePage{}
	if page.Page, err = visit.Page("areas", "", finding(visit, s)); err != nil {
		return err
	}
	page.Named(s.Name, s.NameCy)
	page.At(s.Place)
	page.Print = true
	if err := d.print(page, visit, s); err != nil {
		return err
	}
	return d.house.Show(c, http.StatusOK, "areas/profile", page)
}

func (d *door) print(page *profilePage, visit *shell.Visit, s *standing) error {
	other := words.In(visit.OtherLanguage())
	page.Report = []reportName{{visit.Say("areas.profile"), ""}, {other.Say("areas.profile"), string(other.Language())}}
	page.Stands = visit.Say("areas.profile_stands", "Date", visit.View.Date(), "Audience", visit.Term("audience", visit.Audience), "Method", strconv.Itoa(visit.View.Revision().Method))
	page.Keys = d.keyNumbers(visit, s)
	page.Heading = parts.Heading{ID: "cube", Title: visit.Say("areas.matrix")}
	page.Matrix = matrix(visit, s)
	tier := s.weakest()
	if tier == 0 {
		tier = 4
	}
	falls, err := visit.View.Waterfalls(s.Code, tier)
	if err != nil {
		return err
	}
	w, note := pick(visit, falls, s.Tiers[tier-1], "")
	page.Fall = fall(visit, s, tier, w, note)
	ranked, err := page.ground(visit, s, tier)
	if err != nil {
		return err
	}
	gaps := d.gapsOf(visit.View, s.Code)
	printed := firstOfEachKind(gaps)
	for _, g := range printed {
		page.Gaps = append(page.Gaps, profileGapOf(visit, g))
	}
	if more := len(gaps) - len(printed); more > 0 {
		page.More = visit.Say("areas.profile_more", "Count", more)
	}
	page.Foot, page.Footer = page.Footer, shell.Footer{}
	page.Digest = grouped(digest(visit.View, s, w, ranked, printed))
	return nil
}

// ground draws the areas below, or the neighbours of a base area.
func (page *profilePage) ground(visit *shell.Visit, s *standing, tier int) ([]rankedArea, error) {
	kinds := visit.View.KindsBelow(s.Code)
	within, kind, selected := s.Code, firstKind(visit.View, s.Code, kinds), ""
	if above := visit.View.Above(s.Code); len(kinds) == 0 && len(above) > 0 {
		within, kind, selected = above[len(above)-1].Code, s.Kind, s.Code
	}
	if kind == "" {
		return nil, nil
	}
	ranked, err := rank(visit.View, visit.View.Below(within, kind), tier)
	if err != nil {
		return nil, err
	}
	classes := map[string]sketch.Class{}
	for i := range ranked {
		classes[ranked[i].Code] = ranked[i].class
	}
	title := visit.Say("areas.ground", "Tier", strconv.Itoa(tier), "Kind", visit.Kind(kind, 1))
	m := sketch.Map{ID: "map", Kind: kind, Classes: classes, Outline: model.LocalAuthority, Label: title, Selected: selected, Wide: 528, High: 400}
	counts := sketch.Count(classes)
	page.Ground = &profileMap{Title: title, Map: m.Draw(visit.View, visit.Voice),
		Legend: parts.NewMapLegend(visit.Voice, "coverage", visit.Say("map.classing"), sketch.ShareTexts(visit.Voice), counts.Classes, counts.NotKnown, counts.Suppressed)}
	if len(ranked) > 0 && ranked[0].here > 0 {
		page.Ground.Lowest = visit.Say("areas.map_lowest", "Area", visit.Text(ranked[0].Name, ranked[0].NameCy), "Share", met(ranked[0].tier).Text(visit.Voice))
	}
	if page.Ground.Map == "" {
		page.Ground.NoMap = visit.Say("areas.no_map", "Kind", visit.Kind(kind, 2))
	}
	return ranked, nil
}

// firstOfEachKind is the worst gap of each kind, but for tier 1, which is every
// other child.
func firstOfEachKind(gaps []*disclosure.Gap) []*disclosure.Gap {
	taken := map[gap.Kind]bool{}
	var out []*disclosure.Gap
	for _, g := range gaps {
		if !taken[g.Kind] && g.Rank > 0 && g.Tier != 1 {
			taken[g.Kind] = true
			out = append(out, g)
		}
	}
	return out
}

func profileGapOf(visit *shell.Visit, g *disclosure.Gap) profileGap {
	row := gapRowOf(visit, g)
	what := visit.TypeName(g.Type)
	if g.Tier > 0 {
		what = visit.Say("areas.type_in_tier", "Type", what, "Tier", row.Tier)
	}
	return profileGap{row.Kind, what, row.Why, row.Children}
}

// grouped parts the digits of a hash into groups that the eye can compare.
func grouped(hash string) string {
	var out []string
	for i := 0; i+8 <= len(hash); i += 8 {
		out = append(out, hash[i:i+8])
	}
	return strings.Join(out, " ")
}
