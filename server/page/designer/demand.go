package designer

import (
	"math"
	"strconv"

	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// demand is whether an area has enough children for the design, and which
// neighbours would make them enough.
type demand struct {
	Text     string // why there is nothing to say
	Area     parts.Link
	Rows     parts.SummaryList
	Verdict  parts.Inset
	Partners []partnerRow
	Sum      string
	Note     string
}

type partnerRow struct {
	Area               parts.Link
	Children, Sum, Far string
}

// demandOf asks whether all groups of the year find their least number: the
// programme's, or where no source states one the size planned.
func (d *door) demandOf(c echo.Context, visit *shell.Visit, r *reading) (*demand, error) {
	switch {
	case r.area == "":
		return &demand{Text: visit.Say("designer.demand_choose")}, nil
	case r.kind == nil:
		return &demand{Text: visit.Say("designer.demand_no_type")}, nil
	case !expected(visit, r.kind.Key):
		return &demand{Text: visit.Say("designer.demand_not_expected", "Type", visit.TypeName(r.kind))}, nil
	}
	wanted, least, ok := r.design.Wanted()
	if !ok {
		return &demand{Text: visit.Say("designer.demand_no_size")}, nil
	}
	joint, err := d.house.Planner.Join(c.Request().Context(), visit.View.Date(), visit.Audience, planner.JointWish{Service: r.service(), Area: r.area, Wanted: wanted})
	if err != nil {
		return nil, err
	}
	return demandFrom(visit, joint, least, r.design.Programme.MinGroup != nil), nil
}

func expected(visit *shell.Visit, kind string) bool {
	for _, u := range visit.View.Reference().Uptake {
		if u.ServiceType == kind && u.Uptake > 0 {
			return true
		}
	}
	return false
}

func demandFrom(visit *shell.Visit, j *disclosure.Joint, least float64, stated bool) *demand {
	groups := j.Wanted / least
	out := &demand{Area: areaLink(visit, j.Area)}
	row := func(name string, lines ...string) {
		out.Rows.Rows = append(out.Rows.Rows, parts.SummaryRow{Name: visit.Say("designer." + name), Lines: lines})
	}
	says := "designer.least_planned"
	if stated {
		says = "designer.least_stated"
	}
	filled := min(groups, math.Floor(j.Own.Value/least+1e-9))
	row("demand_own", visit.Children(j.Own.Value))
	row("demand_wanted", visit.Say("designer.wanted", "Groups", amountOf(visit, groups), "Least", amountOf(visit, least), "Sum", amountOf(visit, j.Wanted)), visit.Say(says))
	row("demand_filled", visit.Say("designer.filled", "Filled", amountOf(visit, filled), "Groups", amountOf(visit, groups)))
	name := out.Area.Text
	switch {
	case j.Viable && len(j.Partners) == 0:
		out.Verdict = parts.Inset{Strong: visit.Say("designer.enough", "Area", name), Text: visit.Say("designer.enough_text")}
	case j.Viable:
		out.Verdict = parts.Inset{Strong: visit.Say("designer.too_few", "Area", name), Text: visit.Say("designer.joint", "Areas", visit.NounList(namesOf(visit, j.Partners)))}
	default:
		out.Verdict = parts.Inset{Strong: visit.Say("designer.too_few", "Area", name), Text: visit.Say("designer.never")}
	}
	sum := j.Own.Value
	for _, p := range j.Partners {
		sum += p.Children.Value
		out.Partners = append(out.Partners, partnerRow{areaLink(visit, p.Place), visit.Children(p.Children.Value), visit.Children(sum), visit.Say("designer.km", "Km", visit.Number(p.Km, 0))})
	}
	out.Note = visit.Say("designer.demand_note")
	return out
}

func namesOf(visit *shell.Visit, partners []disclosure.Partner) (out []string) {
	for _, p := range partners {
		out = append(out, visit.Text(p.Name, p.NameCy))
	}
	return out
}

func areaLink(visit *shell.Visit, place disclosure.Place) parts.Link {
	return parts.Link{Text: visit.Text(place.Name, place.NameCy), Lang: visit.Lang(place.Name, place.NameCy), URL: visit.Link(shell.Path("areas", place.Code))}
}

func whole(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}
