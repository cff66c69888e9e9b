package siting

import (
	"math"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/planner"
	search "catchment/model/siting"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// amount is children, or a share of them.
func amount(visit *shell.Visit, x float64, share bool) string {
	if share {
		return visit.Percent(x)
	}
	return visit.Say("siting.children", "Children", visit.Children(x))
}

// askedFor says in a few words what a run was asked for.
func askedFor(visit *shell.Visit, one run) []string {
	w := &one.wish
	out := []string{typeName(visit, w.ServiceType)}
	if w.Tier > 0 {
		out = append(out, visit.Say("tier", "Tier", w.Tier))
	} else {
		out = append(out, visit.Say("siting.all_tiers"))
	}
	if w.Number > 0 {
		out = append(out, visit.Say("siting.asked_number", "Count", w.Number))
	} else {
		out = append(out, visit.Say("siting.asked_budget", "Budget", visit.Money(w.Budget)))
	}
	if n := len(w.Lock); n > 0 {
		out = append(out, visit.Say("siting.asked_locked", "Count", n))
	}
	if n := len(w.Close); n > 0 {
		out = append(out, visit.Say("siting.asked_closable", "Count", n))
	}
	return out
}

// gives is what the plan does, in a sentence.
func gives(visit *shell.Visit, s *planner.Siting) string {
	if len(s.Chosen) == 0 {
		return visit.Say("siting.gives_nothing")
	}
	value, with, today, all := visit.Children(s.Value), visit.Children(s.Children), visit.Children(s.Result.Today), visit.Children(s.Demand)
	switch {
	case s.Share:
		return visit.Say("siting.gives_share", "Share", visit.Percent(s.Value), "Today", visit.Percent(s.Result.Today))
	case s.Objective == search.WorstOff:
		return visit.Say("siting.gives_lift", "Children", value)
	case s.Objective == search.Met:
		return visit.Say("siting.gives_met", "Children", value, "With", with, "All", all, "Today", today)
	}
	return visit.Say("siting.gives_reach", "Children", value, "With", with, "All", all, "Today", today)
}

// binds says what stands in the way, and which objective was taken for it.
func binds(visit *shell.Visit, s *planner.Siting) parts.Inset {
	in := parts.Inset{Strong: visit.Say("siting.binds_"+string(s.Advice.Binding), "Children", visit.Children(s.Advice.Children))}
	var texts []string
	if s.Advice.Alike && s.Advice.Binding == search.ByCapacity {
		texts = append(texts, visit.Say("siting.alike"))
	}
	how := visit.Say("siting.how_asked")
	if s.Advised {
		how = visit.Say("siting.how_advised")
	}
	texts = append(texts, visit.Say("siting.chosen_"+s.Objective.String())+" "+how)
	in.Text = strings.Join(texts, " ")
	return in
}

// warnings are what a reader of the plan must know.
func warnings(visit *shell.Visit, one run) (out []parts.Notice) {
	warn := func(title, text string) {
		out = append(out, parts.Notice{Kind: "important", Title: title, Text: text})
	}
	s := one.result
	if !s.Warning.Empty() {
		warn(visit.Say("siting.warning"), visit.Sentence(s.Warning))
	}
	if s.Ending == search.Stopped {
		warn(visit.Say("siting.stopped"), visit.Say("siting.stopped_text"))
	}
	if s.Ending == search.TimeUp {
		warn(visit.Say("siting.time_up"), visit.Say("siting.time_up_text"))
	}
	if text := journeysOf(visit, s); text != "" {
		out = append(out, parts.Notice{Kind: "information", Title: visit.Say("siting.journeys_title"), Text: text})
	}
	if one.revision != visit.View.Revision().Revision {
		out = append(out, parts.Notice{Kind: "stale", Title: visit.Say("siting.stale"), Text: visit.Say("siting.stale_text")})
	}
	return out
}

// journeysOf says by what journeys candidates reach children; "" where there are
// none, because candidates are areas served.
func journeysOf(visit *shell.Visit, s *planner.Siting) string {
	var texts []string
	j := s.Journeys
	for _, part := range []struct {
		key   string
		count int
	}{{"siting.by_engine", j.Routed}, {"siting.by_minutes", j.Stated}, {"siting.by_line", j.Straight}} {
		if part.count > 0 {
			texts = append(texts, visit.Say(part.key, "Count", part.count, "Number", visit.Number(float64(part.count), 0)))
		}
	}
	if j.Failure != "" {
		texts = append(texts, visit.Say("siting.engine_failed"))
	}
	if j.Routed+j.Stated > 0 {
		texts = append(texts, visit.Say("siting.scenario_by_line"))
	}
	return strings.Join(texts, " ")
}

// termsOf says in a few words whom a candidate accepts, "" where it is everyone.
func termsOf(visit *shell.Visit, c *planner.SitedCandidate) string {
	var texts []string
	for _, p := range visit.View.Reference().Programmes {
		if p.Key == c.Terms.Sets["programme"] {
			texts = append(texts, visit.Text(p.Name, p.NameCy))
		}
	}
	switch from, to := c.Terms.From, c.Terms.To; {
	case from > 0 && to < model.AgeCount-1:
		texts = append(texts, visit.Say("siting.ages", "From", from, "To", to))
	case from > 0:
		texts = append(texts, visit.Say("siting.ages_from", "From", from))
	case to < model.AgeCount-1:
		texts = append(texts, visit.Say("siting.ages_to", "To", to))
	}
	if len(c.Terms.Refuses) > 0 {
		var refused []string
		for _, attribute := range c.Terms.Refuses {
			refused = append(refused, visit.Term("attribute", attribute))
		}
		texts = append(texts, visit.Say("siting.refuses", "Whom", visit.List(refused)))
	}
	return strings.Join(texts, " · ")
}

// certainty says how much better any other plan could be.
func certainty(visit *shell.Visit, s *planner.Siting) string {
	switch {
	case s.Proven:
		return visit.Say("siting.proven_text")
	case !finite(s.Bound):
		return visit.Say("siting.no_bound")
	case finite(s.Gap):
		return visit.Say("siting.gap_text", "Bound", amount(visit, s.Bound, s.Share), "Gap", visit.Number(100*s.Gap, 1))
	}
	return visit.Say("siting.bound_text", "Bound", amount(visit, s.Bound, s.Share))
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

func proven(visit *shell.Visit, s *planner.Siting) string {
	if s.Proven {
		return visit.Say("siting.proven")
	}
	return visit.Say("siting.not_proven")
}

// method is the catalogue's word for a method of the search.
func method(visit *shell.Visit, name string) string {
	return visit.Say("siting.method_" + strings.ToLower(strings.ReplaceAll(name, " ", "_")))
}

// figure is an amount that candidates may not state.
func figure(visit *shell.Visit, x float64, text func(float64) string) parts.Figure {
	switch {
	case math.IsNaN(x):
		return parts.NotStated(visit.Voice, "")
	case math.IsInf(x, 0):
		return parts.Known(visit.Say("siting.no_limit"), "")
	}
	return parts.Known(text(x), "")
}

// stated says whether all that a plan chooses state a cost.
func stated(s *planner.Siting, chosen []int) bool {
	return !slices.ContainsFunc(chosen, func(k int) bool { return math.IsNaN(s.Candidates[k].Cost) })
}

// cost is what a plan costs a year, where its candidates state it.
func cost(visit *shell.Visit, s *planner.Siting, chosen []int, x float64) string {
	if !stated(s, chosen) {
		return visit.Say("not_stated")
	}
	return visit.Money(x)
}

func numbersOf(chosen []search.Choice) (out []int) {
	for _, c := range chosen {
		out = append(out, c.Candidate)
	}
	return out
}

// nameOf is what a candidate is called: a service that stands as those may see
// it who look.
func nameOf(visit *shell.Visit, c *planner.SitedCandidate) string {
	if c.Service {
		s, err := visit.View.Service(c.Key)
		if err != nil {
			return c.Key
		}
		return visit.Text(s.Name, s.NameCy)
	}
	if name := visit.Text(c.Name, c.NameCy); name != "" {
		return name
	}
	return c.Key
}

// placeOf is the area of a code, where there is one.
func placeOf(visit *shell.Visit, code string) (name string, kind model.AreaKind) {
	if place, err := visit.View.Place(code); err == nil && code != "" {
		return visit.Text(place.Name, place.NameCy), place.Kind
	}
	return "", ""
}
