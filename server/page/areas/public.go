package areas

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// publicPage is what anyone may read of an area, on one screen. It can be left
// at once, leaves no copy behind, and its address says nothing of what it is
// about but the area.
type publicPage struct {
	shell.Page
	Stands string // the day, and that it is a summary
	Tiers  []publicTier
	How    parts.Link
	More   []parts.Link
}

type publicTier struct {
	Tier, Name string
	Children   string
	Figure     *parts.Figure // in place of a share that is not there
	Share      string
	Status     parts.Status
}

func (d *door) public(c echo.Context) error {
	c.QueryParams().Set("for", string(disclosure.Public))
	visit, err := d.house.Open(c)
	if err != nil {
		return err
	}
	s, err := standingOf(visit.View, c.Param("code"))
	if err != nil {
		return err
	}
	page := &publicPage{}
	if page.Page, err = visit.Page("", "", plainly(visit, s)); err != nil {
		return err
	}
	page.Named(s.Name, s.NameCy)
	page.Alone, page.Context = true, nil
	page.Footer.Method, page.Footer.Revision, page.Footer.Computed = "", "", ""
	page.Stands = visit.Say("areas.public_stands", "Date", visit.View.Date())
	for _, tier := range downwards {
		page.Tiers = append(page.Tiers, publicTierOf(visit, s, tier))
	}
	page.How = *howLink(visit, explain(visit, s.Code, "tier", max(1, s.weakest())), "")
	return d.house.Show(c, http.StatusOK, "areas/public", page)
}

// plainly is the finding without names of services.
func plainly(visit *shell.Visit, s *standing) string {
	tier := s.weakest()
	if tier == 0 || s.empty() {
		return shortage(visit, s)
	}
	return visit.Say("areas.finding", "Tier", strconv.Itoa(tier), "Share", met(s.Tiers[tier-1]).Text(visit.Voice)) + "."
}

func publicTierOf(visit *shell.Visit, s *standing, tier int) publicTier {
	t := s.Tiers[tier-1]
	out := publicTier{Tier: visit.Say("tier", "Tier", strconv.Itoa(tier)), Name: visit.TierName(tier),
		Status: parts.NewStatus(visit.Voice, state(t.Status)), Share: met(t).Text(visit.Voice)}
	switch {
	case t.Need.State == disclosure.Suppressed:
		hidden := parts.Hidden(visit.Voice)
		out.Figure, out.Children = &hidden, visit.Say("suppressed")
	case !t.Need.IsShown():
		out.Children = visit.Say("not_known")
	default:
		out.Children = childrenBetween(visit, t.NeedLow.Value, t.Need.Value, t.NeedHigh.Value)
	}
	return out
}
