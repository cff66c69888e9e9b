package siting

import (
	"math"
	"strconv"
	"strings"

	"catchment/model"
)

// check refuses what cannot be wished for, and says what can.
func (p *Problem) check() error {
	for _, check := range []func() error{p.checkLimit, p.checkCandidates, p.checkCosts, p.checkLocked, p.checkNumber, p.checkBudget, p.checkReach} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func refuse(field string, sentence model.Sentence) error {
	return &model.Error{Code: model.Invalid, Field: field, Sentence: sentence}
}

func (p *Problem) checkLimit() error {
	switch {
	case p.Number < 0:
		return refuse("number", model.Say("The number of places is %d; a number of 1 or more is expected.", p.Number))
	case p.Budget < 0 || math.IsNaN(p.Budget) || math.IsInf(p.Budget, 0):
		return refuse("budget", model.Say("The budget is not an amount of money above 0."))
	case p.Number > 0 && p.Budget > 0:
		return refuse("budget", model.Say("A number of places and a budget are both given; give one of them."))
	case p.Number == 0 && p.Budget == 0:
		return refuse("number", model.Say("Neither a number of places nor a budget is given; give one of them."))
	}
	return nil
}

func (p *Problem) checkCandidates() error {
	if len(p.standing(Possible))+len(p.standing(Locked)) == 0 {
		return refuse("candidates", model.Say("There is no candidate to choose."))
	}
	return nil
}

func (p *Problem) checkCosts() error {
	if p.Number > 0 {
		return nil
	}
	for k := range p.Candidates {
		if c := &p.Candidates[k]; math.IsNaN(c.Cost) || c.Cost < 0 {
			return refuse("cost", model.Say("Candidate %s states no cost, and a budget needs one for each; state it, or ask for a number of places.", c.Key))
		}
	}
	return nil
}

func (p *Problem) checkLocked() error {
	held := map[string]string{}
	for _, k := range p.standing(Locked) {
		c := &p.Candidates[k]
		if other := held[c.Choice]; c.Choice != "" && other != "" {
			return refuse("lock", model.Say("%s and %s are both locked, and only one of them can be chosen.", other, c.Key))
		}
		held[c.Choice] = c.Key
	}
	count, cost := 0, 0.0
	for _, k := range p.standing(Locked) {
		count++
		cost += p.cost(k)
	}
	switch {
	case p.Number > 0 && float64(count) > p.limit():
		return refuse("lock", model.Say("%d candidates are locked, and %d is the number asked for; unlock some, or ask for more.", count, p.Number))
	case p.Number == 0 && cost > p.limit()*(1+1e-12):
		return refuse("lock", model.Say("The locked candidates cost %s a year together, %s more than the budget of %s; unlock some, or raise it.",
			pounds(cost), pounds(math.Ceil(cost-p.limit())), pounds(p.Budget)))
	}
	return nil
}

func (p *Problem) checkNumber() error {
	choices := map[string]bool{}
	count := 0
	for k := range p.Candidates {
		switch c := &p.Candidates[k]; {
		case c.Standing == Closable:
		case c.Choice == "":
			count++
		case !choices[c.Choice]:
			choices[c.Choice] = true
			count++
		}
	}
	if p.Number > count {
		return refuse("number", model.Say("%d places are asked for, and there are candidates for %d; ask for %d at most, or add candidates.", p.Number, count, count))
	}
	return nil
}

func (p *Problem) checkBudget() error {
	cheapest := -1
	for k := range p.Candidates {
		if p.Candidates[k].Standing != Closable && (cheapest < 0 || p.cost(k) < p.cost(cheapest)) {
			cheapest = k
		}
	}
	if p.Number == 0 && p.cost(cheapest) > p.limit()*(1+1e-12) {
		return refuse("budget", model.Say("The budget of %s a year is below the cost of the cheapest candidate, %s at %s.",
			pounds(p.Budget), p.Candidates[cheapest].Key, pounds(p.cost(cheapest))))
	}
	return nil
}

// checkReach refuses a problem in which no candidate could add a child.
func (p *Problem) checkReach() error {
	have := make([]float64, len(p.Children))
	reaches := false
	for i := range have {
		have[i] = p.supplied(i)
	}
	for k := range p.Candidates {
		to, _ := p.Reach.Row(k)
		for _, i := range to {
			reaches = reaches || p.Children[i] > 0
		}
		if p.adds(have, k, 1) > 0 {
			return nil
		}
	}
	switch {
	case !reaches:
		return refuse("candidates", model.Say("No candidate has a child in need within its reach; other candidates or a longer reach are needed."))
	case p.Objective == Reach:
		return refuse("candidates", model.Say("All children within reach of a candidate are within reach of a service already; other candidates are needed to reach more."))
	}
	return refuse("candidates", model.Say("No candidate can meet another child: all within their reach are met, or the candidates state no places."))
}

// pounds writes an amount with separators.
func pounds(x float64) string {
	digits := strconv.FormatFloat(math.Abs(x), 'f', 0, 64)
	var parts []string
	for len(digits) > 3 {
		parts = append([]string{digits[len(digits)-3:]}, parts...)
		digits = digits[:len(digits)-3]
	}
	return "£" + strings.Join(append([]string{digits}, parts...), ",")
}
