package areas

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// overviewPage shows how one area stands, in three steps: how bad, where in
// the system, where on the ground.
type overviewPage struct {
	shell.Page
	LeftOut    *parts.Inset // what the public is not shown
	Nobody     *parts.Empty
	Keys       parts.KeyNumbers
	Heading    parts.Heading
	Matrix     parts.Matrix
	StartsRule string
	Falls      *falls
	Close      *closeUp
	TypesOpen  bool // where a type, or the table of types, was asked for
	Ground     *ground
	Fresh      parts.Heading
	Freshness  parts.SummaryList
	Actions    []parts.Link
}

func (d *door) overview(c echo.Context) error {
	visit, err := d.house.Open(c)
	if err != nil {
		return err
	}
	s, err := standingOf(visit.View, c.Param("code"))
	if err != nil {
		return err
	}
	tier, kind, err := asked(visit, s)
	if err != nil {
		return err
	}
	page := overviewPage{}
	if page.Page, err = visit.Page("areas", "", finding(visit, s)); err != nil {
		return err
	}
	page.Named(s.Name, s.NameCy)
	page.At(s.Place)
	page.Islands = []string{"map", "chart"}
	if err := d.fill(&page, visit, s, tier, kind); err != nil {
		return err
	}
	return d.house.Show(c, http.StatusOK, "areas/overview", &page)
}

// asked reads the tier and the service type that the address asks for; the
// tier is the weakest where it does not.
func asked(visit *shell.Visit, s *standing) (tier int, kind string, err error) {
	text, err := visit.Choice("tier", "", "1", "2", "3", "4")
	if err != nil {
		return 0, "", err
	}
	if tier, _ = strconv.Atoi(text); tier == 0 {
		if tier = s.weakest(); tier == 0 {
			tier = 4
		}
	}
	kinds := []string{""}
	for _, uptake := range visit.View.Reference().Uptake {
		kinds = append(kinds, uptake.ServiceType)
	}
	kind, err = visit.Choice("type", kinds...)
	return tier, kind, err
}

func (d *door) fill(page *overviewPage, visit *shell.Visit, s *standing, tier int, kind string) error {
	page.Keys = d.keyNumbers(visit, s)
	page.Heading = parts.Heading{ID: "cube", Title: visit.Say("areas.matrix"), Lead: visit.Say("areas.matrix_lead"),
		Link: howLink(visit, explain(visit, s.Code, "tier", tier, "of", "practice"), visit.Say("areas.matrix"))}
	page.Matrix = matrix(visit, s)
	begin(visit, s, &page.Matrix, d.gapsOf(visit.View, s.Code))
	if len(page.Matrix.Starts) > 0 {
		page.StartsRule = visit.Say("areas.starts_rule")
	}
	scope, err := scopeOf(visit, s, tier)
	if err != nil {
		return err
	}
	if page.Falls, err = fallsOf(visit, s, tier, kind); err != nil {
		return err
	}
	page.Close = closeUpOf(visit, s, tier, page.Falls, page.Matrix.Rows[4-tier])
	if page.Ground, err = groundOf(visit, scope); err != nil {
		return err
	}
	page.Fresh = parts.Heading{ID: "freshness", Title: visit.Say("areas.freshness"), Lead: visit.Say("areas.freshness_lead")}
	page.Freshness = d.freshness(visit, s, page.Footer.Sources)
	page.Actions = actions(visit, s)
	types, err := visit.Choice("types", "", "open")
	if err != nil {
		return err
	}
	page.TypesOpen = types == "open" || kind != ""
	page.states(visit, s)
	return nil
}

// states says what is not on the page, and why.
func (page *overviewPage) states(visit *shell.Visit, s *standing) {
	if visit.Audience == disclosure.Public {
		page.LeftOut = &parts.Inset{Strong: visit.Say("areas.for_public"), Text: visit.Say("areas.for_public_text")}
	}
	if s.empty() {
		page.Nobody = &parts.Empty{Title: visit.Say("areas.nobody"), Text: visit.Say("areas.nobody_text"),
			Links: []parts.Link{{Text: visit.Say("areas.go_import"), URL: visit.Link("/import")}}}
	}
}

func actions(visit *shell.Visit, s *standing) []parts.Link {
	out := []parts.Link{
		{Text: visit.Say("areas.go_profile"), URL: visit.Link(shell.Path("areas", s.Code, "profile"))},
		{Text: visit.Say("areas.go_gaps"), URL: visit.Link("/gaps", "area", s.Code)},
		{Text: visit.Say("areas.go_public"), URL: visit.Link(shell.Path("public", s.Code), "for", "", "on", visit.PublishedOn())},
	}
	if visit.Audience == disclosure.Commissioner {
		out = append(out, parts.Link{Text: visit.Say("scarcity.title"), URL: visit.Link("/scarcity", "area", s.Code)})
	}
	return out
}
