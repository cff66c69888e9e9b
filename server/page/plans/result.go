package plans

import (
	"math"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/gap"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// result fills in what the scenario comes to, and says it in a sentence.
func (p *planPage) result(visit *shell.Visit, result *tried) (string, error) {
	if result.Comparison == nil {
		p.Adopt = nil
		for _, fault := range result.faults {
			p.Faults = append(p.Faults, visit.Problem(fault))
		}
		return visit.Say("plans.unworkable"), nil
	}
	ch, err := choiceOf(visit)
	if err != nil {
		return "", err
	}
	opened, closed := result.Gaps(authorities(visit))
	head := result.Headline()
	met := result.Met()[0]
	p.Keys = keysOf(visit, head, met, len(opened), len(closed))
	p.Grid = gridOf(visit, ch, result.Comparison)
	p.Map = mapOf(visit, ch, result.Comparison, "map")
	p.Worse = worse(visit, result.Comparison)
	if p.Bands, err = bandsOf(visit, ch.area, result.Comparison); err != nil {
		return "", err
	}
	if p.Bands != nil {
		p.Matrix, p.AreaLink = matrixOf(visit, ch.area, result.Comparison), areaLink(visit, ch.area)
	}
	p.Gaps = gapLists(visit, "", opened, closed)
	p.Services, p.Equity = servicesOf(visit, result.Comparison), equityOf(visit, result.Comparison)
	return finding(visit, head, met, len(opened), len(closed)), nil
}

// authorities are the kinds of area whose gaps are counted.
func authorities(visit *shell.Visit) []model.AreaKind {
	return slices.DeleteFunc(slices.Clone(visit.View.Kinds()), func(kind model.AreaKind) bool { return !kind.AuthorityOrLarger() })
}

// finding says what the scenario comes to.
func finding(visit *shell.Visit, head disclosure.Headline, met disclosure.MetChange, opened, closed int) string {
	gaps := visit.Say("plans.finding_gaps", "Closed", closed, "Opened", opened)
	cost := visit.Say("plans.finding_no_cost")
	if head.Cost.IsShown() {
		cost = visit.Say("plans.finding_cost", "Cost", money(visit, head.Cost.Value))
	}
	return metWords(visit, met) + " " + cost + " " + gaps
}

// metWords says how many more children are met, with the range where it shows.
func metWords(visit *shell.Visit, change disclosure.MetChange) string {
	met := change.Central.Value
	with := func(text string) string {
		spread := rangeOf(visit, change)
		if spread == "" {
			return text
		}
		if low, high := change.Low.Value, change.High.Value; low >= 0 || high <= 0 {
			spread = visit.Range(min(math.Abs(low), math.Abs(high)), max(math.Abs(low), math.Abs(high)))
		}
		return visit.Say("plans.finding_range", "Finding", strings.TrimSuffix(text, "."), "Range", spread)
	}
	switch {
	case met >= 2.5:
		return with(visit.Say("plans.finding_more", "Children", visit.Children(met)))
	case met >= 0.05:
		return with(visit.Say("plans.finding_few_more"))
	case met <= -2.5:
		return with(visit.Say("plans.finding_fewer", "Children", visit.Children(-met)))
	case met <= -0.05:
		return with(visit.Say("plans.finding_few_fewer"))
	}
	return visit.Say("plans.finding_none")
}

func keysOf(visit *shell.Visit, head disclosure.Headline, met disclosure.MetChange, opened, closed int) *parts.KeyNumbers {
	lines := []string{visit.Say("plans.met_note")}
	if spread := rangeOf(visit, met); spread != "" {
		lines = append([]string{spread}, lines...)
	}
	return &parts.KeyNumbers{Items: []parts.KeyNumber{
		{Label: visit.Say("plans.met"), Value: children(visit, head.Met.Value), Lines: lines},
		{Label: visit.Say("plans.cost"), Value: money(visit, head.Cost.Value)},
		{Label: visit.Say("plans.per_child"), Value: money(visit, head.PerChild.Value), Lines: lineOf(perChildRange(visit, wholeCost(head), met))},
		{Label: visit.Say("plans.closed"), Value: number(closed)},
		{Label: visit.Say("plans.opened"), Value: number(opened), Lines: []string{visit.Say("plans.gaps_note")}},
	}}
}

func lineOf(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// gapLists are gaps that close and open, with ids of their own.
func gapLists(visit *shell.Visit, prefix string, opened, closed []gap.Gap) []gapList {
	return []gapList{gapsOf(visit, "plans.closed", prefix+"closed", closed), gapsOf(visit, "plans.opened", prefix+"opened", opened)}
}

// gapList is gaps that close or open, the worst first.
type gapList struct {
	ID, Title string
	Rows      []gapRow
	More      string
	None      string
}

type gapRow struct {
	Title, Why string
	Area       parts.Link
}

const gapsShown = 10

func gapsOf(visit *shell.Visit, title, id string, gaps []gap.Gap) gapList {
	out := gapList{ID: id, Title: visit.Say(title)}
	for i := range gaps[:min(len(gaps), gapsShown)] {
		g := &gaps[i]
		out.Rows = append(out.Rows, gapRow{Title: g.Title(visit.Voice), Why: g.Why(visit.Voice),
			Area: parts.Link{Text: visit.Text(g.Area.Name, g.Area.NameCy), Lang: visit.Lang(g.Area.Name, g.Area.NameCy), URL: visit.Link(shell.Path("areas", g.Area.Code))}})
	}
	if more := len(gaps) - gapsShown; more > 0 {
		out.More = visit.Say("plans.more_gaps", "Count", more)
	}
	if len(gaps) == 0 {
		out.None = visit.Say("none")
	}
	return out
}

// serviceRow is a service that the scenario changes.
type serviceRow struct {
	Service             parts.Link
	Type, Places, Drawn string
}

func servicesOf(visit *shell.Visit, c *disclosure.Comparison) []serviceRow {
	var out []serviceRow
	for _, s := range c.Services() {
		link := parts.Link{Text: visit.Text(s.Name, s.NameCy), Lang: visit.Lang(s.Name, s.NameCy)}
		if _, err := visit.View.Service(s.Key); err == nil {
			link.URL = visit.Link(shell.Path("services", s.Key))
		}
		out = append(out, serviceRow{Service: link, Type: visit.TypeName(s.Type), Places: step(placesOf(visit, s.Before), placesOf(visit, s.After)), Drawn: step(drawn(visit, s.Before), drawn(visit, s.After))})
	}
	return out
}

func placesOf(visit *shell.Visit, s *disclosure.Supply) string {
	switch {
	case s == nil:
		return visit.Say("plans.not_there")
	case !s.Capacity.IsShown():
		return visit.Say("not_known")
	}
	return visit.Number(s.Capacity.Value, 0)
}

func drawn(visit *shell.Visit, s *disclosure.Supply) string {
	if s == nil || !s.Pull.IsShown() {
		return "–"
	}
	return visit.Children(s.Pull.Value)
}

// equityRow is how evenly a tier is covered.
type equityRow struct{ Tier, Worst, Best, Gini string }

func equityOf(visit *shell.Visit, c *disclosure.Comparison) []equityRow {
	var out []equityRow
	for _, e := range slices.Backward(c.Equity()) {
		share := func(before, after disclosure.Figure) string {
			return step(visit.Percent(before.Value), visit.Percent(after.Value))
		}
		out = append(out, equityRow{Tier: visit.Say("tier_labelled", "Tier", e.Tier, "Label", visit.TierName(e.Tier)), Worst: share(e.WorstBefore, e.WorstAfter), Best: share(e.BestBefore, e.BestAfter),
			Gini: step(visit.Number(e.GiniBefore.Value, 3), visit.Number(e.GiniAfter.Value, 3))})
	}
	return out
}
