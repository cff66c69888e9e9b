package areas

import (
	"strconv"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// explain is where the terms of an area's figures are. They name single
// services, so the public is led to the method instead.
func explain(visit *shell.Visit, code string, pairs ...any) string {
	if visit.Audience == disclosure.Public {
		return visit.Link("/method")
	}
	return visit.Link(shell.Path("areas", code, "explain"), pairs...)
}

// howLink is "How was this worked out?"; hidden words say what.
func howLink(visit *shell.Visit, url, what string) *parts.Link {
	return &parts.Link{Text: visit.Say("how_worked_out"), URL: url, Hidden: what}
}

// keyNumbers is the strip under the title.
func (d *door) keyNumbers(visit *shell.Visit, s *standing) parts.KeyNumbers {
	items := []parts.KeyNumber{childrenHere(visit, s), needHere(visit, s)}
	if visit.Audience == disclosure.Commissioner {
		items = append(items, evidenceHere(visit, s))
	}
	return parts.KeyNumbers{Items: append(items, worstHere(visit, d.gapsOf(visit.View, s.Code)))}
}

func childrenHere(visit *shell.Visit, s *standing) parts.KeyNumber {
	k := parts.KeyNumber{Label: visit.Say("areas.children_aged"), Value: people(visit, s.Children.Value),
		Lines: []string{visit.Say("areas.population_year", "Year", strconv.Itoa(s.Year))},
		Link:  howLink(visit, explain(visit, s.Code, "of", "population"), visit.Say("areas.children_aged"))}
	if s.empty() {
		unknown := parts.Unknown(visit.Voice, "")
		k.Value, k.Figure, k.Lines = "", &unknown, []string{visit.Say("areas.no_population")}
	}
	return k
}

// people is a counted population: published, so exact, but as the public meets
// every other figure of children.
func people(visit *shell.Visit, n float64) string {
	if visit.Audience == disclosure.Public {
		return visit.Children(n)
	}
	return visit.Number(n, 0)
}

func needHere(visit *shell.Visit, s *standing) parts.KeyNumber {
	k := parts.KeyNumber{Label: visit.Say("areas.in_need_by_tier"),
		Link: howLink(visit, explain(visit, s.Code, "of", "need", "tier", max(1, s.weakest())), visit.Say("areas.in_need_by_tier"))}
	for _, tier := range downwards {
		t := s.Tiers[tier-1]
		part := parts.KeyNumber{Label: visit.Say("tier", "Tier", strconv.Itoa(tier)), Value: need(t).Text(visit.Voice),
			Lines: []string{visit.TierName(tier)}, Strong: metWords(visit, t)}
		if spread := need(t).Range(visit.Voice); spread != "" {
			part.Lines = append(part.Lines, spread)
		}
		if t.Need.State == disclosure.Suppressed {
			hidden := parts.Hidden(visit.Voice)
			part.Value, part.Figure = "", &hidden
		}
		k.Group = append(k.Group, part)
	}
	return k
}

func metWords(visit *shell.Visit, t disclosure.Tier) string {
	switch {
	case t.Expected == 0:
		return visit.Say("areas.nothing_expected")
	case t.Coverage.State == disclosure.Suppressed:
		return ""
	case !t.Coverage.IsShown():
		return visit.Say("areas.met_unknown")
	}
	return visit.Say("parts.share_met", "Share", met(t).Text(visit.Voice))
}

// horizon is the last day of the time ahead that the method looks at.
func horizon(view *disclosure.View) model.Date {
	return view.Date().AddMonths(view.Settings().HorizonMonths)
}

func evidenceHere(visit *shell.Visit, s *standing) parts.KeyNumber {
	k := parts.KeyNumber{Label: visit.Say("areas.evidence"),
		Link: &parts.Link{Text: visit.Say("areas.see_lapses"), URL: visit.Link("/gaps", "area", s.Code, "kind", "assurance")}}
	e, err := visit.View.Evidence(s.Code, horizon(visit.View))
	if err != nil || e.Criteria == 0 {
		unknown := parts.Unknown(visit.Voice, "")
		k.Figure, k.Link, k.Lines = &unknown, nil, []string{visit.Say("areas.no_services")}
		return k
	}
	k.Value = visit.Percent(float64(e.InDate) / float64(e.Criteria))
	k.Lines = []string{visit.Say("areas.levels_of", "InDate", e.InDate, "Criteria", e.Criteria), lapses(visit, e.Lapsing)}
	return k
}

func lapses(visit *shell.Visit, n int) string {
	if n == 0 {
		return visit.Say("areas.lapse_none", "Date", horizon(visit.View))
	}
	return visit.Say("areas.lapse", "Count", n, "Date", horizon(visit.View))
}

func worstHere(visit *shell.Visit, gaps []*disclosure.Gap) parts.KeyNumber {
	k := parts.KeyNumber{Label: visit.Say("areas.worst_gap")}
	g := worst(gaps)
	if g == nil {
		k.Value = visit.Say("none")
		return k
	}
	k.Headline = &parts.Link{Text: g.Title(visit.Voice), URL: visit.Link(shell.Path("gaps", g.ID))}
	k.Lines = []string{gapSize(visit, g)}
	return k
}

// gapSize is "210 children, 140 to 290 · tier 3".
func gapSize(visit *shell.Visit, g *disclosure.Gap) string {
	text := ""
	if g.Central.IsShown() {
		text = childrenBetween(visit, g.Low.Value, g.Central.Value, g.High.Value)
	}
	if g.Tier == 0 {
		return text
	}
	if text != "" {
		text += " · "
	}
	return text + visit.Say("areas.tier_small", "Tier", strconv.Itoa(g.Tier))
}

// childrenBetween is "585 children, 390 to 830".
func childrenBetween(visit *shell.Visit, low, central, high float64) string {
	from, to := visit.Children(low), visit.Children(high)
	if from == to {
		return visit.Say("areas.children", "Children", visit.Children(central))
	}
	return visit.Say("areas.children_between", "Children", visit.Children(central), "Low", from, "High", to)
}
