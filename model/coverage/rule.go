package coverage

import (
	"cmp"
	"slices"

	"catchment/model"
	"catchment/model/atlas"
)

// Rule is whom a service accepts: an inclusive range of single years of age
// and the profile attributes that it refuses, as places in the method's
// attributes, ascending. Attributes that the method does not name refuse
// nobody.
type Rule struct {
	From, To int
	Refuses  []int
}

// RuleOf reads a service's rules: an age bound that it does not state is its
// programme's, the lowest school year n is read as age n + 4 or more, and all
// stated rules must hold (METHOD 4). A rule not stated refuses nobody.
func RuleOf(s *atlas.Service, profile *atlas.Profile) Rule {
	rule := Rule{From: 0, To: model.AgeCount - 1}
	from, to := AgeBounds(s)
	if from != nil {
		rule.From = *from
	}
	if to != nil {
		rule.To = *to
	}
	if s.SchoolYearMin != nil {
		rule.From = max(rule.From, *s.SchoolYearMin+4)
	}
	for _, attribute := range s.Excludes {
		if x, ok := slices.BinarySearch(profile.Attributes, attribute); ok {
			rule.Refuses = append(rule.Refuses, x)
		}
	}
	slices.Sort(rule.Refuses)
	rule.Refuses = slices.Compact(rule.Refuses)
	return rule
}

// AgeBounds gives the age bounds that hold for a service, nil where neither
// it nor its programme states one.
func AgeBounds(s *atlas.Service) (from, to *int) {
	from, to = s.AgeMin, s.AgeMax
	if s.Programme != nil {
		if from == nil {
			from = s.Programme.AgeMin
		}
		if to == nil {
			to = s.Programme.AgeMax
		}
	}
	return from, to
}

// AcceptsAge says whether an age lies in the range.
func (r Rule) AcceptsAge(age int) bool { return r.From <= age && age <= r.To }

// compare gives the order of rules by value, in which all sums over rules are
// taken.
func (r Rule) compare(other Rule) int {
	return cmp.Or(cmp.Compare(r.From, other.From), cmp.Compare(r.To, other.To), slices.Compare(r.Refuses, other.Refuses))
}
