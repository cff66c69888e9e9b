package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"

	"catchment/model/planner"
	"catchment/model/siting"
)

// planLine is a plan as JSON. Figures that are not known are null.
type planLine struct {
	Day, ServiceType, Objective, Unit string
	Tier                              int
	Advised                           bool
	Binds                             siting.Binding
	BindsChildren                     float64
	Warning                           string
	Value, Bound                      float64
	Gap                               *float64
	Proven                            bool
	Ending                            siting.Ending
	Method                            string
	Methods                           []string
	Seed                              uint64
	Seconds                           float64
	Today, WithPlan, OutOfReach       float64
	Journeys                          planner.Journeys
	Cost                              *float64
	AssumedPlaces, AssumedCost        *float64
	Chosen                            []planChoice
	Closed                            []string
	Alternatives                      []planAlternative
	Recurrence                        []planRecurrence
	Compared                          int
}

type planChoice struct {
	Candidate, Name, Area, AreaName string
	Service                         bool
	Adds, LostWithout               float64
	Places, Cost                    *float64
	AgeMin, AgeMax                  int
	Excludes                        []string
	Sets                            map[string]string
}

type planAlternative struct {
	Value   float64
	Cost    *float64
	Chosen  []string
	Differs int
}

type planRecurrence struct {
	Candidate, Name string
	Plans           int
}

func plainPlan(s *planner.Siting) planLine {
	l := planLine{Day: string(s.Day), ServiceType: s.Type.Key, Objective: s.Objective.String(), Unit: "children", Tier: s.Tier, Advised: s.Advised,
		Binds: s.Advice.Binding, BindsChildren: s.Advice.Children, Warning: s.Warning.String(), Value: s.Value, Bound: s.Bound, Gap: finite(s.Gap),
		Proven: s.Proven, Ending: s.Ending, Method: s.Method, Methods: s.Methods, Seed: s.Seed, Seconds: s.Seconds, Today: s.Result.Today,
		WithPlan: s.Children, OutOfReach: s.OutOfReach, Journeys: s.Journeys, Cost: costOf(s, s.Cost), AssumedPlaces: finite(s.Assumed.Places), AssumedCost: finite(s.Assumed.Cost), Compared: s.Compared,
		Chosen: []planChoice{}, Alternatives: []planAlternative{}, Recurrence: []planRecurrence{}}
	if s.Share {
		l.Unit = "share"
	}
	for _, choice := range s.Chosen {
		c := &s.Candidates[choice.Candidate]
		l.Chosen = append(l.Chosen, planChoice{c.Key, c.Name, c.Area, c.AreaName, c.Service, choice.Adds, choice.Only, finite(c.Places), finite(c.Cost),
			c.Terms.From, c.Terms.To, c.Terms.Refuses, c.Terms.Sets})
	}
	l.Closed = keysOf(s, s.Closed)
	for _, a := range s.Alternatives {
		l.Alternatives = append(l.Alternatives, planAlternative{a.Value, costOf(s, a.Cost), keysOf(s, a.Chosen), a.Differs})
	}
	for _, r := range s.Recurrence {
		l.Recurrence = append(l.Recurrence, planRecurrence{s.Candidates[r.Candidate].Key, s.Candidates[r.Candidate].Name, r.Plans})
	}
	return l
}

func finite(x float64) *float64 {
	if math.IsInf(x, 0) {
		return nil
	}
	return stated(x)
}

// costOf is a cost of the plan, nothing where candidates state none.
func costOf(s *planner.Siting, cost float64) *float64 {
	for _, choice := range s.Chosen {
		if math.IsNaN(s.Candidates[choice.Candidate].Cost) {
			return nil
		}
	}
	return &cost
}

func keysOf(s *planner.Siting, candidates []int) []string {
	keys := []string{}
	for _, k := range candidates {
		keys = append(keys, s.Candidates[k].Key)
	}
	return keys
}

// writePlan prints a plan for a person.
func writePlan(w io.Writer, s *planner.Siting, wish *planner.Wish) {
	writePlanHead(w, s, wish)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "candidate\tname\tlocal authority\tchildren it adds\tlost without it\tplaces a year\tcost a year")
	for _, choice := range s.Chosen {
		c := &s.Candidates[choice.Candidate]
		name := c.Name
		if c.Service {
			name += " (stands today)"
		}
		if !c.Terms.Everyone() {
			name += " (" + acceptedAs(c.Terms) + ")"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", c.Key, name, cmp.Or(c.AreaName, c.Area, "–"), english.Children(choice.Adds), english.Children(choice.Only), wholePlaces(c.Places), costText(&c.Cost))
	}
	t.Flush()
	if len(s.Closed) > 0 {
		fmt.Fprintf(w, "Closed: %s.\n", strings.Join(keysOf(s, s.Closed), ", "))
	}
	writeOthers(w, s)
	fmt.Fprintln(w, "\nChildren a year, to the nearest 5. A child whom two places reach is counted with the one that adds more.")
}

func writePlanHead(w io.Writer, s *planner.Siting, wish *planner.Wish) {
	asked := "for " + english.Money(wish.Budget) + " a year"
	if wish.Number > 0 {
		asked = fmt.Sprintf("%d of them", wish.Number)
	}
	tiers := "all tiers that expect it"
	if s.Tier > 0 {
		tiers = fmt.Sprintf("tier %d", s.Tier)
	}
	if closable := len(wish.Close); closable > 0 {
		asked += fmt.Sprintf("; services that may be closed: %d", closable)
	}
	fmt.Fprintf(w, "%s · %s · %s · %d candidates, %s.\n\n", s.Type.Label(), tiers, s.Day.Long(), len(s.Candidates)-len(wish.Close), asked)
	fmt.Fprintln(w, binds(s))
	if !s.Warning.Empty() {
		fmt.Fprintf(w, "Warning: %s\n", s.Warning)
	}
	fmt.Fprintln(w, gives(s))
	fmt.Fprintln(w, certainty(s))
	for _, text := range journeysText(&s.Journeys) {
		fmt.Fprintln(w, text)
	}
	fmt.Fprintf(w, "Found by %s; seed %d, %.1f s. Used: %s.\n\n", cmp.Or(s.Method, "what is locked alone"), s.Seed, s.Seconds, strings.Join(s.Methods, ", "))
}

// acceptedAs says whom a candidate accepts that does not accept everyone.
func acceptedAs(t planner.Terms) string {
	text := fmt.Sprintf("ages %d to %d", t.From, t.To)
	if len(t.Refuses) > 0 {
		text += ", not " + strings.Join(t.Refuses, ", ")
	}
	return text
}

// journeysText says how far candidates are, nothing where all are areas served.
func journeysText(j *planner.Journeys) (out []string) {
	for _, way := range []struct {
		count int
		by    string
	}{{j.Routed, "the minutes of the routing engine (" + j.Profile + ")"}, {j.Stated, "the minutes of the file"}, {j.Straight, "the straight line"}} {
		if way.count > 0 {
			out = append(out, fmt.Sprintf("Journeys to %d of the candidates go by %s.", way.count, way.by))
		}
	}
	if j.Failure != "" {
		out = append(out, "Warning: the routing engine did not answer for all: "+strings.TrimSuffix(j.Failure, ".")+".")
	}
	return out
}

// binds says what stands in the way, and the objective that was taken.
func binds(s *planner.Siting) string {
	children := english.Children(s.Advice.Children)
	why := map[siting.Binding]string{
		siting.ByLocation:    "Distance binds: no service reaches " + children + " children a year.",
		siting.ByEligibility: "Eligibility binds: no service that reaches them accepts " + children + " children a year.",
		siting.ByCapacity:    "Places bind: " + children + " children a year in reach have none, however they are referred.",
		siting.ByNothing:     "Nothing binds: all children could be met by better referral alone.",
	}[s.Advice.Binding]
	if s.Advice.Alike && s.Advice.Binding == siting.ByCapacity {
		why += " Any candidate would meet the same for each place."
	}
	how := "asked for"
	if s.Advised {
		how = "because of that"
	}
	return fmt.Sprintf("%s Chosen %s, %s.", why, map[siting.Objective]string{
		siting.Reach: "for most children newly within reach", siting.Met: "for most children newly met", siting.WorstOff: "for the worst off first"}[s.Objective], how)
}

func gives(s *planner.Siting) string {
	switch {
	case s.Share:
		return fmt.Sprintf("With the plan, at least %s of children in need are met wherever a service or a candidate reaches them; today it is %s.", english.Percent(s.Value), english.Percent(s.Result.Today))
	case s.Objective == siting.Met:
		return fmt.Sprintf("The plan meets %s more children a year: %s of %s, where it is %s today.", english.Children(s.Value), english.Children(s.Children), english.Children(s.Demand), english.Children(s.Result.Today))
	case s.Objective == siting.WorstOff:
		return fmt.Sprintf("Not everyone can be given something: the plan lifts %s children a year from nothing.", english.Children(s.Value))
	}
	return fmt.Sprintf("The plan brings %s more children a year within reach: %s of %s, where it is %s today.", english.Children(s.Value), english.Children(s.Children), english.Children(s.Demand), english.Children(s.Result.Today))
}

// certainty says how much better any other plan could be, and why the search
// ended.
func certainty(s *planner.Siting) string {
	if s.Proven {
		return "Proven: no plan of these candidates gives more."
	}
	ended := map[siting.Ending]string{siting.TimeUp: "the time was up, so that another run may give another plan", siting.Stopped: "it was interrupted", siting.Spent: "the search had done what it does"}[s.Ending]
	most := english.Children(s.Bound)
	if s.Share {
		most = english.Percent(s.Bound)
	}
	if gap := finite(s.Gap); gap != nil {
		return fmt.Sprintf("Not proven: any plan gives %s at most, %.1f%% more; %s.", most, 100**gap, ended)
	}
	return fmt.Sprintf("Not proven: any plan gives %s at most; %s.", most, ended)
}

// writeOthers prints alternatives, and how often candidates recur.
func writeOthers(w io.Writer, s *planner.Siting) {
	if len(s.Alternatives) > 0 {
		fmt.Fprintln(w, "\nAlternatives that are nearly as good:")
	}
	for i, a := range s.Alternatives {
		gives := english.Children(a.Value) + " children"
		if s.Share {
			gives = "a share of " + english.Percent(a.Value)
		}
		fmt.Fprintf(w, "  %d. %s, %s, differs in %d: %s\n", i+1, gives, costText(costOf(s, a.Cost)), a.Differs, strings.Join(keysOf(s, a.Chosen), ", "))
	}
	if s.Compared < 2 {
		return
	}
	fmt.Fprintf(w, "\nHow often candidates recur in the %d plans found that are within 2%%:\n ", s.Compared)
	for i, r := range s.Recurrence {
		if i == 20 {
			fmt.Fprintf(w, " and %d more", len(s.Recurrence)-i)
			break
		}
		fmt.Fprintf(w, " %s %d", s.Candidates[r.Candidate].Key, r.Plans)
	}
	fmt.Fprintln(w)
}

func wholePlaces(x float64) string {
	switch {
	case math.IsNaN(x):
		return "–"
	case math.IsInf(x, 1):
		return "no limit"
	}
	return english.Number(x, 0)
}

func costText(x *float64) string {
	if x == nil || math.IsNaN(*x) {
		return "cost not stated"
	}
	return english.Money(*x)
}
