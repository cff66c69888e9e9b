package scarcity

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"catchment/model/disclosure"
	"catchment/model/scenario"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// found is the advice on one type.
type found struct {
	Lead  string
	Keys  *parts.KeyNumbers // nil where the type has no places
	Binds parts.Inset
	Here  string // head of the column for the area and tier asked about; "" where none is
	Rows  []row
	Pages parts.Pagination
	Empty *parts.Empty
	Notes []string
}

// row is one relaxation.
type row struct {
	Rank      string
	Text      string
	Service   parts.Link
	What      string
	Best      string
	Met, Here string
	Try       parts.Link
}

func foundOf(visit *shell.Visit, a asked, list *disclosure.AdviceList) *found {
	out := &found{}
	if list.NoPlace {
		out.Lead = visit.Say("scarcity.no_places", "Type", visit.TypeName(a.kind))
		out.Empty = &parts.Empty{Title: visit.Say("scarcity.nothing"), Text: visit.Say("scarcity.nothing_text")}
		return out
	}
	out.Keys = keys(visit, list)
	out.Binds = binds(visit, list)
	if a.tier > 0 || a.area.Code != "" {
		out.Here = here(visit, a)
	}
	total := len(list.Advice)
	if total == 0 {
		out.Lead = visit.Say("scarcity.none")
		out.Empty = &parts.Empty{Title: visit.Say("scarcity.none"), Text: visit.Say("scarcity.none_text")}
		return out
	}
	first := &list.Advice[0]
	out.Lead = sentence(visit, first)
	if ties := tied(list); ties > 1 {
		out.Lead = visit.Say("scarcity.lead_ties", "First", out.Lead, "Count", ties-1)
	}
	from := min(total, (a.page-1)*onPage)
	for i := range list.Advice[from:min(total, from+onPage)] {
		out.Rows = append(out.Rows, rowOf(visit, a, &list.Advice[from+i]))
	}
	out.Pages = parts.NewPagination(visit.Voice, a.page, onPage, total, func(n int) string { return visit.Here("page", n) + "#advice" })
	out.Notes = notes(visit, a, list)
	return out
}

// tied is how many share the first rank.
func tied(list *disclosure.AdviceList) (n int) {
	for i := range list.Advice {
		if list.Advice[i].Rank == 1 {
			n++
		}
	}
	return n
}

func keys(visit *shell.Visit, list *disclosure.AdviceList) *parts.KeyNumbers {
	item := func(name, value string, lines ...string) parts.KeyNumber {
		return parts.KeyNumber{Label: visit.Say("scarcity." + name), Value: value, Lines: lines}
	}
	f := &list.Flow
	return &parts.KeyNumbers{Items: []parts.KeyNumber{
		item("key_demand", visit.Children(f.Demand), visit.Say("scarcity.key_demand_text")),
		item("key_places", visit.Number(f.Capacity, 0), visit.Say("scarcity.key_places_text")),
		item("key_met", visit.Children(f.Met), visit.Say("scarcity.key_met_text")),
		item("key_best", visit.Children(f.BestAchievable), visit.Say("scarcity.key_best_text")),
		item("key_spare", spare(visit, list.Spare), visit.Say("scarcity.key_spare_text")),
	}}
}

func spare(visit *shell.Visit, x float64) string {
	if x > 0 && x < 0.5 {
		return visit.Say("scarcity.under_one")
	}
	return visit.Number(x, 0)
}

func binds(visit *shell.Visit, list *disclosure.AdviceList) parts.Inset {
	in := parts.Inset{Strong: visit.Say("scarcity.binds", "Binding", visit.Term("binding", list.Flow.Binding)), Text: visit.Say("scarcity.used_up")}
	if list.Spare >= 0.5 {
		in.Text = visit.Say("scarcity.left", "Places", visit.Number(list.Spare, 0))
	}
	return in
}

func here(visit *shell.Visit, a asked) string {
	var of []string
	if a.area.Code != "" {
		of = append(of, visit.Text(a.area.Name, a.area.NameCy))
	}
	if a.tier > 0 {
		of = append(of, visit.Say("tier", "Tier", a.tier))
	}
	return visit.Say("scarcity.head_here", "Of", strings.Join(of, ", "))
}

func rowOf(visit *shell.Visit, a asked, x *disclosure.Advice) row {
	r := row{Rank: visit.Number(float64(x.Rank), 0), Text: sentence(visit, x), What: visit.Say("scarcity.what_" + string(x.Constraint)),
		Best: children(visit, x.Best.Value), Met: difference(visit, x.Met.Value), Here: difference(visit, x.Here.Value), Try: try(visit, a, x)}
	if x.Tied {
		r.Rank = visit.Say("scarcity.tied", "Rank", r.Rank)
	}
	r.Service = parts.Link{Text: visit.Text(x.Name, x.NameCy), Lang: visit.Lang(x.Name, x.NameCy), URL: visit.Link(shell.Path("services", x.Key))}
	return r
}

// sentence says a relaxation and what it would do.
func sentence(visit *shell.Visit, x *disclosure.Advice) string {
	pairs := []any{"Service", visit.Text(x.Name, x.NameCy), "Children", children(visit, x.Best.Value)}
	way := string(x.Constraint)
	switch x.Constraint {
	case scenario.Reach:
		pairs = append(pairs, "Area", visit.Text(x.Place.Name, x.Place.NameCy))
	case scenario.Exclusion:
		attribute := x.Attribute
		if visit.Has("attribute_short." + attribute) {
			attribute = visit.Term("attribute_short", attribute)
		}
		pairs = append(pairs, "Attribute", attribute)
	case scenario.Age:
		if way = "younger"; x.To != nil {
			way = "older"
			pairs = append(pairs, "Age", strconv.Itoa(*x.To))
		} else {
			pairs = append(pairs, "Age", strconv.Itoa(*x.From))
		}
	}
	return visit.Say("scarcity.says_"+way, pairs...)
}

// children is a shadow price. One step can release a single child or less, which
// to the nearest 5 would be nothing: up to 10 it is told to the tenth.
func children(visit *shell.Visit, x float64) string {
	switch {
	case x < 0.05:
		return visit.Say("scarcity.hardly_any")
	case x < 9.95:
		return visit.Number(x, decimals(x))
	}
	return visit.Children(x)
}

func decimals(x float64) int {
	if math.Abs(x-math.Round(x)) < 0.05 {
		return 0
	}
	return 1
}

// difference is what the method's handing out would make of it: it can be less.
func difference(visit *shell.Visit, x float64) string {
	switch {
	case math.Abs(x) < 0.05:
		return "0"
	case x < 0:
		return "−" + children(visit, -x)
	}
	return "+" + children(visit, x)
}

// try leads to the change of a plan, or where a plan cannot say it to the
// service itself.
func try(visit *shell.Visit, a asked, x *disclosure.Advice) parts.Link {
	spoken := sentence(visit, x)
	if x.Change == "" {
		return parts.Link{Text: visit.Say("scarcity.at_service"), Hidden: spoken, URL: visit.Link(shell.Path("services", x.Key, "edit"))}
	}
	sets := []any{"change", string(x.Change)}
	for _, column := range slices.Sorted(keysOf(x.Sets)) {
		sets = append(sets, column, x.Sets[column])
	}
	to := "/new/plan"
	if a.into != "" {
		to = shell.Path("plans", a.into, "changes", "new")
	}
	return parts.Link{Text: visit.Say("scarcity.try"), Hidden: spoken, URL: visit.Link(to, sets...)}
}

func keysOf(sets map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for column := range sets {
			if !yield(column) {
				return
			}
		}
	}
}

func notes(visit *shell.Visit, a asked, list *disclosure.AdviceList) []string {
	out := []string{visit.Say("scarcity.note_best"), visit.Say("scarcity.note_met")}
	if slices.ContainsFunc(list.Advice, func(x disclosure.Advice) bool { return x.Tied }) {
		out = append(out, visit.Say("scarcity.note_ties"))
	}
	if slices.ContainsFunc(list.Advice, func(x disclosure.Advice) bool { return x.Change == "open" }) {
		out = append(out, visit.Say("scarcity.note_open"))
	}
	if list.Untold > 0 {
		out = append(out, visit.Say("scarcity.note_untold", "Count", list.Untold))
	}
	return append(out, visit.Say("scarcity.note_tried", "Count", list.Tried, "Kind", visit.Kind(a.reach, 2)))
}
