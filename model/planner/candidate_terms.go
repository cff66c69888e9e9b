package planner

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
)

// Terms is whom the service of a candidate would accept, and all that is
// stated of it.
type Terms struct {
	From, To int               // ages, inclusive
	Refuses  []string          // profile attributes, ascending
	Sets     map[string]string // columns of services.csv as text
}

// Everyone says whether nobody is refused.
func (t Terms) Everyone() bool { return t.From <= 0 && t.To >= model.AgeCount-1 && len(t.Refuses) == 0 }

// terms are the terms of a candidate as the figures use them.
type terms struct {
	Terms
	rule     int // place among those that rooms are divided by; -1: it accepts everyone
	capacity coverage.Capacity
}

// mostRules is how many different rules candidates may have together: each
// divides the children of every area anew.
const mostRules = 100

// readTerms reads what all candidates state, once for each way of saying it,
// so that rooms can be divided by it.
func (s *sitingDay) readTerms() error {
	s.terms = map[string]terms{}
	sites := append(slices.Clip(s.wish.Candidates.List), CandidateSite{}) // the last states nothing of its own
	numbers := map[string]int{}
	for i := range sites {
		sets := s.setsOf(&sites[i])
		key := fmt.Sprint(sets)
		if _, known := s.terms[key]; known {
			continue
		}
		t, rule, err := s.read(&sites[i], sets)
		if err != nil {
			return err
		}
		if t.rule = -1; !t.Everyone() {
			at, known := numbers[fmt.Sprint(rule)]
			if !known {
				at = len(s.rules)
				numbers[fmt.Sprint(rule)], s.rules = at, append(s.rules, rule)
			}
			t.rule = at
		}
		s.terms[key] = t
	}
	if len(s.rules) > mostRules {
		return &model.Error{Code: model.Invalid, Field: "candidates", Sentence: model.Say(
			"The candidates have %d different rules of whom they accept, and %d at most can be compared; give more of them the same ages and exclusions.", len(s.rules), mostRules)}
	}
	return nil
}

// setsOf is what holds for a candidate: what it states itself, else what is
// stated for all.
func (s *sitingDay) setsOf(site *CandidateSite) map[string]string {
	sets := maps.Clone(s.wish.Sets)
	if sets == nil {
		sets = map[string]string{}
	}
	maps.Copy(sets, site.Sets)
	maps.DeleteFunc(sets, func(_, text string) bool { return text == "" })
	return sets
}

func (s *sitingDay) termsOf(site *CandidateSite) terms { return s.terms[fmt.Sprint(s.setsOf(site))] }

// read makes a service of what is stated, and reads whom it accepts and what
// it can take by the same rules as for one that stands.
func (s *sitingDay) read(site *CandidateSite, sets map[string]string) (terms, coverage.Rule, error) {
	stated := model.Service{Key: cmp.Or(site.Key, "candidate"), ServiceType: s.kind.Key}
	for _, name := range slices.Sorted(maps.Keys(sets)) {
		if expected := setOfService(&stated, name, sets[name]); !expected.Empty() {
			return terms{}, coverage.Rule{}, s.unfit(site, name, expected, sets[name])
		}
	}
	resolved, _ := s.Day.Atlas.Resolve(&stated, nil)
	for _, fault := range atlas.CheckServices(s.Day.Atlas, []*atlas.Service{&resolved}) {
		if sets[fault.Column] != "" && (!fault.Warning || fault.Column == "excludes") {
			return terms{}, coverage.Rule{}, s.unfit(site, fault.Column, fault.Expected, sets[fault.Column])
		}
	}
	t := terms{Terms: s.termsOfService(&resolved), capacity: coverage.CapacityOf(&resolved, s.kind)}
	t.Sets = sets
	return t, coverage.RuleOf(&resolved, &s.Day.Profile), nil
}

// termsOfService says whom a service accepts.
func (s *sitingDay) termsOfService(offered *atlas.Service) Terms {
	rule := coverage.RuleOf(offered, &s.Day.Profile)
	t := Terms{From: rule.From, To: rule.To}
	for _, x := range rule.Refuses {
		t.Refuses = append(t.Refuses, s.Day.Profile.Attributes[x])
	}
	return t
}

// unfit says what a candidate states that cannot hold. What is stated for all
// is a field of the wish, by its column.
func (s *sitingDay) unfit(site *CandidateSite, column string, expected model.Sentence, found string) error {
	if site.Sets[column] == "" {
		return &model.Error{Code: model.Invalid, Field: column, Sentence: model.Say("What is stated for all candidates: %s is %s; %s.", model.Quoted(column), model.Quoted(found), expected)}
	}
	return &model.Error{Code: model.Invalid, Field: "candidates", Sentence: model.Say("Candidate %s: %s is %s; %s.", site.Key, model.Quoted(column), model.Quoted(found), expected)}
}
