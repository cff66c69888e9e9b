package register

import (
	"strings"

	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/model/gap"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// least is the number of children from which a group is named.
const least = 1e-9

// group is a kind of child whom no service in reach accepts.
type group struct {
	Words    string
	Children string
}

// groupsOf puts a refusal into words: "Aged 12 to 17"; "Still living with the
// person who harms, aged 7 to 11". A child of an age that some service takes
// can stand in two groups, so groups are not added up.
func groupsOf(v *shell.Visit, f *gap.Facts, services []disclosure.Service) []group {
	var out []group
	for from := 0; from < model.AgeCount; from++ {
		if f.Refusal.ByAge[from] < least {
			continue
		}
		to, children := from, f.Refusal.ByAge[from]
		for to+1 < model.AgeCount && f.Refusal.ByAge[to+1] >= least {
			to++
			children += f.Refusal.ByAge[to]
		}
		out = append(out, group{capital(aged(v, from, to)), v.Children(children)})
		from = to
	}
	for i, children := range f.Refusal.ByAttribute {
		if children < least {
			continue
		}
		words := v.Term("attribute_short", f.Attributes[i])
		if from, to, some := agesRefusing(f.Attributes[i], services, f.Refusal); some {
			words = v.Say("register.attribute_aged", "Attribute", words, "Aged", aged(v, from, to))
		}
		out = append(out, group{words, v.Children(children)})
	}
	if out == nil {
		out = []group{{capital(v.Say("gaps.some_combinations")), v.Children(f.Demand)}}
	}
	return out
}

func aged(v *shell.Visit, from, to int) string {
	if from == to {
		return v.Say("register.aged_one", "Age", from)
	}
	return v.Say("register.aged", "From", from, "To", to)
}

// agesRefusing is the span of ages that services which refuse an attribute
// take: whoever is refused for it alone is of such an age.
func agesRefusing(attribute string, services []disclosure.Service, refused *coverage.Refusal) (from, to int, some bool) {
	from = model.AgeCount
	for i := range services {
		if !contains(services[i].Excludes, attribute) {
			continue
		}
		low, high := ages(&services[i])
		for age := low; age <= high; age++ {
			if refused.ByAge[age] < least {
				from, to, some = min(from, age), max(to, age), true
			}
		}
	}
	return from, min(to, 17), some && from <= 17
}

func contains(list []string, text string) bool {
	for _, item := range list {
		if item == text {
			return true
		}
	}
	return false
}

// ages is the span of ages that a service takes.
func ages(s *disclosure.Service) (from, to int) {
	to = model.AgeCount - 1
	if s.AgeFrom != nil {
		from = *s.AgeFrom
	}
	if s.AgeTo != nil {
		to = *s.AgeTo
	}
	if s.SchoolYearMin != nil {
		from = max(from, *s.SchoolYearMin+4)
	}
	return from, to
}

// servicesOf finds the services that facts name, as far as they may be seen.
func servicesOf(v *shell.Visit, names []gap.Name) []disclosure.Service {
	var out []disclosure.Service
	for _, name := range names {
		if s, err := v.View.Service(name.Key); err == nil {
			out = append(out, s)
		}
	}
	return out
}

// serviceRow is a service with the rules by which it refuses.
type serviceRow struct {
	Link  parts.Link
	Other string
	Rules string
}

func serviceRows(v *shell.Visit, services []disclosure.Service) []serviceRow {
	var out []serviceRow
	for i := range services {
		s := &services[i]
		out = append(out, serviceRow{serviceLink(v, s), v.Other(s.Name, s.NameCy), rulesOf(v, s)})
	}
	return out
}

func serviceLink(v *shell.Visit, s *disclosure.Service) parts.Link {
	return parts.Link{Text: v.Text(s.Name, s.NameCy), URL: v.Link(shell.Path("services", s.Key)), Lang: v.Lang(s.Name, s.NameCy)}
}

// rulesOf says whom a service takes and whom it refuses, by its own stated
// rules or its programme's.
func rulesOf(v *shell.Visit, s *disclosure.Service) string {
	var rules []string
	switch {
	case s.AgeFrom != nil && s.AgeTo != nil:
		rules = append(rules, v.Say("register.takes", "Ages", v.Say("ages", "From", *s.AgeFrom, "To", *s.AgeTo)))
	case s.AgeFrom != nil:
		rules = append(rules, v.Say("register.takes", "Ages", v.Say("ages_from", "From", *s.AgeFrom)))
	case s.AgeTo != nil:
		rules = append(rules, v.Say("register.takes", "Ages", v.Say("ages_to", "To", *s.AgeTo)))
	}
	if s.SchoolYearMin != nil {
		rules = append(rules, v.Say("register.takes_year", "Year", *s.SchoolYearMin, "Age", *s.SchoolYearMin+4))
	}
	var refused []string
	for _, attribute := range s.Excludes {
		refused = append(refused, v.Term("attribute", attribute))
	}
	if refused != nil {
		rules = append(rules, v.Say("register.refuses", "Whom", v.List(refused)))
	}
	if rules == nil {
		return v.Say("register.no_rule")
	}
	return capital(strings.Join(rules, "; "))
}
