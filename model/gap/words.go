package gap

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"catchment/model"
)

// Why says in one plain sentence what the figures show.
func (g *Gap) Why() string {
	f := &g.Facts
	area, kind := g.Area.Name, g.Type.Label()
	if words, ok := g.discreetWhy(); ok {
		return words
	}
	switch g.Kind {
	case Provision:
		return fmt.Sprintf("No service of the type %s that counts on %s reaches %s.", kind, g.On.Long(), area)
	case Access:
		return g.whyAccess()
	case Eligibility:
		return fmt.Sprintf("No service of the type %s that reaches %s accepts %s.", kind, area, listed(f.refusals(), "or"))
	case Capacity:
		return g.whyCapacity()
	case Quality:
		return g.whyQuality()
	case Assurance:
		return fmt.Sprintf("Practice is not assessed, or its review has lapsed, on part of %s for the services that meet children in %s.",
			indicators(f.Indicators), area)
	case Continuity:
		return g.whyContinuity()
	case Equity:
		return g.whyEquity()
	case Parallel:
		return fmt.Sprintf("No women's service that counts on %s is linked to %s; its places are never added to children's.", g.On.Long(), f.Services[0])
	}
	return ""
}

func (g *Gap) whyAccess() string {
	f := &g.Facts
	var parts []string
	switch far := g.Central - f.Weak; {
	case far <= least:
	case f.InParents[0] == g.Area.Name:
		parts = append(parts, fmt.Sprintf("%s reaches only a part of %s: %s in need of it are out of reach of every service",
			g.Type.Label(), g.Area.Name, children(far)))
	default:
		parts = append(parts, fmt.Sprintf("%s is offered elsewhere in %s, yet %s in need of it in %s are out of reach of every service",
			g.Type.Label(), f.InParents[0], children(far), g.Area.Name))
	}
	if f.Weak >= least {
		parts = append(parts, fmt.Sprintf("%s in %s are reached only weakly (reach below %s)", children(f.Weak), g.Area.Name, decimal(f.Bound)))
	}
	return sentence(strings.Join(parts, "; "))
}

func (g *Gap) whyCapacity() string {
	f := &g.Facts
	text := fmt.Sprintf("%s that reach %s would accept %s more than they have a place for",
		counted(len(f.Services), "service", "services"), g.Area.Name, children(g.Central))
	if len(f.Services) == 1 {
		text = fmt.Sprintf("The one service that reaches %s would accept %s more than it has a place for", g.Area.Name, children(g.Central))
	}
	switch f.Unknown {
	case 0:
	case 1:
		text += "; one of them has not stated its capacity, and might meet some"
	default:
		text += fmt.Sprintf("; %d of them have not stated their capacity, and might meet some", f.Unknown)
	}
	if len(f.Services) == 1 {
		text = strings.Replace(text, "one of them has", "it has", 1)
	}
	return sentence(text)
}

func (g *Gap) whyQuality() string {
	f := &g.Facts
	worst := slices.MinFunc(f.Indicators, func(x, y Indicator) int { return cmp.Compare(x.High, y.High) })
	text := fmt.Sprintf("For children met in %s, at most %s of the full level is reached on GP%d (%s), where the standard is %s",
		g.Area.Name, percent(worst.High), worst.Number, worst.Name, percent(f.Bound))
	if len(f.Indicators) > 1 {
		others := slices.DeleteFunc(slices.Clone(f.Indicators), func(i Indicator) bool { return i.Number == worst.Number })
		text += "; also below it: " + indicators(others)
	}
	return text + "."
}

func (g *Gap) whyContinuity() string {
	f := &g.Facts
	var parts []string
	if len(f.Ends) > 0 {
		first := slices.MinFunc(f.Ends, func(x, y Ending) int { return strings.Compare(string(x.LastDay), string(y.LastDay)) })
		text := fmt.Sprintf("Met in %s would fall by %s: the %s of %s ends on %s",
			g.Area.Name, percent(1-f.After/f.Met), first.What, first.Service, first.LastDay.Long())
		if more := len(f.Ends) - 1; more > 0 {
			text += fmt.Sprintf(", and %d more end%s within the horizon", more, map[bool]string{true: "s"}[more == 1])
		}
		parts = append(parts, text)
	}
	if f.Provider != "" {
		parts = append(parts, fmt.Sprintf("%s alone gives %s of what is met", f.Provider, percent(f.ByProvider/f.Met)))
	}
	return sentence(strings.Join(parts, "; "))
}

func (g *Gap) whyEquity() string {
	own := percent(g.Facts.Met / g.Facts.Demand)
	var absent, less []string
	for _, group := range g.Facts.Groups {
		if math.IsNaN(group.Coverage) {
			absent = append(absent, groupNames[group.Key])
		} else {
			less = append(less, fmt.Sprintf("%s covers %s", groupNames[group.Key], percent(group.Coverage)))
		}
	}
	var parts []string
	if absent != nil {
		parts = append(parts, fmt.Sprintf("no %s of the type reaches %s", listed(absent, "or"), g.Area.Name))
	}
	if less != nil {
		parts = append(parts, fmt.Sprintf("%s, where all provision covers %s", listed(less, "and"), own))
	}
	return sentence(strings.Join(parts, "; "))
}

var groupNames = map[string]string{
	"welsh_medium":      "Welsh-medium provision",
	"by_and_for":        "provision led by and for a community",
	"disabled_children": "provision for disabled children",
}

// ClosesWith says what would close the gap.
func (g *Gap) ClosesWith() string {
	f := &g.Facts
	area := g.Area.Name
	if words, ok := g.discreetEnd(); ok {
		return words
	}
	switch g.Kind {
	case Provision:
		if g.Type.Measure == model.Presence {
			return fmt.Sprintf("A service that reaches %s, or an existing one that extends to it.", area)
		}
		return fmt.Sprintf("A service that reaches %s, with about %s places a year, or an existing one that extends to it.", area, figure(f.Places))
	case Access:
		return fmt.Sprintf("Outreach, a virtual offer or a nearer site for %s.", area)
	case Eligibility:
		return fmt.Sprintf("One reaching service that accepts %s.", listed(f.refusals(), "and"))
	case Capacity:
		if f.Unknown > 0 {
			return fmt.Sprintf("Ask for the capacity not stated; if that adds none, about %s places a year.", figure(f.Places))
		}
		return fmt.Sprintf("About %s more places a year, or better referral where places stand idle.", figure(f.Places))
	case Quality:
		return fmt.Sprintf("Bring %s to the standard in %s.", indicators(f.Indicators), listed(firstOf(f.Services, 3), "and"))
	case Assurance:
		return fmt.Sprintf("Assess what is not known in %s.", listed(firstOf(f.Services, 3), "and"))
	case Continuity:
		if len(f.Ends) > 0 {
			return fmt.Sprintf("Renew %s, or name what follows.", listed(firstOf(endings(f.Ends), 3), "and"))
		}
		return fmt.Sprintf("A second provider beside %s.", f.Provider)
	case Equity:
		var names []string
		for _, group := range f.Groups {
			names = append(names, groupNames[group.Key])
		}
		return fmt.Sprintf("More %s that reaches %s.", listed(names, "and"), area)
	case Parallel:
		return "Link a women's service that runs at the same time."
	}
	return ""
}

func endings(ends []Ending) []string {
	var out []string
	for _, e := range ends {
		out = append(out, e.Service)
	}
	return out
}

// refusals puts a refusal into words: "ages 12 to 17", "children still living
// with the person who harms".
func (f *Facts) refusals() []string {
	var out []string
	for age := 0; age < model.AgeCount; age++ {
		if f.Refusal.ByAge[age] < least {
			continue
		}
		last := age
		for last+1 < model.AgeCount && f.Refusal.ByAge[last+1] >= least {
			last++
		}
		if last == age {
			out = append(out, fmt.Sprintf("age %d", age))
		} else {
			out = append(out, fmt.Sprintf("ages %d to %d", age, last))
		}
		age = last
	}
	for x, n := range f.Refusal.ByAttribute {
		if n >= least {
			out = append(out, Attribute(f.Attributes[x]))
		}
	}
	if out == nil {
		out = []string{"some combinations of age and circumstance"}
	}
	return out
}

// Attribute puts a profile attribute into words; one that is not known by
// name is its key with spaces.
func Attribute(key string) string {
	if words, ok := attributeWords[key]; ok {
		return words
	}
	return "children marked " + strings.ReplaceAll(key, "_", " ")
}

var attributeWords = map[string]string{
	"living_with_perpetrator":          "children still living with the person who harms",
	"child_protection_no_safe_contact": "children on an active child-protection plan without safe contact",
	"high_trauma":                      "children with high trauma",
	"parent_substance_misuse":          "children whose parent has active substance misuse",
	"parent_personality_disorder":      "children whose parent has a personality-disorder diagnosis",
}

func indicators(list []Indicator) string {
	if len(list) == 8 {
		return "all eight indicators"
	}
	var out []string
	for _, i := range list {
		out = append(out, fmt.Sprintf("GP%d", i.Number))
	}
	return listed(out, "and")
}

// children rounds to the nearest 5, as modelled need is shown.
func children(n float64) string {
	if n < 2.5 {
		return "fewer than 5 children"
	}
	return fmt.Sprintf("about %.0f children", math.Round(n/5)*5)
}

func figure(n float64) string {
	return fmt.Sprintf("%.0f", max(5, math.Round(n/5)*5))
}

func percent(x float64) string {
	if x > 0 && x < 0.01 {
		return "less than 1%"
	}
	return fmt.Sprintf("%.0f%%", 100*x)
}

func decimal(x float64) string { return fmt.Sprintf("%g", x) }

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func firstOf(list []string, most int) []string {
	if len(list) <= most {
		return list
	}
	return append(slices.Clone(list[:most]), fmt.Sprintf("%d more", len(list)-most))
}

func listed(list []string, last string) string {
	switch len(list) {
	case 0:
		return "the services concerned"
	case 1:
		return list[0]
	}
	comma := ", "
	if strings.Contains(strings.Join(list, ""), ",") {
		comma = "; " // a name has commas of its own
	}
	return strings.Join(list[:len(list)-1], comma) + " " + last + " " + list[len(list)-1]
}

func sentence(text string) string {
	if text == "" {
		return ""
	}
	r := []rune(text)
	return strings.ToUpper(string(r[:1])) + string(r[1:]) + "."
}
