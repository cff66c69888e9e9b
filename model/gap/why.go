package gap

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"catchment/frontend/words"
)

// Why says in one plain sentence what the figures show.
func (g *Gap) Why(v *words.Voice) string {
	s := g.in(v)
	switch g.Kind {
	case Provision:
		return s.say("gaps.why_provision", "Date", g.On)
	case Access:
		return s.whyAccess()
	case Eligibility:
		return s.say("gaps.why_eligibility", "Refused", v.NounEither(g.Facts.refusals(v)))
	case Capacity:
		return s.whyCapacity()
	case Quality:
		return s.whyQuality()
	case Assurance:
		return s.say("gaps.why_assurance", "Indicators", s.indicators(g.Facts.Indicators))
	case Continuity:
		return s.whyContinuity()
	case Equity:
		return s.whyEquity()
	case Parallel:
		return s.whyParallel()
	}
	return ""
}

func (s *spoken) whyAccess() string {
	f := &s.Facts
	var parts []string
	switch far := s.Central - f.Weak; {
	case far <= least:
	case f.InParents[0] == areaName(s.Area):
		parts = append(parts, s.say("gaps.why_access_part", "Children", s.children(far)))
	default:
		parts = append(parts, s.say("gaps.why_access_elsewhere", "Parent", f.InParents[0].In(s.v), "Children", s.children(far)))
	}
	if f.Weak >= least {
		parts = append(parts, s.say("gaps.why_access_weak", "Children", s.children(f.Weak), "Bound", fmt.Sprintf("%g", f.Bound)))
	}
	return sentence(parts...)
}

func (s *spoken) whyCapacity() string {
	services, unknown := len(s.Facts.Services), s.Facts.Unknown
	children := s.children(s.Central)
	switch {
	case s.Discreet:
		return s.say("gaps.why_capacity_discreet", "Children", children)
	case services == 1 && unknown == 0:
		return sentence(s.say("gaps.why_capacity_one", "Children", children))
	case services == 1:
		return sentence(s.say("gaps.why_capacity_one", "Children", children) + s.say("gaps.why_capacity_it"))
	case unknown == 0:
		return sentence(s.say("gaps.why_capacity", "Count", services, "Children", children))
	}
	return sentence(s.say("gaps.why_capacity", "Count", services, "Children", children) + s.say("gaps.why_capacity_some", "Count", unknown))
}

func (s *spoken) whyQuality() string {
	list := s.Facts.Indicators
	worst := slices.MinFunc(list, func(x, y Indicator) int { return cmp.Compare(x.High, y.High) })
	text := s.say("gaps.why_quality", "Part", s.percent(worst.High), "Number", worst.Number, "Indicator", worst.Name.In(s.v), "Standard", s.percent(s.Facts.Bound))
	others := slices.DeleteFunc(slices.Clone(list), func(i Indicator) bool { return i.Number == worst.Number })
	if len(others) > 0 {
		text += s.say("gaps.why_quality_others", "Indicators", s.indicators(others))
	}
	return text + "."
}

func (s *spoken) whyContinuity() string {
	f := &s.Facts
	var parts []string
	if len(f.Ends) > 0 {
		first := slices.MinFunc(f.Ends, func(x, y Ending) int { return strings.Compare(string(x.LastDay), string(y.LastDay)) })
		text := s.say("gaps.why_ends_"+first.What, "Part", s.percent(1-f.After/f.Met), "Service", first.Service.In(s.v), "Date", first.LastDay)
		if more := len(f.Ends) - 1; more > 0 {
			text += s.say("gaps.why_ends_more", "Count", more)
		}
		parts = append(parts, text)
	}
	if f.Provider.Text != "" {
		parts = append(parts, s.say("gaps.why_provider", "Provider", f.Provider.In(s.v), "Part", s.percent(f.ByProvider/f.Met)))
	}
	return sentence(parts...)
}

func (s *spoken) whyEquity() string {
	var parts, less []string
	if absent := s.groups(func(g Group) bool { return math.IsNaN(g.Coverage) }); absent != nil {
		parts = append(parts, s.say("gaps.why_equity_absent", "Groups", s.v.NounEither(absent)))
	}
	for _, group := range s.Facts.Groups {
		if !math.IsNaN(group.Coverage) {
			less = append(less, s.say("gaps.group_covers", "Group", s.say("gaps.group."+group.Key), "Part", s.percent(group.Coverage)))
		}
	}
	if less != nil {
		parts = append(parts, s.say("gaps.why_equity_less", "Groups", s.v.NounList(less), "Own", s.percent(s.Facts.Met/s.Facts.Demand)))
	}
	return sentence(parts...)
}

func (s *spoken) whyParallel() string {
	if s.Discreet {
		return s.say("gaps.why_parallel_discreet")
	}
	return s.say("gaps.why_parallel", "Date", s.On, "Service", s.Facts.Services[0].In(s.v))
}
